//! The application's window, worked as a person works it: look, click, type. Every act waits until it is possible.

use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::binary;
use crate::evidence::{Evidence, screenshots};
use crate::keys;
use crate::locator::{BY_ROLE, BY_TEXT};
use crate::process::{Process, program};
use crate::wait::{TIMEOUT, found_within, wait_until};
use crate::webdriver::{Element, Refusal, SCRIPT_TIMEOUT, Session};

/// A function body for WebDriver: which parts of the window's frame are scrolled. Only what is inside may scroll.
const SCROLLED: &str = "
const parts = { html: document.documentElement, body: document.body, root: document.getElementById('root') };
return Object.entries(parts).filter(([, part]) => part.scrollTop !== 0 || part.scrollLeft !== 0).map(([name]) => name);";

/// A function body for WebDriver: the words of an option, by the label of its group and its own.
const OPTION: &str = "
const group = [...document.querySelectorAll('[role=radiogroup]')].find((each) =>
    document.getElementById(each.getAttribute('aria-labelledby'))?.textContent === arguments[0]);
return [...(group?.querySelectorAll('label') ?? [])].filter((each) => each.textContent === arguments[1]);";

/// A function body for WebDriver: notes whether the next press of the mouse reaches the element.
const WATCH_PRESS: &str = "
const [element] = arguments;
window.pressReached = false;
for (const press of ['pointerdown', 'mousedown']) {
    element.addEventListener(press, () => { window.pressReached = true; }, { capture: true, once: true });
}";

/// An open window. Dropping it ends the application as a crash would.
pub struct Window {
    session: Session,
    evidence: Evidence,
    _driver: Process,
}

impl Window {
    /// Opens `application` with `arguments`, and with `environment` and nothing else.
    ///
    /// # Panics
    /// When no session can be had.
    pub(crate) fn open(
        application: &Path,
        arguments: &[&str],
        environment: &[(String, String)],
        evidence: &Evidence,
    ) -> Self {
        let [port, native_port] = free_ports();
        let log = File::options()
            .append(true)
            .create(true)
            .open(evidence.path("application.log"))
            .expect("a log file");
        let driver = Process::start(
            program(&binary::installed("tauri-driver"), "TERM")
                .args(["--port", &port.to_string(), "--native-port", &native_port.to_string()])
                .arg("--native-driver")
                .arg(binary::installed("WebKitWebDriver"))
                .env_clear()
                .envs(environment.iter().map(|(name, value)| (name, value)))
                .stdout(log.try_clone().expect("a log file"))
                .stderr(log),
        );
        for port in [port, native_port] {
            wait_until("the WebDriver", || {
                std::net::TcpStream::connect(("127.0.0.1", port)).ok()
            });
        }
        let capabilities = json!({
            "tauri:options": { "application": application, "args": arguments },
            "timeouts": { "script": SCRIPT_TIMEOUT.as_millis() as u64 },
        });
        let session = Session::open(&format!("http://127.0.0.1:{port}"), &capabilities)
            .unwrap_or_else(|e| panic!("{} opened no window: {e}", application.display()));
        Self {
            session,
            evidence: evidence.clone(),
            _driver: driver,
        }
    }

    /// Closes the application by ending the session.
    pub fn close(self) {
        let _ = self.session.close();
    }

    /// Kills the application and all it started, as a power cut would.
    pub fn kill(self) {}

    /// The element with this role and exactly this accessible name, once it can be seen.
    ///
    /// # Panics
    /// When it does not appear.
    pub fn role(&self, role: &str, name: &str) -> Element {
        self.by_role(role, name, false)
    }

    /// The first element with this role whose accessible name contains `text`, once it can be seen.
    ///
    /// # Panics
    /// When it does not appear.
    pub fn role_containing(&self, role: &str, text: &str) -> Element {
        self.by_role(role, text, true)
    }

    /// How many elements with this role have a name that contains `text` right now.
    pub fn count(&self, role: &str, text: &str) -> usize {
        self.session
            .find(BY_ROLE, &json!([role, text, true]))
            .map_or(0, |found| found.len())
    }

    /// Waits until the text can be seen anywhere in the window.
    ///
    /// # Panics
    /// When it does not appear.
    pub fn see(&self, text: &str) -> Element {
        self.see_at_most(TIMEOUT, text)
    }

    /// As [`Window::see`], with another timeout.
    ///
    /// # Panics
    /// When it does not appear.
    pub fn see_at_most(&self, timeout: Duration, text: &str) -> Element {
        self.wait_at_most(timeout, &format!("the text {text:?}"), || {
            self.session.find(BY_TEXT, &json!([text])).ok()?.into_iter().next()
        })
    }

    /// Whether the text can be seen right now.
    pub fn shows(&self, text: &str) -> bool {
        self.session
            .find(BY_TEXT, &json!([text]))
            .is_ok_and(|found| !found.is_empty())
    }

