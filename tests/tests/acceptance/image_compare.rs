//! What is said of images: the report of a check with what no document knows, an image beside its copy, and beside the instance it was made
//! of, in both languages.

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, choose_for_image,
    connect_in,
};

/// Of a system without the NVMe driver; its check has an item that is in no document.
const CHECKED: &str = "bi-worker-base";
/// Copied to another region.
const COPIED: &str = "web-gw-base";
/// Made of the disks of an instance.
const GOLDEN: &str = "portal-golden";
const INSTANCE: &str = "portal-01";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    search: &'static str,
    findings: &'static str,
    driver: &'static str,
    template: &'static str,
    unknown: &'static str,
    not_documented: &'static str,
    select_all: &'static str,
    compare: &'static str,
    usual: &'static str,
    swap: &'static str,
    with_instance: &'static str,
    search_instances: &'static str,
    not_compared: &'static str,
    pictures: [&'static str; 4],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    search: "Search images",
    findings: "to fix",
    driver: "NVMe driver",
    template: "ACS-ECS-RepairImage",
    unknown: "KernelLivePatch.EndOfLife",
    not_documented: "This item is not in the documents",
    select_all: "Select all rows",
    compare: "Compare",
    usual: "Usual for a copy",
    swap: "Swap A and B",
    with_instance: "Compare with an instance…",
    search_instances: "Search instances",
    not_compared: "Not compared",
    pictures: [
        "230-check-report",
        "231-check-unknown",
        "232-compare-copy",
        "233-compare-instance",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    search: "搜索镜像",
    findings: "项需修复",
    driver: "NVMe驱动",
    template: "ACS-ECS-RepairImage",
    unknown: "KernelLivePatch.EndOfLife",
    not_documented: "没有此检测项",
    select_all: "选择所有行",
    compare: "对比",
    usual: "副本常见差异",
    swap: "互换A和B",
    with_instance: "与实例对比…",
    search_instances: "搜索实例",
    not_compared: "未对比",
    pictures: [
        "234-check-report-zh-dark",
        "235-check-unknown-zh-dark",
        "236-compare-copy-zh-dark",
        "237-compare-instance-zh-dark",
    ],
};

#[test]
fn a_check_is_reported_and_images_are_compared() {
    let desktop = Desktop::of("image_compare");
    let window = desktop.open();
    story(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_in_chinese_and_dark() {
    let desktop = Desktop::of("image_compare_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    story(&desktop, &window, &CHINESE);
}

fn story(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    connect_in(window, &cloud, "test-cn", &words.form);

    narrow(window, CHECKED, words);
    window.click_containing("row", CHECKED);
    window.click_containing("button", words.findings);
    window.click_containing("button", words.driver);
    window.see(words.template);
    window.picture(words.pictures[0]);
    window.click_containing("button", words.unknown);
    window.see(words.not_documented);
    window.picture(words.pictures[1]);

    narrow(window, COPIED, words);
    window.click("checkbox", words.select_all);
    window.click("button", words.compare);
    window.see(words.usual);
    window.picture(words.pictures[2]);
    window.click("button", words.swap);

    narrow(window, GOLDEN, words);
    window.click_containing("row", GOLDEN);
    choose_for_image(window, words.with_instance);
    window.fill(words.search_instances, INSTANCE);
    window.click_containing("button", INSTANCE);
    window.see(words.not_compared);
    window.picture(words.pictures[3]);

    for action in ["CreateImage", "ModifyImageAttribute", "ModifyImageSharePermission"] {
        assert_eq!(calls(&cloud, action).len(), 0, "nothing is changed: {action}");
    }
}

/// Leaves only the images of that name in the list.
fn narrow(window: &Window, name: &str, words: &Words) {
    window.click_containing("button", words.images);
    window.fill(words.search, name);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only the images of that name", || {
        let is_narrow = window.execute(is_other, &json!([name])) == json!(false);
        (is_narrow && window.count("row", name) > 0).then_some(())
    });
}
