//! Somebody without an account, who reads Chinese and works in the dark, makes an image in the practice cloud,
//! copies it to three regions and shares it with two accounts.

use std::fs;
use std::time::Duration;

use darkroom_acceptance::Desktop;

use crate::steps::{KEYRING_SERVICE, narrow_to};

const DESTINATIONS: [&str; 3] = ["cn-beijing", "cn-shenzhen", "ap-southeast-1"];
const ACCOUNTS: [&str; 2] = ["1288441090350914", "1602771433805526"];
/// Copies take longer than anything else here.
const LONG: Duration = Duration::from_secs(90);

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
    window.see("名称在cn-shanghai可用");
    window.click("button", "选择目标地域");
    for region in DESTINATIONS {
        window.click_containing("checkbox", region);
    }
    window.picture("15-regions-zh-dark");
    window.click("button", "复制到3个地域");
    window.see("将在另外3个地域产生快照费用");
    window.fill("共享给账号ID (UID) 选填", &ACCOUNTS.join(","));
    window.click("button", "添加");
    window.see("账号：2 / 50");
    window.picture("16-then-zh-dark");
    window.click("button", "下一步：确认");
    window.see("名称在4个地域均可用");
    window.see("复制到3个地域");
    window.see("共享给2个账号");
    window.picture("17-review-zh-dark");
    window.click("button", "创建镜像，复制到3个地域，共享给2个账号");
    window.see("每次尝试一个Token");
    window.see("在cn-shanghai创建自定义镜像：创建中");
    window.picture("18-job-zh-dark");
    window.see_at_most(LONG, "后可用");
    window.see_at_most(LONG, "复制到cn-beijing：创建中");
    window.picture("19-copying-zh-dark");
    window.see_at_most(LONG, "已在4个地域共享");
    window.see("镜像保留在云端");
    window.picture("20-done-zh-dark");

    window.click_containing("button", "镜像");
    window.click_containing("row", "订单服务-练习");
    window.see("来源与使用");
    window.picture("67-images-zh-dark");
    window.click_containing("button", "实例");
    window.click_containing("row", "运行中");
    window.see("云盘时间线");
    window.picture("68-instances-zh-dark");

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
