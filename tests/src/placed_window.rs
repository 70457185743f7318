//! The window of the application on the screen, handled as a window manager handles it.

use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt as _, EventMask};

use crate::desktop::Desktop;
use crate::wait::wait_until;

/// A window on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Distance from the left edge.
    pub x: i32,
    /// Distance from the upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Desktop {
    /// Waits for the application's window and takes its number.
    ///
    /// # Panics
    /// When there is none.
    pub fn window_id(&self) -> String {
        wait_until("the window", || self.window_ids().pop())
    }

    /// The application's windows.
    pub fn window_ids(&self) -> Vec<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", "^Darkroom$"]);
        found.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// Where the window is.
    ///
    /// # Panics
    /// When it is gone.
    pub fn placed(&self, id: &str) -> Placed {
        let text = self.xdotool(&["getwindowgeometry", "--shell", id]);
        let text = text.expect("the window has a place");
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|value| value.parse().ok()).expect("a number")
        };
        Placed {
            x: number("X="),
            y: number("Y="),
            width: number("WIDTH="),
            height: number("HEIGHT="),
        }
    }

    /// Moves the window and gives it another size.
    ///
    /// # Panics
    /// When it does not get there.
    pub fn place(&self, id: &str, place: Placed) {
        let [x, y, width, height] = [place.x, place.y, place.width, place.height].map(|number| number.to_string());
        wait_until(&format!("the window at {place:?}"), || {
            self.xdotool(&["windowsize", id, &width, &height])?;
            self.xdotool(&["windowmove", id, &x, &y])?;
            (self.placed(id) == place).then_some(())
        });
    }

    /// Whether the window has the keys.
    pub fn is_in_front(&self, id: &str) -> bool {
        self.xdotool(&["getwindowfocus"]).as_deref() == Some(id)
    }

    /// Gives the keys to nobody, as if another program were in front.
    ///
    /// # Panics
    /// When the screen does not let it go.
    pub fn turn_away(&self, id: &str) {
        let screen = self.xdotool(&["search", "--maxdepth", "0", ""]).expect("a screen");
        wait_until("the window to be left", || {
            self.xdotool(&["windowfocus", screen.lines().next()?])?;
            (!self.is_in_front(id)).then_some(())
        });
    }

    /// Asks the window to close, as the button of its frame does.
    ///
    /// # Panics
    /// When the display is gone.
    pub fn close_window(&self, id: &str) {
        let (display, _) = x11rb::connect(Some(self.display().name())).expect("the display");
        let atom = |name: &[u8]| {
            display
                .intern_atom(false, name)
                .expect("sent")
                .reply()
                .expect("an atom")
                .atom
        };
        let window = id.parse().expect("the number of a window");
        let words = [atom(b"WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), words);
        display
            .send_event(false, window, EventMask::NO_EVENT, message)
            .expect("sent")
            .check()
            .expect("the window takes it");
    }

    /// Waits until the application has no window.
    ///
    /// # Panics
    /// When it keeps one.
    pub fn wait_until_closed(&self) {
        wait_until("the window to go", || self.window_ids().is_empty().then_some(()));
    }
}
