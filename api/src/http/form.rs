//! Which form an answer has: what `format` says, else what `Accept` likes best.

use axum::http::{HeaderMap, header};
use inovasi_schema::{Code, Error, Form};

use super::problem::Problem;

/// The form that a request asks for, of those that its address has. A `format` that is none of them is left to the check
/// of all parameters, which tells every fault at once.
pub(crate) fn form(
    pairs: &[(String, String)],
    headers: &HeaderMap,
    forms: impl Iterator<Item = Form>,
) -> Result<Form, Problem> {
    if let Some((_, said)) = pairs.iter().find(|(name, _)| name == "format") {
        return Ok(Form::of(said).unwrap_or(Form::Json));
    }
    let forms: Vec<Form> = forms.filter(|form| *form != Form::CsvExcel).collect();
    let said: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let said = said.join(",");
    if said.trim().is_empty() {
        return Ok(Form::Json);
    }
    let liked = |form: &Form| names(*form).iter().map(|media| quality(&said, media)).max().unwrap_or(0);
    // The first of the best: JSON where all are alike.
    let best = forms.iter().map(liked).max().unwrap_or(0);
    forms.iter().copied().find(|form| best > 0 && liked(form) == best).ok_or_else(|| {
        let names: Vec<&str> = forms.iter().map(|form| form.media()).collect();
        let detail = format!("accept: {said:?} names no form of this answer; it has {}", names.join(", "));
        Problem(Error::new(Code::NotAcceptable, detail))
    })
}

/// The media types that mean a form: the registered one first.
fn names(form: Form) -> &'static [&'static str] {
    match form {
        Form::Ndjson => &["application/x-ndjson", "application/ndjson", "application/jsonl"],
        Form::Parquet => &["application/vnd.apache.parquet", "application/x-parquet"],
        Form::Csv => &["text/csv"],
        Form::Xlsx => &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
        Form::GeoJson => &["application/geo+json"],
        Form::Json | Form::CsvExcel => &["application/json"],
    }
}

/// How much a media type is liked, in thousandths: by the range that names it most exactly (RFC 9110, 12.5.1).
fn quality(accept: &str, media: &str) -> u32 {
    let kind = media.split('/').next().unwrap_or_default();
    let mut best = (0, 0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let exact = match name.strip_suffix("/*") {
            Some("*") => 1,
            Some(other) if other == kind => 2,
            None if name == media => 3,
            _ => continue,
        };
        let said = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let said = said.map_or(1.0, |said| said.parse::<f64>().unwrap_or(0.0)).clamp(0.0, 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
        let quality = (said * 1000.0) as u32;
        if exact > best.0 {
            best = (exact, quality);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use inovasi_schema::Form;

    use super::form;

    #[test]
    fn the_form_that_is_liked_best_is_taken() {
        let cases = [
            ("*/*", Some(Form::Json)),
            ("text/csv", Some(Form::Csv)),
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some(Form::Json)),
            ("application/json;q=0.5, text/csv", Some(Form::Csv)),
            ("text/*", Some(Form::Csv)),
            ("application/vnd.apache.parquet;q=0.9, application/json;q=0.1", Some(Form::Parquet)),
            ("application/ndjson", Some(Form::Ndjson)),
            ("application/json;q=0, */*", Some(Form::Csv)),
            ("image/png", None),
            ("", Some(Form::Json)),
        ];
        for (said, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(said));
            assert_eq!(form(&[], &headers, Form::ALL.into_iter()).ok(), expected, "{said}");
        }
    }

    #[test]
    fn what_is_said_in_the_address_goes_before_what_is_liked() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/csv"));
        let pairs = [("format".to_owned(), "xlsx".to_owned())];
        assert_eq!(form(&pairs, &headers, Form::ALL.into_iter()).ok(), Some(Form::Xlsx));
    }
}
