//! What must hold in every state of every page: axe finds nothing serious in either theme, and everything that can be pressed can be
//! reached with the window as it is.

use std::fs;
use std::path::Path;

use darkroom_acceptance::Window;
use serde_json::{Value, json};

/// Looks with axe at all that is on the screen, and at the colours once more in the other theme, without its transitions. Left out are
/// the guards that Base UI puts around what it opens: they have no words because they hand the focus on at once.
const AXE: &str = "
const theme = document.documentElement.dataset.theme;
const still = () => document.getAnimations().forEach((animation) => {
  if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
});
const colours = { runOnly: ['color-contrast'], resultTypes: ['violations'] };
const words = (where) => ({ id, impact, nodes }) =>
  `${where}: ${id} (${impact}): ${nodes.map((node) => `${node.target} ${node.html.slice(0, 140)} ${node.any[0]?.message ?? ''}`).join(' | ')}`;
const serious = ({ impact }) => impact === 'serious' || impact === 'critical';
const part = { exclude: [['[data-base-ui-focus-guard]']] };
const look = async () => {
  still();
  const here = await axe.run(part, { resultTypes: ['violations'] });
  document.documentElement.dataset.theme = theme === 'dark' ? 'light' : 'dark';
  still();
  const there = await axe.run(part, colours);
  return [...here.violations.filter(serious).map(words(theme)), ...there.violations.filter(serious).map(words('other theme'))];
};
return look().finally(() => { document.documentElement.dataset.theme = theme; });";

/// What does not fit: a page or a dialog that is wider than its place, and what can be pressed but is outside of the window or covered.
const LAYOUT: &str = "
const faults = [];
const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('[inert], [aria-hidden=true]');
const name = (element) => (element.getAttribute('aria-label') || element.innerText || element.outerHTML).slice(0, 60);
const page = document.documentElement;
if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) faults.push(`the page is ${page.scrollWidth} x ${page.scrollHeight}`);
const layers = [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=menu]')].filter(seen);
for (const part of [...document.querySelectorAll('main, aside, [role=grid]'), ...layers]) {
  if (part.scrollWidth > part.clientWidth + 1) faults.push(`${part.getAttribute('role') ?? part.localName} ${part.ariaLabel ?? ''}: ${part.scrollWidth} wide in ${part.clientWidth}`);
}
const scrollerOf = (element) => {
  for (let part = element.parentElement; part; part = part.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight) return part;
  }
  return null;
};
// The link past the navigation comes into the window with the focus; the moments of a time line lie over each other.
const elsewhere = 'a[href=\"#content\"], svg *';
const covering = (element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit === null || element.contains(hit) || hit.contains(element) || hit.closest(toast) ? null : hit;
};
const toast = '[role=region][aria-live], [aria-live=polite] [role=dialog]';
for (const element of (layers.at(-1) ?? document.body).querySelectorAll('button, a[href], input, textarea, [role^=menuitem], [role=option]')) {
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  if (!seen(element) || width <= 1 || height <= 1 || element.matches(elsewhere)) continue;
  const scroller = scrollerOf(element);
  const frame = scroller ? scroller.getBoundingClientRect() : { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  if (left < frame.left - 1 || right > frame.right + 1) faults.push(`${name(element)}: beyond the side of what it is in`);
  if (scroller && (top < frame.top || bottom > frame.bottom)) continue;
  if (top < -1 || bottom > innerHeight + 1) { faults.push(`${name(element)}: above or below the window`); continue; }
  let over = covering(element);
  if (over && scroller) {
    // What lies under a bar that stays is scrolled out from under it.
    const before = scroller.scrollTop;
    element.scrollIntoView({ block: 'center' });
    over = covering(element);
    scroller.scrollTop = before;
  }
  if (over) faults.push(`${name(element)}: covered by ${over.outerHTML.slice(0, 100)}`);
}
return faults;";

/// What was found in all states that were looked at.
pub struct Audit<'a> {
    window: &'a Window,
    found: Vec<String>,
    looked: usize,
}

impl<'a> Audit<'a> {
    /// Nothing was looked at yet.
    pub fn of(window: &'a Window) -> Self {
        Self {
            window,
            found: Vec::new(),
            looked: 0,
        }
    }

    /// Looks at the window in the state called `state`.
    pub fn look(&mut self, state: &str) {
        if self.window.execute("return window.axe === undefined;", &json!([])) == json!(true) {
            self.window.execute(&axe(), &json!([]));
        }
        for script in [LAYOUT, AXE] {
            let faults = self.window.execute(script, &json!([]));
            let faults = faults.as_array().into_iter().flatten().filter_map(Value::as_str);
            // Told at once too: the walk may not come to its end.
            self.found.extend(
                faults
                    .map(|fault| format!("{state}: {fault}"))
                    .inspect(|fault| eprintln!("{fault}")),
            );
        }
        self.looked += 1;
    }

    /// The end: nothing was found in any state.
    pub fn end(self) {
        assert!(
            self.found.is_empty(),
            "{} faults in {} states:\n{}",
            self.found.len(),
            self.looked,
            self.found.join("\n")
        );
    }
}

/// The program of axe-core, of the packages that the pages are tested with.
fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
