//! From an image to ten identical instances: the zone has stock for seven, three come out otherwise than asked, the application is killed
//! in the middle, and the rest is started elsewhere after a choice. The ledger of the cloud has ten, and the proof finds the three.

use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in, effects,
};

/// Instances take longer to start than anything else here.
const LONG: Duration = Duration::from_secs(120);
const IMAGE: &str = "portal-golden";
const FIRST: &str = "web-001";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    jobs: &'static str,
    create: &'static str,
    like: &'static str,
    is_like: &'static str,
    instances: &'static str,
    at_least: &'static str,
    next_disks: &'static str,
    disks: &'static str,
    name: &'static str,
    first: &'static str,
    digits: &'static str,
    next_review: &'static str,
    dry_run: &'static str,
    create_ten: &'static str,
    requested: &'static str,
    missing: &'static str,
    start_in: &'static str,
    start_three: &'static str,
    differ: &'static str,
    all_cells: &'static str,
    pictures: [&'static str; 6],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    jobs: "Jobs",
    create: "Create instances",
    like: "Identical to an instance",
    is_like: "as portal-01",
    instances: "Instances",
    at_least: "At least",
    next_disks: "Next: disks and sign-in",
    disks: "Disks of each instance",
    name: "Instance name",
    first: "Start at",
    digits: "Digits",
    next_review: "Next: review",
    dry_run: "Dry run for one instance: passed",
    create_ten: "Create 10 instances",
    requested: "Requested",
    missing: "3 of 10 are not started: no stock.",
    start_in: "Start 3 in zone i…",
    start_three: "Start 3 instances",
    differ: "3 differ",
    all_cells: "260 of 260 cells read",
    pictures: [
        "80-launch-machine",
        "81-launch-disks",
        "82-launch-review",
        "83-no-stock",
        "84-start-elsewhere",
        "85-proof",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    jobs: "任务",
    create: "创建实例",
    like: "与实例相同",
    is_like: "与portal-01相同",
    instances: "实例",
    at_least: "至少",
    next_disks: "下一步：云盘与登录",
    disks: "每台实例的云盘",
    name: "实例名称",
    first: "起始值",
    digits: "位数",
    next_review: "下一步：确认",
    dry_run: "只校验不执行：按1台校验，通过",
    create_ten: "创建10台实例",
    requested: "已请求",
    missing: "10台中有3台未启动：无库存。",
    start_in: "在可用区i启动3台…",
    start_three: "启动3台实例",
    differ: "3台不同",
    all_cells: "已读取260项，共260项",
    pictures: [
        "86-launch-machine-zh-dark",
        "87-launch-disks-zh-dark",
        "88-launch-review-zh-dark",
        "89-no-stock-zh-dark",
        "90-start-elsewhere-zh-dark",
        "91-proof-zh-dark",
    ],
};

#[test]
fn ten_instances_are_launched_like_another_one_and_three_that_drift_are_found() {
    let desktop = Desktop::of("fleet");
    let window = desktop.open();
    fleet(&desktop, window, &ENGLISH);
}

#[test]
fn the_same_fleet_in_chinese_and_dark() {
    let desktop = Desktop::of("fleet_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    fleet(&desktop, window, &CHINESE);
}

fn fleet(desktop: &Desktop, window: Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    cloud.supply(&json!({ "stock": [{ "zoneId": "cn-hangzhou-h", "instanceType": "ecs.g7.xlarge", "left": 7 }] }));
    cloud.open_questions(&json!({ "instances": { "drift": { "instances": 3, "attribute": "performanceLevel" } } }));
    connect_in(&window, &cloud, "test-cn", &words.form);
    launch(&window, words);
    window.see(words.requested);
    window.kill();

    // What comes later is as asked for.
    cloud.open_questions(&json!({}));
    let window = reopened(desktop, words);
    window.see_at_most(LONG, words.missing);
    window.see_at_most(LONG, words.differ);
    window.picture(words.pictures[3]);
    window.click("button", words.start_in);
    window.role("dialog", words.start_three_title());
    window.picture(words.pictures[4]);
    window.click("button", words.start_three);
    wait_until("ten instances", || {
        (effects(&cloud, "instanceCreated") == 10).then_some(())
    });
    window.see_at_most(LONG, words.all_cells);
    window.see(words.differ);
    window.picture(words.pictures[5]);

    assert_eq!(effects(&cloud, "instanceCreated"), 10, "ten, and none twice");
    assert_eq!(
        calls(&cloud, "RunInstances").len(),
        3,
        "the dry run, the launch, and the rest"
    );
    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");
}

impl Words {
    fn start_three_title(&self) -> &'static str {
        match self.start_three {
            "Start 3 instances" => "Start 3 instances elsewhere",
            _ => "在别处启动3台实例",
        }
    }
}

fn launch(window: &Window, words: &Words) {
    window.click_containing("button", words.images);
    window.click_containing("row", IMAGE);
    window.click("button", words.create);
    window.click_containing("radio", words.like);
    window.see(words.is_like);
    window.fill(words.instances, "10");
    window.fill(words.at_least, "1");
    window.picture(words.pictures[0]);
    window.click("button", words.next_disks);
    window.see(words.disks);
    window.fill(words.name, "web-");
    window.fill(words.first, "1");
    window.fill(words.digits, "3");
    window.see("web-010");
    window.picture(words.pictures[1]);
    window.click("button", words.next_review);
    window.see(words.dry_run);
    window.picture(words.pictures[2]);
    window.click("button", words.create_ten);
}

fn reopened(desktop: &Desktop, words: &Words) -> Window {
    let window = desktop.open();
    window.click_containing("button", words.jobs);
    wait_until("the job in the list", || {
        (window.count("button", FIRST) > 0).then_some(())
    });
    window.click("button", FIRST);
    window
}
