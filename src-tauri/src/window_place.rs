//! Where the window was when it was last used. The plugin for that places a window which is on the screen already; here it opens there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tauri::{App, LogicalPosition, LogicalSize, Manager, Monitor, WebviewWindow, WindowEvent, Wry};

use crate::remembered::Remembered;

/// The size of the first start, and the least, in logical pixels.
pub const FIRST: LogicalSize<f64> = LogicalSize::new(1280.0, 800.0);
pub const LEAST: LogicalSize<f64> = LogicalSize::new(960.0, 600.0);

/// A window that is being moved is written down so often.
const REST: Duration = Duration::from_millis(500);

/// The place of a window, in logical pixels.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// It fills the screen; the rest tells where it was before.
    maximized: bool,
}

/// Where the window is to open; nothing when it was nowhere yet, or is not known to be seen there.
pub fn at_start(app: &App) -> Option<Place> {
    let place = app.state::<Remembered>().facts().place?;
    let monitors = app.available_monitors().ok()?;
    let areas: Vec<Place> = monitors.iter().map(area).collect();
    place.within(&areas)
}

/// Remembers the place of the window from now on.
pub fn follow(window: &WebviewWindow) {
    let watched = window.clone();
    let is_planned = Arc::new(AtomicBool::new(false));
    window.on_window_event(move |event| match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) if !is_planned.swap(true, Ordering::Relaxed) => {
            let (window, is_planned) = (watched.clone(), Arc::clone(&is_planned));
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(REST).await;
                is_planned.store(false, Ordering::Relaxed);
                remember(&window);
            });
        }
        WindowEvent::CloseRequested { .. } => remember(&watched),
        _ => {}
    });
}

fn remember(window: &WebviewWindow) {
    // A window that is closing does not say where it is.
    if let Ok(Some(now)) = now(window) {
        window.state::<Remembered>().change(|facts| {
            facts.place = match facts.place {
                Some(before) if now.maximized => Some(Place {
                    maximized: true,
                    ..before
                }),
                _ => Some(now),
            };
        });
    }
}

/// Where the window is; nothing while it is hidden in some way.
fn now(window: &WebviewWindow<Wry>) -> tauri::Result<Option<Place>> {
    if window.is_minimized()? || window.is_fullscreen()? {
        return Ok(None);
    }
    let scale = window.scale_factor()?;
    let position: LogicalPosition<f64> = window.outer_position()?.to_logical(scale);
    let size: LogicalSize<f64> = window.inner_size()?.to_logical(scale);
    Ok(Some(Place {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
        maximized: window.is_maximized()?,
    }))
}

/// The part of a screen that windows may take.
fn area(monitor: &Monitor) -> Place {
    let scale = monitor.scale_factor();
    let position: LogicalPosition<f64> = monitor.work_area().position.to_logical(scale);
    let size: LogicalSize<f64> = monitor.work_area().size.to_logical(scale);
    Place {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
        maximized: false,
    }
}

impl Place {
    /// The size of its content.
    pub fn size(&self) -> LogicalSize<f64> {
        LogicalSize::new(self.width, self.height)
    }

    /// Its upper left corner.
    pub fn position(&self) -> LogicalPosition<f64> {
        LogicalPosition::new(self.x, self.y)
    }

    /// Whether it fills the screen.
    pub fn is_maximized(&self) -> bool {
        self.maximized
    }

    /// The same moved and shrunk into the screen that shows most of it; nothing when none shows any.
    fn within(self, areas: &[Self]) -> Option<Self> {
        let shown = |area: &&Self| self.overlap(area);
        let area = areas.iter().max_by(|a, b| shown(a).total_cmp(&shown(b)))?;
        if self.overlap(area) <= 0.0 {
            return None;
        }
        let width = self.width.min(area.width).max(LEAST.width);
        let height = self.height.min(area.height).max(LEAST.height);
        Some(Self {
            x: self.x.min(area.x + area.width - width).max(area.x),
            y: self.y.min(area.y + area.height - height).max(area.y),
            width,
            height,
            maximized: self.maximized,
        })
    }

    /// How much of it the area shows, in square pixels.
    fn overlap(&self, area: &Self) -> f64 {
        let along = |start: f64, length: f64, other: f64, other_length: f64| {
            ((start + length).min(other + other_length) - start.max(other)).max(0.0)
        };
        along(self.x, self.width, area.x, area.width) * along(self.y, self.height, area.y, area.height)
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAST, Place};

    const fn place(x: f64, y: f64, width: f64, height: f64) -> Place {
        Place {
            x,
            y,
            width,
            height,
            maximized: false,
        }
    }

    const LAPTOP: Place = place(0.0, 0.0, 1280.0, 800.0);
    const LEFT: Place = place(-1920.0, -200.0, 1920.0, 1080.0);

    #[test]
    fn a_window_that_is_seen_whole_stays_where_it_was() {
        let there = place(-1500.0, -100.0, 1000.0, 700.0);
        assert_eq!(there.within(&[LAPTOP, LEFT]), Some(there));
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_has_no_place() {
        let there = place(-1500.0, -100.0, 1000.0, 700.0);
        assert_eq!(there.within(&[LAPTOP]), None);
        assert_eq!(there.within(&[]), None);
    }

    #[test]
    fn a_window_that_is_partly_seen_or_too_large_comes_in_whole() {
        assert_eq!(
            place(1100.0, -40.0, 1000.0, 700.0).within(&[LEFT, LAPTOP]),
            Some(place(280.0, 0.0, 1000.0, 700.0))
        );
        assert_eq!(
            place(100.0, 50.0, 2560.0, 1400.0).within(&[LAPTOP]),
            Some(place(0.0, 0.0, 1280.0, 800.0))
        );
        let small = place(0.0, 0.0, 640.0, 480.0);
        assert_eq!(
            place(5.0, 5.0, 100.0, 100.0).within(&[small]),
            Some(place(0.0, 0.0, LEAST.width, LEAST.height))
        );
    }
}
