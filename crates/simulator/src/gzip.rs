//! Gzip: compressed answers, and the small body that unpacks to a large one.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// These bytes, packed.
pub(crate) fn pack(body: &[u8]) -> Vec<u8> {
    packed(|encoder| encoder.write_all(body))
}

/// `{"padding":"    ..."}` with that many MiB of spaces: small on the wire and large once unpacked.
pub(crate) fn bomb(mebibytes: u64) -> Vec<u8> {
    let spaces = vec![b' '; 1 << 20];
    packed(|encoder| {
        encoder.write_all(b"{\"padding\":\"")?;
        (0..mebibytes).try_for_each(|_| encoder.write_all(&spaces))?;
        encoder.write_all(b"\"}")
    })
}

fn packed(write: impl FnOnce(&mut GzEncoder<Vec<u8>>) -> std::io::Result<()>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // A vector takes whatever is written.
    let written = write(&mut encoder).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
