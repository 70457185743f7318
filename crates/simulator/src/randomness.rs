//! The seeded source of everything that looks random: ids, request ids, jitter. SplitMix64, so that a seed gives the
//! same data on every machine and with every version of every dependency.

const ALPHANUMERIC: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const MIXED: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#[derive(Debug, Clone)]
pub(crate) struct Randomness(u64);

impl Randomness {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or(0)
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let mut text = String::with_capacity(length);
        self.append(&mut text, alphabet, length);
        text
    }

    fn append(&mut self, text: &mut String, alphabet: &[u8], length: usize) {
        text.extend((0..length).map(|_| {
            let index = self.below(alphabet.len() as u64);
            let letter = usize::try_from(index).ok().and_then(|index| alphabet.get(index));
            letter.copied().map_or('0', char::from)
        }));
    }

    /// Appends what [`Self::lower`] gives.
    pub(crate) fn append_lower(&mut self, text: &mut String, length: usize) {
        self.append(text, ALPHANUMERIC, length);
    }

    pub(crate) fn lower(&mut self, length: usize) -> String {
        self.text(ALPHANUMERIC, length)
    }

    pub(crate) fn mixed(&mut self, length: usize) -> String {
        self.text(MIXED, length)
    }

    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.text(b"0123456789", length)
    }

    /// A resource id in the console's style: kind, region code, then 17 characters (`s-bp1f3k9x7q2m8d4ahw0z`).
    pub(crate) fn identifier(&mut self, kind: &str, region_code: &str) -> String {
        format!("{kind}-{region_code}{}", self.lower(17))
    }

    /// An upper-case UUID, the shape of a RequestId.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08X}-{:04X}-5{:03X}-{:04X}-{:012X}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFF,
            0x8000 | ((low >> 48) & 0x3FFF),
            low & 0xFFFF_FFFF_FFFF
        )
    }
}
