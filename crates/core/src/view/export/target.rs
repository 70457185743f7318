//! Where an export goes to: beside its target until it is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Where a person wants a file to be.
pub trait ExportTarget: Send {
    /// The path, which is told to nobody but the desktop.
    fn path(&self) -> &Path;
    /// Begins to write. Called where blocking holds up nobody.
    ///
    /// # Errors
    /// Those of the file system.
    fn create(&self) -> io::Result<Box<dyn ExportSink>>;
}

/// A file that is being written. Dropped before it is kept it leaves nothing behind.
pub trait ExportSink: Write + Send {
    /// The file is whole: puts it in its place, over a file that was there.
    ///
    /// # Errors
    /// Those of the file system; the file that was there is as it was.
    fn keep(self: Box<Self>) -> io::Result<()>;
}

/// A file on a disk.
pub struct ExportFile(PathBuf);

impl ExportFile {
    /// At a path that a person has chosen.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }
}

impl ExportTarget for ExportFile {
    fn path(&self) -> &Path {
        &self.0
    }

    fn create(&self) -> io::Result<Box<dyn ExportSink>> {
        // A link stays one: the file that it leads to is replaced.
        let target = fs::canonicalize(&self.0).unwrap_or_else(|_| self.0.clone());
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".darkroom-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any other new file of this person, and not as a secret of the program.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let part = builder.tempfile_in(folder)?;
        Ok(Box::new(PartFile { part, target }))
    }
}

struct PartFile {
    part: NamedTempFile,
    target: PathBuf,
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}

impl ExportSink for PartFile {
    fn keep(self: Box<Self>) -> io::Result<()> {
        self.part.as_file().sync_all()?;
        self.part.persist(&self.target)?;
        Ok(())
    }
}
