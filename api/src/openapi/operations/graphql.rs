//! The two ways of asking GraphQL.

use inovasi_schema::graphql::{LONGEST_NAME, LONGEST_QUERY_IN_ADDRESS, MOST_COST};
use inovasi_schema::{Code, Language};
use serde_json::{Value, json};

use super::{Words, operation};
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;

const FIRST: &str = "{ innovations(first: 2, filter: {sector: {in: [\"health\"]}}) { totalCount nodes { slug title agency { name } } } }";

fn graphql(id: &str, language: Language) -> Words {
    Words {
        id: id.into(),
        tag: "graphql".into(),
        summary: language.pick("Pertanyaan GraphQL", "A GraphQL question").into(),
        description: language
            .pick(
                "Menurut spesifikasi GraphQL-over-HTTP. Skemanya ada di /schema.graphql, panduannya di /docs/graphql. Kesalahan memakai kode yang sama dengan REST, di extensions.code.",
                "By the GraphQL-over-HTTP specification. The schema is at /schema.graphql, a guide at /docs/graphql. Errors have the same codes as on the REST face, in extensions.code.",
            )
            .into(),
    }
}

fn graphql_responses(safe: bool, codes: &[Code], language: Language) -> Value {
    let example = json!({
        "data": {"innovations": {"totalCount": 1}}, "extensions": {"cost": {"requested": 1, "limit": MOST_COST}},
    });
    let answer = |description: &str, example: &Value| {
        let mut content = json!({"schema": reference("GraphqlAnswer")});
        if !example.is_null() {
            content["example"] = example.clone();
        }
        let headers = json!({
            "X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version"), "Vary": header("Vary"),
        });
        let content = json!({"application/json": content, "application/graphql-response+json": content});
        json!({"description": description, "headers": headers, "content": content})
    };
    let mut ok = answer(language.pick("Jawabannya.", "The answer."), &example);
    if safe {
        ok["headers"]["ETag"] = header("ETag");
        ok["headers"]["Cache-Control"] = header("Cache-Control");
    }
    let mut responses = responses(ok, codes, safe, language);
    // What is no request, or is refused, is told as GraphQL tells errors.
    let refused = [
        (true, "400", "Bukan permintaan GraphQL, atau melewati batas.", "No GraphQL request, or one beyond a limit."),
        (
            true,
            "404",
            "Sidik kueri tidak dikenal; kirim beserta teksnya.",
            "The hash of a query is not known; send it with its text.",
        ),
        (safe, "405", "Mutasi; katalog hanya dibaca.", "A mutation; the catalogue is read-only."),
        (!safe, "413", "Isi terlalu panjang.", "The body is too long."),
        (!safe, "415", "Isi bukan application/json.", "The body is not application/json."),
    ];
    for (_, status, indonesian, english) in refused.iter().filter(|(is, ..)| *is) {
        responses[*status] = answer(language.pick(indonesian, english), &Value::Null);
    }
    if safe {
        responses["405"]["headers"]["Allow"] = header("Allow");
    }
    responses
}

/// What both ways of asking may answer in REST's words: what befell before the request was read.
const GRAPHQL: [Code; 5] =
    [Code::NotAcceptable, Code::UriTooLong, Code::TooManyRequests, Code::Internal, Code::Unavailable];

/// `GET /graphql`
pub(crate) fn graphql_get(language: Language) -> Value {
    let text = |name: &str, longest: usize, indonesian: &str, english: &str| {
        json!({
            "name": name, "in": "query", "required": name == "query", "description": language.pick(indonesian, english),
            "schema": {"type": "string", "maxLength": longest},
        })
    };
    let object = |name: &str, indonesian: &str, english: &str| {
        json!({
            "name": name, "in": "query", "required": false, "description": language.pick(indonesian, english),
            "content": {"application/json": {"schema": {"type": "object"}}},
        })
    };
    let mut query = text(
        "query",
        LONGEST_QUERY_IN_ADDRESS,
        "Teks pertanyaan; menurut protokol kueri tersimpan boleh sidiknya saja, di extensions.",
        "The text of the question; the protocol of persisted queries takes its hash alone, in extensions.",
    );
    query["example"] = FIRST.into();
    let parameters = vec![
        query,
        text(
            "operationName",
            LONGEST_NAME,
            "Operasi yang dimaksud, bila teksnya punya beberapa.",
            "Which operation is meant, where the text has several.",
        ),
        object("variables", "Nilai variabel, sebagai objek JSON.", "Values of variables, as a JSON object."),
        object(
            "extensions",
            "Perluasan, sebagai objek JSON: persistedQuery.",
            "Extensions, as a JSON object: persistedQuery.",
        ),
    ];
    operation(graphql("queryGraphql", language), parameters, graphql_responses(true, &GRAPHQL, language))
}

/// `POST /graphql`
pub(crate) fn graphql_post(language: Language) -> Value {
    let mut said =
        operation(graphql("postGraphql", language), Vec::new(), graphql_responses(false, &GRAPHQL, language));
    said["requestBody"] = json!({
        "required": true,
        "description": language.pick("Pertanyaannya.", "The question."),
        "content": {"application/json": {"schema": reference("GraphqlRequest"), "example": {"query": FIRST}}},
    });
    said
}
