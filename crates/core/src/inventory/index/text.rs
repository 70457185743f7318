//! The search text of all rows in a few large segments, so that one pass over memory finds every row that holds a text, and so that a
//! growing text is never copied whole.

use memchr::{memchr, memmem};

use super::bits::Bits;

/// Bytes of a segment. Between two segments a search may be given up.
const SEGMENT: usize = 1024 * 1024;
/// Pieces of a segment at the most.
const MOST_PIECES: usize = 1 << 16;
/// No row, or no piece.
const NONE: u32 = u32::MAX;
/// Dead bytes that are not worth the work of moving the others.
const FEW_BYTES: usize = 4 * 1024;

/// Pieces of text, one a row. A piece that is replaced stays as dead bytes of its segment until there are too many of them.
#[derive(Debug, Default)]
pub(super) struct TextBuffer {
    segments: Vec<Segment>,
    /// Segments that hold nothing and may be used again.
    empty: Vec<u32>,
    /// Where new text goes, if there is any segment.
    last: usize,
    /// The piece of each row.
    pieces: Vec<Piece>,
}

/// Where the text of a row is: the segment, and which of its pieces.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Piece(u32);

const NO_PIECE: Piece = Piece(NONE);

impl Piece {
    fn new(segment: usize, piece: usize) -> Self {
        Self((segment * MOST_PIECES + piece) as u32)
    }

    fn segment(self) -> usize {
        self.0 as usize / MOST_PIECES
    }

    fn piece(self) -> usize {
        self.0 as usize % MOST_PIECES
    }
}

#[derive(Debug, Default)]
struct Segment {
    bytes: Vec<u8>,
    /// Where each piece begins, ascending. It ends where the next one begins.
    starts: Vec<u32>,
    /// The row of each piece.
    owners: Vec<u32>,
    /// Pieces that have a row.
    alive: usize,
    /// Bytes of the others.
    dead: usize,
}

impl TextBuffer {
    /// Sets the text of a row: one or more lines, without the end of the last one.
    pub(super) fn put(&mut self, row: u32, text: &str) {
        if self.piece(row).is_some() && self.text(row) == text.as_bytes() {
            return;
        }
        self.remove(row);
        if self.pieces.len() <= row as usize {
            self.pieces.resize(row as usize + 1, NO_PIECE);
        }
        let segment = self.segment_for(text.len() + 1);
        let piece = self.segments[segment].push(row, text.as_bytes());
        self.pieces[row as usize] = Piece::new(segment, piece);
    }

    /// Removes the text of a row.
    pub(super) fn remove(&mut self, row: u32) {
        let Some(piece) = self.piece(row) else {
            return;
        };
        self.pieces[row as usize] = NO_PIECE;
        let (number, piece) = (piece.segment(), piece.piece());
        let segment = &mut self.segments[number];
        segment.dead += segment.start(piece + 1) - segment.start(piece);
        segment.owners[piece] = NONE;
        segment.alive -= 1;
        if segment.alive == 0 {
            *segment = Segment::default();
            if number != self.last {
                self.empty.push(number as u32);
            }
        } else if segment.dead > segment.bytes.len() / 4 && segment.dead > FEW_BYTES {
            self.compact(number);
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
        for segment in &self.segments {
            if is_cancelled() {
                return None;
            }
            segment.find(&finder, |row| found.set(row, true));
        }
        Some(found)
    }

    /// How many rows it has room for.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Bytes it takes, the dead ones too.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.segments.iter().map(|segment| segment.bytes.len()).sum()
    }

    /// Numbers these rows anew, in their order. No other row has a text.
    pub(super) fn number_anew(&mut self, rows: &[u32]) {
        let mut pieces = vec![NO_PIECE; rows.len()];
        for (number, row) in (0..).zip(rows) {
            if let Some(piece) = self.piece(*row) {
                self.segments[piece.segment()].owners[piece.piece()] = number;
                pieces[number as usize] = piece;
            }
        }
        self.pieces = pieces;
    }

    /// The segment that takes a text of so many bytes.
    fn segment_for(&mut self, length: usize) -> usize {
        let has_room = |segment: &Segment| {
            segment.alive == 0 || segment.bytes.len() + length <= SEGMENT && segment.owners.len() < MOST_PIECES
        };
        if !self.segments.get(self.last).is_some_and(has_room) {
            self.last = match self.empty.pop() {
                Some(number) => number as usize,
                None => {
                    self.segments.push(Segment::default());
                    self.segments.len() - 1
                }
            };
        }
        self.last
    }

    /// The text of a row.
    pub(super) fn text(&self, row: u32) -> &[u8] {
        self.piece(row)
            .map_or(&[], |piece| self.segments[piece.segment()].text(piece.piece()))
    }

    fn piece(&self, row: u32) -> Option<Piece> {
        self.pieces
            .get(row as usize)
            .copied()
            .filter(|piece| *piece != NO_PIECE)
    }

    /// Frees the dead bytes of a segment.
    fn compact(&mut self, number: usize) {
        let full = std::mem::take(&mut self.segments[number]);
        let mut alive = Segment::with_room(full.bytes.len() - full.dead);
        for (piece, row) in full.owners.iter().enumerate().filter(|(_, row)| **row != NONE) {
            self.pieces[*row as usize] = Piece::new(number, alive.push(*row, full.text(piece)));
        }
        self.segments[number] = alive;
    }
}

impl Segment {
    fn with_room(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ..Self::default()
        }
    }

    fn push(&mut self, row: u32, text: &[u8]) -> usize {
        let needed = text.len() + 1;
        if self.bytes.capacity() - self.bytes.len() < needed {
            let room = SEGMENT.saturating_sub(self.bytes.len());
            self.bytes
                .reserve_exact(needed.max(room.min(self.bytes.len().max(FEW_BYTES))));
        }
        self.starts.push(self.bytes.len() as u32);
        self.owners.push(row);
        self.alive += 1;
        self.bytes.extend_from_slice(text);
        self.bytes.push(b'\n');
        self.owners.len() - 1
    }

    /// Tells the row of every piece that holds a text.
    fn find(&self, finder: &memmem::Finder<'_>, mut tell: impl FnMut(u32)) {
        let (mut piece, mut at) = (0, 0);
        while let Some(hit) = finder.find(&self.bytes[at..]) {
            piece = self.piece_at(piece, at + hit);
            if self.owners[piece] != NONE {
                tell(self.owners[piece]);
            }
            // One hit in a row is enough.
            piece += 1;
            at = self.start(piece);
        }
    }

    fn start(&self, piece: usize) -> usize {
        self.starts.get(piece).map_or(self.bytes.len(), |start| *start as usize)
    }

    /// A piece, without the end of its last line.
    fn text(&self, piece: usize) -> &[u8] {
        &self.bytes[self.start(piece)..self.start(piece + 1) - 1]
    }

    /// The piece that holds the byte at `at`, not before `from`. It is near more often than not.
    fn piece_at(&self, from: usize, at: usize) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step < self.starts.len() && self.start(low + step) <= at {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        low + self.starts[low..high].partition_point(|start| *start as usize <= at) - 1
    }
}
