//! Plans as text for other tools: each is read by a parser of its language, and every name in it is held against what is documented.

use std::collections::{BTreeMap, BTreeSet};

use darkroom_core::image::{CopyEncryption, CopyTarget, ImageDraft, rules};
use darkroom_core::inventory::Tag;
use darkroom_core::recipe::{HandoverGap, HandoverKind, HandoverText, hand_over};
use hcl::expr::ObjectKey;
use hcl::{Block, Body, Expression};
use serde_json::Value;

use super::facts::{draft, sources};

/// What would be interpreted somewhere, if anything was.
const HOSTILE: &str =
    "it's \"x\" $(touch pwned) `touch pwned` ${HOME} $${a} %{if true} {{ imageName }} \\ \n}\r\t;\u{7} 快照 EOF";

fn everything() -> ImageDraft {
    let copy = |region: &str, name: &str, key: Option<&str>| CopyTarget {
        region_id: region.into(),
        name: name.into(),
        encryption: key.map(|key| CopyEncryption { kms_key_id: key.into() }),
    };
    let tag = |key: &str, value: &str| Tag {
        key: key.into(),
        value: value.into(),
    };
    let own = draft();
    ImageDraft {
        description: HOSTILE.into(),
        family: "erp".into(),
        tags: vec![
            tag("env", "prod"),
            tag(HOSTILE, HOSTILE),
            tag("--force", "-x=y"),
            tag("empty", ""),
        ],
        resource_group_id: "rg-1".into(),
        copy_to: vec![
            copy("cn-beijing", &own.name, None),
            copy("cn-shanghai", "other", Some("")),
            copy("cn-shenzhen", HOSTILE, Some("key-1")),
        ],
        share_with: (0..23)
            .map(|number| format!("{}", 2_000_000_000_000_000_u64 + number))
            .collect(),
        ..own
    }
}

/// An image of one snapshot and nothing else.
fn least() -> ImageDraft {
    ImageDraft {
        data_disks: Vec::new(),
        image_check: false,
        ..draft()
    }
}

fn handed_over(draft: &ImageDraft, kind: HandoverKind) -> HandoverText {
    let parameters = rules::request(draft, &sources());
    let hosts = [("cn-beijing", "ecs-north.aliyuncs.com")].map(|(region, host)| (region.to_owned(), host.to_owned()));
    let texts = hand_over(draft, &parameters, &BTreeMap::from(hosts)).into_iter();
    texts.into_iter().find(|text| text.kind == kind).unwrap()
}

fn data(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn ecs_parameters() -> Value {
    data(include_str!("../data/handover/ecs_parameters.json"))
}

fn words(list: &Value) -> BTreeSet<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect()
}

/// Holds the parameters of a call against the metadata.
fn assert_documented<'a>(action: &str, parameters: impl Iterator<Item = &'a str>) {
    let metadata = ecs_parameters();
    let documented = words(&metadata[action]["parameters"]);
    let mut required = words(&metadata[action]["required"]);
    for name in parameters {
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = name.split('.').map(|part| if is_number(&part) { "N" } else { part });
        let numbered = parts.collect::<Vec<_>>().join(".");
        assert!(
            documented.contains(numbered.as_str()),
            "{action} has no parameter {name}"
        );
        required.remove(name);
    }
    assert!(required.is_empty(), "{action} lacks {required:?}");
}

#[test]
fn what_a_text_does_not_do_is_told() {
    use HandoverGap as G;
    let gaps = |draft: &ImageDraft, kind| handed_over(draft, kind).gaps;
    assert_eq!(gaps(&least(), HandoverKind::Cli), [G::SnapshotsNamed]);
    assert_eq!(gaps(&least(), HandoverKind::Oos), [G::SnapshotsNamed]);
    assert_eq!(
        gaps(&least(), HandoverKind::Terraform),
        [G::SnapshotsNamed, G::ReplacesImage]
    );
    assert_eq!(
        gaps(&everything(), HandoverKind::Terraform),
        [
            G::SnapshotsNamed,
            G::ReplacesImage,
            G::CheckNotAwaited,
            G::FeaturesNotRestored,
            G::NoFamilyOfCopies,
            G::NoGroupOfCopies
        ]
    );
    assert!(gaps(&everything(), HandoverKind::Oos).contains(&G::BracesParted));
    assert!(!gaps(&everything(), HandoverKind::Cli).contains(&G::BracesParted));
}

