//! One job of many steps: create, check, copy to three regions, share with two accounts. The application is killed twice on the way
//! and one copy is refused and retried; the ledger of the cloud has each exactly once.

use std::collections::BTreeSet;
use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::{Value, json};

use crate::create_image_calls::{create_image_calls, images_created};
use crate::steps::{CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, connect_in, narrow_to};

const DESTINATIONS: [&str; 3] = ["cn-beijing", "cn-shenzhen", "ap-southeast-1"];
const ACCOUNTS: [&str; 2] = ["1288441090350914", "1602771433805526"];
const NAME: &str = "erp-app-02-spread";
/// Copies take longer than anything else here.
const LONG: Duration = Duration::from_secs(120);

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    search: &'static str,
    create: &'static str,
    disks: &'static str,
    next_image: &'static str,
    name: &'static str,
    name_is_free: &'static str,
    choose_regions: &'static str,
    copy: &'static str,
    share_with: &'static str,
    add: &'static str,
    accounts: &'static str,
    next_review: &'static str,
    review: &'static str,
    share: &'static str,
    create_all: &'static str,
    events: &'static str,
    creating: &'static str,
    jobs: &'static str,
    refused: &'static str,
    retry_copy: &'static str,
    done_at: &'static str,
    steps_done: &'static str,
    pictures: [&'static str; 4],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    search: "Search snapshots",
    create: "Create custom image",
    disks: "Which disks go into the image",
    next_image: "Next: image",
    name: "Custom Image Name",
    name_is_free: "is free in cn-hangzhou",
    choose_regions: "Choose regions",
    copy: "Copy to 3 regions",
    share_with: "Share with account ID (UID) optional",
    add: "Add",
    accounts: "2 of 50 accounts",
    next_review: "Next: review",
    review: "What will happen",
    share: "Share with 2 accounts",
    create_all: "Create image, copy to 3 regions, share with 2 accounts",
    events: "Events",
    creating: "Creating",
    jobs: "Jobs",
    refused: "Refused",
    retry_copy: "Retry copy",
    done_at: "Done at",
    steps_done: "9 of 9 steps",
    pictures: ["31-then", "32-review-all-steps", "33-copy-refused", "34-all-done"],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    search: "搜索快照",
    create: "创建自定义镜像",
    disks: "镜像包含哪些云盘",
    next_image: "下一步：镜像",
    name: "自定义镜像名称",
    name_is_free: "名称在cn-hangzhou可用",
    choose_regions: "选择目标地域",
    copy: "复制到3个地域",
    share_with: "共享给账号ID (UID) 选填",
    add: "添加",
    accounts: "账号：2 / 50",
    next_review: "下一步：确认",
    review: "名称在4个地域均可用",
    share: "共享给2个账号",
    create_all: "创建镜像，复制到3个地域，共享给2个账号",
    events: "每次尝试一个Token",
    creating: "创建中",
    jobs: "任务",
    refused: "被拒绝",
    retry_copy: "重试复制",
    done_at: "完成时间",
    steps_done: "已完成9步，共9步",
    pictures: [
        "35-then-zh-dark",
        "36-review-zh-dark",
        "37-copy-refused-zh-dark",
        "38-all-done-zh-dark",
    ],
};

#[test]
fn one_job_creates_copies_and_shares_each_once_over_two_kills_and_a_refusal() {
    let desktop = Desktop::of("whole_job");
    let window = desktop.open();
    whole_job(&desktop, window, &ENGLISH);
}

#[test]
fn the_same_job_in_chinese_and_dark() {
    let desktop = Desktop::of("whole_job_zh");
    let window = desktop.open();
    window.click("button", "Language: English");
    window.click("menuitem", "中文");
    window.click("button", "跟随系统");
    window.click("menuitem", "深色");
    whole_job(&desktop, window, &CHINESE);
}

fn whole_job(desktop: &Desktop, window: Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 90);
    cloud.faults(&json!([{
        "action": "CopyImage",
        "nth": 2,
        "fault": { "httpError": { "status": 403, "code": "QuotaExceed.Image", "message": "The maximum number of images is exceeded." } },
    }]));
    connect_in(&window, &cloud, "prod-cn", &words.form);
    draft(&window, words);
    window.picture(words.pictures[0]);
    window.click("button", words.next_review);
    window.see(words.review);
    window.see(words.copy);
    window.see(words.share);
    window.picture(words.pictures[1]);
    window.click("button", words.create_all);
    window.see(words.events);
    window.see(words.creating);
    window.kill();

    let window = reopened(desktop, words);
    window.see_at_most(LONG, words.refused);
    window.picture(words.pictures[2]);
    window.kill();

    let window = reopened(desktop, words);
    window.click("button", words.retry_copy);
    wait_at_most(LONG, "the whole job", || window.shows(words.done_at).then_some(()));
    window.picture(words.pictures[3]);
    window.click_containing("button", words.jobs);
    window.see(words.steps_done);

    let ledger = cloud.ledger();
    assert_eq!(create_image_calls(&ledger).len(), 1, "CreateImage was sent once");
    assert_eq!(images_created(&ledger), 4, "one image and three copies");
    let images = of_effect(&ledger, "imageCreated");
    let regions: BTreeSet<&str> = images.iter().filter_map(|effect| effect["regionId"].as_str()).collect();
    assert_eq!(
        regions,
        BTreeSet::from(["cn-hangzhou", "cn-beijing", "cn-shenzhen", "ap-southeast-1"])
    );
    let shares = of_effect(&ledger, "imageShareChanged");
    assert_eq!(shares.len(), 4, "each image is shared once: {shares:#?}");
    for share in shares {
        let added: BTreeSet<&str> = share["added"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(added, BTreeSet::from(ACCOUNTS));
    }
    let leaks = files_holding(&desktop.home(), cloud.access_key_secret());
    assert!(leaks.is_empty(), "the secret is in {leaks:?}");
}

fn draft(window: &Window, words: &Words) {
    narrow_to(window, words.search, "erp-app-02-sys");
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", words.create);
    window.see(words.disks);
    window.click("button", words.next_image);
    window.fill(words.name, NAME);
    window.see(words.name_is_free);
    window.click("button", words.choose_regions);
    for region in DESTINATIONS {
        window.click_containing("checkbox", region);
    }
    window.click("button", words.copy);
    window.fill(words.share_with, &ACCOUNTS.join(" "));
    window.click("button", words.add);
    window.see(words.accounts);
}

fn reopened(desktop: &Desktop, words: &Words) -> Window {
    let window = desktop.open();
    window.click_containing("button", words.jobs);
    wait_until("the job in the list", || {
        (window.count("button", NAME) > 0).then_some(())
    });
    window.click("button", NAME);
    window.see(words.events);
    window
}

fn of_effect<'a>(ledger: &'a Value, name: &str) -> Vec<&'a Value> {
    let entries = ledger.as_array().into_iter().flatten();
    let effects = entries.filter_map(|entry| entry["effects"].as_array()).flatten();
    effects.filter(|effect| effect["effect"] == name).collect()
}
