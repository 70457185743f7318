//! A bash script with the aliyun CLI, in its form that takes the names of the API.

use std::fmt::Write as _;

use super::{ACCOUNTS_PER_CALL, Plan};

/// What every script begins with. The answers are read without other tools than those of any Unix.
const HEAD: &str = r#"#!/usr/bin/env bash
# Makes a custom image with the aliyun CLI, then its copies, and shares them.
# It uses the profile that the CLI is set up with, which must be one of the account of the snapshots.
# After a failure, run it again with the token that it has printed: nothing is made twice.
set -euo pipefail

token=${1:-$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)}
limit=${LIMIT:-10800}    # seconds that one image may take
interval=${INTERVAL:-15} # seconds between two questions
echo "token: $token"

# Reads an answer and prints the ImageId in it.
image_id() {
  local id
  id=$(sed -n 's/.*"ImageId"[[:space:]]*:[[:space:]]*"\([A-Za-z0-9_-]*\)".*/\1/p' | sed -n 1p)
  if [ -z "$id" ]; then
    echo "no ImageId in the answer" >&2
    return 1
  fi
  echo "$id"
}

# Whether the image $3 of region $1, host $2, has one of the statuses $4.
has_status() {
  aliyun ecs DescribeImages --RegionId "$1" --endpoint "$2" --ImageId "$3" --Status "$4" |
    grep -E '"TotalCount"[[:space:]]*:[[:space:]]*1([^0-9]|$)' >/dev/null
}

# Waits until the image $3 of region $1, host $2, is Available.
wait_for() {
  local deadline=$((SECONDS + limit))
  until has_status "$1" "$2" "$3" Available; do
    if has_status "$1" "$2" "$3" CreateFailed,UnAvailable; then
      echo "$3 in $1 has failed" >&2
      exit 1
    fi
    if ((SECONDS >= deadline)); then
      echo "$3 in $1 is not Available after $limit seconds" >&2
      exit 1
    fi
    sleep "$interval"
  done
  echo "$3 in $1 is Available"
}
"#;

/// The script of a plan.
pub(super) fn script(plan: &Plan<'_>) -> String {
    let mut script = HEAD.to_owned();
    let (region, host) = (plan.region(), plan.endpoint(plan.region()));
    let parameters = plan.parameters.iter();
    let given = parameters.map(|(name, value)| (name.as_str(), quoted_value(value)));
    let mut create: Vec<(&str, Quoted)> = given.collect();
    create.push(("ClientToken", Quoted::Word("\"$token\"".to_owned())));
    create.push(("endpoint", quoted_value(&host)));
    section(&mut script, "The image.");
    let _ = writeln!(script, "image=$({} | image_id)", call("CreateImage", &create));
    let _ = writeln!(script, "wait_for {} {} \"$image\"", quote(region), quote(&host));
    share(&mut script, plan, (region, &host), "image");
    // One after another: the cloud refuses two copies of one image at once.
    for (index, copy) in plan.copies().iter().enumerate() {
        let number = index + 1;
        let name = format!("copy_{number}");
        section(&mut script, &format!("Copy {number}."));
        let mut parameters = vec![
            ("RegionId", quoted_value(region)),
            ("ImageId", Quoted::Word("\"$image\"".to_owned())),
            ("DestinationRegionId", quoted_value(&copy.region_id)),
            ("DestinationImageName", quoted_value(&copy.name)),
            ("DestinationDescription", quoted_value(&plan.draft.description)),
            ("ResourceGroupId", quoted_value(&plan.draft.resource_group_id)),
        ];
        if let Some(encryption) = &copy.encryption {
            parameters.push(("Encrypted", quoted_value("true")));
            parameters.push(("KMSKeyId", quoted_value(&encryption.kms_key_id)));
        }
        let tags = plan.tags().iter().zip(1..).flat_map(|(tag, number)| {
            [
                (format!("Tag.{number}.Key"), &tag.key),
                (format!("Tag.{number}.Value"), &tag.value),
            ]
        });
        let tags: Vec<_> = tags.collect();
        parameters.extend(tags.iter().map(|(name, value)| (name.as_str(), quoted_value(value))));
        parameters.push(("ClientToken", Quoted::Word(format!("\"$token-{number}\""))));
        parameters.push(("endpoint", quoted_value(&host)));
        let _ = writeln!(script, "{name}=$({} | image_id)", call("CopyImage", &parameters));
        let there = plan.endpoint(&copy.region_id);
        let _ = writeln!(
            script,
            "wait_for {} {} \"${name}\"",
            quote(&copy.region_id),
            quote(&there)
        );
        if !plan.draft.family.is_empty() {
            let parameters = [
                ("RegionId", quoted_value(&copy.region_id)),
                ("ImageId", Quoted::Word(format!("\"${name}\""))),
                ("ImageFamily", quoted_value(&plan.draft.family)),
                ("endpoint", quoted_value(&there)),
            ];
            let _ = writeln!(script, "{}", call("ModifyImageAttribute", &parameters));
        }
        share(&mut script, plan, (&copy.region_id, &there), &name);
    }
    script
}

fn section(script: &mut String, title: &str) {
    let _ = writeln!(script, "\n# {title}");
}

/// Shares the image in the variable of that name, ten accounts a call.
fn share(script: &mut String, plan: &Plan<'_>, (region, host): (&str, &str), variable: &str) {
    for accounts in plan.accounts.chunks(ACCOUNTS_PER_CALL) {
        let names: Vec<String> = (1..=accounts.len())
            .map(|number| format!("AddAccount.{number}"))
            .collect();
        let mut parameters = vec![
            ("RegionId", quoted_value(region)),
            ("ImageId", Quoted::Word(format!("\"${variable}\""))),
        ];
        let accounts = accounts.iter().map(|account| quoted_value(account));
        parameters.extend(names.iter().map(String::as_str).zip(accounts));
        parameters.push(("endpoint", quoted_value(host)));
        let _ = writeln!(script, "{}", call("ModifyImageSharePermission", &parameters));
    }
}

/// The value of a flag.
enum Quoted {
    /// Behind the flag, as a word of its own.
    Word(String),
    /// In one word with the flag: alone it would be taken for another flag.
    Joined(String),
    /// The CLI takes no empty value, and the API takes it as left out.
    Nothing,
}

fn quoted_value(value: &str) -> Quoted {
    if value.is_empty() {
        Quoted::Nothing
    } else if value.starts_with('-') {
        Quoted::Joined(quote(value))
    } else {
        Quoted::Word(quote(value))
    }
}

/// A call, a parameter a line.
fn call(action: &str, parameters: &[(&str, Quoted)]) -> String {
    let mut text = format!("aliyun ecs {action}");
    for (name, value) in parameters {
        let _ = match value {
            Quoted::Word(value) => write!(text, " \\\n  --{name} {value}"),
            Quoted::Joined(value) => write!(text, " \\\n  --{name}={value}"),
            Quoted::Nothing => Ok(()),
        };
    }
    text
}

/// A text as one word of bash, in which nothing is interpreted. The one character that no word can hold is left out.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}
