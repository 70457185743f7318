//! A walk through every page in every state that has looks of its own: populated, empty, refused, with a menu, a form or a dialog open.
//! In each, axe finds nothing serious and everything can be reached: in English and light in the smallest window there is, in Chinese
//! and dark in the usual one.

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::audit::Audit;
use crate::steps::deny_all_listings;

/// The smallest window that Darkroom lets be.
const SMALLEST: (u32, u32) = (960, 600);

/// What the walk reads and clicks, in one language.
struct Words {
    connect: &'static str,
    no_key: &'static str,
    alias: &'static str,
    custom_endpoint: &'static str,
    endpoint: &'static str,
    denied: &'static str,
    show_reasons: &'static str,
    refresh: &'static str,
    completed: &'static str,
    search: &'static str,
    moment: &'static str,
    row_menu: &'static str,
    columns: &'static str,
    usual_columns: &'static str,
    filter: &'static str,
    tag: &'static str,
    apply: &'static str,
    regions: &'static str,
    choose_all: &'static str,
    all_accounts: &'static str,
    no_match: &'static str,
    selected: &'static str,
    more_actions: &'static str,
    clear_selection: &'static str,
    snapshots: &'static str,
    images: &'static str,
    made_from: &'static str,
    instances: &'static str,
    over_time: &'static str,
    create: &'static str,
    disks: &'static str,
    add_disk: &'static str,
    cancel: &'static str,
    next_image: &'static str,
    name: &'static str,
    name_is_free: &'static str,
    choose_regions: &'static str,
    copy_to_one: &'static str,
    next_review: &'static str,
    review: &'static str,
    create_and_copy: &'static str,
    events: &'static str,
    jobs: &'static str,
    recipes: &'static str,
    no_recipes: &'static str,
    journal: &'static str,
    part_of: &'static str,
    steps: &'static str,
    settings: &'static str,
    report: &'static str,
    report_text: &'static str,
    accounts: &'static str,
    connect_title: &'static str,
    actions_for: &'static str,
    dialogs: [(&'static str, &'static str); 3],
    connected: &'static str,
    empty: [&'static str; 3],
}

const ENGLISH: Words = Words {
    connect: "Connect account",
    no_key: "Paste the AccessKey ID.",
    alias: "Name in Darkroom",
    custom_endpoint: "Custom endpoint",
    endpoint: "Endpoint",
    denied: "The snapshots could not be read",
    show_reasons: "Show reasons",
    refresh: "Refresh",
    completed: "Completed",
    search: "Search snapshots",
    moment: "Same moment",
    row_menu: "Copy row",
    columns: "Columns",
    usual_columns: "Usual columns",
    filter: "Filter",
    tag: "Tag",
    apply: "Apply",
    regions: "All regions",
    choose_all: "Choose all",
    all_accounts: "All accounts",
    no_match: "No snapshot matches",
    selected: "selected",
    more_actions: "More actions",
    clear_selection: "Clear selection",
    snapshots: "Snapshots",
    images: "Images",
    made_from: "Made from, used by",
    instances: "Instances",
    over_time: "Disks over time",
    create: "Create custom image",
    disks: "Which disks go into the image",
    add_disk: "Add data disk snapshot",
    cancel: "Cancel",
    next_image: "Next: image",
    name: "Custom Image Name",
    name_is_free: "is free in cn-hangzhou",
    choose_regions: "Choose regions",
    copy_to_one: "Copy to 1 region",
    next_review: "Next: review",
    review: "What will happen",
    create_and_copy: "Create image, copy to 1 region",
    events: "Events",
    jobs: "Jobs",
    recipes: "Recipes",
    no_recipes: "No recipes yet",
    journal: "Journal",
    part_of: "Part of",
    steps: "steps",
    settings: "Settings",
    report: "Copy support report",
    report_text: "Read it before you copy it.",
    accounts: "Accounts",
    connect_title: "Connect an account",
    actions_for: "Actions for prod-cn",
    dialogs: [
        ("Edit account…", "Edit prod-cn"),
        ("Replace key…", "Replace the key of prod-cn"),
        ("Remove account…", "Remove prod-cn"),
    ],
    connected: "new is connected",
    empty: ["No snapshots", "No images", "No instances"],
};

const CHINESE: Words = Words {
    connect: "连接账号",
    no_key: "通常以LTAI开头。",
    alias: "在Darkroom中的名称",
    custom_endpoint: "自定义接入地址",
    endpoint: "接入地址",
    denied: "未能读取快照",
    show_reasons: "显示原因",
    refresh: "刷新",
    completed: "成功",
    search: "搜索快照",
    moment: "同一时刻",
    row_menu: "复制整行",
    columns: "列",
    usual_columns: "恢复默认列",
    filter: "筛选",
    tag: "标签",
    apply: "应用",
    regions: "全部地域",
    choose_all: "全选",
    all_accounts: "全部账号",
    no_match: "没有匹配的快照",
    selected: "已选",
    more_actions: "更多操作",
    clear_selection: "清除选择",
    snapshots: "快照",
    images: "镜像",
    made_from: "来源与使用",
    instances: "实例",
    over_time: "云盘时间线",
    create: "创建自定义镜像",
    disks: "镜像包含哪些云盘",
    add_disk: "添加数据盘快照",
    cancel: "取消",
    next_image: "下一步：镜像",
    name: "自定义镜像名称",
    name_is_free: "名称在cn-hangzhou可用",
    choose_regions: "选择目标地域",
    copy_to_one: "复制到1个地域",
    next_review: "下一步：确认",
    review: "操作预览",
    create_and_copy: "创建镜像，复制到1个地域",
    events: "每次尝试一个Token",
    jobs: "任务",
    recipes: "方案",
    no_recipes: "还没有方案",
    journal: "操作记录",
    part_of: "所属任务",
    steps: "步",
    settings: "设置",
    report: "复制支持报告",
    report_text: "复制前请先查看。",
    accounts: "账号",
    connect_title: "RAM用户的AccessKey",
    actions_for: "prod-cn的操作",
    dialogs: [
        ("编辑账号…", "编辑prod-cn"),
        ("更换AccessKey…", "更换prod-cn的AccessKey"),
        ("移除账号…", "移除prod-cn"),
    ],
    connected: "已连接new",
    empty: ["没有快照", "没有镜像", "没有实例"],
};

#[test]
fn every_state_is_accessible_and_fits_the_smallest_window() {
    let desktop = Desktop::of("every_state");
    let window = desktop.open();
    window.resize(SMALLEST.0, SMALLEST.1);
    walk(&desktop, &window, &ENGLISH, "en");
}

#[test]
fn every_state_is_accessible_in_chinese_and_dark() {
    let desktop = Desktop::of("every_state_zh");
    let window = desktop.open();
    window.click("button", "Language: English");
    window.click("menuitem", "中文");
    window.click("button", "跟随系统");
    window.click("menuitem", "深色");
    walk(&desktop, &window, &CHINESE, "zh");
}

fn walk(desktop: &Desktop, window: &Window, words: &Words, language: &str) {
    let picture = |name: &str| window.picture(&format!("8-{language}-{name}"));
    let mut audit = Audit::of(window);
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    refused(window, &cloud, words, &mut audit, &picture);
    lists(window, words, &mut audit, &picture);
    wizard_and_job(window, words, &mut audit, &picture);
    settings(window, words, &mut audit, &picture);
    let other = SimulatorProcess::start_with(desktop.evidence(), "new-account", 60, &["--seed", "11"]);
    nothing_there(window, &other, words, &mut audit, &picture);
    audit.end();
}

/// The first start, a form with mistakes, and lists that may not be read.
fn refused(window: &Window, cloud: &SimulatorProcess, words: &Words, audit: &mut Audit, picture: &dyn Fn(&str)) {
    window.click("button", words.connect);
    window.see(words.no_key);
    audit.look("welcome with mistakes");
    picture("welcome");
    cloud.faults(&deny_all_listings());
    fill(window, cloud, words, "prod-cn");
    window.click("button", words.connect);
    window.see(words.denied);
    audit.look("denied");
    window.click("button", words.show_reasons);
    window.see("ecs:DescribeSnapshots");
    audit.look("denied, with reasons");
    picture("denied");
    cloud.faults(&json!([]));
    window.click("button", words.refresh);
    window.role_containing("row", words.completed);
    wait_until("nothing to be denied", || {
        (window.count("button", words.show_reasons) == 0 && !window.shows("ecs:Describe")).then_some(())
    });
}

/// The three lists: populated, with details, with each menu and form open, filtered to nothing, selected.
fn lists(window: &Window, words: &Words, audit: &mut Audit, picture: &dyn Fn(&str)) {
    audit.look("snapshots");
    picture("snapshots");
    for (button, item, state) in [
        (words.columns, words.usual_columns, "columns menu"),
        (words.filter, words.tag, "filter menu"),
        (words.regions, words.choose_all, "regions menu"),
        ("prod-cn", words.all_accounts, "accounts menu"),
    ] {
        window.click_containing("button", button);
        window.see(item);
        audit.look(state);
        window.press(&["Escape"]);
        wait_until("the menu to close", || (window.count("menu", "") == 0).then_some(()));
    }
    window.click("button", words.filter);
    window.click("menuitem", words.tag);
    window.role("button", words.apply);
    audit.look("filter form");
    picture("filter-form");
    window.press(&["Escape"]);
    window.fill(words.search, "nothing has this name");
    window.see(words.no_match);
    audit.look("no match");
    window.press(&["Escape"]);
    window.click_containing("row", "erp-app-02-sys");
    window.see(words.moment);
    audit.look("snapshot details");
    picture("details");
    window.press(&["Shift", "F10"]);
    window.role_containing("menuitem", words.row_menu);
    audit.look("row menu");
    picture("row-menu");
    window.press(&["Escape"]);
    window.press(&["Control", "a"]);
    window.see(words.selected);
    window.click("button", words.more_actions);
    window.role("menu", words.more_actions);
    audit.look("selection menu");
    window.click("menuitem", words.clear_selection);
    for (page, row, details) in [
        (words.images, "erp-db-golden", words.made_from),
        (words.instances, "cn-hangzhou", words.over_time),
    ] {
        window.click_containing("button", page);
        window.role_containing("row", row);
        audit.look(page);
        window.click_containing("row", row);
        window.see(details);
        audit.look(&format!("{page}, details"));
        picture(if page == words.images { "images" } else { "instances" });
    }
}

/// Each step of the wizard with its dialogs, then the job.
fn wizard_and_job(window: &Window, words: &Words, audit: &mut Audit, picture: &dyn Fn(&str)) {
    window.click_containing("button", words.snapshots);
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", words.create);
    window.see(words.disks);
    audit.look("wizard, disks");
    picture("wizard-disks");
    window.click("button", words.add_disk);
    window.role("dialog", words.add_disk);
    audit.look("dialog of the disks");
    picture("dialog-disks");
    window.click("button", words.cancel);
    window.click("button", words.next_image);
    window.fill(words.name, "erp-app-02-audit");
    window.see(words.name_is_free);
    audit.look("wizard, image");
    picture("wizard-image");
    window.click("button", words.choose_regions);
    window.click_containing("checkbox", "cn-beijing");
    audit.look("dialog of the regions");
    picture("dialog-regions");
    window.click("button", words.copy_to_one);
    window.click("button", words.next_review);
    window.see(words.review);
    window.role("button", words.create_and_copy);
    audit.look("wizard, review");
    picture("wizard-review");
    window.click("button", words.create_and_copy);
    window.see(words.events);
    audit.look("job");
    picture("job");
    window.click_containing("button", words.jobs);
    window.role_containing("row", words.steps);
    audit.look("jobs");
    window.click_containing("button", words.recipes);
    window.see(words.no_recipes);
    audit.look("recipes");
    window.click_containing("button", words.journal);
    window.role_containing("row", "CreateImage");
    audit.look("journal");
    picture("journal");
    window.click_containing("row", "CreateImage");
    window.see(words.part_of);
    audit.look("journal, details");
    picture("journal-details");
}

/// The sections of the settings and the dialogs over them.
fn settings(window: &Window, words: &Words, audit: &mut Audit, picture: &dyn Fn(&str)) {
    window.click("button", words.settings);
    window.click("button", words.report);
    window.see(words.report_text);
    audit.look("support report");
    window.press(&["Escape"]);
    wait_until("the report to close", || {
        (!window.shows(words.report_text)).then_some(())
    });
    audit.look("settings");
    picture("settings");
    window.click("button", words.accounts);
    window.role("button", words.actions_for);
    audit.look("settings, accounts");
    for (item, title) in words.dialogs {
        window.click("button", words.actions_for);
        window.role("menuitem", item);
        audit.look("menu of an account");
        window.click("menuitem", item);
        window.role("dialog", title);
        audit.look(title);
        picture(&format!(
            "dialog-{}",
            words
                .dialogs
                .iter()
                .position(|dialog| dialog.0 == item)
                .unwrap_or_default()
        ));
        window.press(&["Escape"]);
        wait_until("the dialog to close", || {
            (window.count("dialog", title) == 0).then_some(())
        });
    }
}

/// An account in which nothing is.
fn nothing_there(window: &Window, other: &SimulatorProcess, words: &Words, audit: &mut Audit, picture: &dyn Fn(&str)) {
    window.click("button", words.connect);
    window.see(words.connect_title);
    audit.look("dialog of a new account");
    picture("dialog-connect");
    fill(window, other, words, "new");
    window.click("button", words.connect);
    window.see(words.connected);
    window.click_containing("button", words.snapshots);
    window.click_containing("button", words.all_accounts);
    audit.look("menu of two accounts");
    window.click_containing("menuitemradio", "new");
    let pages = [words.snapshots, words.images, words.instances];
    for (page, empty) in pages.into_iter().zip(words.empty) {
        window.click_containing("button", page);
        window.see(empty);
        audit.look(&format!("{page}, empty"));
    }
    picture("empty");
}

fn fill(window: &Window, cloud: &SimulatorProcess, words: &Words, alias: &str) {
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("AccessKey Secret", cloud.access_key_secret());
    window.fill(words.alias, alias);
    if window.count("textbox", words.endpoint) == 0 {
        window.click("button", words.custom_endpoint);
    }
    window.fill(words.endpoint, cloud.endpoint());
}
