//! An instance whose disks have no snapshot yet: a consistent set of them and the image of it, as one job; then the instance is stopped.

use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in, effects,
};

/// Snapshots and images take longer than anything else here.
const LONG: Duration = Duration::from_secs(120);
const INSTANCE: &str = "scratch-01";
const IMAGE: &str = "scratch-first";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    instances: &'static str,
    create: &'static str,
    create_snapshots: &'static str,
    consistent: &'static str,
    then_image: &'static str,
    name: &'static str,
    will_create: &'static str,
    create_both: &'static str,
    events: &'static str,
    done: &'static str,
    stop: &'static str,
    economical: &'static str,
    stop_now: &'static str,
    pictures: [&'static str; 5],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    instances: "Instances",
    create: "Create custom image",
    create_snapshots: "Create snapshots and custom image…",
    consistent: "Consistent, at one moment",
    then_image: "Then create a custom image",
    name: "Custom Image Name",
    will_create: "Create custom image scratch-first",
    create_both: "Create snapshots and custom image",
    events: "Events",
    done: "It took",
    stop: "Stop…",
    economical: "Economical mode",
    stop_now: "Stop instance",
    pictures: [
        "92-first-snapshots",
        "93-first-snapshots-job",
        "94-first-snapshots-done",
        "95-stop",
        "96-stopped",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    instances: "实例",
    create: "创建自定义镜像",
    create_snapshots: "创建快照和自定义镜像…",
    consistent: "一致，同一时刻",
    then_image: "然后创建自定义镜像",
    name: "自定义镜像名称",
    will_create: "创建自定义镜像scratch-first",
    create_both: "创建快照和自定义镜像",
    events: "事件",
    done: "用时",
    stop: "停止…",
    economical: "节省停机模式",
    stop_now: "停止1台实例",
    pictures: [
        "130-first-snapshots-zh-dark",
        "131-first-snapshots-job-zh-dark",
        "132-first-snapshots-done-zh-dark",
        "133-stop-zh-dark",
        "134-stopped-zh-dark",
    ],
};

#[test]
fn an_instance_without_snapshots_becomes_an_image_in_one_job() {
    let desktop = Desktop::of("first_snapshots");
    let window = desktop.open();
    first_snapshots(&desktop, &window, &ENGLISH);
}

#[test]
fn the_same_first_snapshots_in_chinese_and_dark() {
    let desktop = Desktop::of("first_snapshots_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    first_snapshots(&desktop, &window, &CHINESE);
}

fn first_snapshots(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 240);
    connect_in(window, &cloud, "test-cn", &words.form);
    window.click_containing("button", words.instances);
    window.click_containing("row", INSTANCE);
    window.click("button", words.create);
    window.click("button", words.create_snapshots);
    window.see(words.consistent);
    window.click_containing("checkbox", words.then_image);
    window.fill(words.name, IMAGE);
    window.see(words.will_create);
    window.picture(words.pictures[0]);
    window.click("button", words.create_both);
    window.see_at_most(LONG, words.events);
    window.picture(words.pictures[1]);
    wait_until("the image", || (effects(&cloud, "imageCreated") == 1).then_some(()));
    window.see_at_most(LONG, words.done);
    window.picture(words.pictures[2]);
    assert_eq!(effects(&cloud, "snapshotGroupCreated"), 1);
    assert_eq!(effects(&cloud, "imageCreated"), 1);

    window.click_containing("button", words.instances);
    window.click_containing("row", INSTANCE);
    window.click("button", words.stop);
    window.see(words.economical);
    window.picture(words.pictures[3]);
    window.click("button", words.stop_now);
    window.see_at_most(LONG, words.done);
    window.picture(words.pictures[4]);
    let stops = calls(&cloud, "StopInstances");
    assert_eq!(stops.len(), 1, "stopped once");
    assert_eq!(stops[0]["parameters"]["StoppedMode"], "KeepCharging");
}
