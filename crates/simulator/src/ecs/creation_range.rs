//! `Filter.N` of the listings: from when to when something was created, `yyyy-MM-ddTHH:mmZ`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// Both ends may be open and belong to it.
pub(super) struct CreationRange {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl CreationRange {
    /// An unknown key and a value that is no time are refused with these messages: each listing has its own.
    pub(super) fn read(parameters: &Parameters, [no_key, no_value]: [&str; 2]) -> Result<Self, Refusal> {
        let mut range = Self { from: None, to: None };
        for member in parameters.numbered("Filter")? {
            let bound = match member.get("Key").map(String::as_str) {
                Some("CreationStartTime") => &mut range.from,
                Some("CreationEndTime") => &mut range.to,
                _ => return Err(Refusal::new(404, "InvalidFilterKey.NotFound", no_key)),
            };
            let value = member.get("Value").map(String::as_str).unwrap_or_default();
            let time = DateTime::strptime("%Y-%m-%dT%H:%MZ", value).and_then(|civil| TimeZone::UTC.to_timestamp(civil));
            *bound = Some(time.map_err(|_| Refusal::new(404, "InvalidFilterValue", no_value))?);
        }
        Ok(range)
    }

    pub(super) fn holds(&self, created: Timestamp) -> bool {
        self.from.is_none_or(|from| created >= from) && self.to.is_none_or(|to| created <= to)
    }
}
