use proptest::prelude::*;

use super::*;

/// A query in one line: `-` excluded, `*` a prefix, quotes around a phrase.
fn shown(text: &str) -> String {
    let terms = Query::parse(text).map(|query| query.terms).unwrap_or_default();
    let term = |term: Term| {
        let what = match term.what {
            What::Word(form) => form,
            What::Prefix(form) => format!("{form}*"),
            What::Phrase(forms) => format!("\"{}\"", forms.join(" ")),
        };
        if term.negated { format!("-{what}") } else { what }
    };
    terms.into_iter().map(term).collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_are_read_as_documented() {
    for (text, expected) in [
        ("Layanan  IBU\thamil", "layanan ibu hamil"),
        ("\"Ibu Hamil\" sehat", "\"ibu hamil\" sehat"),
        ("“Ibu” -“dan anak”", "\"ibu\" -\"dan anak\""),
        ("-kota desa", "-kota desa"),
        ("-kota", "-kota"),
        ("--kota", "-kota"),
        ("digit* -kot*", "digit* -kot*"),
        ("e-KTP e-sur*", "e ktp sur*"),
        ("-e-KTP -a/b*", "-\"e ktp\" -\"a b\""),
        ("-Jum'at", "-jumat"),
        ("anak-anak -anak anak", "anak -anak"),
        ("*awal ten*gah , akhir", "awal ten gah akhir"),
        ("a - * \"\" -\"\" –", "a"),
        ("ibu\"dan anak\"-desa", "ibu \"dan anak\" desa"),
        ("\"satu dua*\"", "\"satu dua\""),
        ("foo-* bar** baz*.", "foo* bar* baz"),
    ] {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

#[test]
fn faults_are_told() {
    for text in ["", "  ", "*", "-", "\"\"", "-\"\"", "“”", "!? ·", "\u{301}"] {
        assert_eq!(Query::parse(text), Err(NOTHING), "{text:?}");
    }
    for text in ["\"ibu", "ibu\"", "-“", "\"a\" \"", "\""] {
        assert_eq!(Query::parse(text), Err(UNCLOSED), "{text:?}");
    }
    assert_eq!(Query::parse("ibu\0"), Err(NUL));
    let words = |count: usize| (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
    assert_eq!(Query::parse(&words(30)).map(|query| query.terms.len()), Ok(30));
    assert_eq!(Query::parse(&words(31)), Err(TOO_MANY));
    assert_eq!(Query::parse(&words(31).replace(' ', "-")), Err(TOO_MANY));
    assert!(Query::parse(&"anak ".repeat(100)).is_ok());
    for fault in [NOTHING, UNCLOSED, NUL, TOO_MANY] {
        assert_eq!(fault.to_string(), fault.message);
        assert!(!fault.message.ends_with('.') && !fault.allowed.is_empty());
    }
}

#[test]
fn a_search_of_plain_words_may_be_a_title() {
    let normalized = |text: &str| Query::parse(text).map(|query| query.normalized());
    for title in ["SIM Keliling", "Bang-Bang Tut!", "Anak-anak \"Jum’at Bersih\""] {
        assert_eq!(normalized(title), Ok(Some(crate::normalized(title))), "{title:?}");
    }
    for text in ["sim*", "sim -keliling", "-sim", "e-ktp*"] {
        assert_eq!(normalized(text), Ok(None), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![any::<String>(), "[ab1é'\u{301}\"“”*  \\-.]{0,40}"]) {
        if let Ok(query) = Query::parse(&text) {
            prop_assert!((1..=MOST_TERMS).contains(&query.terms.len()));
            for (place, term) in query.terms.iter().enumerate() {
                prop_assert!(!query.terms[..place].contains(term));
                let forms = match &term.what {
                    What::Word(form) | What::Prefix(form) => std::slice::from_ref(form),
                    What::Phrase(forms) => forms,
                };
                prop_assert!(!forms.is_empty());
                for form in forms {
                    prop_assert_eq!(&crate::normalized(form), form);
                }
            }
            if let Some(normalized) = query.normalized() {
                prop_assert_eq!(crate::normalized(&text), normalized);
            }
        }
    }
}
