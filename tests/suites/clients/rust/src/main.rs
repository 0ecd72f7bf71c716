//! Lists innovations and fetches the first one by its id, with the generated client.

use std::sync::Arc;

use inovasi_client::apis::{
    configuration::Configuration,
    innovations_api::{GetInnovationParams, InnovationsApi, InnovationsApiClient, ListInnovationsParams},
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base_path = std::env::var("INOVASI_URL").expect("INOVASI_URL");
    let api = InnovationsApiClient::new(Arc::new(Configuration { base_path, ..Configuration::default() }));
    let page = api.list_innovations(ListInnovationsParams::builder().limit(5).build()).await.expect("the list");
    assert_eq!(page.data.len(), 5, "five rows were asked for");
    assert!(page.meta.total >= 5, "the total counts the rows");
    for row in &page.data {
        println!("rust: {}", row.id);
    }
    let id = &page.data[0].id;
    let one = api.get_innovation(GetInnovationParams::builder().id(id.clone()).build()).await.expect("the row");
    assert_eq!(&one.data.id, id);
    // Optional in its type, since `fields` may leave it out; a detail always has it.
    println!("rust: {id} is {}", one.data.title.expect("a title"));
}
