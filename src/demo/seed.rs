//! A small generator of numbers that are the same each time for the same beginning.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Seed(u64);

impl Seed {
    /// A stream of its own for each name.
    pub fn of(name: &str) -> Self {
        // FNV-1a spreads the letters of a name over all bits.
        let spread = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, spread))
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, 1.
    pub fn share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, not including, `count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.draw() % count.max(1) as u64) as usize
    }

    pub fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices
            .get(self.below(choices.len()))
            .copied()
            .unwrap_or_default()
    }

    /// About 0, mostly within −1 and 1: the sum of twelve even draws less six.
    pub fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }

    /// An id as 32 hexadecimal digits, in the shape of a UUID of version 8.
    pub fn id(&mut self) -> String {
        let high = (self.draw() & !0xf000) | 0x8000;
        let low = (self.draw() & !(0b11 << 62)) | (0b10 << 62);
        format!("{high:016x}{low:016x}")
    }
}
