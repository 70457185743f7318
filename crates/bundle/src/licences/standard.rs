//! The standard texts of licences, for packages that name one and bring no text.

use spdx::{Expression, ParseMode};

use super::texts::tidy;
use crate::Outcome;

/// The texts of the licences that an SPDX expression names.
pub fn texts(expression: &str) -> Outcome<Vec<String>> {
    let parsed = Expression::parse_mode(expression, ParseMode::LAX).map_err(|e| format!("{expression}: {e}"))?;
    let ids = parsed.requirements().filter_map(|wanted| wanted.req.license.id());
    let mut texts: Vec<String> = ids.map(|id| tidy(id.text())).collect();
    texts.sort();
    texts.dedup();
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn every_licence_of_an_expression_has_its_text() {
        let found = texts("MIT/Apache-2.0").expect("texts");
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|text| text.contains("Permission is hereby granted")));
        assert!(texts("Mine").is_err());
    }
}
