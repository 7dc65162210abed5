//! Sine, cosine and powers for the angles and zooms of a map.
//!
//! The general functions must serve any argument: they bring tables to reduce an angle of 10^300 turns
//! and to scale a power, 20 KB of wasm in all. The angles here are within a few turns, where a series
//! serves to the last bit or two; what else is needed is made from `exp` and `ln`.

use std::f64::consts::{FRAC_PI_2, LN_2};

/// π/2 in three parts, the first two of so few bits that a small number of them is exact: the reduction
/// of Cody and Waite (*Software Manual for the Elementary Functions*, 1980).
const QUARTER: [f64; 3] = {
    let high = f64::from_bits(FRAC_PI_2.to_bits() & !0xff_ffff);
    [high, FRAC_PI_2 - high, 6.123_233_995_736_766e-17]
};

/// The sine and the cosine of `angle`, in radians; exact to about 2e-16 within a million turns.
pub(crate) fn sin_cos(angle: f64) -> (f64, f64) {
    let quarters = (angle / FRAC_PI_2).round();
    let x = angle - quarters * QUARTER[0] - quarters * QUARTER[1] - quarters * QUARTER[2];
    // Taylor's series for |x| <= π/4: the next terms are below 1e-16.
    let z = x * x;
    let (mut sin, mut cos) = (1.0, 1.0);
    for n in (1..=8).rev() {
        let n = f64::from(n);
        sin = 1.0 - z / (2.0 * n * (2.0 * n + 1.0)) * sin;
        cos = 1.0 - z / (2.0 * n * (2.0 * n - 1.0)) * cos;
    }
    sin *= x;
    match quarters as i64 & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// 2 to the power `x`, which is within -1000..1000; exact for whole numbers.
pub(crate) fn exp2(x: f64) -> f64 {
    let whole = x.round();
    // The exponent of a double, with its bias of 1023, stands above 52 bits of mantissa.
    let scale = f64::from_bits(((whole as i64 + 1023) as u64) << 52);
    ((x - whole) * LN_2).exp() * scale
}

/// The hyperbolic sine and cosine.
pub(crate) fn sinh_cosh(x: f64) -> (f64, f64) {
    let e = x.exp();
    ((e - 1.0 / e) / 2.0, (e + 1.0 / e) / 2.0)
}

/// The number whose hyperbolic sine is `x`.
pub(crate) fn asinh(x: f64) -> f64 {
    // Taken of the absolute value, where nothing cancels.
    (x.abs() + (x * x + 1.0).sqrt()).ln().copysign(x)
}

/// The fifth root of `x`, which is within 0.007..=1; to the last bit or two.
pub(crate) fn fifth_root(x: f64) -> f64 {
    // Newton's method for the zero of y⁵ - x, from a line that is within 40 % of it.
    let mut y = 0.5 + 0.5 * x;
    for _ in 0..6 {
        let square = y * y;
        y += (x / (square * square) - y) / 5.0;
    }
    y
}

/// The length of the vector `x`, `y`, which are far from the limits of double precision.
pub(crate) fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// What is left of `x` when whole turns are taken off: 0..=1.
pub(crate) fn within_turn(x: f64) -> f64 {
    x - x.floor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_agree_with_the_standard_library(x in -600.0..600.0f64, small in -20.0..20.0f64) {
            let (sin, cos) = sin_cos(x);
            prop_assert!((sin - x.sin()).abs() < 4e-16 && (cos - x.cos()).abs() < 4e-16, "{x}");
            prop_assert!((exp2(small) / small.exp2() - 1.0).abs() < 1e-15);
            let (sinh, cosh) = sinh_cosh(small);
            prop_assert!((sinh - small.sinh()).abs() <= 1e-15 * cosh && (cosh / small.cosh() - 1.0).abs() < 1e-15);
            prop_assert!((asinh(x) - x.asinh()).abs() < 2e-15);
            prop_assert!((length(x, small) / x.hypot(small) - 1.0).abs() < 1e-15);
            prop_assert!((within_turn(x) - x.rem_euclid(1.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn powers_of_two_are_exact() {
        for n in -40..=40 {
            assert_eq!(exp2(f64::from(n)), 2.0_f64.powi(n));
        }
    }
}
