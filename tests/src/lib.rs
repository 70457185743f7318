//! The product as a person meets it: the built application in a real window on a virtual display, a real Secret
//! Service on a private bus, a private home, and the simulated cloud on loopback.
//!
//! The tests themselves are in `tests/`. Code here panics with the reason when it cannot go on, as tests do.

pub mod binary;
pub mod desktop;
pub mod display;
pub mod evidence;
mod file_dialog;
mod keys;
pub mod leak;
mod locator;
pub mod notifications;
pub mod placed_window;
pub mod process;
pub mod proxy;
pub mod session_bus;
pub mod simulator;
pub mod wait;
pub mod webdriver;
pub mod window;

pub use desktop::Desktop;
pub use simulator::SimulatorProcess;
pub use wait::{wait_at_most, wait_until};
pub use window::Window;
