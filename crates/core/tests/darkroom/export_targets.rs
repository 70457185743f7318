//! Where exports write to in tests: memory, and a disk on which each piece waits for what happens to it.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use darkroom_core::view::{ExportFile, ExportSink, ExportTarget};

/// A file in memory, there once it is kept.
#[derive(Default)]
pub struct InMemory {
    pub file: Arc<Mutex<Option<Vec<u8>>>>,
}

struct InMemorySink {
    bytes: Vec<u8>,
    file: Arc<Mutex<Option<Vec<u8>>>>,
}

impl ExportTarget for InMemory {
    fn path(&self) -> &Path {
        Path::new("/in/memory.csv")
    }

    fn create(&self) -> io::Result<Box<dyn ExportSink>> {
        Ok(Box::new(InMemorySink {
            bytes: Vec::new(),
            file: self.file.clone(),
        }))
    }
}

impl Write for InMemorySink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl ExportSink for InMemorySink {
    fn keep(self: Box<Self>) -> io::Result<()> {
        *self.file.lock().unwrap() = Some(self.bytes);
        Ok(())
    }
}

/// A file on a disk on which each piece waits for what happens to it.
pub struct Controlled {
    file: ExportFile,
    asked: Sender<()>,
    allowed: Mutex<Option<Receiver<io::Result<()>>>>,
}

struct ControlledSink {
    sink: Box<dyn ExportSink>,
    asked: Sender<()>,
    allowed: Receiver<io::Result<()>>,
}

impl ExportTarget for Controlled {
    fn path(&self) -> &Path {
        self.file.path()
    }

    fn create(&self) -> io::Result<Box<dyn ExportSink>> {
        Ok(Box::new(ControlledSink {
            sink: self.file.create()?,
            asked: self.asked.clone(),
            allowed: self.allowed.lock().unwrap().take().unwrap(),
        }))
    }
}

impl Write for ControlledSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.asked.send(());
        self.allowed.recv().unwrap_or(Ok(()))?;
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl ExportSink for ControlledSink {
    fn keep(self: Box<Self>) -> io::Result<()> {
        self.sink.keep()
    }
}

/// A target whose pieces wait: for what is sent, one for each; for nothing more once the sender is gone.
pub fn controlled(path: &Path) -> (Controlled, Receiver<()>, Sender<io::Result<()>>) {
    let (asked, is_asked) = channel();
    let (allow, allowed) = channel();
    let target = Controlled {
        file: ExportFile::at(path.to_owned()),
        asked,
        allowed: Mutex::new(Some(allowed)),
    };
    (target, is_asked, allow)
}
