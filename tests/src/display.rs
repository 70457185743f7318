//! A virtual display, and its pixels as they are on the screen.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::binary;
use crate::process::{Process, program};

/// Width and height of the screen in pixels: the smallest laptop that Darkroom is designed for.
pub const SIZE: (usize, usize) = (1280, 800);

/// A running Xvfb.
pub struct Display {
    name: String,
    frame: PathBuf,
    _server: Process,
}

impl Display {
    /// Starts a server on a free display, with its frame buffer in `folder`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(folder: &Path) -> Self {
        let screen = format!("{}x{}x24", SIZE.0, SIZE.1);
        let mut server = Process::start(
            program(&binary::installed("Xvfb"), "KILL")
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    &screen,
                    "-nolisten",
                    "tcp",
                    "-noreset",
                    "-fbdir",
                ])
                .arg(folder)
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut number = String::new();
        let output = server.child().stdout.as_mut().expect("standard output is piped");
        BufReader::new(output)
            .read_line(&mut number)
            .expect("Xvfb tells its number");
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        Self {
            name: format!(":{}", number.trim()),
            frame: folder.join("Xvfb_screen0"),
            _server: server,
        }
    }

    /// The value for `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Keeps a picture of the screen as an X window dump.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn save(&self, path: &Path) {
        fs::copy(&self.frame, path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }

    /// The screen's pixels.
    ///
    /// # Panics
    /// When the frame buffer cannot be read.
    pub fn pixels(&self) -> Pixels {
        let file = File::open(&self.frame).unwrap_or_else(|e| panic!("{}: {e}", self.frame.display()));
        let word = |index: u64| {
            let mut bytes = [0; 4];
            file.read_exact_at(&mut bytes, index * 4)
                .expect("a frame buffer has a header");
            u64::from(u32::from_be_bytes(bytes))
        };
        // X window dump: words 0 header size, 12 bytes per line, 19 number of colours of 12 bytes each.
        let (start, line) = (word(0) + word(19) * 12, word(12));
        Pixels { file, start, line }
    }
}

/// The frame buffer, which shows at once what the server has drawn.
pub struct Pixels {
    file: File,
    start: u64,
    line: u64,
}

impl Pixels {
    /// How many pixels of every fourth line have exactly this colour (red, green, blue).
    ///
    /// # Panics
    /// When the frame buffer cannot be read.
    pub fn count(&self, colour: [u8; 3]) -> usize {
        let [red, green, blue] = colour;
        let mut line = vec![0; SIZE.0 * 4];
        let mut count = 0;
        for y in (0..SIZE.1 as u64).step_by(4) {
            self.file
                .read_exact_at(&mut line, self.start + y * self.line)
                .expect("a frame buffer has all its lines");
            count += line
                .chunks_exact(4)
                .filter(|pixel| pixel[..3] == [blue, green, red])
                .count();
        }
        count
    }
}
