//! What is done with existing instances: one gets another type and a larger disk, as one plan with one stop; five get a newer image two
//! at a time, the third is refused, and the fifth is left as it is.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::{Value, json};

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in,
};

/// Snapshots and stops take longer than anything else here.
const LONG: Duration = Duration::from_secs(150);
const CHANGED: &str = "portal-01";
const REPLACED: &str = "app-node-0";
const IMAGE: &str = "app-node-base-v14";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    instances: &'static str,
    search: &'static str,
    more_actions: &'static str,
    change: &'static str,
    steps: &'static str,
    size: &'static str,
    needs_stop: &'static str,
    review: &'static str,
    change_now: &'static str,
    done: &'static str,
    five_selected: &'static str,
    replace: &'static str,
    at_once: &'static str,
    fate: &'static str,
    checked: &'static str,
    replace_now: &'static str,
    confirm: &'static str,
    refused: &'static str,
    pictures: [&'static str; 6],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    instances: "Instances",
    search: "Search instances",
    more_actions: "More actions",
    change: "Change configuration…",
    steps: "What will run",
    size: "Size of xvdb",
    needs_stop: "needs a stop",
    review: "Next: review",
    change_now: "Change configuration",
    done: "It took",
    five_selected: "5 selected",
    replace: "Replace operating system…",
    at_once: "At the same time",
    fate: "What is lost, what stays",
    checked: "Nothing is stopped before you confirm.",
    replace_now: "Replace operating system…",
    confirm: "Stop and replace 5 system disks",
    refused: "The size of a disk was refused",
    pictures: [
        "100-change",
        "101-change-review",
        "102-changed",
        "103-replace",
        "104-replace-confirm",
        "105-replace-third-fails",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    instances: "实例",
    search: "搜索实例",
    more_actions: "更多操作",
    change: "变更配置…",
    steps: "执行步骤",
    size: "xvdb的容量",
    needs_stop: "项需停止实例",
    review: "下一步：确认",
    change_now: "变更配置",
    done: "用时",
    five_selected: "已选5项",
    replace: "更换操作系统…",
    at_once: "同时更换",
    fate: "丢失和保留的内容",
    checked: "在您确认之前不会停止任何实例。",
    replace_now: "更换操作系统…",
    confirm: "停止并更换5块系统盘",
    refused: "云盘容量被拒绝",
    pictures: [
        "106-change-zh-dark",
        "107-change-review-zh-dark",
        "108-changed-zh-dark",
        "109-replace-zh-dark",
        "110-replace-confirm-zh-dark",
        "111-replace-third-fails-zh-dark",
    ],
};

#[test]
fn an_instance_is_upgraded_and_five_get_a_new_system_two_at_a_time() {
    let desktop = Desktop::of("existing_instances");
    let window = desktop.open();
    existing(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_instances_in_chinese_and_dark() {
    let desktop = Desktop::of("existing_instances_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    existing(&desktop, &window, &CHINESE);
}

fn existing(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    connect_in(window, &cloud, "test-cn", &words.form);
    upgrade(window, &cloud, words);
    replace(window, &cloud, words);
}

fn upgrade(window: &Window, cloud: &SimulatorProcess, words: &Words) {
    find(window, CHANGED, words);
    window.click_containing("row", CHANGED);
    window.press(&["Shift", "F10"]);
    window.click("menuitem", words.change);
    window.see(words.steps);
    window.click_containing("radio", "ecs.g7.2xlarge");
    window.click_containing("textbox", words.size);
    window.press(&["Control", "a"]);
    window.type_keys("200");
    window.see(words.needs_stop);
    window.see("ResizeDisk");
    window.picture(words.pictures[0]);
    window.click("button", words.review);
    window.role("button", words.change_now);
    window.picture(words.pictures[1]);
    window.click("button", words.change_now);
    window.see_at_most(LONG, words.done);
    window.picture(words.pictures[2]);
    for (action, times) in [
        ("ModifyInstanceSpec", 1),
        ("ResizeDisk", 1),
        ("StopInstances", 1),
        ("StartInstances", 1),
    ] {
        assert_eq!(calls(cloud, action).len(), times, "{action}");
    }
    assert_eq!(
        calls(cloud, "ModifyInstanceSpec")[0]["parameters"]["InstanceType"],
        "ecs.g7.2xlarge"
    );
    assert_eq!(calls(cloud, "ResizeDisk")[0]["parameters"]["NewSize"], "200");
}

fn replace(window: &Window, cloud: &SimulatorProcess, words: &Words) {
    let refused = json!({ "httpError": { "status": 400, "code": "InvalidSystemDiskSize.ImageNotSupportResize", "message": "The specified image does not support resize." } });
    cloud.faults(&json!([{ "action": "ReplaceSystemDisk", "nth": 3, "fault": refused }]));
    let stopped_before = calls(cloud, "StopInstances").len();
    find(window, REPLACED, words);
    window.click_containing("row", "app-node-01");
    window.press(&["Control", "a"]);
    window.see(words.five_selected);
    window.click("button", words.more_actions);
    window.click("menuitem", words.replace);
    window.see(words.fate);
    window.click_containing("radio", IMAGE);
    let to_sight = "[...document.querySelectorAll('label')].find((label) => label.textContent.includes(arguments[0]))?.scrollIntoView({ block: 'center' });";
    window.execute(to_sight, &json!([words.at_once]));
    window.fill(words.at_once, "2");
    window.see(words.checked);
    window.picture(words.pictures[3]);
    window.click("button", words.replace_now);
    window.role("button", words.confirm);
    window.picture(words.pictures[4]);
    window.click("button", words.confirm);
    window.see_at_most(LONG, words.refused);
    // The fourth instance, which was begun beside the third, comes to its end.
    wait_until("three new system disks", || {
        (calls(cloud, "ReplaceSystemDisk").len() == 4 && calls(cloud, "StartInstances").len() >= 4).then_some(())
    });
    window.picture(words.pictures[5]);
    let replacements = calls(cloud, "ReplaceSystemDisk");
    let sent: Vec<&Value> = replacements
        .iter()
        .map(|call| &call["parameters"]["InstanceId"])
        .collect();
    assert_eq!(sent.len(), 4, "the fifth is left as it is: {sent:?}");
    assert_eq!(calls(cloud, "CreateSnapshot").len(), 4, "a snapshot of each before");
    assert_eq!(calls(cloud, "StopInstances").len() - stopped_before, 4);
}

/// Opens the instances and leaves those with that name.
fn find(window: &Window, name: &str, words: &Words) {
    window.click_containing("button", words.instances);
    window.fill(words.search, name);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only those instances", || {
        let is_narrow = window.execute(is_other, &json!([name])) == json!(false);
        (is_narrow && window.count("row", name) > 0).then_some(())
    });
}
