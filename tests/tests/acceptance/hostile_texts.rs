//! An account whose every name, description and tag tries something: markup, text that turns around, control characters, names as long
//! as they may be. It is shown as it is, its hidden characters are named, and nothing of it does anything.

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::{Value, json};

use crate::steps::fill_account;

/// Notes everything that would be wrong from now on: dialogs, what the policy of the page has stopped, elements that texts made.
const WATCH: &str = "
window.broken = [];
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = (words) => void window.broken.push(`${name} ${words}`);
document.addEventListener('securitypolicyviolation', (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));";

/// What is wrong now: what was noted, requests beyond this computer, elements that no page of ours has, hidden characters that are
/// obeyed instead of named, rows of another height, a page that is wider than the window, and objects that inherit what can be changed.
const WRONG: &str = r"
const wrong = [...window.broken];
for (const { name } of performance.getEntriesByType('resource')) {
  if (!/^(tauri|ipc):\/\/localhost|^http:\/\/ipc\.localhost/.test(name)) wrong.push(`request: ${name}`);
}
for (const element of document.querySelectorAll('script:not([src]), iframe, object, embed, img, base, form[action], a[href^=javascript], [onerror], [onload], [onclick]')) {
  wrong.push(`element: ${element.outerHTML.slice(0, 120)}`);
}
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  if (hidden.test(node.data) && !node.parentElement.closest('script, style')) wrong.push(`hidden characters: ${node.parentElement.outerHTML.slice(0, 160)}`);
}
for (const element of document.querySelectorAll('[title], [placeholder], [aria-label]')) {
  for (const name of ['title', 'placeholder', 'aria-label']) {
    if (hidden.test(element.getAttribute(name) ?? '')) wrong.push(`hidden characters in ${name}: ${element.outerHTML.slice(0, 160)}`);
  }
}
const heights = new Set([...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')].map((row) => row.getBoundingClientRect().height));
if (heights.size > 1) wrong.push(`rows of ${[...heights]} pixels`);
if (!Object.isFrozen(Object.prototype)) wrong.push('what all objects inherit can be changed');
if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page is wider than the window');
for (const part of document.querySelectorAll('main, aside, [role=dialog], [role=menu]')) {
  if (part.scrollWidth > part.clientWidth + 1) wrong.push(`${part.localName} ${part.ariaLabel}: ${part.scrollWidth} wide in ${part.clientWidth}`);
}
return wrong;";

/// What the story reads and clicks, in one language.
struct Words {
    snapshots: &'static str,
    images: &'static str,
    instances: &'static str,
    search: &'static str,
    all_fields: &'static str,
    made_from: &'static str,
    over_time: &'static str,
    row_menu: &'static str,
    filter: &'static str,
    tag_key: &'static str,
    system: &'static str,
    completed: &'static str,
    tag: &'static str,
    create: &'static str,
    start_over: &'static str,
    /// A draft of an earlier round is still there.
    has_draft: bool,
    disks: &'static str,
    add_disk: &'static str,
    cancel: &'static str,
    next_image: &'static str,
    name: &'static str,
    name_is_free: &'static str,
    next_review: &'static str,
    review: &'static str,
}

const ENGLISH: Words = Words {
    snapshots: "Snapshots",
    images: "Images",
    instances: "Instances",
    search: "Search snapshots",
    all_fields: "All fields",
    made_from: "Made from, used by",
    over_time: "Disks over time",
    row_menu: "Copy row",
    filter: "Filter",
    tag_key: "Tag key",
    system: "System",
    completed: "Completed",
    tag: "Tag",
    create: "Create custom image",
    start_over: "Start over",
    has_draft: false,
    disks: "Which disks go into the image",
    add_disk: "Add data disk snapshot",
    cancel: "Cancel",
    next_image: "Next: image",
    name: "Custom Image Name",
    name_is_free: "is free in",
    next_review: "Next: review",
    review: "What will happen",
};

const CHINESE: Words = Words {
    snapshots: "快照",
    images: "镜像",
    instances: "实例",
    search: "搜索快照",
    all_fields: "全部字段",
    made_from: "来源与使用",
    over_time: "云盘时间线",
    row_menu: "复制整行",
    filter: "筛选",
    tag_key: "标签键",
    system: "系统盘",
    completed: "成功",
    tag: "标签",
    create: "创建自定义镜像",
    start_over: "重新开始",
    has_draft: true,
    disks: "镜像包含哪些云盘",
    add_disk: "添加数据盘快照",
    cancel: "取消",
    next_image: "下一步：镜像",
    name: "自定义镜像名称",
    name_is_free: "可用",
    next_review: "下一步：确认",
    review: "操作预览",
};

#[test]
fn hostile_texts_are_shown_and_do_nothing() {
    let desktop = Desktop::of("hostile_texts");
    let cloud = SimulatorProcess::start(desktop.evidence(), "hostile", 60);
    let window = desktop.open();
    window.execute(WATCH, &json!([]));
    fill_account(
        &window,
        cloud.access_key_id(),
        cloud.access_key_secret(),
        "prod-cn",
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.role_containing("row", "Completed");
    look_everywhere(&window, &ENGLISH, "en");

    window.click("button", "Settings");
    window.click("button", "General");
    window.click("combobox", "Language");
    window.click("option", "简体中文");
    window.see("跟随系统");
    // From the language to the theme, and on to the last one.
    for key in ["Tab", "ArrowRight", "ArrowRight"] {
        window.press(&[key]);
    }
    wait_until("the dark theme", || {
        let theme = window.execute("return document.documentElement.dataset.theme;", &json!([]));
        (theme == json!("dark")).then_some(())
    });
    look_everywhere(&window, &CHINESE, "zh-dark");
}

fn look_everywhere(window: &Window, words: &Words, language: &str) {
    let picture = |name: &str| {
        assert_nothing_wrong(window, name);
        window.picture(&format!("9-{language}-{name}"));
    };
    window.click_containing("button", words.snapshots);
    window.fill(words.search, "<script>alert(1)</script>");
    window.role_containing("row", "<script>alert(1)</script>");
    picture("snapshots");
    // Which rows stand at the top depends on the hour: each is searched for.
    for (searched, text, name) in [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", "markup"),
        ("gnp.tohspans", "U+202E", "turned"),
        ("[31mred", "U+0000", "control"),
    ] {
        window.fill(words.search, searched);
        window.click_containing("row", text);
        open_row_menu(window, words);
        picture(&format!("row-menu-{name}"));
        window.press(&["Escape"]);
        // The panel keeps showing all fields from row to row.
        if window.count("button", words.all_fields) > 0 {
            window.click("button", words.all_fields);
        }
        picture(&format!("details-{name}"));
    }
    filter_menus(window, words, &picture);
    for (page, text, details) in [
        (words.images, "<script>alert(1)</script>", words.made_from),
        (words.instances, "<img src=x onerror=alert(1)>", words.over_time),
    ] {
        window.click_containing("button", page);
        window.click_containing("row", text);
        window.see(details);
        picture(page);
        window.click("button", words.all_fields);
        assert_nothing_wrong(window, page);
    }
    wizard(window, words, &picture);
}

/// The menu of the row that has the focus.
fn open_row_menu(window: &Window, words: &Words) {
    window.press(&["Shift", "F10"]);
    window.role("menuitem", words.row_menu);
}

/// The forms of the filters, which offer words of the list.
fn filter_menus(window: &Window, words: &Words, picture: &dyn Fn(&str)) {
    window.click("button", words.filter);
    window.click("menuitem", words.tag);
    window.role("textbox", words.tag_key);
    picture("filter-tag");
    window.press(&["Escape"]);
}

/// The wizard, from a system disk whose name is markup to the review.
fn wizard(window: &Window, words: &Words, picture: &dyn Fn(&str)) {
    window.click_containing("button", words.snapshots);
    // With the details open, name and type stand side by side.
    let row = format!("{}<script>alert(1)</script>{}", words.completed, words.system);
    window.fill(words.search, "<script>alert(1)</script>");
    window.click_containing("row", &row);
    window.click("button", words.create);
    // In the second language the draft of the first is still there, at its last step.
    if words.has_draft {
        window.click("button", words.start_over);
    }
    window.see(words.disks);
    picture("wizard-disks");
    window.click("button", words.add_disk);
    window.role("dialog", words.add_disk);
    picture("wizard-picker");
    window.click("button", words.cancel);
    window.click("button", words.next_image);
    window.fill(words.name, "hostile-image");
    window.see(words.name_is_free);
    picture("wizard-image");
    window.click("button", words.next_review);
    window.see(words.review);
    picture("wizard-review");
}

fn assert_nothing_wrong(window: &Window, place: &str) {
    let wrong = window.execute(WRONG, &json!([]));
    assert_eq!(wrong, Value::Array(Vec::new()), "{place}: {wrong:#}");
}