// Terraform

fn body(draft: &ImageDraft) -> Body {
    let text = handed_over(draft, HandoverKind::Terraform).text;
    hcl::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn labels(block: &Block) -> Vec<&str> {
    block.labels.iter().map(|label| label.as_str()).collect()
}

fn block<'a>(body: &'a Body, kind: &str, wanted: &[&str]) -> &'a Block {
    let mut blocks = body.blocks();
    let found = blocks.find(|block| block.identifier.as_str() == kind && labels(block) == wanted);
    found.unwrap_or_else(|| panic!("no {kind} {wanted:?}"))
}

fn argument<'a>(block: &'a Block, name: &str) -> &'a Expression {
    let mut arguments = block.body.attributes();
    &arguments.find(|argument| argument.key.as_str() == name).unwrap().expr
}

#[test]
fn the_configuration_is_hcl_with_documented_resources_and_arguments() {
    let documented = data(include_str!("../data/handover/terraform_arguments.json"));
    for draft in [everything(), least()] {
        let body = body(&draft);
        for block in body.blocks().filter(|block| block.identifier.as_str() == "resource") {
            let kind = labels(block)[0].to_owned();
            let resource = &documented[&kind];
            assert!(resource.is_object(), "no resource {kind}");
            let mut arguments = words(&resource["arguments"]);
            arguments.extend(words(&documented["meta"]));
            let mut required = words(&resource["required"]);
            for argument in block.body.attributes() {
                let name = argument.key.as_str();
                assert!(arguments.contains(name), "{kind} has no argument {name}");
                required.remove(name);
            }
            assert!(required.is_empty(), "{kind} lacks {required:?}");
            for inner in block.body.blocks() {
                let name = inner.identifier.as_str();
                let arguments = words(&resource["blocks"][name]);
                for argument in inner.body.attributes() {
                    assert!(
                        arguments.contains(argument.key.as_str()),
                        "{kind}.{name}: {}",
                        argument.key
                    );
                }
            }
        }
    }
}

/// Every reference of the configuration names something that is declared in it.
#[test]
fn what_the_configuration_refers_to_is_declared() {
    for draft in [everything(), least()] {
        let body = body(&draft);
        let mut declared: BTreeSet<String> = BTreeSet::from(["each.value".into()]);
        for block in body.blocks() {
            let labels = labels(block);
            declared.insert(match (block.identifier.as_str(), &labels[..]) {
                ("variable", [name]) => format!("var.{name}"),
                ("resource", [kind, name]) => format!("{kind}.{name}"),
                ("provider", [name]) => match block.body.attributes().find(|each| each.key.as_str() == "alias") {
                    Some(alias) => format!("{name}.{}", alias.expr.to_string().trim_matches('"')),
                    None => (*name).to_owned(),
                },
                _ => continue,
            });
        }
        let mut references = Vec::new();
        collect(&body, &mut references);
        assert!(!references.is_empty());
        for reference in references {
            assert!(declared.contains(&reference), "{reference} is not declared");
        }
    }
}

/// The first two parts of each reference.
fn collect(body: &Body, references: &mut Vec<String>) {
    for attribute in body.attributes() {
        // A type is no reference.
        if attribute.key.as_str() != "type" {
            collect_from(&attribute.expr, references);
        }
    }
    for block in body.blocks() {
        collect(&block.body, references);
    }
}

fn collect_from(expression: &Expression, references: &mut Vec<String>) {
    match expression {
        Expression::Traversal(_) => {
            let text = expression.to_string();
            let parts: Vec<&str> = text.split(['.', '[']).take(2).collect();
            references.push(parts.join("."));
        }
        Expression::Array(parts) => parts.iter().for_each(|part| collect_from(part, references)),
        Expression::Object(object) => object.iter().for_each(|(_, part)| collect_from(part, references)),
        _ => {}
    }
}

