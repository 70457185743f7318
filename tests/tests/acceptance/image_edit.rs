//! Images are edited: description, family and tags of one; two are deprecated, of which one is refused; one is restored.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, choose_for_image,
    connect_in, narrow_to, open_image_menu,
};

const LONG: Duration = Duration::from_secs(120);
/// The two images of the family, the first of which instances run.
const FAMILY: &str = "app-node-base";
const NEWEST: &str = "app-node-base-v14";
const BEFORE: &str = "app-node-base-v13";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    search: &'static str,
    edit: &'static str,
    description: &'static str,
    family: &'static str,
    add_tag: &'static str,
    tag_key: &'static str,
    tag_value: &'static str,
    becomes: &'static str,
    change: &'static str,
    took: &'static str,
    deprecate: &'static str,
    deprecate_two: &'static str,
    refused: &'static str,
    restore: &'static str,
    restore_one: &'static str,
    more: &'static str,
    two_selected: &'static str,
    pictures: [&'static str; 6],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    search: "Search images",
    edit: "Edit…",
    description: "Custom Image Description",
    family: "Image family",
    add_tag: "Add tag",
    tag_key: "Tag key 3",
    tag_value: "Tag value 3",
    becomes: "It becomes the newest of node",
    change: "Change image",
    took: "It took",
    deprecate: "Deprecate…",
    deprecate_two: "Deprecate 2 images",
    refused: "The image has another status",
    restore: "Restore…",
    restore_one: "Restore image",
    more: "More actions",
    two_selected: "2 selected",
    pictures: [
        "160-edit-image",
        "161-edited",
        "162-deprecate-images",
        "163-deprecated-but-one",
        "164-restore-image",
        "165-newest",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    search: "搜索镜像",
    edit: "编辑…",
    description: "自定义镜像描述",
    family: "镜像族系",
    add_tag: "添加标签",
    tag_key: "标签键3",
    tag_value: "标签值3",
    becomes: "镜像族系node的最新镜像",
    change: "修改1个镜像",
    took: "用时",
    deprecate: "弃用…",
    deprecate_two: "弃用2个镜像",
    refused: "镜像状态已改变",
    restore: "恢复可用…",
    restore_one: "恢复1个镜像",
    more: "更多操作",
    two_selected: "已选2项",
    pictures: [
        "166-edit-image-zh-dark",
        "167-edited-zh-dark",
        "168-deprecate-images-zh-dark",
        "169-deprecated-but-one-zh-dark",
        "170-restore-image-zh-dark",
        "171-newest-zh-dark",
    ],
};

#[test]
fn an_image_is_edited_and_two_are_deprecated() {
    let desktop = Desktop::of("image_edit");
    let window = desktop.open();
    edit(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_edits_in_chinese_and_dark() {
    let desktop = Desktop::of("image_edit_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    edit(&desktop, &window, &CHINESE);
}

fn edit(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    connect_in(window, &cloud, "test-cn", &words.form);

    find(window, NEWEST, words);
    window.click_containing("row", NEWEST);
    choose_for_image(window, words.edit);
    window.fill(words.description, "patched and verified");
    window.fill(words.family, "node");
    window.click("button", words.add_tag);
    window.fill(words.tag_key, "team");
    window.fill(words.tag_value, "web");
    window.see(words.becomes);
    window.picture(words.pictures[0]);
    window.click_when_ready(words.change);
    window.see_at_most(LONG, words.took);
    window.picture(words.pictures[1]);
    let sent = calls(&cloud, "ModifyImageAttribute")[0]["parameters"].clone();
    assert_eq!(
        (&sent["Description"], &sent["ImageFamily"], &sent["ImageName"]),
        (&json!("patched and verified"), &json!("node"), &json!(null))
    );
    assert_eq!(calls(&cloud, "TagResources").len(), 1);

    let refused = json!({ "httpError": { "status": 403, "code": "ImageStatus.NotAvailable", "message": "The specified image status is not available." } });
    cloud.faults(&json!([{ "action": "ModifyImageAttribute", "nth": 1, "fault": refused }]));
    find(window, FAMILY, words);
    window.click_containing("row", NEWEST);
    window.press(&["Control", "a"]);
    window.see(words.two_selected);
    choose(window, words.deprecate, words);
    window.role("button", words.deprecate_two);
    window.picture(words.pictures[2]);
    window.click_when_ready(words.deprecate_two);
    window.see_at_most(LONG, words.refused);
    window.picture(words.pictures[3]);
    wait_until("both requests", || {
        (calls(&cloud, "ModifyImageAttribute").len() == 3).then_some(())
    });

    let deprecated = calls(&cloud, "ModifyImageAttribute").into_iter().skip(1);
    let mut deprecated =
        deprecated.filter(|call| call["effects"].as_array().is_some_and(|effects| !effects.is_empty()));
    let is_newest = deprecated.any(|call| call["parameters"]["ImageId"] == sent["ImageId"]);
    let name = if is_newest { NEWEST } else { BEFORE };
    find(window, name, words);
    window.click_containing("row", name);
    choose_for_image(window, words.restore);
    window.role("button", words.restore_one);
    window.picture(words.pictures[4]);
    window.click_when_ready(words.restore_one);
    window.see_at_most(LONG, words.took);
    find(window, NEWEST, words);
    window.click_containing("row", NEWEST);
    open_image_menu(window);
    window.role("menuitem", words.deprecate);
    window.picture(words.pictures[5]);
}

/// The page of images, with those that a search finds.
fn find(window: &Window, name: &str, words: &Words) {
    window.click_containing("button", words.images);
    narrow_to(window, words.search, name);
}

/// An action of the bar, or of its menu. The details may have a button of the same name.
fn choose(window: &Window, action: &str, words: &Words) {
    let in_bar = "const button = [...document.querySelectorAll('[role=toolbar] button')].find((each) => each.textContent.trim() === arguments[0] && each.checkVisibility({ visibilityProperty: true })); button?.click(); return button !== undefined;";
    if window.execute(in_bar, &json!([action])) != json!(true) {
        window.click("button", words.more);
        window.click("menuitem", action);
    }
}
