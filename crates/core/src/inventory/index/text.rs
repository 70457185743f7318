//! The search text of all rows in one buffer, so that one pass over memory finds every row that holds a text.

use memchr::{memchr, memmem};

use super::bits::Bits;

/// Rows are looked through in parts of so many, and between two parts the search may be given up.
const PART: usize = 16 * 1024;
/// No row, or no piece.
const NONE: u32 = u32::MAX;
/// Dead bytes that are not worth the work of moving the others.
const FEW_BYTES: usize = 4 * 1024;

/// Pieces of text, one a row. A piece that is replaced stays as dead bytes until there are too many of them.
#[derive(Debug, Default)]
pub(super) struct TextBuffer {
    bytes: Vec<u8>,
    /// Where each piece begins, ascending. It ends where the next one begins.
    starts: Vec<usize>,
    /// The row of each piece.
    owners: Vec<u32>,
    /// The piece of each row.
    pieces: Vec<u32>,
    dead: usize,
}

impl TextBuffer {
    /// Sets the text of a row: whole lines.
    pub(super) fn put(&mut self, row: u32, text: &str) {
        if self.text(row) == text.as_bytes() && self.piece(row).is_some() {
            return;
        }
        self.remove(row);
        if self.pieces.len() <= row as usize {
            self.pieces.resize(row as usize + 1, NONE);
        }
        self.pieces[row as usize] = self.starts.len() as u32;
        self.push(row, text.as_bytes());
        self.compact_if_worth_it();
    }

    /// Removes the text of a row.
    pub(super) fn remove(&mut self, row: u32) {
        if let Some(piece) = self.piece(row) {
            self.dead += self.range(piece).len();
            self.owners[piece] = NONE;
            self.pieces[row as usize] = NONE;
        }
    }

    /// A line of the text of a row, without its end.
    pub(super) fn line(&self, row: u32, line: usize) -> &[u8] {
        let mut text = self.text(row);
        for _ in 0..line {
            text = memchr(b'\n', text).map_or(&[], |end| &text[end + 1..]);
        }
        memchr(b'\n', text).map_or(text, |end| &text[..end])
    }

    /// The rows whose text holds `needle`, which is not empty and has no line break. `None` when given up.
    pub(super) fn find(&self, needle: &str, is_cancelled: &dyn Fn() -> bool) -> Option<Bits> {
        let finder = memmem::Finder::new(needle);
        let mut found = Bits::filled(self.pieces.len(), false);
        let mut piece = 0;
        while piece < self.starts.len() {
            if is_cancelled() {
                return None;
            }
            let last = (piece + PART).min(self.starts.len());
            let end = self.start(last);
            let mut at = self.start(piece);
            while let Some(hit) = finder.find(&self.bytes[at..end]) {
                piece = self.piece_at(piece, at + hit);
                if self.owners[piece] != NONE {
                    found.set(self.owners[piece], true);
                }
                // One hit in a row is enough.
                piece += 1;
                at = self.start(piece);
            }
            piece = last;
        }
        Some(found)
    }

    /// Bytes it takes, the dead ones too.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    fn push(&mut self, row: u32, text: &[u8]) {
        if self.bytes.capacity() - self.bytes.len() < text.len() {
            // Doubling hundreds of megabytes would be wasteful.
            self.bytes.reserve_exact(text.len() + self.bytes.len() / 8 + FEW_BYTES);
        }
        self.starts.push(self.bytes.len());
        self.owners.push(row);
        self.bytes.extend_from_slice(text);
    }

    fn text(&self, row: u32) -> &[u8] {
        self.piece(row).map_or(&[], |piece| &self.bytes[self.range(piece)])
    }

    fn piece(&self, row: u32) -> Option<usize> {
        let piece = *self.pieces.get(row as usize)?;
        (piece != NONE).then_some(piece as usize)
    }

    fn start(&self, piece: usize) -> usize {
        self.starts.get(piece).copied().unwrap_or(self.bytes.len())
    }

    fn range(&self, piece: usize) -> std::ops::Range<usize> {
        self.start(piece)..self.start(piece + 1)
    }

    /// The piece that holds the byte at `at`, not before `from`. It is near more often than not.
    fn piece_at(&self, from: usize, at: usize) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step < self.starts.len() && self.starts[low + step] <= at {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        low + self.starts[low..high].partition_point(|start| *start <= at) - 1
    }

    /// Frees dead bytes when there are many of them.
    pub(super) fn compact_if_worth_it(&mut self) {
        if self.dead > self.bytes.len() / 4 && self.dead > FEW_BYTES {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let mut alive = Self {
            bytes: Vec::with_capacity(self.bytes.len() - self.dead),
            pieces: vec![NONE; self.pieces.len()],
            ..Self::default()
        };
        for (piece, row) in self.owners.iter().enumerate() {
            if *row != NONE {
                alive.pieces[*row as usize] = alive.starts.len() as u32;
                alive.push(*row, &self.bytes[self.range(piece)]);
            }
        }
        *self = alive;
    }
}
