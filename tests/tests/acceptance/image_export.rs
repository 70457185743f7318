//! Images are exported to OSS: a bucket that is refused is corrected, one export finishes, and one is cancelled. In English and light, and
//! in Chinese and dark.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, choose_for_image,
    connect_in,
};

const LONG: Duration = Duration::from_secs(150);
/// An export takes half a minute at this pace, and one of three disks a minute and a half.
const PACE: u32 = 30;
const IMAGE: &str = "app-node-base-v14";
const LARGE: &str = "portal-golden";

struct Words {
    form: ConnectWords,
    images: &'static str,
    search: &'static str,
    action: &'static str,
    bucket: &'static str,
    prefix: &'static str,
    start: &'static str,
    refused: &'static str,
    change: &'static str,
    retry: &'static str,
    running: &'static str,
    finished: &'static str,
    took: &'static str,
    menu: &'static str,
    cancel: &'static str,
    confirm: &'static str,
    cancelled: &'static str,
    pictures: [&'static str; 7],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    search: "Search images",
    action: "Export to OSS…",
    bucket: "OSS bucket",
    prefix: "Prefix of the object names",
    start: "Export image",
    refused: "There is no bucket golden-images-missing",
    change: "Change and retry…",
    retry: "Retry export",
    running: "Exporting",
    finished: "Finished",
    took: "It took",
    menu: "Actions for the export of",
    cancel: "Cancel export…",
    confirm: "Cancel export",
    cancelled: "Canceled",
    pictures: [
        "190-export-image",
        "191-export-policies",
        "192-export-refused",
        "193-export-changed",
        "194-export-running",
        "195-exported",
        "196-export-canceled",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    search: "搜索镜像",
    action: "导出到OSS…",
    bucket: "OSS Bucket",
    prefix: "对象名称前缀",
    start: "导出1个镜像",
    refused: "没有名为golden-images-missing的Bucket",
    change: "修改后重试…",
    retry: "重试导出",
    running: "导出中",
    finished: "已完成",
    took: "用时",
    menu: "的操作",
    cancel: "取消导出…",
    confirm: "取消导出",
    cancelled: "已取消",
    pictures: [
        "190-export-image-zh-dark",
        "191-export-policies-zh-dark",
        "192-export-refused-zh-dark",
        "193-export-changed-zh-dark",
        "194-export-running-zh-dark",
        "195-exported-zh-dark",
        "196-export-canceled-zh-dark",
    ],
};

#[test]
fn an_image_is_exported_after_its_bucket_was_corrected_and_another_export_is_cancelled() {
    let desktop = Desktop::of("image-export");
    let window = desktop.open();
    exports(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_exports_in_chinese_and_dark() {
    let desktop = Desktop::of("image-export-zh-dark");
    let window = desktop.open();
    chinese_and_dark(&window);
    exports(&desktop, &window, &CHINESE);
}

fn exports(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", PACE);
    connect_in(window, &cloud, "test-cn", &words.form);
    let [dialog, policies, refused, changed, running, exported, cancelled] = words.pictures;

    open(window, words, IMAGE);
    window.fill(words.bucket, "golden-images-missing");
    window.click_containing("textbox", words.prefix);
    window.type_keys("backup");
    window.see(&format!("backup_{}", image_id(&cloud)));
    window.picture(dialog);
    window.execute(
        "const policies = document.querySelector('[role=dialog] details'); policies.open = true; policies.scrollIntoView();",
        &json!([]),
    );
    window.picture(policies);
    window.click_when_ready(words.start);
    window.see(words.refused);
    window.picture(refused);
    window.click("button", words.change);
    window.fill(words.bucket, "golden-images");
    window.picture(changed);
    window.click("button", words.retry);
    window.see(words.running);
    window.picture(running);
    window.see_at_most(LONG, words.took);
    window.see(words.finished);
    window.see("_system.raw.tar.gz");
    window.picture(exported);
    assert_eq!(calls(&cloud, "ExportImage").len(), 2, "one was refused");

    open(window, words, LARGE);
    window.fill(words.bucket, "golden-images");
    window.click_when_ready(words.start);
    window.see(words.running);
    window.click_containing("button", words.menu);
    window.click("menuitem", words.cancel);
    window.click("button", words.confirm);
    window.see_at_most(LONG, words.cancelled);
    wait_until("no more at work", || {
        (window.count("button", words.menu) == 0).then_some(())
    });
    window.picture(cancelled);
    assert_eq!(calls(&cloud, "CancelTask").len(), 1);
}

/// The id of the image that is exported first.
fn image_id(cloud: &SimulatorProcess) -> String {
    let told = calls(cloud, "DescribeImages");
    let mut asked = told.iter().filter_map(|call| call["parameters"]["ImageId"].as_str());
    asked.next_back().unwrap_or_default().to_owned()
}

/// Opens the details of an image, and the dialog from there.
fn open(window: &Window, words: &Words, image: &str) {
    window.click_containing("button", words.images);
    window.fill(words.search, image);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only that image", || {
        let is_narrow = window.execute(is_other, &json!([image])) == json!(false);
        (is_narrow && window.count("row", image) > 0).then_some(())
    });
    window.click_containing("row", "cn-hangzhou");
    choose_for_image(window, words.action);
}
