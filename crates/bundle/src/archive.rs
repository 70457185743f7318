//! A Debian package written again with its files in order and all of one time, so that the same files make the same package.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use crate::Outcome;

/// Rewrites the package at `path`; everything in it is of the time `epoch`, in seconds.
pub fn settle(path: &Path, epoch: u64) -> Outcome<()> {
    let told = |e: io::Error| format!("{}: {e}", path.display());
    let settled = settled(File::open(path).map_err(told)?, epoch).map_err(told)?;
    std::fs::write(path, settled).map_err(told)
}

fn settled(package: impl Read, epoch: u64) -> io::Result<Vec<u8>> {
    let mut archive = ar::Archive::new(package);
    let mut builder = ar::Builder::new(Vec::new());
    while let Some(member) = archive.next_entry() {
        let mut member = member?;
        let name = member.header().identifier().to_vec();
        let mut content = Vec::new();
        member.read_to_end(&mut content)?;
        if name.ends_with(b".tar.gz") {
            content = settled_tar(&content, epoch)?;
        }
        let mut header = ar::Header::new(name, content.len() as u64);
        header.set_mode(0o100_644);
        header.set_mtime(epoch);
        builder.append(&header, content.as_slice())?;
    }
    builder.into_inner()
}

fn settled_tar(packed: &[u8], epoch: u64) -> io::Result<Vec<u8>> {
    let mut entries: Vec<(PathBuf, tar::Header, Vec<u8>)> = Vec::new();
    for entry in tar::Archive::new(GzDecoder::new(packed)).entries()? {
        let mut entry = entry?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        entries.push((entry.path()?.into_owned(), entry.header().clone(), content));
    }
    // A folder comes before what is in it.
    entries.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut builder = tar::Builder::new(gzip);
    for (path, mut header, content) in entries {
        header.set_mtime(epoch);
        header.set_uid(0);
        header.set_gid(0);
        builder.append_data(&mut header, Path::new(".").join(path), content.as_slice())?;
    }
    let mut gzip = builder.into_inner()?;
    gzip.flush()?;
    gzip.finish()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::{settled, settled_tar};

    fn packed(names: &[(&str, u64)]) -> Vec<u8> {
        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut builder = tar::Builder::new(gzip);
        for (name, time) in names {
            let mut header = tar::Header::new_gnu();
            header.set_size(1);
            header.set_mode(0o755);
            header.set_mtime(*time);
            builder.append_data(&mut header, name, &b"x"[..]).expect("an entry");
        }
        let mut gzip = builder.into_inner().expect("a tar");
        gzip.flush().expect("written");
        gzip.finish().expect("packed")
    }

    fn package(tar: &[u8], time: u64) -> Vec<u8> {
        let mut builder = ar::Builder::new(Vec::new());
        for (name, content) in [("debian-binary", &b"2.0\n"[..]), ("data.tar.gz", tar)] {
            let mut header = ar::Header::new(name.into(), content.len() as u64);
            header.set_mtime(time);
            builder.append(&header, content).expect("a member");
        }
        builder.into_inner().expect("an archive")
    }

    #[test]
    fn order_and_times_of_the_files_make_no_difference() {
        let one = settled(package(&packed(&[("b", 1), ("a", 2)]), 3).as_slice(), 7).expect("settled");
        let other = settled(package(&packed(&[("a", 4), ("b", 5)]), 6).as_slice(), 7).expect("settled");
        assert_eq!(one, other);
    }

    #[test]
    fn names_modes_and_contents_stay() {
        let settled = settled_tar(&packed(&[("usr/bin/darkroom", 1)]), 7).expect("settled");
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(settled.as_slice()));
        let mut entry = archive
            .entries()
            .expect("entries")
            .next()
            .expect("one")
            .expect("readable");
        let mut content = String::new();
        entry.read_to_string(&mut content).expect("text");
        assert_eq!(content, "x");
        assert_eq!(entry.header().mode().expect("a mode"), 0o755);
        assert_eq!(entry.header().mtime().expect("a time"), 7);
        assert_eq!(
            entry.path().expect("a path").to_string_lossy().trim_start_matches("./"),
            "usr/bin/darkroom"
        );
    }
}
