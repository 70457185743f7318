//! Where an export goes to: beside its target until it is whole, and where the system can do that without a name, so that nothing is left
//! when the program ends before the export does.

use std::fs::{self, File};
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
        let part = Part::create(folder_of(&target))?;
        Ok(Box::new(PartFile { part, target }))
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().unwrap_or(Path::new("."))
}

/// A file that is not whole yet.
enum Part {
    /// It has no name until it is whole.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    Named(NamedTempFile),
}

impl Part {
    fn create(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed::create(folder) {
            return Ok(Self::Unnamed(file));
        }
        Self::create_named(folder)
    }

    fn create_named(folder: &Path) -> io::Result<Self> {
        Self::names().tempfile_in(folder).map(Self::Named)
    }

    /// The names that it has beside its target, and who may read it.
    fn names() -> tempfile::Builder<'static, 'static> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".darkroom-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any other new file of this person, and not as a secret of the program.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        builder
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }
}

/// Files without a name, which not every file system has.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    pub(super) fn create(folder: &Path) -> io::Result<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = open(folder, flags, Mode::from_raw_mode(0o666))?;
        Ok(file.into())
    }

    /// Gives a file a name that no other file has.
    pub(super) fn name(file: &File, path: &Path) -> io::Result<()> {
        let unnamed = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(linkat(CWD, unnamed, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

struct PartFile {
    part: Part,
    target: PathBuf,
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.file().flush()
    }
}

impl ExportSink for PartFile {
    fn keep(self: Box<Self>) -> io::Result<()> {
        self.part.file().sync_all()?;
        match self.part {
            // Only a file with a name can take the place of another one.
            #[cfg(target_os = "linux")]
            Part::Unnamed(file) => {
                let folder = folder_of(&self.target);
                let part = Part::names().make_in(folder, |path| unnamed::name(&file, path))?;
                part.persist(&self.target)?;
            }
            Part::Named(file) => {
                file.persist(&self.target)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
