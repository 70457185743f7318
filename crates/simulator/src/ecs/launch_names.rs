//! Names of the instances of a launch: plain, numbered by `prefix[begin,bits]suffix`, or one each by `HostNames.N`.
//!
//! Source: help page RunInstances, `InstanceName`, `HostName`, `HostNames.N` and `UniqueSuffix`.

use super::image_text;
use crate::call::Call;
use crate::cloud::Image;
use crate::refusal::Refusal;

const CUSTOM: &str = "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], \
    [,n], [m,n].";

/// Names and host names, one for each instance; none where the service makes one up.
#[derive(Clone)]
pub(super) struct Names {
    pub(super) instances: Option<Vec<String>>,
    pub(super) hosts: Option<Vec<String>>,
}

pub(super) fn read(call: &Call<'_>, image: &Image, amount: usize) -> Result<Names, Refusal> {
    let parameters = call.parameters;
    let is_numbered = parameters.boolean("UniqueSuffix")? == Some(true);
    let instances = parameters
        .get("InstanceName")
        .map(|asked| Series::read(asked)?.names(amount, is_numbered, instance_name))
        .transpose()?;
    let is_windows = image.os.os_type == "windows";
    let host = |name: &str| host_name(name, is_windows);
    let each = parameters.list("HostNames")?;
    let single = parameters.get("HostName");
    let hosts = match single {
        Some(_) if !each.is_empty() => {
            let message = "The specified HostName and HostNames can not be set at the same time.";
            return Err(Refusal::new(403, "InvalidHostname.SingleAndMultiConflict", message));
        }
        Some(asked) => Some(Series::read(asked)?.names(amount, is_numbered, host)?),
        None if each.is_empty() => None,
        None if each.len() != amount => {
            let message = "The number of the specified HostNames does not match the number of instances.";
            return Err(Refusal::new(403, "InvalidHostname.SizeInvalid", message));
        }
        None => {
            for name in &each {
                host(name)?;
            }
            Some(each)
        }
    };
    Ok(Names { instances, hosts })
}

/// A name before it is known how many instances there are.
struct Series<'a> {
    prefix: &'a str,
    /// Where the numbers begin, how many digits they have, and what follows them.
    numbers: Option<(u64, usize, &'a str)>,
}

impl<'a> Series<'a> {
    fn read(name: &'a str) -> Result<Self, Refusal> {
        let plain = Self {
            prefix: name,
            numbers: None,
        };
        let Some((prefix, rest)) = name.split_once('[') else {
            return Ok(plain);
        };
        let malformed = || Refusal::new(400, "InvalidInstanceName.CustomMalformed", CUSTOM);
        let (section, suffix) = rest.split_once(']').ok_or_else(malformed)?;
        let (begin_text, bits_text) = section.split_once(',').unwrap_or((section, ""));
        if prefix.is_empty() || section.contains(' ') || !section.contains(',') && !section.is_empty() {
            return Err(malformed());
        }
        let number = |text: &str, default: u64| match text {
            "" => Ok(default),
            text => text.parse().map_err(|_| malformed()),
        };
        let begin = number(begin_text, 0)?;
        let bits = number(bits_text, 6)?;
        if begin > 999_999 || !(1..=6).contains(&bits) {
            return Err(malformed());
        }
        // A beginning with more digits than asked for has six as well.
        let digits = usize::try_from(bits).unwrap_or(6);
        let digits = if begin.to_string().len() > digits { 6 } else { digits };
        Ok(Self {
            prefix,
            numbers: Some((begin, digits, suffix)),
        })
    }

    /// The names of so many instances, each as `check` allows.
    fn names(
        &self,
        amount: usize,
        is_numbered: bool,
        check: impl Fn(&str) -> Result<(), Refusal>,
    ) -> Result<Vec<String>, Refusal> {
        let names = (0_u64..).take(amount).map(|place| {
            let (name, takes_suffix) = match self.numbers {
                None => (self.prefix.to_owned(), true),
                Some((begin, digits, suffix)) => {
                    let name = format!("{}{:0digits$}{suffix}", self.prefix, begin + place);
                    (name, !suffix.is_empty())
                }
            };
            if amount > 1 && is_numbered && takes_suffix {
                format!("{name}{:03}", place + 1)
            } else {
                name
            }
        });
        let names: Vec<_> = names.collect();
        for name in &names {
            check(name)?;
        }
        Ok(names)
    }
}

fn instance_name(name: &str) -> Result<(), Refusal> {
    if image_text::is_plain_name(name) {
        return Ok(());
    }
    let message = "The specified parameter \"InstanceName\" is not valid.";
    Err(Refusal::new(400, "InvalidInstanceName.Malformed", message))
}

/// Windows: 2 to 15 letters, digits and hyphens, not digits alone. Others: 2 to 64, dots as well, neither a dot nor a hyphen
/// at an end or doubled.
pub(super) fn host_name(name: &str, is_windows: bool) -> Result<(), Refusal> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let ends_well = !name.starts_with(['-', '.']) && !name.ends_with(['-', '.']);
    let doubled = ["--", "..", "-.", ".-"].iter().any(|pair| name.contains(pair));
    let is_good = if is_windows {
        (2..=15).contains(&name.len())
            && name.chars().all(is_word)
            && !name.chars().all(|letter| letter.is_ascii_digit())
    } else {
        (2..=64).contains(&name.len()) && name.chars().all(|letter| is_word(letter) || letter == '.')
    };
    if is_good && ends_well && !doubled {
        return Ok(());
    }
    let message = "The specified parameter \"HostName\" is not valid.";
    Err(Refusal::new(400, "InvalidHostName.Malformed", message))
}
