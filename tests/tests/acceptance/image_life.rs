//! The life of an image on a large account: it fills nine regions from the matrix, one copy is refused; it is shared with twelve accounts, one
//! is refused; one of its copies is deprecated, then deleted with its snapshots, one of which is refused. The ledger of the cloud has each
//! exactly once.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::{Value, json};

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, choose_for_image,
    connect_in, narrow_to, pick_next_region,
};

/// Listing 29 regions, nine copies, and the undo time take longer than anything else here.
const LONG: Duration = Duration::from_secs(240);
/// Only cn-hangzhou has it, which is one of the first ten columns, and cannot be picked.
const IMAGE: &str = "portal-golden";
const REGIONS: usize = 9;
/// No account of the simulated cloud has such an end.
const UNKNOWN: &str = "2000000000000000";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    view: &'static str,
    table: &'static str,
    presence: &'static str,
    search: &'static str,
    bar: &'static str,
    free: &'static str,
    copy: &'static str,
    quota: &'static str,
    share: &'static str,
    accounts: &'static str,
    add: &'static str,
    twelve: &'static str,
    share_with: &'static str,
    partly: &'static str,
    ended: &'static str,
    deprecate: &'static str,
    deprecate_one: &'static str,
    took: &'static str,
    deprecated: &'static str,
    delete: &'static str,
    order: &'static str,
    all: &'static str,
    delete_all: &'static str,
    locked: &'static str,
    left: &'static str,
    suffix: &'static str,
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    view: "View",
    table: "Table",
    presence: "Presence",
    search: "Search images",
    bar: "Copy to 9 regions…",
    free: "The names are free in 9 regions",
    copy: "Copy to 9 regions",
    quota: "The image quota is used up",
    share: "Share image…",
    accounts: "Share with account ID",
    add: "Add",
    twelve: "12 of 50 accounts",
    share_with: "Share with 12 accounts",
    partly: "is shared with the other accounts",
    ended: "Ended with a failure at",
    deprecate: "Deprecate…",
    deprecate_one: "Deprecate image",
    took: "It took",
    deprecated: "Deprecated",
    delete: "Delete…",
    order: "What will happen, in this order",
    all: "0 of 3 snapshots that can be deleted",
    delete_all: "Delete 1 image and 3 snapshots",
    locked: "Locked; unlock it in the console, then retry",
    left: "Left behind",
    suffix: "",
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    view: "视图",
    table: "列表",
    presence: "地域分布",
    search: "搜索镜像",
    bar: "复制到9个地域…",
    free: "名称在9个地域均可用",
    copy: "复制到9个地域",
    quota: "镜像配额已用完",
    share: "共享镜像…",
    accounts: "共享给账号ID",
    add: "添加",
    twelve: "12 / 50个账号",
    share_with: "共享给12个账号",
    partly: "的镜像已共享给其余账号",
    ended: "失败时间",
    deprecate: "弃用…",
    deprecate_one: "弃用1个镜像",
    took: "用时",
    deprecated: "已弃用",
    delete: "删除…",
    order: "将按此顺序执行",
    all: "可删除的3个快照中已勾选0个",
    delete_all: "删除1个镜像和3个快照",
    locked: "已锁定，请在控制台解锁后重试",
    left: "遗留",
    suffix: "-zh-dark",
};

