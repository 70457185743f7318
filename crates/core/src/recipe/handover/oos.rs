//! A template of Operation Orchestration Service, in JSON. Names of lists (`Tags`, `DiskDeviceMapping`, `AddAccount`) and of statuses are
//! those of the official templates for these actions.

use serde_json::{Map, Value, json};

use super::{ACCOUNTS_PER_CALL, Plan};

/// With [`DELAY`] five hours: more than 300 are refused.
const RETRIES: u32 = 300;
/// Seconds between two questions.
const DELAY: u32 = 60;
/// Without this list DescribeImages tells of available images only.
const ANY_STATUS: &str = "Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated";

/// The template of a plan, and whether braces of a text were parted.
pub(super) fn template(plan: &Plan<'_>) -> (String, bool) {
    let mut texts = Texts::default();
    let mut tasks = vec![
        create(plan, &mut texts),
        wait("waitForImage", plan.region(), "createImage"),
    ];
    let mut outputs = Map::new();
    outputs.insert("imageId".into(), output("createImage"));
    share(&mut tasks, plan, plan.region(), ("Image", "createImage"));
    // One after another: the cloud refuses two copies of one image at once.
    for (index, target) in plan.copies().iter().enumerate() {
        let number = index + 1;
        let task = format!("copyImage{number}");
        tasks.push(copy(plan, index, &task, &mut texts));
        tasks.push(wait(&format!("waitForCopy{number}"), &target.region_id, &task));
        if !plan.draft.family.is_empty() {
            let parameters = json!({
                "RegionId": target.region_id,
                "ImageId": reference(&format!("{task}.imageId")),
                "ImageFamily": texts.plain(&plan.draft.family),
            });
            tasks.push(execute(
                &format!("setFamily{number}"),
                "ModifyImageAttribute",
                parameters,
            ));
        }
        share(&mut tasks, plan, &target.region_id, (&format!("Copy{number}"), &task));
        outputs.insert(format!("copy{number}ImageId"), output(&task));
    }
    let template = json!({
        "FormatVersion": "OOS-2019-06-01",
        "Description": {
            "en": "Creates a custom image of snapshots, copies it to regions and shares it.",
            "zh-cn": "用快照创建自定义镜像，复制到其他地域并共享。",
        },
        "Parameters": parameters(plan, &mut texts),
        "RamRole": reference("OOSAssumeRole"),
        "Tasks": tasks,
        "Outputs": outputs,
    });
    (format!("{template:#}\n"), texts.has_parted)
}

/// What can be given to each execution: the name and the snapshots.
fn parameters(plan: &Plan<'_>, texts: &mut Texts) -> Value {
    let parameter = |default: String| json!({ "Type": "String", "Default": default });
    let mut parameters = Map::new();
    parameters.insert("imageName".into(), parameter(texts.plain(&plan.draft.name)));
    for (index, id) in snapshots(plan).into_iter().enumerate() {
        parameters.insert(snapshot_parameter(index), parameter(texts.plain(id)));
    }
    parameters.insert("OOSAssumeRole".into(), parameter("OOSServiceRole".into()));
    Value::Object(parameters)
}

/// The snapshots, that of the system disk first.
fn snapshots<'a>(plan: &'a Plan<'_>) -> Vec<&'a str> {
    let data = plan.draft.data_disks.iter().map(|disk| disk.snapshot_id.as_str());
    std::iter::once(plan.draft.system_snapshot_id.as_str())
        .chain(data)
        .collect()
}

fn snapshot_parameter(index: usize) -> String {
    match index {
        0 => "systemSnapshotId".into(),
        number => format!("dataSnapshotId{number}"),
    }
}

fn create(plan: &Plan<'_>, texts: &mut Texts) -> Value {
    let draft = plan.draft;
    let mut parameters = Map::new();
    parameters.insert("RegionId".into(), json!(plan.region()));
    parameters.insert("ImageName".into(), json!(reference("imageName")));
    let disks = plan.disks();
    if disks.is_empty() {
        parameters.insert("SnapshotId".into(), json!(reference(&snapshot_parameter(0))));
    } else {
        let mapping = disks.iter().enumerate().map(|(index, disk)| {
            let mut mapped = Map::new();
            mapped.insert("SnapshotId".into(), json!(reference(&snapshot_parameter(index))));
            mapped.extend(disk.device.map(|device| ("Device".to_owned(), json!(device))));
            let size = disk.size.and_then(|size| size.parse::<u32>().ok());
            mapped.extend(size.map(|size| ("Size".to_owned(), json!(size))));
            Value::Object(mapped)
        });
        parameters.insert("DiskDeviceMapping".into(), mapping.collect());
    }
    let given = [
        ("Description", draft.description.as_str()),
        ("ImageFamily", draft.family.as_str()),
        ("ResourceGroupId", draft.resource_group_id.as_str()),
        ("DetectionStrategy", plan.value("DetectionStrategy").unwrap_or_default()),
    ];
    parameters.extend(texts.given(&given));
    parameters.extend(tags(plan, texts));
    parameters.insert("ClientToken".into(), json!(reference("ACS::ExecutionId")));
    with_image_id(execute("createImage", "CreateImage", Value::Object(parameters)))
}

