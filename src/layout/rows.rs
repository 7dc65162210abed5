//! Ground cut into rows: where on the screen a land, or the water, has room for a level line of text.
//!
//! ```text
//!   y0  ───├────────┤───────├──┤──   each row keeps the runs of x that lie inside, by the even-odd rule;
//!   y1  ──├─────────┤──────├───┤──   text fits where all the rows it covers have a run for it
//! ```

use crate::basemap::{Basemap, Level};
use crate::camera::{Camera, Transform};
use crate::geo::{Path, ScreenRect};

/// Stretches of x, from and to, px: rising, apart, none of them empty.
pub type Runs = Vec<(f64, f64)>;

/// The rows of a box of the screen.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// The box; runs are cut to it.
    pub inner: ScreenRect,
    /// Distance between rows, px. The first is at the top of the box.
    pub step: f64,
}

impl Grid {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        (self.inner.height / self.step) as usize + 1
    }

    /// The height of row `n`, px of the screen.
    pub fn y(&self, n: usize) -> f64 {
        self.inner.y + self.step * n as f64
    }

    /// How many rows a line of text of `height` may touch, wherever between them it stands.
    pub fn cover(&self, height: f64) -> usize {
        (height / self.step).ceil() as usize + 1
    }

    /// The runs of each row that lie inside `path`, by the even-odd rule.
    pub fn scan(&self, path: &Path, transform: &Transform) -> Vec<Runs> {
        let inner = &self.inner;
        let count = self.count();
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); count];
        for part in path.parts.iter().filter(|part| part.closed) {
            if !transform.apply_bounds(&part.bounds).overlaps(inner) {
                continue;
            }
            let mut a = transform.apply(part.points[part.points.len() - 1]);
            for &point in &part.points {
                let b = transform.apply(point);
                let (top, bottom) = if a.y < b.y { (a.y, b.y) } else { (b.y, a.y) };
                // Rows strictly below the upper end, down to the lower one: each corner counts once.
                let first = ((top - inner.y) / self.step).floor().max(-1.0) as isize + 1;
                let last = (((bottom - inner.y) / self.step).floor()).min(count as f64 - 1.0) as isize;
                for row in first..=last {
                    let y = inner.y + row as f64 * self.step;
                    let x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
                    // At its place: a row has few crossings, and so they need not be sorted.
                    let row = &mut crossings[row as usize];
                    row.insert(row.partition_point(|other| *other < x), x);
                }
                a = b;
            }
        }
        crossings
            .into_iter()
            .map(|xs| {
                let cut = |pair: &[f64]| (pair[0].max(inner.x), pair[1].min(inner.right()));
                xs.chunks_exact(2).map(cut).filter(|(from, to)| from < to).collect()
            })
            .collect()
    }

    /// The runs of what `paths` picks of each level, every level that is in use serving where no finer one
    /// does, in all the copies of the world that are in view. Of a level's paths the first is filled, the
    /// others are taken out of it.
    pub fn scan_levels<'a>(
        &self,
        basemap: &'a Basemap,
        camera: &Camera,
        paths: &dyn Fn(&'a Level) -> [Option<&'a Path>; 2],
    ) -> Vec<Runs> {
        let (seen, base) = (camera.bounds(), camera.transform());
        let mut rows: Vec<Runs> = vec![Vec::new(); self.count()];
        for turn in seen.min.x.floor() as i32..=seen.max.x.floor() as i32 {
            let transform = Transform { dx: base.dx + f64::from(turn) * base.scale, ..base };
            for level in basemap.levels.iter().filter(|level| level.min_zoom <= camera.zoom()) {
                let [filled, out] = paths(level);
                let found = filled.map(|path| self.scan(path, &transform));
                let out = out.map(|path| self.scan(path, &transform));
                let covers = level.covers.as_ref().map(|covers| transform.apply_bounds(covers));
                // Without a box the level shows this whole copy of the world, and nothing beyond it.
                let (west, east) = covers
                    .map_or((transform.dx, transform.dx + transform.scale), |rect| (rect.x, rect.right()));
                for (n, row) in rows.iter_mut().enumerate() {
                    let y = self.y(n);
                    if covers.is_some_and(|rect| y < rect.y || y > rect.bottom()) {
                        continue;
                    }
                    *row = subtract(row, (west, east));
                    let mut runs = found.as_ref().map_or(Runs::new(), |found| found[n].clone());
                    for &hole in out.as_ref().map_or(&[][..], |out| &out[n]) {
                        runs = subtract(&runs, hole);
                    }
                    for run in intersect(&runs, &[(west, east)]) {
                        insert(row, run);
                    }
                }
            }
        }
        rows
    }

    /// What the rows leave free of the box.
    pub fn complement(&self, rows: &[Runs]) -> Vec<Runs> {
        let whole = [(self.inner.x, self.inner.right())];
        rows.iter().map(|runs| runs.iter().fold(whole.to_vec(), |free, &run| subtract(&free, run))).collect()
    }
}

