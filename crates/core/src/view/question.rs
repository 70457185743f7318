//! From what a view shows to a question to the index.

use std::collections::HashSet;

use super::{Filter, ViewSpec};
use crate::inventory::index::{Columns, Query, Test, lower_case_line};
use crate::inventory::{TimeField, WordField};
use crate::milliseconds::DAY;
use crate::{Problem, ProblemCode};

/// The question of a view at a time.
///
/// # Errors
/// `Malformed` at `sort`, `filters` or `scope` when the kind lacks the field.
pub(super) fn question(spec: &ViewSpec, columns: &dyn Columns, now: i64) -> Result<Query, Problem> {
    let lacks = |field: &str| Problem::new(ProblemCode::Malformed).at(field).with("reason", "field");
    let tests = spec.filters.iter().map(|filter| test(filter, columns, now));
    Ok(Query {
        account_ids: spec.scope.account_ids.clone(),
        region_ids: spec.scope.region_ids.clone(),
        scope: match &spec.scope.resource_group_ids {
            ids if ids.is_empty() => Vec::new(),
            ids => vec![Test::Words {
                column: columns.word(WordField::ResourceGroup).ok_or_else(|| lacks("scope"))?,
                any_of: ids.iter().cloned().collect(),
            }],
        },
        search: lower_case_line(spec.search.trim()),
        tests: tests.collect::<Option<_>>().ok_or_else(|| lacks("filters"))?,
        order: columns.order(spec.sort.column).ok_or_else(|| lacks("sort"))?,
        descending: spec.sort.descending,
    })
}

/// Whether the answer changes while time passes.
pub(super) fn is_of_now(spec: &ViewSpec) -> bool {
    spec.filters
        .iter()
        .any(|filter| matches!(filter, Filter::Within { .. }))
}

fn test(filter: &Filter, columns: &dyn Columns, now: i64) -> Option<Test> {
    Some(match filter {
        Filter::Words { field, any_of } => Test::Words {
            column: columns.word(*field)?,
            any_of: any_of.iter().cloned().collect::<HashSet<_>>(),
        },
        Filter::Number { field, from, to } => Test::Number {
            column: columns.number(*field)?,
            from: *from,
            to: *to,
        },
        Filter::Within { field, days } => {
            let column = columns.time(*field)?;
            let length = i64::from(*days).saturating_mul(DAY);
            let (from, to) = match field {
                TimeField::CreatedAt => (Some(now.saturating_sub(length)), None),
                TimeField::ReleasedAt | TimeField::ExpiresAt => (None, Some(now.saturating_add(length))),
            };
            Test::Number { column, from, to }
        }
        Filter::Flag { field, is } => Test::Flag {
            bit: columns.flag(*field)?,
            is: *is,
            needs: field.needs(),
        },
        Filter::Tag { key, value } => Test::Tag {
            key: key.clone(),
            value: value.clone(),
        },
    })
}
