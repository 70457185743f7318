//! People that images are shared with: named by hand, read from a file with a wrong line, and picked in the dialog.

use std::fs;
use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{CHINESE, ConnectWords, ENGLISH, calls, chinese_and_dark, connect_in};

const LONG: Duration = Duration::from_secs(150);
const IMAGE: &str = "app-node-base-v14";
const NORTH: &str = "2000 0000 0000 0001";
const AUDITOR: &str = "2000000000000002";
const EAST: &str = "2000000000000003";
const UNNAMED: &str = "2000000000000004";
/// As a spreadsheet saves it, with the login name of somebody and an id that it has rounded.
const FILE: &str = "\u{feff}Name;ID;Note\r\n华东灾备;2000 0000 0000 0003;\"集团灾备中心; 8821\"\r\nops;ops@example.com;\r\nround;2.00000E+15;\r\n";

struct Words {
    connect: &'static ConnectWords,
    settings: &'static str,
    book: &'static str,
    add_account: &'static str,
    add: &'static str,
    name: &'static str,
    uid: &'static str,
    note: &'static str,
    import: &'static str,
    wrong: &'static str,
    take: &'static str,
    images: &'static str,
    search_images: &'static str,
    share: &'static str,
    share_with: &'static str,
    name_it: &'static str,
    keep_name: &'static str,
    share_now: &'static str,
    done: &'static str,
    pictures: &'static str,
}

const IN_ENGLISH: Words = Words {
    connect: &ENGLISH,
    settings: "Settings",
    book: "Address book",
    add_account: "Add account",
    add: "Add",
    name: "Name",
    uid: "Account ID (UID)",
    note: "Note (optional)",
    import: "Import CSV…",
    wrong: "2 lines are wrong and are left out",
    take: "Import 1 entry",
    images: "Images",
    search_images: "Search images",
    share: "Share image…",
    share_with: "Share with account ID",
    name_it: "Name 2000 0000 0000 0004…",
    keep_name: "Save name",
    share_now: "Share with 4 accounts",
    done: "Shared with",
    pictures: "en",
};

const IN_CHINESE: Words = Words {
    connect: &CHINESE,
    settings: "设置",
    book: "账号簿",
    add_account: "添加账号",
    add: "添加",
    name: "名称",
    uid: "账号ID (UID)",
    note: "备注 （选填）",
    import: "导入CSV…",
    wrong: "2行有误，不会导入",
    take: "导入1条",
    images: "镜像",
    search_images: "搜索镜像",
    share: "共享镜像…",
    share_with: "共享给账号ID",
    name_it: "为2000 0000 0000 0004命名…",
    keep_name: "保存名称",
    share_now: "共享给4个账号",
    done: "共享给",
    pictures: "zh-dark",
};

#[test]
fn people_are_named_imported_and_shared_with() {
    let desktop = Desktop::of("address-book");
    let window = desktop.open();
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    story(&desktop, &window, &cloud, &IN_ENGLISH);
}

#[test]
fn people_are_named_imported_and_shared_with_in_chinese_and_dark() {
    let desktop = Desktop::of("address-book-zh-dark");
    let window = desktop.open();
    chinese_and_dark(&window);
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    story(&desktop, &window, &cloud, &IN_CHINESE);
}

fn story(desktop: &Desktop, window: &Window, cloud: &SimulatorProcess, words: &Words) {
    let picture = |name: &str| window.picture(&format!("{name}-{}", words.pictures));
    connect_in(window, cloud, "test-cn", words.connect);
    window.click("button", words.settings);
    window.click("button", words.book);
    add(window, words, "partner-north", NORTH, "Reseller north, Wang Li");
    add(window, words, "auditor", AUDITOR, "");

    let path = desktop.home().join("people.csv");
    fs::write(&path, FILE).expect("the file");
    window.click("button", words.import);
    desktop.open_file(&path);
    window.see(words.wrong);
    window.see("ops@example.com");
    picture("150-import");
    window.click("button", words.take);
    window.see("华东灾备");
    picture("151-address-book");

    open(window, words);
    window.click("button", words.book);
    window.click_containing("button", "华东灾备");
    window.click_containing("button", "partner-north");
    window.click_containing("textbox", words.share_with);
    window.type_keys(&format!("auditor, {UNNAMED}"));
    window.press(&["Enter"]);
    window.click("button", words.name_it);
    window.type_keys("branch-office");
    picture("152-name-it");
    window.click("button", words.keep_name);
    window.see("branch-office");
    picture("153-share-image");
    window.click_when_ready(words.share_now);
    window.see_at_most(LONG, words.done);
    wait_until("the request", || {
        (!calls(cloud, "ModifyImageSharePermission").is_empty()).then_some(())
    });
    for name in ["partner-north", "auditor", "华东灾备", "branch-office"] {
        window.see(name);
    }
    picture("154-shared");
    let sent = &calls(cloud, "ModifyImageSharePermission")[0]["parameters"];
    let sent: Vec<_> = (1..=4)
        .map(|number| sent[format!("AddAccount.{number}")].clone())
        .collect();
    assert_eq!(
        sent,
        [json!(EAST), json!("2000000000000001"), json!(AUDITOR), json!(UNNAMED)]
    );
}

fn add(window: &Window, words: &Words, name: &str, uid: &str, note: &str) {
    window.click("button", words.add_account);
    window.fill(words.name, name);
    window.fill(words.uid, uid);
    if !note.is_empty() {
        window.fill(words.note, note);
    }
    window.click("button", words.add);
    window.role_containing("row", name);
}

/// Opens the dialog that shares the image of Hangzhou.
fn open(window: &Window, words: &Words) {
    window.click_containing("button", words.images);
    select(window, words.search_images);
    window.click("button", words.share);
}

fn select(window: &Window, search: &str) {
    window.fill(search, IMAGE);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only that image", || {
        let is_narrow = window.execute(is_other, &json!([IMAGE])) == json!(false);
        (is_narrow && window.count("row", IMAGE) > 0).then_some(())
    });
    window.click_containing("row", "cn-hangzhou");
}