#[test]
fn hostile_text_stays_text_in_the_configuration() {
    let body = body(&everything());
    let image = block(&body, "resource", &["alicloud_image", "image"]);
    assert_eq!(argument(image, "description"), &Expression::String(HOSTILE.into()));
    let Expression::Object(tags) = argument(image, "tags") else {
        panic!("tags are a map");
    };
    let key = ObjectKey::Expression(Expression::String(HOSTILE.into()));
    assert_eq!(tags[&key], Expression::String(HOSTILE.into()));
    assert_eq!(tags.len(), 4);
    let copy = block(&body, "resource", &["alicloud_image_copy", "copy_3"]);
    assert_eq!(argument(copy, "image_name"), &Expression::String(HOSTILE.into()));
    assert_eq!(argument(copy, "kms_key_id"), &Expression::String("key-1".into()));
}

#[test]
fn the_configuration_has_a_provider_for_each_region_and_copies_one_after_another() {
    let body = body(&everything());
    let regions = body.blocks().filter(|block| block.identifier.as_str() == "provider");
    let regions: Vec<String> = regions.map(|block| argument(block, "region").to_string()).collect();
    assert_eq!(
        regions,
        [
            "\"cn-hangzhou\"",
            "\"cn-beijing\"",
            "\"cn-shanghai\"",
            "\"cn-shenzhen\""
        ]
    );
    let second = block(&body, "resource", &["alicloud_image_copy", "copy_2"]);
    let Expression::Array(before) = argument(second, "depends_on") else {
        panic!("a list");
    };
    let before: Vec<String> = before.iter().map(|copy| copy.to_string()).collect();
    assert_eq!(before, ["alicloud_image_copy.copy_1"]);
    assert_eq!(argument(second, "encrypted"), &Expression::Bool(true));
    let image = block(&body, "resource", &["alicloud_image", "image"]);
    let mappings = image
        .body
        .blocks()
        .filter(|block| block.identifier.as_str() == "disk_device_mapping");
    let mappings: Vec<String> = mappings
        .map(|block| argument(block, "snapshot_id").to_string())
        .collect();
    assert_eq!(mappings, ["var.system_snapshot_id", "var.data_snapshot_ids[0]"]);
}

// OOS

fn template(draft: &ImageDraft) -> Value {
    data(&handed_over(draft, HandoverKind::Oos).text)
}

/// What a template refers to, in any of its texts.
fn oos_references(value: &Value) -> Vec<String> {
    let text = value.to_string();
    let parts = text.split("{{").skip(1);
    parts
        .map(|part| part.split("}}").next().unwrap().trim().to_owned())
        .collect()
}

#[test]
fn the_template_has_documented_actions_with_documented_parameters() {
    let documented = data(include_str!("../data/handover/oos_template.json"));
    for draft in [everything(), least()] {
        let template = template(&draft);
        assert_eq!(template["FormatVersion"], "OOS-2019-06-01");
        let parts = words(&documented["template"]);
        assert!(
            template
                .as_object()
                .unwrap()
                .keys()
                .all(|part| parts.contains(part.as_str()))
        );
        let mut known: BTreeSet<String> = BTreeSet::from(["ACS::ExecutionId".into()]);
        known.extend(template["Parameters"].as_object().unwrap().keys().cloned());
        let mut names = BTreeSet::new();
        for task in template["Tasks"].as_array().unwrap() {
            let name = task["Name"].as_str().unwrap();
            assert!(names.insert(name), "{name} twice");
            let parts = words(&documented["task"]);
            assert!(
                task.as_object()
                    .unwrap()
                    .keys()
                    .all(|part| parts.contains(part.as_str())),
                "{task}"
            );
            let action = task["Action"].as_str().unwrap();
            let properties = words(&documented["actions"][action]);
            let given = task["Properties"].as_object().unwrap();
            assert!(
                given.keys().all(|property| properties.contains(property.as_str())),
                "{task}"
            );
            if let Some(retries) = task["Retries"].as_u64() {
                assert!(retries <= documented["retries"]["most"].as_u64().unwrap());
            }
            let mut flat = Vec::new();
            for (parameter, value) in given["Parameters"].as_object().unwrap() {
                let Some(list) = documented["lists"][parameter].as_str() else {
                    flat.push(parameter.clone());
                    continue;
                };
                for item in value.as_array().unwrap() {
                    match item.as_object() {
                        Some(item) => flat.extend(item.keys().map(|key| format!("{list}.{key}"))),
                        None => flat.push(list.to_owned()),
                    }
                }
            }
            assert_documented(given["API"].as_str().unwrap(), flat.iter().map(String::as_str));
            // A task refers to what is there when it begins.
            for reference in oos_references(task) {
                assert!(known.contains(&reference), "{name} refers to {reference}");
            }
            for output in task["Outputs"]
                .as_object()
                .into_iter()
                .flat_map(|outputs| outputs.keys())
            {
                known.insert(format!("{name}.{output}"));
            }
        }
        for reference in oos_references(&template["Outputs"]) {
            assert!(known.contains(&reference), "{reference}");
        }
    }
}

