//! Somebody without an account, who reads Chinese and works in the dark, makes an image in the practice cloud.

use std::fs;

use darkroom_acceptance::Desktop;

use crate::steps::{KEYRING_SERVICE, narrow_to};

#[test]
fn main_job_in_the_practice_cloud_in_chinese_and_dark() {
    let desktop = Desktop::of("practice_cloud");
    let window = desktop.open();

    window.click("button", "Language: English");
    window.click("menuitem", "中文");
    window.click("button", "跟随系统");
    window.click("menuitem", "深色");
    window.see("体验练习云");
    window.picture("11-welcome-zh-dark");
    window.click("button", "打开练习云");
    window.role_containing("row", "成功");
    window.picture("12-snapshots-zh-dark");

    narrow_to(&window, "搜索快照", "订单服务-系统盘");
    window.click_containing("row", "订单服务-系统盘");
    window.see("同一时刻");
    window.picture("13-details-zh-dark");
    window.click("button", "创建自定义镜像");
    window.see("镜像包含哪些云盘");
    window.picture("14-disks-zh-dark");
    window.click("button", "下一步：镜像");
    window.fill("自定义镜像名称", "订单服务-练习");
    window.see("名称在 cn-shanghai 可用");
    window.click("button", "下一步：确认");
    window.see("将会发生什么");
    window.picture("15-review-zh-dark");
    window.click("button", "创建自定义镜像");
    window.see("每个请求一个Token");
    window.see("镜像：创建中");
    window.picture("16-job-zh-dark");
    window.see("镜像可用");
    window.picture("17-available-zh-dark");

    assert!(
        desktop.secrets("service", KEYRING_SERVICE).is_empty(),
        "practice needs no key"
    );
    window.close();

    let window = desktop.open();
    window.role_containing("row", "成功");
    let log = fs::read_to_string(desktop.evidence().path("application.log")).unwrap_or_default();
    assert!(!log.contains("panicked"), "{log}");
}