#[test]
fn an_image_fills_nine_regions_is_shared_deprecated_and_deleted() {
    let desktop = Desktop::of("image_life");
    let window = desktop.open();
    life(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_life_in_chinese_and_dark() {
    let desktop = Desktop::of("image_life_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    life(&desktop, &window, &CHINESE);
}

fn life(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "fleet", 120);
    connect_in(window, &cloud, "fleet", &words.form);
    let regions = copy(window, &cloud, words);
    share(window, &cloud, words);
    let region = &regions[0];
    deprecate(window, &cloud, region, words);
    delete(window, &cloud, region, words);
}

/// Fills nine gaps of the image, and answers with the regions that have a copy now.
fn copy(window: &Window, cloud: &SimulatorProcess, words: &Words) -> Vec<String> {
    window.click_containing("button", words.images);
    window.choose(words.view, words.presence);
    window.fill(words.search, IMAGE);
    wait_until("the one image", || {
        let rows = "return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');";
        (window.execute(rows, &json!([])) == json!("3")).then_some(())
    });
    window.press(&["ArrowDown"]);
    window.press(&["ArrowDown"]);
    for _ in 0..=REGIONS {
        pick_next_region(window);
    }
    window.role("button", words.bar);
    picture(window, "240-gaps-picked", words);
    window.click("button", words.bar);
    window.see_at_most(LONG, words.free);
    picture(window, "241-copy-to-nine", words);
    let full = json!({ "httpError": { "status": 403, "code": "QuotaExceed.Image", "message": "The maximum number of images is exceeded." } });
    cloud.faults(&json!([{ "action": "CopyImage", "nth": 4, "fault": full }]));
    window.click_when_ready(words.copy);
    window.see_at_most(LONG, words.ended);
    window.see(words.quota);
    picture(window, "242-one-copy-refused", words);
    let made = effective(cloud, "CopyImage");
    assert_eq!(made.len(), REGIONS - 1, "each copy once, but for the refused one");
    let mut regions: Vec<String> = made.iter().map(|call| text(call, "DestinationRegionId")).collect();
    regions.sort();
    regions.dedup();
    assert_eq!(regions.len(), REGIONS - 1, "each in a region of its own");
    regions
}

fn share(window: &Window, cloud: &SimulatorProcess, words: &Words) {
    window.click_containing("button", words.images);
    window.choose(words.view, words.table);
    open(window, "cn-hangzhou", words);
    window.click("button", words.share);
    let mut accounts: Vec<String> = (1..12).map(|number| format!("20000000000000{number:02}")).collect();
    accounts.insert(4, UNKNOWN.to_owned());
    window.click_containing("textbox", words.accounts);
    window.type_keys(&accounts.join(", "));
    window.click("button", words.add);
    window.see(words.twelve);
    picture(window, "243-share-with-twelve", words);
    window.click_when_ready(words.share_with);
    window.see_at_most(LONG, words.partly);
    window.see_at_most(LONG, words.ended);
    picture(window, "244-one-share-refused", words);
    let effects = effective(cloud, "ModifyImageSharePermission");
    let effects = effects.iter().filter_map(|call| call["effects"].as_array()).flatten();
    let mut added: Vec<String> = effects
        .filter_map(|effect| effect["added"].as_array())
        .flatten()
        .filter_map(|account| account.as_str().map(str::to_owned))
        .collect();
    added.sort();
    accounts.retain(|account| account != UNKNOWN);
    assert_eq!(added, accounts, "each account once, but for the refused one");
}

fn deprecate(window: &Window, cloud: &SimulatorProcess, region: &str, words: &Words) {
    open(window, region, words);
    choose_for_image(window, words.deprecate);
    window.role("button", words.deprecate_one);
    picture(window, "245-deprecate", words);
    window.click_when_ready(words.deprecate_one);
    window.see_at_most(LONG, words.took);
    let statuses = calls(cloud, "ModifyImageAttribute");
    let deprecated = statuses.iter().filter(|call| text(call, "Status") == "Deprecated");
    assert_eq!(deprecated.count(), 1);
}

fn delete(window: &Window, cloud: &SimulatorProcess, region: &str, words: &Words) {
    open(window, region, words);
    window.see(words.deprecated);
    window.press(&["Shift", "F10"]);
    window.click("menuitem", words.delete);
    window.see_at_most(LONG, words.order);
    window.click_containing("checkbox", words.all);
    window.role("button", words.delete_all);
    picture(window, "246-delete-plan", words);
    let locked = json!({ "httpError": { "status": 403, "code": "InvalidOperation.SnapshotIsLocked", "message": "The snapshot is locked." } });
    cloud.faults(&json!([{ "action": "DeleteSnapshot", "nth": 2, "fault": locked }]));
    window.click("button", words.delete_all);
    window.see_at_most(LONG, words.locked);
    window.see_at_most(LONG, words.left);
    picture(window, "247-one-snapshot-refused", words);
    assert_eq!(effective(cloud, "DeleteImage").len(), 1);
    assert_eq!(effective(cloud, "DeleteSnapshot").len(), 2, "but for the refused one");
    assert_eq!(calls(cloud, "DeleteSnapshot").len(), 3);
}

fn picture(window: &Window, name: &str, words: &Words) {
    window.picture(&format!("{name}{}", words.suffix));
}

fn text(call: &Value, parameter: &str) -> String {
    call["parameters"][parameter].as_str().unwrap_or_default().to_owned()
}

/// Requests of an action that changed something.
fn effective(cloud: &SimulatorProcess, action: &str) -> Vec<Value> {
    let calls = calls(cloud, action).into_iter();
    let changed = calls.filter(|call| call["effects"].as_array().is_some_and(|effects| !effects.is_empty()));
    changed.collect()
}

/// Opens the details of the image in a region.
fn open(window: &Window, region: &str, words: &Words) {
    window.click_containing("button", words.images);
    narrow_to(window, words.search, IMAGE);
    window.click_containing("row", region);
}