#[test]
fn braces_of_a_text_are_no_reference_in_the_template() {
    let template = template(&everything());
    let create = &template["Tasks"][0]["Properties"]["Parameters"];
    let parted = HOSTILE.replace("{{", "{ {").replace("}}", "} }");
    assert_eq!(create["Description"], parted);
    assert_eq!(create["Tags"][1]["Key"], parted);
    let shared = template["Tasks"].as_array().unwrap().iter();
    let shared = shared.filter(|task| task["Properties"]["API"] == "ModifyImageSharePermission");
    let counts: Vec<usize> = shared
        .map(|task| task["Properties"]["Parameters"]["AddAccount"].as_array().unwrap().len())
        .collect();
    // In each of four regions.
    assert_eq!(counts, [10, 10, 3].repeat(4));
}

// The aliyun CLI

#[cfg(unix)]
mod script {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Output};

    use tempfile::TempDir;

    use super::*;

    /// Writes down its arguments and answers as the cloud does: an image is Available the second time it is asked for.
    const STUB: &str = r#"#!/usr/bin/env bash
printf '%s\0' "$@" >>"$CALLS/log"
printf '\036\0' >>"$CALLS/log"
case "$2" in
  CreateImage) echo '{"RequestId":"r","ImageId":"m-1"}' ;;
  CopyImage) echo x >>"$CALLS/copies"; printf '{\n  "ImageId" : "m-copy-%s",\n  "RequestId": "r"\n}\n' "$(wc -l <"$CALLS/copies" | tr -d ' ')" ;;
  DescribeImages)
    status=${*: -1}
    if [ "$status" = "$FINAL" ]; then echo x >>"$CALLS/asked"; fi
    if [ "$status" = "$FINAL" ] && [ "$(($(wc -l <"$CALLS/asked") % 2))" = 0 ]; then
      echo '{"TotalCount": 1,"PageNumber":1}'
    else
      echo '{"TotalCount":0,"PageNumber":1}'
    fi ;;
  *) echo '{"RequestId":"r"}' ;;
