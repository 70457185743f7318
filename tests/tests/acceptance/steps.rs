//! What several tests do, in the words of the window.

use std::time::Duration;

use darkroom_acceptance::{SimulatorProcess, Window, wait_at_most, wait_until};
use serde_json::{Value, json};

/// Listing 29 regions takes a while.
const FIRST_SYNC: Duration = Duration::from_secs(120);

/// The service that Darkroom files its keyring items under.
pub const KEYRING_SERVICE: &str = "com.darkroom.desktop";

/// Fills the form of the first start.
pub fn fill_account(window: &Window, id: &str, secret: &str, alias: &str, endpoint: &str) {
    window.fill("AccessKey ID", id);
    window.fill("AccessKey Secret", secret);
    window.fill("Name in Darkroom", alias);
    if window.count("textbox", "Endpoint") == 0 {
        window.click("button", "Custom endpoint");
    }
    window.fill("Endpoint", endpoint);
}

/// Connects the account of the simulated cloud and waits for its snapshots.
pub fn connect(window: &Window, cloud: &SimulatorProcess, alias: &str) {
    fill_account(
        window,
        cloud.access_key_id(),
        cloud.access_key_secret(),
        alias,
        cloud.endpoint(),
    );
    window.click("button", "Connect account");
    window.see("Synced");
    window.role_containing("row", "Completed");
}

/// How often a request had an effect, as the ledger of the cloud has it.
pub fn effects(cloud: &SimulatorProcess, name: &str) -> usize {
    let ledger = cloud.ledger();
    let entries = ledger.as_array().into_iter().flatten();
    let effects = entries.filter_map(|entry| entry["effects"].as_array()).flatten();
    effects.filter(|effect| effect["effect"] == name).count()
}

/// Requests of an action, as the ledger of the cloud has them.
pub fn calls(cloud: &SimulatorProcess, action: &str) -> Vec<Value> {
    let ledger = cloud.ledger();
    let entries = ledger.as_array().into_iter().flatten();
    entries.filter(|entry| entry["action"] == action).cloned().collect()
}

/// Fields and buttons of the form of the first start, and what shows when its account is synced.
pub struct ConnectWords {
    pub alias: &'static str,
    pub custom_endpoint: &'static str,
    pub endpoint: &'static str,
    pub connect: &'static str,
    pub synced: &'static str,
    /// What shows until then, and while some regions have not been read.
    pub never: &'static str,
}

pub const ENGLISH: ConnectWords = ConnectWords {
    alias: "Name in Darkroom",
    custom_endpoint: "Custom endpoint",
    endpoint: "Endpoint",
    connect: "Connect account",
    synced: "Synced",
    never: "not yet",
};

pub const CHINESE: ConnectWords = ConnectWords {
    alias: "在Darkroom中的名称",
    custom_endpoint: "自定义接入地址",
    endpoint: "接入地址",
    connect: "连接账号",
    synced: "同步",
    never: "尚未同步",
};

/// Connects the account of the simulated cloud, in a language.
pub fn connect_in(window: &Window, cloud: &SimulatorProcess, alias: &str, words: &ConnectWords) {
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("AccessKey Secret", cloud.access_key_secret());
    window.fill(words.alias, alias);
    window.click("button", words.custom_endpoint);
    window.fill(words.endpoint, cloud.endpoint());
    window.click("button", words.connect);
    until_synced(window, words);
}

/// Waits until every region has been read: before that rows move while they are clicked.
pub fn until_synced(window: &Window, words: &ConnectWords) {
    wait_at_most(FIRST_SYNC, "the end of the first sync", || {
        (window.shows(words.synced) && !window.shows(words.never)).then_some(())
    });
}

/// Sets the page of the first start to Chinese and dark.
pub fn chinese_and_dark(window: &Window) {
    window.click("button", "Language: English");
    window.click("menuitem", "中文");
    window.click("button", "跟随系统");
    window.click("menuitem", "深色");
}

/// The kinds of listing that a policy can deny.
const LISTINGS: [&str; 4] = [
    "DescribeSnapshots",
    "DescribeImages",
    "DescribeDisks",
    "DescribeInstances",
];

/// A policy that allows no listing in any region, as a plan of faults.
pub fn deny_all_listings() -> Value {
    let denied = json!({ "httpError": { "status": 403, "code": "Forbidden.RAM", "message": "User not authorized to operate on the specified resource, or this API doesn't support RAM." } });
    LISTINGS
        .map(|action| json!({ "action": action, "fault": denied }))
        .into()
}

/// Types into the search field and waits until every row that is left has the text.
pub fn narrow_to(window: &Window, search: &str, text: &str) {
    window.fill(search, text);
    wait_until(&format!("only rows with {text:?}"), || {
        let rows = snapshot_rows(window);
        (!rows.is_empty() && rows.iter().all(|row| row.contains(text))).then_some(())
    });
}

/// The texts of the rows of the table of snapshots.
pub fn snapshot_rows(window: &Window) -> Vec<String> {
    let script = "
        const rows = [...document.querySelectorAll('[role=grid] [role=row]:has([role=gridcell])')];
        return rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent).join(' '));";
    let rows = window.execute(script, &json!([]));
    let rows = rows.as_array().into_iter().flatten();
    rows.filter_map(|row| row.as_str().map(str::to_owned)).collect()
}

/// The snapshots in the wizard's table of disks that get a device, by id and in its order.
pub fn planned_snapshots(window: &Window) -> Vec<String> {
    let script = "
        const rows = [...document.querySelectorAll('[role=table] [role=row]')].map((row) => row.textContent);
        return rows.filter((row) => row.includes('/dev/xvd')).map((row) => row.match(/s-[a-z0-9]{20}/)?.[0] ?? row);";
    let ids = window.execute(script, &json!([]));
    let ids = ids.as_array().into_iter().flatten();
    ids.filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// Opens the page of the accounts.
pub fn open_accounts(window: &Window) {
    window.click("button", "Settings");
    window.click("button", "Accounts");
    window.see("Account ID (UID)");
}

/// Opens the menu of the image whose details are open.
pub fn open_image_menu(window: &Window) {
    let language = window.execute("return document.documentElement.lang;", &json!([]));
    let is_chinese = language == json!("zh-CN");
    window.click(
        "button",
        if is_chinese {
            "此镜像的更多操作"
        } else {
            "More for this image"
        },
    );
}

/// Chooses from the menu of the image whose details are open.
pub fn choose_for_image(window: &Window, item: &str) {
    open_image_menu(window);
    window.click("menuitem", item);
}

/// Moves right in the matrix of regions and picks the cell, unless it is the source. The second key waits for the first.
pub fn pick_next_region(window: &Window) {
    let focused = || {
        let cell = "const cell = document.getElementById(document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant')); \
                    return cell && [cell.id, cell.getAttribute('aria-selected')];";
        window.execute(cell, &json!([]))
    };
    let before = focused();
    window.press(&["ArrowRight"]);
    let next = wait_until("the next region", || {
        let now = focused();
        (now[0].is_string() && now[0] != before[0]).then_some(now)
    });
    window.press(&[" "]);
    if next[1].is_string() {
        wait_until("the pick", || (focused()[1] == json!("true")).then_some(()));
    }
}
