"""The one refusal of a well-formed request that is expected.

A schema says what an id or a cursor looks like, not which ones exist. Such a value is answered with the code
invalid_parameter or invalid_cursor: in REST by status 400 and a problem document, in GraphQL by the extensions of
each error. Every other failure of every check stands.
"""

import schemathesis
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.graphql.checks import GraphQLClientError, GraphQLServerError

CODES = {"invalid_parameter", "invalid_cursor"}
# What REST answers with 404, which the checks accept by themselves, GraphQL tells by this code.
GRAPHQL_CODES = CODES | {"not_found"}


def problem_code(response):
    media_type = response.headers.get("content-type", [""])[0].split(";")[0].strip()
    if response.status_code != 400 or media_type != "application/problem+json":
        return None
    try:
        body = response.json()
    except ValueError:
        return None
    return body.get("code") if isinstance(body, dict) else None


def error_codes(response):
    try:
        errors = response.json()["errors"]
        return {error["extensions"]["code"] for error in errors}
    except (ValueError, KeyError, TypeError):
        return {None}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """False drops the failure."""
    if isinstance(failure, RejectedPositiveData):
        return problem_code(response) not in CODES
    if isinstance(failure, (GraphQLClientError, GraphQLServerError)):
        return not error_codes(response) <= GRAPHQL_CODES
    return True