esac
"#;

    struct Call {
        action: String,
        flags: Vec<(String, String)>,
    }

    impl Call {
        fn flag(&self, name: &str) -> Option<&str> {
            let mut flags = self.flags.iter();
            flags.find(|(flag, _)| flag == name).map(|(_, value)| value.as_str())
        }
    }

    struct Run {
        output: Output,
        calls: Vec<Call>,
        folder: TempDir,
    }

    /// Runs the script of a draft with a CLI of ours; its images come to `status`.
    fn run(draft: &ImageDraft, status: &str) -> Run {
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("bin")).unwrap();
        fs::write(at("bin/aliyun"), STUB).unwrap();
        fs::set_permissions(at("bin/aliyun"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(at("script.sh"), handed_over(draft, HandoverKind::Cli).text).unwrap();
        let path = format!("{}:{}", at("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new("bash")
            .args(["script.sh", "token-1"])
            .current_dir(folder.path())
            .envs([("PATH", path.as_str()), ("INTERVAL", "0"), ("FINAL", status)])
            .env("CALLS", folder.path())
            .output()
            .unwrap();
        let log = fs::read_to_string(at("log")).unwrap();
        let calls = log.split_terminator("\u{1e}\0").map(read_call).collect();
        Run { output, calls, folder }
    }

    /// As the CLI reads its arguments: a flag and its value are two words, or one with an equals sign.
    fn read_call(line: &str) -> Call {
        let mut words = line.split_terminator('\0');
        assert_eq!(words.next(), Some("ecs"));
        let action = words.next().unwrap().to_owned();
        let mut flags = Vec::new();
        while let Some(word) = words.next() {
            let flag = word.strip_prefix("--").unwrap_or_else(|| panic!("{word} is no flag"));
            flags.push(match flag.split_once('=') {
                Some((flag, value)) => (flag.to_owned(), value.to_owned()),
                None => {
                    let value = words.next().unwrap();
                    assert!(!value.is_empty() && !value.starts_with('-'), "{flag} {value}");
                    (flag.to_owned(), value.to_owned())
                }
            });
        }
        Call { action, flags }
    }

    #[test]
    fn the_script_is_bash_and_calls_with_documented_parameters() {
        for draft in [everything(), least()] {
            let run = run(&draft, "Available");
            let syntax = Command::new("bash")
                .arg("-n")
                .arg(run.folder.path().join("script.sh"))
                .status();
            assert!(syntax.unwrap().success());
            assert!(
                run.output.status.success(),
                "{}",
                String::from_utf8_lossy(&run.output.stderr)
            );
            for call in &run.calls {
                assert!(
                    call.flag("endpoint")
                        .is_some_and(|host| host.ends_with(".aliyuncs.com"))
                );
                let names = call.flags.iter().map(|(name, _)| name.as_str());
                assert_documented(&call.action, names.filter(|name| *name != "endpoint"));
            }
        }
    }

    #[test]
    fn the_script_creates_copies_one_after_another_and_shares_ten_a_call() {
        let run = run(&everything(), "Available");
        let mut actions: Vec<&str> = run.calls.iter().map(|call| call.action.as_str()).collect();
        actions.retain(|action| *action != "DescribeImages");
        let share = ["ModifyImageSharePermission"; 3];
        let mut wanted = vec!["CreateImage"];
        wanted.extend(share);
        for _ in 0..3 {
            wanted.extend(["CopyImage", "ModifyImageAttribute"]);
            wanted.extend(share);
        }
        assert_eq!(actions, wanted);
        let copies: Vec<&Call> = run.calls.iter().filter(|call| call.action == "CopyImage").collect();
        assert!(copies.iter().all(|copy| copy.flag("ImageId") == Some("m-1")));
        let tokens: Vec<_> = copies.iter().map(|copy| copy.flag("ClientToken").unwrap()).collect();
        assert_eq!(tokens, ["token-1-1", "token-1-2", "token-1-3"]);
        assert_eq!(copies[0].flag("Encrypted"), None);
        assert_eq!(
            (copies[1].flag("Encrypted"), copies[1].flag("KMSKeyId")),
            (Some("true"), None)
        );
        assert_eq!(copies[2].flag("KMSKeyId"), Some("key-1"));
        // The hosts that are known of regions are taken.
        let asked = run
            .calls
            .iter()
            .filter(|call| call.flag("RegionId") == Some("cn-beijing"));
        assert!(asked.clone().count() > 0);
        for call in asked {
            assert_eq!(call.flag("endpoint"), Some("ecs-north.aliyuncs.com"));
        }
    }

    #[test]
    fn hostile_text_arrives_as_it_is_and_runs_nothing() {
        let run = run(&everything(), "Available");
        let create = &run.calls[0];
        assert_eq!(create.flag("Description"), Some(HOSTILE));
        assert_eq!(create.flag("Tag.2.Key"), Some(HOSTILE));
        assert_eq!(create.flag("Tag.2.Value"), Some(HOSTILE));
        assert_eq!(
            (create.flag("Tag.3.Key"), create.flag("Tag.3.Value")),
            (Some("--force"), Some("-x=y"))
        );
        assert_eq!(
            (create.flag("Tag.4.Key"), create.flag("Tag.4.Value")),
            (Some("empty"), None)
        );
        let copies: Vec<&Call> = run.calls.iter().filter(|call| call.action == "CopyImage").collect();
        assert_eq!(copies[2].flag("DestinationImageName"), Some(HOSTILE));
        assert!(!run.folder.path().join("pwned").exists());
    }

    #[test]
    fn a_failed_image_ends_the_script() {
        let run = run(&everything(), "CreateFailed,UnAvailable");
        assert!(!run.output.status.success());
        assert!(String::from_utf8_lossy(&run.output.stderr).contains("m-1 in cn-hangzhou has failed"));
        assert!(run.calls.iter().all(|call| call.action != "CopyImage"));
    }
}
