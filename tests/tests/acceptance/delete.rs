//! Images are deleted with their snapshots: the plan, once undone, then done; a snapshot that is refused is named, and tried again.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in,
};

/// The undo time, and until the cloud lists nothing of it any more.
const LONG: Duration = Duration::from_secs(120);
/// Shared with two accounts; instances run it.
const SHARED: &str = "edge-base";
/// Of three disks; instances run it.
const GOLDEN: &str = "erp-db-golden";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    images: &'static str,
    search: &'static str,
    delete: &'static str,
    order: &'static str,
    unshared: &'static str,
    all: &'static str,
    delete_shared: &'static str,
    delete_golden: &'static str,
    starts: &'static str,
    undo: &'static str,
    done: &'static str,
    locked: &'static str,
    left: &'static str,
    retry: &'static str,
    more: &'static str,
    by_rule: &'static str,
    always: &'static str,
    no_image: &'static str,
    pictures: [&'static str; 6],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    images: "Images",
    search: "Search images",
    delete: "Delete…",
    order: "What will happen, in this order",
    unshared: "Unshared",
    all: "0 of 3 snapshots that can be deleted",
    delete_shared: "Delete 1 image",
    delete_golden: "Delete 1 image and 3 snapshots",
    starts: "Starts in",
    undo: "Undo",
    done: "What was done",
    locked: "Locked; unlock it in the console, then retry",
    left: "Left behind",
    retry: "Retry refused snapshots",
    more: "More for all images",
    by_rule: "Delete by rule…",
    always: "Images without a family, in use or shared always stay.",
    no_image: "The rule deletes no image.",
    pictures: [
        "150-delete-plan",
        "151-delete-undo",
        "152-unshared",
        "153-delete-snapshots",
        "154-delete-refused",
        "154-delete-by-rule",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    images: "镜像",
    search: "搜索镜像",
    delete: "删除…",
    order: "将按此顺序执行",
    unshared: "已取消共享",
    all: "可删除的3个快照中已勾选0个",
    delete_shared: "删除1个镜像",
    delete_golden: "删除1个镜像和3个快照",
    starts: "秒后开始",
    undo: "撤销",
    done: "执行结果",
    locked: "已锁定，请在控制台解锁后重试",
    left: "遗留",
    retry: "重试被拒绝的快照",
    more: "更多镜像操作",
    by_rule: "按规则删除…",
    always: "没有镜像族系、使用中或共享中的镜像始终保留。",
    no_image: "此规则不删除任何镜像。",
    pictures: [
        "155-delete-plan-zh-dark",
        "156-delete-undo-zh-dark",
        "157-unshared-zh-dark",
        "158-delete-snapshots-zh-dark",
        "159-delete-refused-zh-dark",
        "159-delete-by-rule-zh-dark",
    ],
};

#[test]
fn images_are_deleted_with_their_snapshots() {
    let desktop = Desktop::of("delete");
    let window = desktop.open();
    delete(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_deletions_in_chinese_and_dark() {
    let desktop = Desktop::of("delete_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    delete(&desktop, &window, &CHINESE);
}

fn delete(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 120);
    connect_in(window, &cloud, "test-cn", &words.form);

    open_plan(window, SHARED, words);
    window.picture(words.pictures[0]);
    window.click("button", words.delete_shared);
    window.see(words.starts);
    window.picture(words.pictures[1]);
    window.click("button", words.undo);
    window.role("button", words.delete_shared);
    window.click("button", words.delete_shared);
    window.see_at_most(LONG, words.done);
    window.see_at_most(LONG, words.unshared);
    wait_until("the image to be deleted", || {
        (calls(&cloud, "DeleteImage").len() == 1).then_some(())
    });
    assert_eq!(
        calls(&cloud, "ModifyImageSharePermission").len(),
        1,
        "the first was undone"
    );
    window.picture(words.pictures[2]);

    let locked = json!({ "httpError": { "status": 403, "code": "InvalidOperation.SnapshotIsLocked", "message": "The snapshot is locked." } });
    cloud.faults(&json!([{ "action": "DeleteSnapshot", "nth": 2, "fault": locked }]));
    open_plan(window, GOLDEN, words);
    window.click_containing("checkbox", words.all);
    window.role("button", words.delete_golden);
    window.picture(words.pictures[3]);
    window.click("button", words.delete_golden);
    window.see_at_most(LONG, words.locked);
    window.see_at_most(LONG, words.left);
    window.picture(words.pictures[4]);
    assert_eq!(calls(&cloud, "DeleteSnapshot").len(), 3);
    window.click("button", words.retry);
    wait_until("the refused snapshot to be sent again", || {
        (calls(&cloud, "DeleteSnapshot").len() == 4).then_some(())
    });
    assert_eq!(calls(&cloud, "DeleteImage").len(), 2);

    // The only family has one old image, and instances run that.
    window.click_containing("button", words.images);
    window.click("button", words.more);
    window.click("menuitem", words.by_rule);
    window.see(words.always);
    window.see_at_most(LONG, words.no_image);
    window.picture(words.pictures[5]);
    assert_eq!(calls(&cloud, "DeleteImage").len(), 2);
}

/// Opens the plan of deleting the image of that name.
fn open_plan(window: &Window, name: &str, words: &Words) {
    window.click_containing("button", words.images);
    window.fill(words.search, name);
    let is_other = "return [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].some((row) => !row.textContent.includes(arguments[0]));";
    wait_until("only the images of that name", || {
        let is_narrow = window.execute(is_other, &json!([name])) == json!(false);
        (is_narrow && window.count("row", name) > 0).then_some(())
    });
    window.click_containing("row", name);
    window.press(&["Shift", "F10"]);
    window.click("menuitem", words.delete);
    window.see(words.order);
}
