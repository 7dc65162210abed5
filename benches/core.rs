//! How long the steps from a file to a drawn map take, natively: `cargo bench`.
//!
//! The places are made by a counter, never at random, so that every run measures the same work.
// Criterion's macros write functions that have no documentation.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dateline_map::article::Gazetteer;
use dateline_map::basemap::{Basemap, Level};
use dateline_map::camera::{Camera, window};
use dateline_map::clusters::{Clusters, Options};
use dateline_map::geo::{LonLat, ScreenPoint, WorldBounds, WorldPoint, project};
use dateline_map::index::{Points, Strips, Window};
use dateline_map::layout::{self, ApproximateMeasure, Cloud, Sorter};
use dateline_map::raster::{PHASES, Raster, Sprite};
use dateline_map::scene::{Scene, svg};
use dateline_map::story::{self, Places, Reader, Story};
use dateline_map::units::Units;
use dateline_map::widget::{Input, Widget};
use dateline_map::words::Words;
use std::hint::black_box;
use std::rc::Rc;

const FILES: [&str; 2] = ["world.topojson", "region.topojson"];

fn bytes_of(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/geodata/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn basemap() -> Basemap {
    let mut basemap = Basemap::new();
    FILES.iter().for_each(|file| basemap.insert(Level::read(&bytes_of(file)).unwrap()));
    basemap
}

/// A story of `count` places, spread evenly over the box of 60 to 75 degrees east, 29 to 38 north, by
/// the additive recurrence of Roberts (2018) on the plastic number: no two of them meet. Each has more to its end.
fn places(count: usize, more: impl Fn(usize) -> String) -> Vec<u8> {
    let features: Vec<String> = (1..=count)
        .map(|n| {
            let part = |step: f64| (n as f64 * step).fract();
            let (lon, lat) = (60.0 + 15.0 * part(0.754_877_666), 29.0 + 9.0 * part(0.569_840_291));
            let kind = ["city", "district", "site"][n % 3];
            format!(
                r#"{{"type":"Feature","id":"p{n}","geometry":{{"type":"Point","coordinates":[{lon:.4},{lat:.4}]}},
                "properties":{{"name":"Place {n}","name:fa":"جای {n}","kind":"{kind}","date":"2021-07-{:02}",
                "annotation":"What happened at {n}"{}}}}}"#,
                n % 28 + 1,
                more(n)
            )
        })
        .collect();
    format!(r#"{{"type":"FeatureCollection","lang":"en","features":[{}]}}"#, features.join(",\n"))
        .into_bytes()
}

