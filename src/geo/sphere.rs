//! Distances on the sphere.

use super::LonLat;
use super::math::sin_cos;

/// The mean radius of the Earth, in metres (IUGG, R₁).
pub const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// The great-circle distance between two positions, in metres.
///
/// The haversine formula (Sinnott, "Virtues of the haversine", *Sky and Telescope*, 1984), which is
/// well conditioned for near points; against the ellipsoid it errs by at most about 0.5 %.
pub fn distance_m(a: LonLat, b: LonLat) -> f64 {
    let (phi_a, phi_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half_dphi = (phi_b - phi_a) / 2.0;
    let half_dlambda = (b.lon - a.lon).to_radians() / 2.0;
    let (sin_dphi, sin_dlambda) = (sin_cos(half_dphi).0, sin_cos(half_dlambda).0);
    let h = (sin_dphi * sin_dphi + sin_cos(phi_a).1 * sin_cos(phi_b).1 * sin_dlambda * sin_dlambda).min(1.0);
    // The arc whose sine is √h.
    2.0 * EARTH_RADIUS_M * h.sqrt().atan2((1.0 - h).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_equator_is_a_quarter_of_the_circumference() {
        let quarter = distance_m(LonLat::new(0.0, 0.0), LonLat::new(90.0, 0.0));
        assert!((quarter - EARTH_RADIUS_M * std::f64::consts::FRAC_PI_2).abs() < 1e-6);
    }

    #[test]
    fn kabul_lies_about_3360_km_from_moscow() {
        let (kabul, moscow) = (LonLat::new(69.1723, 34.5281), LonLat::new(37.6178, 55.7520));
        assert!((distance_m(kabul, moscow) / 1000.0 - 3364.0).abs() < 15.0);
    }
}