/// Adds a run at its place among the others, joined with those it touches.
fn insert(runs: &mut Runs, run: (f64, f64)) {
    let at = runs.partition_point(|other| other.0 < run.0);
    runs.insert(at, run);
    runs.dedup_by(|next, last| {
        let touch = next.0 <= last.1;
        if touch {
            last.1 = last.1.max(next.1);
        }
        touch
    });
}

/// What two lists of runs share.
pub fn intersect(a: &[(f64, f64)], b: &[(f64, f64)]) -> Runs {
    let mut shared = Runs::new();
    for x in a {
        for y in b {
            push((x.0.max(y.0), x.1.min(y.1)), &mut shared);
        }
    }
    shared
}

/// The runs without what lies in `hole`.
pub fn subtract(runs: &[(f64, f64)], hole: (f64, f64)) -> Runs {
    let mut left = Runs::new();
    for &(from, to) in runs {
        push((from, to.min(hole.0)), &mut left);
        push((from.max(hole.1), to), &mut left);
    }
    left
}

/// Adds a run, unless it has no length.
fn push(run: (f64, f64), runs: &mut Runs) {
    if run.0 < run.1 {
        runs.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, WorldPoint, project};
    use proptest::prelude::*;

    const PLAIN: Transform = Transform { scale: 1.0, dx: 0.0, dy: 0.0 };

    fn grid(step: f64) -> Grid {
        Grid { inner: ScreenRect::new(10.0, 10.0, 380.0, 280.0), step }
    }

    fn ring(corners: &[(f64, f64)]) -> Path {
        let mut path = Path::default();
        path.push_ring(corners.iter().map(|&(x, y)| WorldPoint::new(x, y)).collect());
        path
    }

    proptest! {
        #[test]
        fn a_run_is_where_the_path_is(
            corners in prop::collection::vec((0.0..400.0, 0.0..300.0), 3..9),
            at in (11.0..389.0, 0..20_usize),
        ) {
            let (path, grid) = (ring(&corners), grid(13.0));
            let rows = grid.scan(&path, &PLAIN);
            let (x, n) = at;
            let inside = rows[n].iter().any(|&(from, to)| from < x && x < to);
            prop_assert_eq!(inside, path.contains(WorldPoint::new(x, grid.y(n))));
            let outside = grid.complement(&rows)[n].iter().any(|&(from, to)| from < x && x < to);
            prop_assert_ne!(inside, outside);
        }

        #[test]
        fn runs_stay_rising_and_apart(runs in prop::collection::vec((0.0..100.0, 0.1..30.0), 1..9)) {
            let mut all = Runs::new();
            for &(from, length) in &runs {
                insert(&mut all, (from, from + length));
            }
            prop_assert!(all.windows(2).all(|pair| pair[0].1 < pair[1].0));
            let holds = |x: f64| all.iter().any(|r| r.0 <= x && x <= r.1);
            prop_assert!(runs.iter().all(|&(from, length)| holds(from) && holds(from + length / 2.0)));
        }
    }

    #[test]
    fn a_finer_level_serves_inside_its_box_and_the_coarser_one_around_it() {
        let file = |covers: &str, east: f64| {
            let text = format!(
                r#"{{"type":"Topology",{covers}"arcs":[[[0,0],[{east},0],[{east},20],[0,20],[0,0]]],
                "objects":{{"countries":{{"type":"Polygon","id":"AA","arcs":[[0]]}}}}}}"#
            );
            Level::read(text.as_bytes()).unwrap()
        };
        let mut basemap = Basemap::new();
        basemap.insert(file("", 20.0));
        basemap.insert(file(r#""covers":[10,-5,30,25],"#, 14.0));
        let camera = Camera::new(project(LonLat::new(10.0, 10.0)), 4.0, 800.0, 600.0);
        let grid = Grid { inner: camera.viewport(), step: 10.0 };
        let rows = grid.scan_levels(&basemap, &camera, &|level| [Some(&*level.land), None]);
        let x = |lon: f64| camera.to_screen(project(LonLat::new(lon, 10.0))).x;
        let middle = &rows[30];
        assert_eq!(middle.len(), 1, "the two parts are one run: {middle:?}");
        assert!((middle[0].0 - x(0.0)).abs() < 1e-6 && (middle[0].1 - x(14.0)).abs() < 1e-6);
    }

    #[test]
    fn every_copy_of_the_world_in_view_is_cut() {
        let text = r#"{"type":"Topology","arcs":[[[170,-10],[180,-10],[180,10],[170,10],[170,-10]]],
            "objects":{"countries":{"type":"Polygon","id":"AA","arcs":[[0]]}}}"#;
        let mut basemap = Basemap::new();
        basemap.insert(Level::read(text.as_bytes()).unwrap());
        let camera = Camera::new(project(LonLat::new(-175.0, 0.0)), 3.0, 600.0, 400.0);
        let grid = Grid { inner: camera.viewport(), step: 10.0 };
        let rows = grid.scan_levels(&basemap, &camera, &|level| [Some(&*level.land), None]);
        let west = camera.to_screen(project(LonLat::new(170.0, 0.0))).x;
        assert!((rows[20][0].0 - west).abs() < 1e-6, "{:?}", rows[20]);
    }
}
