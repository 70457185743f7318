//! `Filter.N` of the listings: from when to when something was created or expires, `yyyy-MM-ddTHH:mmZ`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// Both ends may be open and belong to it.
#[derive(Clone, Copy)]
pub(super) struct TimeRange {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl TimeRange {
    /// The ranges between `<event>StartTime` and `<event>EndTime`. An unknown key and a value that is no time are refused with
    /// these messages: each listing has its own.
    pub(super) fn read<const N: usize>(
        parameters: &Parameters,
        events: [&str; N],
        [no_key, no_value]: [&str; 2],
    ) -> Result<[Self; N], Refusal> {
        let mut ranges = [Self { from: None, to: None }; N];
        for member in parameters.numbered("Filter")? {
            let key = member.get("Key").map(String::as_str).unwrap_or_default();
            let bound = events
                .iter()
                .zip(&mut ranges)
                .find_map(|(event, range)| match key.strip_prefix(event)? {
                    "StartTime" => Some(&mut range.from),
                    "EndTime" => Some(&mut range.to),
                    _ => None,
                });
            let bound = bound.ok_or_else(|| Refusal::new(404, "InvalidFilterKey.NotFound", no_key))?;
            let value = member.get("Value").map(String::as_str).unwrap_or_default();
            let time = DateTime::strptime("%Y-%m-%dT%H:%MZ", value).and_then(|civil| TimeZone::UTC.to_timestamp(civil));
            *bound = Some(time.map_err(|_| Refusal::new(404, "InvalidFilterValue", no_value))?);
        }
        Ok(ranges)
    }

    pub(super) fn holds(&self, time: Timestamp) -> bool {
        self.from.is_none_or(|from| time >= from) && self.to.is_none_or(|to| time <= to)
    }
}
