#![allow(clippy::unwrap_used)]

use super::*;

/// A folder with a file that is going to be replaced.
fn target() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::TempDir::new().unwrap();
    let target = folder.path().join("rows.csv");
    fs::write(&target, "as it was").unwrap();
    (folder, target)
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_ends_before_its_export_leaves_nothing() {
    let (folder, target) = target();
    let mut sink = ExportFile::at(target.clone()).create().unwrap();
    sink.write_all(b"half of it").unwrap();
    // Nothing is tidied up in a program that is killed.
    std::mem::forget(sink);
    assert_eq!(names(folder.path()), ["rows.csv"]);
    assert_eq!(fs::read(target).unwrap(), b"as it was");
}

#[test]
fn a_whole_file_takes_its_place_with_the_rights_of_any_other_on_every_file_system() {
    for create in [Part::create, Part::create_named] {
        let (folder, target) = target();
        let part = create(folder.path()).unwrap();
        let mut sink = Box::new(PartFile {
            part,
            target: target.clone(),
        });
        let rights = fs::metadata(&target).unwrap().permissions();
        sink.write_all(b"all of it").unwrap();
        sink.keep().unwrap();
        assert_eq!(names(folder.path()), ["rows.csv"]);
        assert_eq!(fs::read(&target).unwrap(), b"all of it");
        assert_eq!(fs::metadata(&target).unwrap().permissions(), rights);
    }
}