    /// Clicks the element with this role and exactly this name.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub fn click(&self, role: &str, name: &str) {
        self.click_on(&format!("{role} {name:?}"), || self.role(role, name));
    }

    /// Clicks the button with exactly this name once nothing bars it any more, as while what it sends is being checked.
    ///
    /// # Panics
    /// When it stays barred, or cannot be clicked.
    pub fn click_when_ready(&self, name: &str) {
        const READY: &str = "return [...document.querySelectorAll('button')].some((button) => button.textContent.trim() === arguments[0] && !button.disabled && button.getAttribute('aria-disabled') !== 'true');";
        self.wait_until(&format!("button {name:?} to be ready"), || {
            let is_ready = self.session.execute(READY, &json!([name])).ok()?;
            (is_ready == json!(true)).then_some(())
        });
        self.click("button", name);
    }

    /// Clicks the first element with this role whose name contains `text`.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub fn click_containing(&self, role: &str, text: &str) {
        self.click_on(&format!("{role} with {text:?}"), || self.role_containing(role, text));
    }

    /// Chooses one of a few options that stand side by side under `label`. Their radio buttons are hidden; what is seen is their words.
    ///
    /// # Panics
    /// When it cannot be clicked.
    pub fn choose(&self, label: &str, option: &str) {
        let what = format!("{option:?} of {label:?}");
        self.click_on(&what, || {
            self.wait_until(&what, || {
                let found = self.session.find(OPTION, &json!([label, option])).ok()?;
                found.into_iter().next()
            })
        });
    }

    /// Replaces the content of the field labelled `label` by typing.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub fn fill(&self, label: &str, text: &str) {
        self.click("textbox", label);
        self.press(&["Control", "a"]);
        self.press(&["Delete"]);
        if !text.is_empty() {
            self.type_text(label, text);
        }
    }

    /// Types at the end of the field labelled `label`.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub fn type_text(&self, label: &str, text: &str) {
        let field = self.role("textbox", label);
        done(&format!("typing into {label:?}"), self.session.type_into(&field, text));
    }

    /// Types a text into whatever has the focus.
    ///
    /// # Panics
    /// When the driver refuses.
    pub fn type_keys(&self, text: &str) {
        done("typing", self.session.type_keys(text));
    }

    /// Presses keys together: `["Control", "k"]`, `["Escape"]`.
    ///
    /// # Panics
    /// When the driver refuses.
    pub fn press(&self, names: &[&str]) {
        let codes: Vec<char> = names.iter().map(|name| keys::code(name)).collect();
        done(&format!("pressing {names:?}"), self.session.press(&codes));
    }

    /// Makes the window so wide and so high, and waits until the page has that size.
    ///
    /// # Panics
    /// When it stays another.
    pub fn resize(&self, width: u32, height: u32) {
        done("resizing the window", self.session.resize(width, height));
        wait_until(&format!("a window of {width} x {height}"), || {
            let size = self.execute("return [innerWidth, innerHeight];", &json!([]));
            (size == json!([width, height])).then_some(())
        });
    }

    /// The shown text of an element, or nothing when it is gone.
    pub fn text(&self, element: &Element) -> String {
        self.session.text(element).unwrap_or_default()
    }

    /// Runs the body of a function in the page.
    ///
    /// # Panics
    /// When it throws.
    pub fn execute(&self, script: &str, arguments: &Value) -> Value {
        let beginning: String = script.trim_start().chars().take(80).collect();
        done(
            &format!("the script {beginning:?}"),
            self.session.execute(script, arguments),
        )
    }

    /// Keeps a picture of the window among the screenshots.
    ///
    /// # Panics
    /// When no screenshot can be taken, or the window's own frame is scrolled.
    pub fn picture(&self, name: &str) {
        let scrolled = self.execute(SCROLLED, &json!([]));
        assert_eq!(scrolled, json!([]), "{name}: the window itself is scrolled");
        // The picture is of the last frame that was drawn: let the page draw what it shows by now. And it waits for one more frame,
        // which never comes when nothing changes: an animation that nobody sees makes it come.
        let drawn = "document.documentElement.animate([{ opacity: 0.999 }, { opacity: 1 }], 1000);
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));";
        self.execute(drawn, &json!([]));
        let picture = done("a screenshot", self.session.screenshot());
        let path = screenshots().join(format!("{name}.png"));
        std::fs::write(&path, picture).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }

    fn by_role(&self, role: &str, name: &str, part: bool) -> Element {
        self.wait_until(&format!("{role} {name:?}"), || {
            let found = self.session.find(BY_ROLE, &json!([role, name, part])).ok()?;
            found.into_iter().next()
        })
    }

    /// A page that is being drawn moves and replaces elements: looks again until the press reaches the element. A toast that comes up at
    /// that moment would take it.
    fn click_on(&self, what: &str, find: impl Fn() -> Element) {
        self.wait_until(&format!("{what} to be clickable"), || {
            let element = find();
            self.session
                .execute(WATCH_PRESS, &json!([element.to_json()]))
                .and_then(|_| self.session.click(&element))
                .ok()?;
            // Without an answer the press has closed the window.
            let reached = self.session.execute("return window.pressReached;", &json!([]));
            (!matches!(reached, Ok(Value::Bool(false)))).then_some(())
        });
    }

    fn wait_until<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.wait_at_most(TIMEOUT, what, look)
    }

    fn wait_at_most<T>(&self, timeout: Duration, what: &str, look: impl FnMut() -> Option<T>) -> T {
        found_within(timeout, look).unwrap_or_else(|| {
            let shown = self.execute("return document.body.innerText;", &json!([]));
            let seconds = timeout.as_secs();
            panic!("waited {seconds} s in vain for {what}; the window shows {shown}")
        })
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !self.evidence.wanted() {
            return;
        }
        match self.session.screenshot() {
            Ok(picture) => self.evidence.keep("window.png", &picture),
            Err(e) => eprintln!("no screenshot: {e}"),
        }
        let page = "return document.documentElement.outerHTML;";
        if let Ok(Value::String(page)) = self.session.execute(page, &json!([])) {
            self.evidence.keep("page.html", page.as_bytes());
        }
        eprintln!("application log: {}", self.evidence.path("application.log").display());
    }
}

fn done<T>(what: &str, outcome: Result<T, Refusal>) -> T {
    outcome.unwrap_or_else(|e| panic!("{what}: {e}"))
}

/// Two ports that are free now, taken together so that they differ.
fn free_ports() -> [u16; 2] {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("a bound port").port())
}
