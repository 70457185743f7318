//! Somebody without a mouse connects an account, finds a snapshot, makes an image of it and sees it among the images. Wherever the keys
//! lead, the focus is on something, it is to be seen, and it is inside of the window.

use darkroom_acceptance::{Desktop, SimulatorProcess, Window, wait_until};
use serde_json::json;

use crate::create_image_calls::images_created;
use crate::steps::snapshot_rows;

/// What is wrong with the focus: nothing, or a sentence. A list has it on one of its cells, a hidden radio button on its words.
const FOCUS: &str = "
const active = document.activeElement;
if (!active || active === document.body) return 'the focus is on nothing';
const cell = document.getElementById(active.getAttribute('aria-activedescendant') ?? '');
const shown = cell ?? active;
const ring = (element) => {
  if (!element) return false;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
};
const box = shown.getBoundingClientRect();
const words = `${shown.localName} ${(shown.ariaLabel ?? shown.innerText ?? '').slice(0, 60)}`;
if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `${words}: outside of the window`;
const text = active.matches('h1, main, [role=dialog], [role=menu]');
return text || [shown, shown.nextElementSibling, shown.parentElement, shown.closest('label')].some(ring) ? null : `${words}: not to be seen`;";

#[test]
fn the_whole_way_by_keyboard_alone() {
    let desktop = Desktop::of("keyboard");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 60);
    let window = desktop.open();
    window.role("textbox", "AccessKey ID");
    for (label, text) in [
        ("AccessKey ID", cloud.access_key_id()),
        ("AccessKey Secret", cloud.access_key_secret()),
        ("Name in Darkroom", "prod-cn"),
    ] {
        tab_to(&window, "textbox", label);
        window.type_keys(text);
    }
    tab_to(&window, "button", "Custom endpoint");
    window.press(&["Enter"]);
    tab_to(&window, "textbox", "Endpoint");
    window.type_keys(cloud.endpoint());
    window.press(&["Enter"]);
    window.role_containing("row", "Completed");
    check_focus(&window, "the first list");

    window.press(&["/"]);
    window.type_keys("erp-app-02-sys");
    wait_until("only rows of the search", || {
        let rows = snapshot_rows(&window);
        (!rows.is_empty() && rows.iter().all(|row| row.contains("erp-app-02-sys"))).then_some(())
    });
    window.press(&["ArrowDown"]);
    window.press(&["Enter"]);
    window.see("Same moment");
    check_focus(&window, "the details");
    window.picture("78-keyboard-details");
    window.press(&["Shift", "F10"]);
    window.role("menuitem", "Create custom image");
    wait_until("the focus in the menu", || {
        focus_is(&window, "menuitem", "Create custom image")
    });
    window.press(&["Enter"]);

    window.see("Which disks go into the image");
    window.role("button", "Next: image");
    tab_to(&window, "button", "Next: image");
    window.press(&["Enter"]);
    window.see("Name and options");
    tab_to(&window, "textbox", "Custom Image Name");
    window.press(&["Control", "a"]);
    window.type_keys("erp-app-02-by-keys");
    window.see("is free in cn-hangzhou");
    window.picture("79-keyboard-wizard");
    tab_to(&window, "button", "Next: review");
    window.press(&["Enter"]);
    window.see("What will happen");
    tab_to(&window, "button", "Create custom image");
    window.press(&["Enter"]);
    window.see("Events");
    check_focus(&window, "the job");

    tab_to_containing(&window, "button", "Images");
    window.press(&["Enter"]);
    window.role_containing("row", "erp-app-02-by-keys");
    check_focus(&window, "the images");
    window.picture("80-keyboard-images");
    assert_eq!(images_created(&cloud.ledger()), 1);
}

/// Presses Tab until the element has the focus; looks at the focus at every stop.
fn tab_to(window: &Window, role: &str, name: &str) {
    tab_until(window, &format!("{role} {name:?}"), || {
        focus_is(window, role, name).is_some()
    });
}

fn tab_to_containing(window: &Window, role: &str, text: &str) {
    tab_until(window, &format!("{role} with {text:?}"), || {
        let element = window.role_containing(role, text).to_json();
        window.execute("return document.activeElement === arguments[0];", &json!([element])) == json!(true)
    });
}

fn tab_until(window: &Window, what: &str, there: impl Fn() -> bool) {
    for _ in 0..100 {
        if there() {
            return;
        }
        window.press(&["Tab"]);
        check_focus(window, &format!("on the way to {what}"));
    }
    panic!("a hundred times Tab do not lead to {what}");
}

/// Something when exactly this element has the focus.
fn focus_is(window: &Window, role: &str, name: &str) -> Option<()> {
    let element = window.role(role, name).to_json();
    let is = window.execute("return document.activeElement === arguments[0];", &json!([element]));
    (is == json!(true)).then_some(())
}

/// Waits until nothing is wrong with the focus: a page that has just come up takes it within a moment.
fn check_focus(window: &Window, place: &str) {
    let mut wrong = json!(null);
    for _ in 0..20 {
        wrong = window.execute(FOCUS, &json!([]));
        if wrong.is_null() {
            return;
        }
        window.execute(
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));",
            &json!([]),
        );
    }
    panic!("{place}: {wrong}");
}
