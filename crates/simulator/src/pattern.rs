//! Text patterns in which `*` stands for any text: name filters and RAM actions.

/// Whether a name matches a filter in which `*` stands for any text.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut remaining) = name.strip_prefix(head) else {
        return false;
    };
    let mut pieces: Vec<_> = rest.split('*').collect();
    let tail = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some((_, after)) = remaining.split_once(piece) else {
            return false;
        };
        remaining = after;
    }
    remaining.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn an_asterisk_stands_for_any_text() {
        assert!(matches("erp-db-01", "erp-db-01"));
        assert!(!matches("erp-db", "erp-db-01"));
        assert!(matches("erp-*", "erp-db-01"));
        assert!(matches("*db*01", "erp-db-01"));
        assert!(!matches("*db*02", "erp-db-01"));
        assert!(matches("*", ""));
        assert!(matches("ecs:Describe*", "ecs:DescribeDisks"));
    }
}
