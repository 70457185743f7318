//! Patterns of names, as a person types them.

use super::entry::lower_case_line;

/// Patterns of whole names, in any case; `*` stands for any text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct NamePatterns(Vec<String>);

impl NamePatterns {
    /// Reads patterns separated by commas. Empty ones are left out.
    pub(crate) fn parse(text: &str) -> Self {
        let patterns = text.split([',', '，', '\n']).map(str::trim);
        let patterns = patterns.filter(|pattern| !pattern.is_empty());
        Self(patterns.map(lower_case_line).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a name in lower case is one of them.
    pub(super) fn match_any(&self, name: &[u8]) -> bool {
        self.0.iter().any(|pattern| matches(pattern.as_bytes(), name))
    }
}

/// On a mismatch the last star takes one byte more.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut in_name) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_name < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, in_name));
                at += 1;
            }
            Some(byte) if *byte == name[in_name] => {
                at += 1;
                in_name += 1;
            }
            _ => match &mut star {
                Some((after, taken)) => {
                    *taken += 1;
                    (at, in_name) = (*after, *taken);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_of_the_whole_name_in_any_case() {
        let table = [
            ("SAS_Agentless*", "sas_agentless-2026", true),
            ("SAS_Agentless*", "my sas_agentless", false),
            ("*tmp*", "a-tmp", true),
            ("*tmp*", "t-mp", false),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYcZ", false),
            ("exact", "exact", true),
            ("exact", "exactly", false),
            ("*", "", true),
            (" , ,", "", false),
            ("one, two*", "twofold", true),
            ("一，二*", "二月", true),
        ];
        for (patterns, name, expected) in table {
            let name = name.to_lowercase();
            let found = NamePatterns::parse(patterns).match_any(name.as_bytes());
            assert_eq!(found, expected, "{patterns} {name}");
        }
    }
}
