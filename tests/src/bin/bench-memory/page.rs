//! The built page of the window, served over loopback. Its commands are answered by a window that runs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use darkroom_acceptance::Window;
use serde_json::{Value, json};

/// Stands for what Tauri puts into its windows.
const INTERNALS: &str = include_str!("internals.js");
/// A function body for WebDriver: has the window call a command.
const CALL: &str = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
    .then((value) => ({ value }), (problem) => ({ problem }));";
/// A browser opens connections that it does not use.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves the page in `folder` while `work` has its address.
pub fn serve<T>(window: &Window, folder: &Path, work: impl FnOnce(&str) -> T) -> T {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("a bound port").port();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for connection in listener.incoming() {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                if let Ok(connection) = connection {
                    // A browser that goes away needs no answer.
                    scope.spawn(move || answer(connection, window, folder).unwrap_or_default());
                }
            }
        });
        let outcome = work(&format!("http://127.0.0.1:{port}/"));
        is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", port));
        outcome
    })
}

fn answer(mut connection: TcpStream, window: &Window, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split_whitespace().nth(1).unwrap_or("/").to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let (kind, content) = if path == "/invoke" {
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let call: Value = serde_json::from_slice(&body)?;
        let told = window.execute(CALL, &json!([call["command"], call["arguments"]]));
        ("application/json", told.to_string().into_bytes())
    } else {
        file(folder, &path)
    };
    write!(
        connection,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        content.len()
    )?;
    connection.write_all(&content)
}

/// A file of the page and its type; of the first one, with what stands for Tauri.
fn file(folder: &Path, path: &str) -> (&'static str, Vec<u8>) {
    let name = if path == "/" {
        "index.html"
    } else {
        path.trim_start_matches('/')
    };
    let content = fs::read(folder.join(name)).unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => {
            let page = String::from_utf8_lossy(&content);
            let page = page.replacen("<head>", &format!("<head><script>{INTERNALS}</script>"), 1);
            ("text/html", page.into_bytes())
        }
        "js" => ("text/javascript", content),
        "css" => ("text/css", content),
        "woff2" => ("font/woff2", content),
        "svg" => ("image/svg+xml", content),
        _ => ("application/octet-stream", content),
    }
}
