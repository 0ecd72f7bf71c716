"""Lists innovations and fetches the first one by its id, with the generated client."""

import os

import inovasi_client

configuration = inovasi_client.Configuration(host=os.environ["INOVASI_URL"])
with inovasi_client.ApiClient(configuration) as client:
    api = inovasi_client.InnovationsApi(client)
    page = api.list_innovations(limit=5)
    assert len(page.data) == 5, "five rows were asked for"
    assert page.meta.total >= 5, "the total counts the rows"
    for row in page.data:
        print("python:", row.id)
    one = api.get_innovation(page.data[0].id)
    assert one.data.id == page.data[0].id
    print("python:", one.data.id, "is", one.data.title)
    try:
        api.get_innovation("no-such-innovation")
    except inovasi_client.ApiException as error:
        assert error.status == 404, error
    else:
        raise AssertionError("an unknown id was found")
