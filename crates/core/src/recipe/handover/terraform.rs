//! A Terraform configuration, a provider for each region. Names of resources and arguments: pages of the provider, see `super`.

use std::fmt::Write as _;

use super::Plan;

/// The first version with `image_family` and `detection_strategy`.
const PROVIDER_VERSION: &str = ">= 1.227.0";
/// The provider waits ten minutes when nothing else is said.
const CREATE_TIMEOUT: &str = "3h";

/// The configuration of a plan.
pub(super) fn configuration(plan: &Plan<'_>) -> String {
    let mut blocks = vec![
        terraform(),
        variable("image_name", "string", &string(&plan.draft.name)),
        variable("system_snapshot_id", "string", &string(&plan.draft.system_snapshot_id)),
    ];
    let disks = &plan.draft.data_disks;
    if !disks.is_empty() {
        let ids = list(disks.iter().map(|disk| disk.snapshot_id.as_str()));
        blocks.push(variable("data_snapshot_ids", "list(string)", &ids));
    }
    if !plan.accounts.is_empty() {
        let accounts = list(plan.accounts.iter().map(String::as_str));
        blocks.push(variable("share_with", "set(string)", &accounts));
    }
    blocks.push(provider(None, plan.region()));
    for (index, copy) in plan.copies().iter().enumerate() {
        blocks.push(provider(Some(&copy_name(index)), &copy.region_id));
    }
    blocks.push(image(plan));
    blocks.extend(share(plan, "alicloud_image.image", "image", None));
    for index in 0..plan.copies().len() {
        let name = copy_name(index);
        blocks.push(copy(plan, index));
        blocks.extend(share(plan, &format!("alicloud_image_copy.{name}"), &name, Some(&name)));
    }
    blocks.push(output(plan));
    blocks.join("\n")
}

/// The name of a copy and of the provider of its region.
fn copy_name(index: usize) -> String {
    format!("copy_{}", index + 1)
}

fn terraform() -> String {
    let source = string("aliyun/alicloud");
    let version = string(PROVIDER_VERSION);
    format!(
        "terraform {{\n  required_providers {{\n    alicloud = {{\n      source  = {source}\n      version = {version}\n    }}\n  }}\n}}\n"
    )
}

fn variable(name: &str, kind: &str, default: &str) -> String {
    format!(
        "variable {} {{\n  type    = {kind}\n  default = {default}\n}}\n",
        string(name)
    )
}

/// The key comes from the environment or a profile of who runs it.
fn provider(alias: Option<&str>, region_id: &str) -> String {
    let mut block = Block::new("provider", &["alicloud"]);
    block.text("alias", alias.unwrap_or_default());
    block.text("region", region_id);
    block.end()
}

fn image(plan: &Plan<'_>) -> String {
    let draft = plan.draft;
    let mut block = Block::new("resource", &["alicloud_image", "image"]);
    block.line("image_name", "var.image_name");
    block.text("description", &draft.description);
    block.text("image_family", &draft.family);
    block.text("resource_group_id", &draft.resource_group_id);
    block.text(
        "detection_strategy",
        plan.value("DetectionStrategy").unwrap_or_default(),
    );
    let disks = plan.disks();
    if disks.is_empty() {
        block.line("snapshot_id", "var.system_snapshot_id");
    }
    block.tags(plan);
    for (index, disk) in disks.iter().enumerate() {
        let snapshot = match index.checked_sub(1) {
            None => "var.system_snapshot_id".to_owned(),
            Some(index) => format!("var.data_snapshot_ids[{index}]"),
        };
        let mut mapping = Block::inner("disk_device_mapping");
        mapping.line("snapshot_id", &snapshot);
        mapping.text("device", disk.device.unwrap_or_default());
        if let Some(size) = disk.size.and_then(|size| size.parse::<u32>().ok()) {
            mapping.line("size", &size.to_string());
        }
        block.nested(&mapping.end());
    }
    block.timeouts();
    block.end()
}

/// One after another: the cloud refuses two copies of one image at once.
fn copy(plan: &Plan<'_>, index: usize) -> String {
    let name = copy_name(index);
    let target = &plan.copies()[index];
    let mut block = Block::new("resource", &["alicloud_image_copy", &name]);
    block.line("provider", &format!("alicloud.{name}"));
    block.line("source_image_id", "alicloud_image.image.id");
    block.text("source_region_id", plan.region());
    match target.name == plan.draft.name {
        true => block.line("image_name", "var.image_name"),
        false => block.text("image_name", &target.name),
    }
    block.text("description", &plan.draft.description);
    if let Some(encryption) = &target.encryption {
        block.line("encrypted", "true");
        block.text("kms_key_id", &encryption.kms_key_id);
    }
    if let Some(before) = index.checked_sub(1) {
        block.line("depends_on", &format!("[alicloud_image_copy.{}]", copy_name(before)));
    }
    block.tags(plan);
    block.timeouts();
    block.end()
}

fn share(plan: &Plan<'_>, image: &str, name: &str, provider: Option<&str>) -> Option<String> {
    if plan.accounts.is_empty() {
        return None;
    }
    let mut block = Block::new("resource", &["alicloud_image_share_permission", name]);
    if let Some(provider) = provider {
        block.line("provider", &format!("alicloud.{provider}"));
    }
    block.line("for_each", "var.share_with");
    block.line("image_id", &format!("{image}.id"));
    block.line("account_id", "each.value");
    Some(block.end())
}

/// The ids of all images, by what they are called in here.
fn output(plan: &Plan<'_>) -> String {
    let mut value = "{\n    image = alicloud_image.image.id\n".to_owned();
    for index in 0..plan.copies().len() {
        let name = copy_name(index);
        let _ = writeln!(value, "    {name} = alicloud_image_copy.{name}.id");
    }
    value.push_str("  }");
    let mut block = Block::new("output", &["image_ids"]);
    block.line("value", &value);
    block.end()
}

/// A block that is being written.
struct Block {
    text: String,
    indent: &'static str,
}

impl Block {
    fn new(kind: &str, labels: &[&str]) -> Self {
        let labels: String = labels.iter().map(|label| format!(" {}", string(label))).collect();
        Self {
            text: format!("{kind}{labels} {{\n"),
            indent: "",
        }
    }

    fn inner(kind: &str) -> Self {
        Self {
            text: format!("  {kind} {{\n"),
            indent: "  ",
        }
    }

    /// An argument whose value is an expression.
    fn line(&mut self, name: &str, expression: &str) {
        let _ = writeln!(self.text, "{}  {name} = {expression}", self.indent);
    }

    /// An argument whose value is a text; left out when that is empty.
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(name, &string(value));
        }
    }

    fn tags(&mut self, plan: &Plan<'_>) {
        if plan.tags().is_empty() {
            return;
        }
        let mut map = "{\n".to_owned();
        for tag in plan.tags() {
            let _ = writeln!(map, "    {} = {}", string(&tag.key), string(&tag.value));
        }
        map.push_str("  }");
        self.line("tags", &map);
    }

    fn timeouts(&mut self) {
        let mut timeouts = Self::inner("timeouts");
        timeouts.text("create", CREATE_TIMEOUT);
        self.nested(&timeouts.end());
    }

    fn nested(&mut self, block: &str) {
        self.text.push('\n');
        self.text.push_str(block);
    }

    fn end(self) -> String {
        format!("{}{}}}\n", self.text, self.indent)
    }
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(string).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as a string of HCL, in which nothing is interpreted: `${` and `%{` would begin a template.
fn string(text: &str) -> String {
    let mut quoted = String::from('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '$' | '%' if characters.peek() == Some(&'{') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
