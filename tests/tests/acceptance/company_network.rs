//! Somebody behind the proxies of a company: one that answers 404 to everything, one that wants a password, one that looks into TLS. The
//! cloud is asked by its own host names.

use std::time::Duration;

use darkroom_acceptance::leak::files_holding;
use darkroom_acceptance::proxy::{AUTHORITY, ProxyBehaviour, ProxyServer};
use darkroom_acceptance::{Desktop, SimulatorProcess, Window};

use crate::create_image_calls::{create_image_calls, images_created};
use crate::steps::{KEYRING_SERVICE, narrow_to};

const USER: &str = "ann";
const PASSWORD: &str = "Canary-proxy-5512";
/// An image and its job take a while.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn the_main_job_is_done_through_the_proxies_of_a_company() {
    let desktop = Desktop::of("company_network");
    let cloud = SimulatorProcess::start(desktop.evidence(), "small", 240);
    let proxy = |behaviour| ProxyServer::start(cloud.endpoint(), behaviour);
    let not_found = proxy(ProxyBehaviour {
        not_found: true,
        ..ProxyBehaviour::default()
    });
    let with_password = proxy(ProxyBehaviour {
        password: Some((USER, PASSWORD)),
        ..ProxyBehaviour::default()
    });
    let inspecting = proxy(ProxyBehaviour::default());
    let window = desktop.open();

    // Before there is an account, the welcome leads to the settings.
    window.click("button", "Settings");
    window.see("Test connection");
    window.choose("Proxy", "Own");
    use_proxy(&window, &not_found);
    window.see("The certificate is not trusted");
    window.see(AUTHORITY);
    window.picture("81-proxy-certificate-not-trusted");
    trust(&desktop, &window, &not_found, "not-found.pem");
    window.click("button", "Test only");
    window.see("gave an answer that is not one of Alibaba Cloud");
    window.picture("82-proxy-that-answers-404");

    use_proxy(&window, &with_password);
    window.see("The proxy wants another password");
    trust(&desktop, &window, &with_password, "password.pem");
    window.fill("User name optional", USER);
    window.fill("Password optional", PASSWORD);
    window.click("button", "Save and test");
    window.see("ecs.cn-hangzhou.aliyuncs.com through");
    window.picture("83-proxy-with-password");
    window.click_containing("button", "Snapshots");
    window.fill("AccessKey ID", cloud.access_key_id());
    window.fill("AccessKey Secret", cloud.access_key_secret());
    window.fill("Name in Darkroom", "prod-cn");
    window.click("button", "Connect account");
    create(&window, "erp-app-02-through-a-password");
    assert!(
        with_password
            .met()
            .hosts
            .iter()
            .any(|host| host == "ecs.cn-hangzhou.aliyuncs.com")
    );

    window.click("button", "Settings");
    window.click("button", "General");
    trust(&desktop, &window, &inspecting, "inspecting.pem");
    window.choose("Proxy", "Own");
    use_proxy(&window, &inspecting);
    window.see(&format!("through {}", inspecting.address()));
    window.click_containing("button", "Snapshots");
    create(&window, "erp-app-02-through-inspection");
    assert!(!inspecting.met().hosts.is_empty());
    let ledger = cloud.ledger();
    assert_eq!((create_image_calls(&ledger).len(), images_created(&ledger)), (2, 2));

    let leaks = files_holding(&desktop.home(), PASSWORD);
    assert!(leaks.is_empty(), "the proxy's password is in {leaks:?}");
    assert!(!desktop.secrets("service", KEYRING_SERVICE).is_empty());
}

/// Types the address of a proxy that wants no user name, and saves it.
fn use_proxy(window: &Window, proxy: &ProxyServer) {
    window.fill("Address", &proxy.address());
    window.fill("User name optional", "");
    window.click("button", "Save and test");
}

/// Adds the certificate of a proxy's authority.
fn trust(desktop: &Desktop, window: &Window, proxy: &ProxyServer, file: &str) {
    let path = desktop.home().join(file);
    proxy.write_authority(&path);
    window.click("button", "Add…");
    desktop.open_file(&path);
    window.see(file);
}

fn create(window: &Window, name: &str) {
    narrow_to(window, "Search snapshots", "erp-app-02-sys");
    window.click_containing("row", "erp-app-02-sys");
    window.click("button", "Create custom image");
    window.see("Which disks go into the image");
    window.click("button", "Next: image");
    window.fill("Custom Image Name", name);
    window.see("is free in cn-hangzhou");
    window.click("button", "Next: review");
    window.see("What will happen");
    window.click("button", "Create custom image");
    window.see_at_most(LONG, "Available after");
}
