//! A good citizen of the desktop: a notification leads to its job, closing the window says once what goes on, the window comes back
//! where it was, there is one of it, and the desktop's menu leads to the form for a new account.

use std::time::Duration;

use darkroom_acceptance::placed_window::Placed;
use darkroom_acceptance::{Desktop, Window, binary, wait_at_most, wait_until};

use crate::steps::narrow_to;

/// An image of the practice cloud takes less than half a minute.
const LONG: Duration = Duration::from_secs(120);
const CONNECT_ACCOUNT: &str = "--connect-account";

#[test]
fn a_notification_opens_its_job_and_closing_says_once_what_goes_on() {
    let desktop = Desktop::of("desktop_manners_jobs");
    let notifications = desktop.notifications();
    let window = desktop.open();
    window.click("button", "Open the practice cloud");
    window.role_containing("row", "Completed");

    create_image(&window, "orders-a");
    let id = desktop.window_id();
    window.click("button", "Settings");
    desktop.turn_away(&id);
    wait_at_most(LONG, "the end of the job to be told", || notifications.shown().pop());
    let [done] = notifications.shown().try_into().expect("one job is told once");
    assert_eq!(done.summary, "Job done");
    assert!(done.body.starts_with("orders-a "), "{done:?}");
    assert_eq!(done.actions, ["default", "Show job"]);
    assert!(!desktop.is_in_front(&id));
    wait_until("a click to open the job", || {
        notifications.click(done.id);
        window.shows("The images stay in the cloud.").then_some(())
    });
    wait_until("the window in front", || desktop.is_in_front(&id).then_some(()));

    window.click_containing("button", "Snapshots");
    create_image(&window, "orders-b");
    desktop.close_window(&id);
    window.see("1 job is not finished");
    window.see("Darkroom resumes the rest when you open it again");
    window.picture("128-quit");
    window.click("button", "Keep open");
    wait_until("the dialog to go", || {
        (!window.shows("1 job is not finished")).then_some(())
    });
    desktop.close_window(&id);
    desktop.wait_until_closed();
    drop(window);

    let window = desktop.open();
    window.click_containing("button", "Jobs");
    window.click("button", "orders-b");
    window.see_at_most(LONG, "The images stay in the cloud.");
    let shown = notifications.shown();
    let of_first = shown.iter().filter(|shown| shown.body.starts_with("orders-a "));
    assert_eq!(of_first.count(), 1, "what was told before is not told again");
    desktop.close_window(&desktop.window_id());
    desktop.wait_until_closed();
    drop(window);
}

#[test]
fn the_window_comes_back_where_it_was_and_a_second_start_brings_it_to_the_front_with_its_form() {
    let desktop = Desktop::of("desktop_manners_window");
    let window = desktop.open();
    window.see("Open the practice cloud");
    let place = Placed {
        x: 140,
        y: 70,
        width: 1010,
        height: 640,
    };
    let id = desktop.window_id();
    desktop.place(&id, place);
    desktop.close_window(&id);
    desktop.wait_until_closed();
    drop(window);

    // As the entry "Connect an account" of the desktop's menu starts it.
    let window = desktop.open_with(&[CONNECT_ACCOUNT]);
    let dialog = window.role("dialog", "Connect an account");
    let id = desktop.window_id();
    assert_eq!(desktop.placed(&id), place);
    window.press(&["Escape"]);
    wait_until("the dialog to close", || window.text(&dialog).is_empty().then_some(()));

    desktop.turn_away(&id);
    let second = desktop
        .command(&binary::built("darkroom"))
        .arg(CONNECT_ACCOUNT)
        .status();
    assert!(second.expect("it starts").success(), "the second one ends by itself");
    wait_until("the window in front", || desktop.is_in_front(&id).then_some(()));
    assert_eq!(desktop.window_ids(), [id]);
    window.role("dialog", "Connect an account");
    window.picture("129-connect-account");
    drop(window);
}

/// Makes an image of a system disk in the practice cloud, as far as its job.
fn create_image(window: &Window, name: &str) {
    narrow_to(window, "Search snapshots", "订单服务-系统盘");
    window.click_containing("row", "订单服务-系统盘");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", name);
    window.see("is free in");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.click("button", "Create custom image");
    window.see("Create custom image in cn-shanghai: Creating");
}
