//! A tag as one text of a proof: `key=value`, from which both can be had again.

/// `key=value`. An equals sign of the key is written `%3D`, and a percent sign of it `%25`, or `a=b` with the value `c` would be the
/// same text as `a` with the value `b=c`.
pub(crate) fn tag_text(key: &str, value: &str) -> String {
    format!("{}={value}", key.replace('%', "%25").replace('=', "%3D"))
}

/// Key and value of such a text.
pub(super) fn tag_parts(text: &str) -> (String, String) {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    (key.replace("%3D", "=").replace("%25", "%"), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tags_have_one_text_and_each_can_be_had_again() {
        let tags = [
            ("env", "prod"),
            ("a=b", "c"),
            ("a", "b=c"),
            ("a%3Db", "c"),
            ("a%253Db", "c"),
            ("%", "="),
            ("k", ""),
        ];
        let texts = tags.map(|(key, value)| tag_text(key, value));
        assert_eq!(texts[0], "env=prod");
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(texts.iter().position(|other| other == text), Some(index), "{text}");
            let (key, value) = tag_parts(text);
            assert_eq!((key.as_str(), value.as_str()), tags[index]);
        }
    }
}
