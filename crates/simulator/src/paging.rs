//! The two paging schemes: `PageNumber`/`PageSize`, and `NextToken`/`MaxResults`. What is listed is decided elsewhere.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::json;

use crate::fields::Fields;
use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// A filter by tag or resource group reaches at most this many resources. Source: help page DescribeSnapshots.
const FILTER_CAP: usize = 1_000;

/// A row that can be put in the order of the listing: newest first, then by id.
pub(crate) trait Row {
    fn position(&self) -> (Timestamp, &str);
}

/// The limits of one action.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Names the listing inside its tokens, so that one action's token is refused by another.
    pub(crate) listing: &'static str,
    /// Results of a page when MaxResults is not sent.
    pub(crate) default_results: i64,
    pub(crate) most_results: i64,
    /// Whether a MaxResults outside 10..=most is moved into the range instead of refused.
    pub(crate) clamps_results: bool,
    /// Whether there is the older scheme as well, whose fields then stand in every answer.
    pub(crate) has_numbers: bool,
}

/// Sorts rows, takes the page asked for, and gives the paging fields of the answer.
pub(crate) fn page<T: Row>(
    parameters: &Parameters,
    mut rows: Vec<T>,
    limits: Limits,
) -> Result<(Vec<T>, Fields), Refusal> {
    newest_first(&mut rows);
    let is_capped = parameters.get("ResourceGroupId").is_some() || !parameters.numbered("Tag")?.is_empty();
    if is_numbered(parameters, limits) {
        if is_capped {
            rows.truncate(FILTER_CAP);
        }
        let (rows, mut fields) = numbered_page(parameters, rows)?;
        fields.insert("NextToken".to_owned(), json!(""));
        return Ok((rows, fields));
    }
    let size = max_results(parameters, limits)?;
    let mut size_rows = usize::try_from(size).unwrap_or_default();
    let mut given = 0;
    if let Some(token) = parameters.get("NextToken") {
        let after = read_token(token, limits.listing).ok_or_else(|| Refusal::invalid("NextToken"))?;
        rows.retain(|row| {
            let (created, id) = row.position();
            (created.as_second(), id) < (after.second, after.id.as_str())
        });
        given = after.given;
    }
    if is_capped {
        size_rows = size_rows.min(FILTER_CAP.saturating_sub(given));
    }
    let has_more = rows.len() > size_rows;
    rows.truncate(size_rows);
    given = given.saturating_add(rows.len());
    let next = rows
        .last()
        .filter(|_| has_more && !(is_capped && given >= FILTER_CAP))
        .map_or_else(String::new, |row| token(row, limits.listing, given));
    // TotalCount says nothing in this scheme; live replies carried 0 beside rows.
    let fields = if limits.has_numbers {
        json!({ "NextToken": next, "TotalCount": 0, "PageSize": size, "PageNumber": 1 })
    } else {
        json!({ "NextToken": next })
    };
    Ok((rows, crate::fields::fields(fields)))
}

/// Whether the older scheme is asked for, which is so when nothing is said.
fn is_numbered(parameters: &Parameters, limits: Limits) -> bool {
    limits.has_numbers && parameters.get("NextToken").is_none() && parameters.get("MaxResults").is_none()
}

/// The page of an action that knows only `PageNumber` and `PageSize`.
pub(crate) fn numbered_page<T: Row>(parameters: &Parameters, rows: Vec<T>) -> Result<(Vec<T>, Fields), Refusal> {
    numbered_page_of(parameters, rows, 100)
}

/// The same with a page size of at most this.
pub(crate) fn numbered_page_of<T: Row>(
    parameters: &Parameters,
    mut rows: Vec<T>,
    most: i64,
) -> Result<(Vec<T>, Fields), Refusal> {
    newest_first(&mut rows);
    let number = in_range(parameters, "PageNumber", 1, i64::from(i32::MAX), 1)?;
    let size = in_range(parameters, "PageSize", 1, most, 10)?;
    let total = rows.len();
    let skipped = usize::try_from((number - 1).saturating_mul(size)).unwrap_or(usize::MAX);
    let rows = rows
        .into_iter()
        .skip(skipped)
        .take(usize::try_from(size).unwrap_or_default())
        .collect();
    let fields = json!({ "TotalCount": total, "PageNumber": number, "PageSize": size });
    Ok((rows, crate::fields::fields(fields)))
}

/// What a token says.
pub(crate) struct After {
    pub(crate) second: i64,
    pub(crate) id: String,
    /// How many rows the pages before had.
    given: usize,
}

/// A position of the listing, and a number of rows.
type Reach = (Option<After>, Option<usize>);

/// How far a listing must be read: the position it goes on after, and how many rows decide the page. Without a limit,
/// all of them.
pub(crate) fn reach(parameters: &Parameters, limits: Limits) -> Result<Reach, Refusal> {
    if is_numbered(parameters, limits) {
        return Ok((None, None));
    }
    let size = usize::try_from(max_results(parameters, limits)?).unwrap_or_default();
    let token = parameters.get("NextToken");
    let after = token.map(|token| read_token(token, limits.listing).ok_or_else(|| Refusal::invalid("NextToken")));
    Ok((after.transpose()?, Some(size + 1)))
}

fn newest_first<T: Row>(rows: &mut [T]) {
    rows.sort_by(|left, right| right.position().cmp(&left.position()));
}

fn max_results(parameters: &Parameters, limits: Limits) -> Result<i64, Refusal> {
    if limits.clamps_results {
        let asked = parameters.integer("MaxResults")?.unwrap_or(limits.default_results);
        return Ok(asked.clamp(10, limits.most_results));
    }
    in_range(parameters, "MaxResults", 1, limits.most_results, limits.default_results)
}

fn in_range(parameters: &Parameters, name: &str, least: i64, most: i64, default: i64) -> Result<i64, Refusal> {
    let value = parameters.integer(name)?.unwrap_or(default);
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(Refusal::invalid(name))
    }
}

fn token<T: Row>(last: &T, listing: &str, given: usize) -> String {
    let (created, id) = last.position();
    BASE64_URL_SAFE_NO_PAD.encode(format!("{listing} {} {given} {id}", created.as_second()))
}

fn read_token(token: &str, listing: &str) -> Option<After> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let mut parts = text.splitn(4, ' ');
    if parts.next()? != listing {
        return None;
    }
    Some(After {
        second: parts.next()?.parse().ok()?,
        given: parts.next()?.parse().ok()?,
        id: parts.next()?.to_owned(),
    })
}