fn copy(plan: &Plan<'_>, index: usize, task: &str, texts: &mut Texts) -> Value {
    let target = &plan.copies()[index];
    let name = match target.name == plan.draft.name {
        true => reference("imageName"),
        false => texts.plain(&target.name),
    };
    let mut parameters = Map::new();
    parameters.insert("RegionId".into(), json!(plan.region()));
    parameters.insert("ImageId".into(), json!(reference("createImage.imageId")));
    parameters.insert("DestinationRegionId".into(), json!(target.region_id));
    parameters.insert("DestinationImageName".into(), json!(name));
    let key = target.encryption.as_ref().map(|with| with.kms_key_id.as_str());
    let given = [
        ("DestinationDescription", plan.draft.description.as_str()),
        ("ResourceGroupId", plan.draft.resource_group_id.as_str()),
        ("KMSKeyId", key.unwrap_or_default()),
    ];
    parameters.extend(texts.given(&given));
    parameters.extend(key.map(|_| ("Encrypted".to_owned(), json!(true))));
    parameters.extend(tags(plan, texts));
    let token = format!("{}-{}", reference("ACS::ExecutionId"), index + 1);
    parameters.insert("ClientToken".into(), json!(token));
    with_image_id(execute(task, "CopyImage", Value::Object(parameters)))
}

/// Shares the image that a task has made, ten accounts a call.
fn share(tasks: &mut Vec<Value>, plan: &Plan<'_>, region_id: &str, (what, made_by): (&str, &str)) {
    for (accounts, number) in plan.accounts.chunks(ACCOUNTS_PER_CALL).zip(1..) {
        let parameters = json!({
            "RegionId": region_id,
            "ImageId": reference(&format!("{made_by}.imageId")),
            "AddAccount": accounts,
        });
        let name = format!("share{what}{number}");
        tasks.push(execute(&name, "ModifyImageSharePermission", parameters));
    }
}

fn tags(plan: &Plan<'_>, texts: &mut Texts) -> Option<(String, Value)> {
    let tags = plan.tags().iter();
    let tags: Vec<Value> = tags
        .map(|tag| json!({ "Key": texts.plain(&tag.key), "Value": texts.plain(&tag.value) }))
        .collect();
    (!tags.is_empty()).then(|| ("Tags".to_owned(), Value::Array(tags)))
}

fn execute(name: &str, api: &str, parameters: Value) -> Value {
    json!({
        "Name": name,
        "Action": "ACS::ExecuteAPI",
        "Properties": { "Service": "ECS", "API": api, "Parameters": parameters },
    })
}

fn with_image_id(mut task: Value) -> Value {
    task["Outputs"] = json!({ "imageId": { "Type": "String", "ValueSelector": "ImageId" } });
    task
}

/// Waits until the image that a task has made is available.
fn wait(name: &str, region_id: &str, made_by: &str) -> Value {
    json!({
        "Name": name,
        "Action": "ACS::WaitFor",
        "Properties": {
            "Service": "ECS",
            "API": "DescribeImages",
            "Parameters": {
                "RegionId": region_id,
                "ImageId": reference(&format!("{made_by}.imageId")),
                "Status": ANY_STATUS,
            },
            "PropertySelector": "Images.Image[].Status",
            "DesiredValues": ["Available"],
            "StopRetryValues": ["CreateFailed", "UnAvailable"],
        },
        "DelayType": "Constant",
        "Delay": DELAY,
        "Retries": RETRIES,
    })
}

fn output(task: &str) -> Value {
    json!({ "Type": "String", "Value": reference(&format!("{task}.imageId")) })
}

/// A reference to a parameter or to what a task puts out.
fn reference(to: &str) -> String {
    format!("{{{{ {to} }}}}")
}

/// Texts of the plan. JSON quotes them; two braces in a row would be a reference, for which no way of writing them is documented.
#[derive(Default)]
struct Texts {
    has_parted: bool,
}

impl Texts {
    fn plain(&mut self, text: &str) -> String {
        let mut plain = String::new();
        for character in text.chars() {
            if matches!(character, '{' | '}') && plain.ends_with(character) {
                plain.push(' ');
                self.has_parted = true;
            }
            plain.push(character);
        }
        plain
    }

    /// Those that are not empty.
    fn given(&mut self, texts: &[(&str, &str)]) -> Vec<(String, Value)> {
        let given = texts.iter().filter(|(_, text)| !text.is_empty());
        given
            .map(|(name, text)| ((*name).to_owned(), json!(self.plain(text))))
            .collect()
    }
}
