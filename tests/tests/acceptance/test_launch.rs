//! An image with a test launch: the smallest type is proposed with its price, the agent answers, and the instance is released after a
//! confirmation. The cloud is left without it.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, chinese_and_dark, connect_in, effects,
};

/// An image takes longer than anything else here.
const LONG: Duration = Duration::from_secs(150);
const SNAPSHOT: &str = "erp-app-02-sys";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    create: &'static str,
    next_image: &'static str,
    name: &'static str,
    test: &'static str,
    cost: &'static str,
    next_review: &'static str,
    create_now: &'static str,
    unconfirmed: &'static str,
    release: &'static str,
    done: &'static str,
    pictures: [&'static str; 4],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    create: "Create custom image",
    next_image: "Next: image",
    name: "Custom Image Name",
    test: "Start one instance from the image, and release it",
    cost: "an hour while it is there",
    next_review: "Next: review",
    create_now: "Create image, test launch",
    unconfirmed: "Waits for the confirmation of the release",
    release: "Release it now",
    done: "It took",
    pictures: [
        "120-test-launch",
        "121-test-launch-review",
        "122-test-launch-waits",
        "123-test-launch-done",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    create: "创建自定义镜像",
    next_image: "下一步：镜像",
    name: "自定义镜像名称",
    test: "用此镜像启动1台实例，之后释放",
    cost: "存在期间每小时约",
    next_review: "下一步：确认",
    create_now: "创建镜像并试启动",
    unconfirmed: "等待确认释放",
    release: "立即释放",
    done: "用时",
    pictures: [
        "124-test-launch-zh-dark",
        "125-test-launch-review-zh-dark",
        "126-test-launch-waits-zh-dark",
        "127-test-launch-done-zh-dark",
    ],
};

#[test]
fn an_image_is_tested_by_an_instance_that_is_released() {
    let desktop = Desktop::of("test_launch");
    let window = desktop.open();
    test_launch(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_test_launch_in_chinese_and_dark() {
    let desktop = Desktop::of("test_launch_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    test_launch(&desktop, &window, &CHINESE);
}

fn test_launch(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 240);
    connect_in(window, &cloud, "test-cn", &words.form);
    window.click_containing("row", SNAPSHOT);
    window.click("button", words.create);
    window.click("button", words.next_image);
    window.fill(words.name, "erp-app-tested");
    window.click("checkbox", words.test);
    window.see(words.cost);
    let to_sight = "document.querySelector('[aria-labelledby=test-title]').scrollIntoView({ block: 'center' });";
    window.execute(to_sight, &json!([]));
    window.picture(words.pictures[0]);
    window.click("button", words.next_review);
    window.role("button", words.create_now);
    window.see(words.cost);
    window.picture(words.pictures[1]);
    window.click("button", words.create_now);
    window.see_at_most(LONG, words.unconfirmed);
    window.picture(words.pictures[2]);
    assert_eq!(effects(&cloud, "instanceCreated"), 1);
    assert_eq!(
        effects(&cloud, "instanceDeleted"),
        0,
        "nothing is released before the confirmation"
    );
    window.click("button", words.release);
    wait_until("the release", || {
        (effects(&cloud, "instanceDeleted") == 1).then_some(())
    });
    window.see_at_most(LONG, words.done);
    window.picture(words.pictures[3]);
}
