//! A kept view as it is stored. It is read by later versions of this program, so it is a type of its own: fields are words, and a
//! change of the layout takes another version.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Filter, Scope, Sort, ViewSpec};
use crate::inventory::RowKind;
use crate::{Problem, ProblemCode};

/// A kept view.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "version")]
pub(super) enum Record {
    /// The first layout.
    #[serde(rename = "1")]
    V1(V1),
}

/// The first layout.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct V1 {
    accounts: Vec<String>,
    regions: Vec<String>,
    /// Came later; absent when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    resource_groups: Vec<String>,
    search: String,
    filters: Vec<Test>,
    column: String,
    descending: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "test", rename_all = "camelCase")]
enum Test {
    Words {
        field: String,
        any_of: Vec<String>,
    },
    Number {
        field: String,
        from: Option<i64>,
        to: Option<i64>,
    },
    Within {
        field: String,
        days: u32,
    },
    Flag {
        field: String,
        is: bool,
    },
    Tag {
        key: String,
        value: Option<String>,
    },
}

impl Record {
    pub(super) fn of(spec: &ViewSpec) -> Self {
        Self::V1(V1 {
            accounts: spec.scope.account_ids.clone(),
            regions: spec.scope.region_ids.clone(),
            resource_groups: spec.scope.resource_group_ids.clone(),
            search: spec.search.clone(),
            filters: spec.filters.iter().map(stored).collect(),
            column: word(&spec.sort.column),
            descending: spec.sort.descending,
        })
    }

    pub(super) fn text(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::new(ProblemCode::Internal))
    }

    /// `None` for a record that a later version wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// `None` when it names what this version does not know.
    pub(super) fn spec(self, kind: RowKind) -> Option<ViewSpec> {
        let Self::V1(record) = self;
        Some(ViewSpec {
            kind,
            scope: Scope {
                account_ids: record.accounts,
                region_ids: record.regions,
                resource_group_ids: record.resource_groups,
            },
            search: record.search,
            filters: record.filters.into_iter().map(filter).collect::<Option<_>>()?,
            sort: Sort {
                column: of_word(record.column)?,
                descending: record.descending,
            },
        })
    }
}

fn stored(filter: &Filter) -> Test {
    match filter.clone() {
        Filter::Words { field, any_of } => Test::Words {
            field: word(&field),
            any_of,
        },
        Filter::Number { field, from, to } => Test::Number {
            field: word(&field),
            from,
            to,
        },
        Filter::Within { field, days } => Test::Within {
            field: word(&field),
            days,
        },
        Filter::Flag { field, is } => Test::Flag {
            field: word(&field),
            is,
        },
        Filter::Tag { key, value } => Test::Tag { key, value },
    }
}

fn filter(test: Test) -> Option<Filter> {
    Some(match test {
        Test::Words { field, any_of } => Filter::Words {
            field: of_word(field)?,
            any_of,
        },
        Test::Number { field, from, to } => Filter::Number {
            field: of_word(field)?,
            from,
            to,
        },
        Test::Within { field, days } => Filter::Within {
            field: of_word(field)?,
            days,
        },
        Test::Flag { field, is } => Filter::Flag {
            field: of_word(field)?,
            is,
        },
        Test::Tag { key, value } => Filter::Tag { key, value },
    })
}

/// The name of a field.
fn word(field: &impl Serialize) -> String {
    match serde_json::to_value(field) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The field of a name.
fn of_word<F: DeserializeOwned>(word: String) -> Option<F> {
    serde_json::from_value(Value::String(word)).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::inventory::{FlagField, NumberField, SortColumn, TimeField, WordField};

    /// What version 1 wrote. Never changed: it lies on people's disks.
    const STORED: &str = r#"{"version":"1","accounts":["a"],"regions":["cn-hangzhou"],"search":"db","filters":[{"test":"words","field":"status","any_of":["failed",""]},{"test":"number","field":"size","from":40,"to":null},{"test":"within","field":"createdAt","days":7},{"test":"flag","field":"encrypted","is":true},{"test":"tag","key":"env","value":"prod"}],"column":"createdAt","descending":true}"#;

    fn spec() -> ViewSpec {
        ViewSpec {
            kind: RowKind::Snapshots,
            scope: Scope {
                account_ids: vec!["a".into()],
                region_ids: vec!["cn-hangzhou".into()],
                resource_group_ids: Vec::new(),
            },
            search: "db".into(),
            filters: vec![
                Filter::Words {
                    field: WordField::Status,
                    any_of: vec!["failed".into(), String::new()],
                },
                Filter::Number {
                    field: NumberField::Size,
                    from: Some(40),
                    to: None,
                },
                Filter::Within {
                    field: TimeField::CreatedAt,
                    days: 7,
                },
                Filter::Flag {
                    field: FlagField::Encrypted,
                    is: true,
                },
                Filter::Tag {
                    key: "env".into(),
                    value: Some("prod".into()),
                },
            ],
            sort: Sort {
                column: SortColumn::CreatedAt,
                descending: true,
            },
        }
    }

    #[test]
    fn a_view_is_written_and_read_as_version_1_did() {
        assert_eq!(Record::of(&spec()).text().unwrap(), STORED);
        assert_eq!(Record::parse(STORED).unwrap().spec(RowKind::Snapshots), Some(spec()));
    }

    #[test]
    fn a_view_of_a_resource_group_keeps_it() {
        let mut spec = spec();
        spec.scope.resource_group_ids = vec!["rg-1".into()];
        let text = Record::of(&spec).text().unwrap();
        assert_eq!(Record::parse(&text).unwrap().spec(RowKind::Snapshots), Some(spec));
    }

    #[test]
    fn what_this_version_does_not_know_is_not_guessed() {
        assert!(Record::parse(&STORED.replace("\"1\"", "\"2\"")).is_none());
        let other = STORED.replace("encrypted", "colourful");
        assert_eq!(Record::parse(&other).unwrap().spec(RowKind::Snapshots), None);
        let other = STORED.replace(r#""column":"createdAt""#, r#""column":"colour""#);
        assert_eq!(Record::parse(&other).unwrap().spec(RowKind::Snapshots), None);
    }
}
