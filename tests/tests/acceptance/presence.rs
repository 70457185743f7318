//! Images region by region: the regions that lack one of them are picked by keyboard, and it is copied there from the bar.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in,
    pick_next_region,
};

/// Listing 29 regions and copying take longer than anything else here.
const LONG: Duration = Duration::from_secs(150);
/// Only cn-hangzhou has it, which is none of the first three columns.
const IMAGE: &str = "portal-golden";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    view: &'static str,
    presence: &'static str,
    search: &'static str,
    missing: &'static str,
    bar: &'static str,
    free: &'static str,
    copy: &'static str,
    took: &'static str,
    pictures: [&'static str; 4],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    view: "View",
    presence: "Presence",
    search: "Search images",
    missing: "1 of 29",
    bar: "Copy to 3 regions…",
    free: "The names are free in 3 regions",
    copy: "Copy to 3 regions",
    took: "It took",
    pictures: [
        "180-presence",
        "181-presence-picked",
        "182-presence-dialog",
        "183-presence-copied",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    view: "视图",
    presence: "地域分布",
    search: "搜索镜像",
    missing: "1 / 29",
    bar: "复制到3个地域…",
    free: "名称在3个地域均可用",
    copy: "复制到3个地域",
    took: "用时",
    pictures: [
        "184-presence-zh-dark",
        "185-presence-picked-zh-dark",
        "186-presence-dialog-zh-dark",
        "187-presence-copied-zh-dark",
    ],
};

#[test]
fn the_gaps_of_an_image_are_picked_and_copied_from_the_bar() {
    let desktop = Desktop::of("presence");
    let window = desktop.open();
    presence(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_gaps_in_chinese_and_dark() {
    let desktop = Desktop::of("presence_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    presence(&desktop, &window, &CHINESE);
}

fn presence(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "fleet", 120);
    connect_in(window, &cloud, "fleet", &words.form);
    window.click_containing("button", words.images);
    window.choose(words.view, words.presence);
    window.see_at_most(LONG, words.missing);
    window.picture(words.pictures[0]);

    window.fill(words.search, IMAGE);
    wait_until("the one image", || {
        let rows = "return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');";
        (window.execute(rows, &json!([])) == json!("3")).then_some(())
    });
    window.press(&["ArrowDown"]);
    window.press(&["ArrowDown"]);
    for _ in 0..3 {
        pick_next_region(window);
    }
    window.role("button", words.bar);
    window.picture(words.pictures[1]);
    window.click("button", words.bar);
    window.see(words.free);
    window.picture(words.pictures[2]);
    window.click_when_ready(words.copy);
    window.see_at_most(LONG, words.took);
    let sent = calls(&cloud, "CopyImage");
    let made = sent
        .iter()
        .filter(|call| call["effects"].as_array().is_some_and(|effects| !effects.is_empty()));
    assert_eq!(made.count(), 3);

    window.click_containing("button", words.images);
    window.see_at_most(LONG, &words.missing.replace("1 ", "4 "));
    window.picture(words.pictures[3]);
}
