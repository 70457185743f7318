//! A recipe saved from the wizard, run in two clicks, refused when its image is there already, given away as a file and taken back, and
//! handed over to other tools.

use std::fs;
use std::time::Duration;

use darkroom_acceptance::{Desktop, SimulatorProcess, Window};

use crate::steps::{
    CHINESE as CHINESE_FORM, ConnectWords, ENGLISH as ENGLISH_FORM, calls, chinese_and_dark, connect_in, effects,
};

/// An image and its copy take longer than anything else here.
const LONG: Duration = Duration::from_secs(150);
const SNAPSHOT: &str = "erp-app-02-sys";
const NAME: &str = "ERP weekly";

/// What the story reads and clicks, in one language.
struct Words {
    form: ConnectWords,
    create: &'static str,
    next_image: &'static str,
    choose_regions: &'static str,
    copy_to_one: &'static str,
    next_review: &'static str,
    save_as: &'static str,
    recipe_name: &'static str,
    save: &'static str,
    saved: &'static str,
    recipes: &'static str,
    run: &'static str,
    create_now: &'static str,
    done: &'static str,
    taken: &'static str,
    cancel: &'static str,
    more: &'static str,
    hand_over: &'static str,
    oos: &'static str,
    not_done: &'static str,
    pictures: [&'static str; 7],
}

const ENGLISH: Words = Words {
    form: ENGLISH_FORM,
    create: "Create custom image",
    next_image: "Next: image",
    choose_regions: "Choose regions",
    copy_to_one: "Copy to 1 region",
    next_review: "Next: review",
    save_as: "Save as recipe…",
    recipe_name: "Name of the recipe",
    save: "Save recipe",
    saved: "Recipe saved",
    recipes: "Recipes",
    run: "Run ERP weekly…",
    create_now: "Create image, copy to 1 region",
    done: "It took",
    taken: "The name is taken",
    cancel: "Cancel",
    more: "More for ERP weekly",
    hand_over: "Hand over…",
    oos: "OOS template",
    not_done: "What it does not do",
    pictures: [
        "180-recipe-review",
        "181-recipe-save",
        "182-recipes",
        "183-recipe-run",
        "184-recipe-name-taken",
        "185-recipe-hand-over-cli",
        "186-recipe-hand-over-oos",
    ],
};

const CHINESE: Words = Words {
    form: CHINESE_FORM,
    create: "创建自定义镜像",
    next_image: "下一步：镜像",
    choose_regions: "选择目标地域",
    copy_to_one: "复制到1个地域",
    next_review: "下一步：确认",
    save_as: "另存为方案…",
    recipe_name: "方案名称",
    save: "保存方案",
    saved: "方案已保存",
    recipes: "方案",
    run: "运行ERP weekly…",
    create_now: "创建镜像，复制到1个地域",
    done: "用时",
    taken: "名称已被使用",
    cancel: "取消",
    more: "ERP weekly的更多操作",
    hand_over: "移交…",
    oos: "OOS模板",
    not_done: "不包含的内容",
    pictures: [
        "187-recipe-review-zh-dark",
        "188-recipe-save-zh-dark",
        "189-recipes-zh-dark",
        "190-recipe-run-zh-dark",
        "191-recipe-name-taken-zh-dark",
        "192-recipe-hand-over-cli-zh-dark",
        "193-recipe-hand-over-oos-zh-dark",
    ],
};

#[test]
fn recipes_are_saved_run_in_two_clicks_and_handed_over() {
    let desktop = Desktop::of("recipes");
    let window = desktop.open();
    recipe(&desktop, &window, &ENGLISH);
    given_away(&desktop, &window);
}

#[test]
fn recipes_in_chinese_and_dark() {
    let desktop = Desktop::of("recipes_zh");
    let window = desktop.open();
    chinese_and_dark(&window);
    recipe(&desktop, &window, &CHINESE);
}

fn recipe(desktop: &Desktop, window: &Window, words: &Words) {
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 240);
    connect_in(window, &cloud, "test-cn", &words.form);
    save(window, words);
    run(window, &cloud, words);
    hand_over(window, words);
}

/// Saved at the last step of the wizard, without making an image.
fn save(window: &Window, words: &Words) {
    window.click_containing("row", SNAPSHOT);
    window.click("button", words.create);
    window.click("button", words.next_image);
    window.click("button", words.choose_regions);
    window.click_containing("checkbox", "cn-beijing");
    window.click("button", words.copy_to_one);
    window.click("button", words.next_review);
    window.role("button", words.create_now);
    window.picture(words.pictures[0]);
    window.click("button", words.save_as);
    window.role("textbox", words.recipe_name);
    window.fill(words.recipe_name, NAME);
    window.picture(words.pictures[1]);
    window.click("button", words.save);
    window.see(words.saved);
}

fn run(window: &Window, cloud: &SimulatorProcess, words: &Words) {
    window.click("button", words.recipes);
    window.role("button", words.run);
    window.see(NAME);
    window.picture(words.pictures[2]);
    window.click("button", words.run);
    window.role("button", words.create_now);
    window.see("cn-beijing");
    window.picture(words.pictures[3]);
    assert!(
        calls(cloud, "CreateImage").is_empty(),
        "nothing is sent before it is confirmed"
    );
    window.click_when_ready(words.create_now);
    window.see_at_most(LONG, words.done);
    assert_eq!(effects(cloud, "imageCreated"), 2, "the image and its copy");
    // Of the same snapshots there is an image now.
    window.click("button", words.recipes);
    window.click("button", words.run);
    window.see(words.taken);
    window.picture(words.pictures[4]);
    window.click("button", words.cancel);
}

fn hand_over(window: &Window, words: &Words) {
    window.click("button", words.more);
    window.click("menuitem", words.hand_over);
    window.see(words.not_done);
    window.see("set -euo pipefail");
    window.picture(words.pictures[5]);
    window.click("tab", words.oos);
    window.see("OOS-2019-06-01");
    window.picture(words.pictures[6]);
    window.press(&["Escape"]);
}

/// Written to a file that holds no id of ours, removed, and taken back from the file.
fn given_away(desktop: &Desktop, window: &Window) {
    let file = desktop.home().join("recipe.json");
    window.click("button", "More for ERP weekly");
    window.click("menuitem", "Export…");
    desktop.save_as(&file);
    window.see("Recipe written");
    let text = fs::read_to_string(&file).expect("the file");
    assert!(text.contains("darkroom-recipe") && text.contains("test-cn"), "{text}");
    window.click("button", "More for ERP weekly");
    window.click("menuitem", "Remove…");
    window.click("button", "Remove recipe");
    window.see("No recipes yet");
    window.click("button", "Import…");
    desktop.open_file(&file);
    window.see("Look through what the file holds");
    window.click("button", "Save recipe");
    window.role("button", "Run ERP weekly…");
}
