//! Seeded chance: the same seed throws the same, on every machine.

/// Splitmix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but never, 1.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of the numbers below `many`; 0 when there is none.
    pub fn below(&mut self, many: usize) -> usize {
        (self.share() * many as f64) as usize
    }

    /// Normal, with mean 0 and deviation 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_evenly() {
        let (mut one, mut other) = (Dice::seeded(7), Dice::seeded(7));
        let thrown: Vec<f64> = (0..10_000).map(|_| one.share()).collect();
        assert!(thrown.iter().all(|share| *share == other.share()));
        let mean = thrown.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let spread = (0..10_000).map(|_| one.normal().powi(2)).sum::<f64>() / 10_000.0;
        assert!((spread - 1.0).abs() < 0.05, "{spread}");
    }
}
