//! A gzip body that is small on the wire and large once unpacked, made bit by bit so that no compressor is needed.

/// One match of the deflate format copies this many bytes.
const RUN: u64 = 258;

/// A gzip stream of `{"padding":"    ..."}` with about this many MiB of spaces.
pub(crate) fn gzip(mebibytes: u64) -> Vec<u8> {
    let runs = mebibytes.saturating_mul(1 << 20) / RUN;
    let (head, tail) = (b"{\"padding\":\" ", b"\"}");
    let mut writer = Bits::default();
    // Last block, fixed codes.
    writer.push(1, 1);
    writer.push(1, 2);
    head.iter().for_each(|byte| writer.literal(*byte));
    for _ in 0..runs {
        // Length 258 is code 285 (1100 0101); distance 1 is code 0.
        writer.code(0b1100_0101, 8);
        writer.code(0, 5);
    }
    tail.iter().for_each(|byte| writer.literal(*byte));
    writer.code(0, 7);
    let mut sum = crc32fast::Hasher::new();
    sum.update(head);
    (0..runs).for_each(|_| sum.update(&[b' '; RUN as usize]));
    sum.update(tail);
    let mut stream = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    stream.extend(writer.finish());
    stream.extend(sum.finalize().to_le_bytes());
    let length = (runs * RUN).wrapping_add((head.len() + tail.len()) as u64);
    stream.extend(u32::try_from(length & 0xFFFF_FFFF).unwrap_or_default().to_le_bytes());
    stream
}

/// Bits in the order deflate wants them: the lowest bit of a byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        self.held |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(u8::try_from(self.held & 0xFF).unwrap_or_default());
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A Huffman code: its highest bit first.
    fn code(&mut self, code: u32, length: u32) {
        self.push(code.reverse_bits() >> (32 - length), length);
    }

    /// A byte below 144 in the fixed code.
    fn literal(&mut self, byte: u8) {
        self.code(0x30 + u32::from(byte), 8);
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.bytes
    }
}
