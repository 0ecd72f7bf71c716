//! Chance with a seed.

/// A seeded stream of numbers (splitmix64). Ours and no crate's, so that a seed gives the same rows with every later
/// version of every dependency.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed and a number: every row has one of its own, so that none depends on those before it.
    #[must_use]
    pub fn new(seed: u64, number: u64) -> Self {
        let mut mixed = Self(seed ^ number.wrapping_mul(0xA076_1D64_78BD_642F));
        Self(mixed.number())
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.number()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `from` to `to`, both possible.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        let span = usize::try_from(to - from + 1).unwrap_or(1);
        from + i32::try_from(self.below(span)).unwrap_or_default()
    }

    /// Whether something that happens so many times in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several, of which there is at least one.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of several, each with its weight.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, usize)]) -> T {
        let all = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(all);
        for (one, weight) in of {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        of[0].0
    }

    /// A place below `end`, small ones more often.
    pub fn skewed(&mut self, end: usize) -> usize {
        let one = self.below(end);
        let other = self.below(end);
        one.min(other)
    }
}