/// Places with a passage each.
fn generated(count: usize) -> Vec<u8> {
    places(count, |n| format!(r#","excerpts":[{{"text":"A passage on place {n}.","paragraph":{n}}}]"#))
}

fn read(bytes: &[u8]) -> Story {
    let reading = story::read(bytes).unwrap();
    assert!(reading.diagnostics.is_empty());
    reading.story
}

fn reading(c: &mut Criterion) {
    // The time for one place must not grow with their number.
    let mut group = c.benchmark_group("read a story of places");
    group.sample_size(10);
    for count in [10, 100, 1_000, 10_000, 100_000] {
        let file = generated(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &file, |b, file| b.iter(|| read(file)));
    }
    group.finish();
    for name in FILES {
        let file = bytes_of(name);
        c.bench_function(&format!("read {name}"), |b| b.iter(|| Level::read(black_box(&file)).unwrap()));
    }
}

fn projecting(c: &mut Criterion) {
    let places = read(&generated(10_000)).places;
    let positions: Vec<LonLat> =
        places.iter().filter_map(|place| place.marker).map(dateline_map::geo::unproject).collect();
    assert_eq!(positions.len(), 10_000);
    let mut projected: Vec<WorldPoint> = Vec::with_capacity(positions.len());
    c.bench_function("project 10,000 positions", |b| {
        b.iter(|| {
            projected.clear();
            projected.extend(black_box(&positions).iter().map(|p| project(*p)));
        });
    });
    let basemap = basemap();
    let points: Vec<WorldPoint> = projected.iter().step_by(10).copied().collect();
    c.bench_function("find the countries of 1,000 positions", |b| {
        b.iter(|| points.iter().filter(|p| basemap.country_at(**p).is_some()).count());
    });
}

/// Positions spread over the world as those of [`generated`] are over their box.
fn positions(count: usize) -> Vec<WorldPoint> {
    (1..=count)
        .map(|n| {
            let part = |step: f64| (n as f64 * step).fract();
            WorldPoint::new(part(0.754_877_666), 0.2 + 0.6 * part(0.569_840_291))
        })
        .collect()
}

fn indexing(c: &mut Criterion) {
    let view = window(&WorldBounds { min: WorldPoint::new(0.4, 0.4), max: WorldPoint::new(0.5, 0.46) });
    for count in [10_000, 100_000, 1_000_000] {
        let positions = positions(count);
        let mut points = Points::default();
        positions.iter().for_each(|at| points.push(at.x, at.y));
        let points = Rc::new(points);
        let strips = || Strips::new(&points, (0..count as u32).collect(), 1);
        let clusters = || {
            let (weights, ids) = (Rc::new(vec![1.0; count]), (0..count as u32).collect());
            Clusters::new(Rc::clone(&points), weights, ids, Options::default())
        };
        let mut group = c.benchmark_group(format!("{count} points"));
        group.sample_size(10);
        group.bench_function("index", |b| b.iter(&strips));
        group.bench_function("cluster", |b| b.iter(&clusters));
        let (strips, clusters) = (strips(), clusters());
        let (west, north) = points.spot(count as u32 / 2);
        let window = Window::around(west, north, 1 << 20);
        group.bench_function("what lies within 45 km of one", |b| {
            b.iter(|| {
                let mut found = 0;
                strips.within(|n| points.spot(strips.ids[n]), black_box(&window), |_| found += 1);
                found
            });
        });
        assert!(!clusters.within(&view, 6.0).is_empty());
        group.bench_function("the clusters of a view", |b| b.iter(|| clusters.within(black_box(&view), 6.0)));
        group.finish();
    }
}

/// A million places, of which every one is drawn: about 1.7 to a px at first.
fn crowds(c: &mut Criterion) {
    let count = 1_000_000;
    let file = places(count, |_| String::new());
    let mut group = c.benchmark_group("a million places");
    group.sample_size(10);
    let come_in = || {
        let (mut reader, mut places) = (Reader::default(), Places::default());
        file.chunks(1 << 17).for_each(|piece| reader.push(piece, &mut places).unwrap());
        places.append(reader.finish().unwrap().story.places);
        places
    };
    group.bench_function("read as they come in", |b| b.iter(come_in));
    let places = come_in();
    assert_eq!(places.len(), count);
    let sorted = || {
        let mut sorter = Sorter::new(Cloud::new(&places), (0..count as u32).collect());
        while sorter.step() {}
        sorter.finish()
    };
    group.bench_function("sort", |b| b.iter(sorted));
    let cloud = sorted();
    let camera = Camera::new(project(LonLat::new(67.5, 33.5)), 5.9, 960.0, 600.0);
    let spots: Vec<ScreenPoint> =
        (0..100).map(|n| ScreenPoint::new(f64::from(n % 10) * 96.0, f64::from(n / 10) * 60.0)).collect();
    assert!(spots.iter().filter(|p| cloud.place_at(&camera, **p).is_some()).count() > 50);
    group.bench_function("find the place under each of 100 points", |b| {
        b.iter(|| spots.iter().filter(|p| cloud.place_at(&camera, **p).is_some()).count());
    });
    let quarter = |n: usize| n as f64 / PHASES as f64;
    let disc = |n: usize| Sprite::disc(5.0, (quarter(n % PHASES), quarter(n / PHASES)));
    let sets = vec![(0..PHASES * PHASES).map(disc).collect(); cloud.marks.len()];
    let mut raster = Raster::default();
    group.bench_function("draw", |b| {
        b.iter(|| {
            raster.clear(960, 600, 14);
            raster.draw(&cloud.drawn(), &sets, &Cloud::placing(&camera), |_| {});
            raster.finish().len()
        });
    });
    group.finish();
}

fn laying_out(c: &mut Criterion) {
    let (story, basemap) = (read(&generated(60)), basemap());
    let camera = Camera::new(project(LonLat::new(67.5, 33.5)), 5.9, 1280.0, 800.0);
    let words = Words::default();
    let input = layout::Input {
        story: &story,
        basemap: &basemap,
        camera: &camera,
        lang: "en",
        rtl: false,
        numbered: false,
        clusters: None,
        cloud: None,
        set_out: None,
        selected: None,
        units: Units::Metric,
        inset: layout::Show::Auto,
        around: layout::Around::default(),
        obstacles: &[],
        measure: &ApproximateMeasure,
        words: &words,
        legend: (&[], layout::legend::Stand::Hidden),
        before: None,
    };
    let laid_out = layout::lay_out(&input);
    assert_eq!(laid_out.markers.len(), 60, "all of them are in view");
    c.bench_function("lay out 60 labels", |b| b.iter(|| layout::lay_out(black_box(&input))));
}

/// A widget with the demo's story, as the page has it after it has loaded.
fn demo() -> Widget {
    let mut widget = Widget::default();
    widget.apply(Input::Resize { width: 1280.0, height: 800.0 });
    for level in basemap().levels {
        widget.apply(Input::Level(Box::new(level)));
    }
    widget.apply(Input::Story(Box::new(read(&bytes_of("story.geojson")))));
    widget
}

fn painting(c: &mut Criterion) {
    let mut widget = demo();
    c.bench_function("lay out the demo and build its scene", |b| {
        b.iter(|| {
            widget.apply(Input::Fonts);
            widget.scene(&ApproximateMeasure, None)
        });
    });
    c.bench_function("find the demo's place under 100 points", |b| {
        let points: Vec<ScreenPoint> =
            (0..100).map(|n| ScreenPoint::new(f64::from(n % 10) * 128.0, f64::from(n / 10) * 80.0)).collect();
        b.iter(|| points.iter().filter(|p| widget.place_at(**p).is_some()).count());
    });
    let scene: Scene = widget.scene(&ApproximateMeasure, None);
    c.bench_function("build the demo's scene, laid out", |b| {
        b.iter(|| widget.scene(&ApproximateMeasure, None))
    });
    c.bench_function("write the demo's scene as SVG", |b| b.iter(|| svg::write(black_box(&scene), "", "")));
    c.bench_function("from the demo's files to its SVG", |b| {
        b.iter(|| svg::write(&demo().scene(&ApproximateMeasure, None), "", ""));
    });
}

/// A megabyte of made-up English with 1,000 names; a mention in every 20 words.
fn searching(c: &mut Criterion) {
    const SYLLABLES: [&str; 16] = [
        "ka", "bul", "her", "at", "lagh", "man", "do", "ha", "mos", "co", "w", "ing", "re", "ad", "ni", "ce",
    ];
    // A linear congruential generator (Knuth, The Art of Computer Programming 2, section 3.3.4).
    let mut state = 1_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let mut word = || (0..2 + next(3)).map(|_| SYLLABLES[next(16) as usize]).collect::<String>();
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    let names: Vec<String> = (0..1_000)
        .map(|n| if n % 4 == 0 { capital(word()) + " " + &capital(word()) } else { capital(word()) })
        .collect();
    let mut text = String::new();
    let mut n = 0;
    while text.len() < 1_000_000 {
        n += 1;
        if n % 20 == 0 {
            text.push_str(&names[n * 7 % names.len()]);
        } else {
            text.push_str(&word());
        }
        text.push_str(if n % 13 == 0 { ". " } else { " " });
    }
    let gazetteer = Gazetteer::new(names.iter().enumerate().map(|(place, name)| (place, name.as_str())));
    assert!(gazetteer.find(&text).len() > n / 25, "the names are there");
    c.bench_function("find 1,000 names in 1 MB of text", |b| b.iter(|| gazetteer.find(black_box(&text))));
    c.bench_function("take in 1,000 names", |b| {
        b.iter(|| Gazetteer::new(names.iter().enumerate().map(|(place, name)| (place, name.as_str()))));
    });
}

criterion_group!(benches, reading, projecting, indexing, crowds, laying_out, painting, searching);
criterion_main!(benches);
