//! The boundary between Rust and JavaScript, in a real browser: what goes in as JavaScript values, and what comes back.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_map::web::View;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, ShadowRoot};

wasm_bindgen_test_configure!(run_in_browser);

// The flags as `element.js` reads them.
const REDRAW: u32 = 1;
const MOVED: u32 = 4;
const SELECTED: u32 = 8;
const WANTS: u32 = 16;
const HINT_WHEEL: u32 = 32;
const BUSY: u32 = 128;

#[wasm_bindgen(inline_js = r#"
    /** A map in the page with `story` as its property: a promise of { map, type, detail } of the first answer. */
    export function mount(story, lang) {
      const map = document.createElement("dateline-map");
      map.style.cssText = "display: block; width: 640px; height: 480px";
      if (lang) map.lang = lang;
      map.story = story;
      const answer = new Promise((heard) => {
        for (const type of ["dateline-ready", "dateline-error"]) {
          map.addEventListener(type, (event) => { event.preventDefault(); heard({ map, type, detail: event.detail }); });
        }
      });
      document.body.append(map);
      return answer;
    }
    /** A shadow root in the page, without the element. */
    export function bareRoot() {
      const host = document.body.appendChild(document.createElement("div"));
      return host.attachShadow({ mode: "open" });
    }
    export function evaluate(map, code) { return new Function("map", `return ${code}`)(map); }
    export function cyclic() { const story = { type: "FeatureCollection", features: [] }; story.self = story; return story; }
"#)]
extern "C" {
    #[wasm_bindgen(js_name = mount)]
    fn mount_element(story: &JsValue, lang: &str) -> Promise;
    #[wasm_bindgen(js_name = bareRoot)]
    fn bare_root() -> ShadowRoot;
    fn evaluate(map: &JsValue, code: &str) -> JsValue;
    fn cyclic() -> JsValue;
}

const STORY: &str = r#"{
  "type": "FeatureCollection", "title": "A title", "lang": "en-GB", "desk": {"editor": "M. K.", "pages": [1, 2.5, null]},
  "features": [
    {"type": "Feature", "id": "kabul", "geometry": {"type": "Point", "coordinates": [69.1723, 34.5281, 1790]}, "bbox": [69, 34, 70, 35],
     "properties": {"name": "Kabul", "name:fa": "کابل", "kind": "city", "date": "2021-07-09", "wikidata": "Q5838",
                    "excerpts": [{"text": "A text.", "paragraph": 6, "date": "2021-07", "by": "us"}]}},
    {"type": "Feature", "id": 7, "geometry": null, "properties": {"name": "Nowhere"}}
  ]
}"#;

fn story() -> JsValue {
    JSON::parse(STORY).unwrap()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

/// A map in the page. The start function of a crate runs by itself in its own module only, not in that of its tests.
fn mount(story: &JsValue, lang: &str) -> Promise {
    dateline_map::web::start();
    mount_element(story, lang)
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

async fn ready(story: &JsValue, lang: &str) -> JsValue {
    let answer = mount(story, lang).await.unwrap();
    assert_eq!(text(&answer, "type"), "dateline-ready", "{:?}", get(&answer, "detail"));
    answer
}

async fn refused(story: &JsValue) -> String {
    let answer = mount(story, "").await.unwrap();
    assert_eq!(text(&answer, "type"), "dateline-error");
    text(&get(&answer, "detail"), "message")
}

fn view() -> View {
    let root = bare_root();
    let host: HtmlElement = root.host().unchecked_into();
    View::new(&host, &root)
}

/// Reads a story that comes in by pieces.
fn read(view: &mut View, address: &str, bytes: &[u8]) -> Result<(), String> {
    view.begin_story();
    for piece in bytes.chunks(100) {
        view.add_story(address, piece)?;
    }
    view.end_story(address, false)
}

fn shown() -> View {
    let mut view = view();
    view.resize(640.0, 480.0, 1.0, false);
    read(&mut view, "story", STORY.as_bytes()).unwrap();
    view.show();
    view
}

#[wasm_bindgen_test]
fn the_start_defines_the_element_and_a_second_one_is_no_error() {
    dateline_map::web::start();
    let defined = evaluate(&JsValue::NULL, "customElements.get('dateline-map')");
    assert!(defined.is_function());
    dateline_map::web::start();
    assert_eq!(evaluate(&JsValue::NULL, "customElements.get('dateline-map')"), defined);
}

#[wasm_bindgen_test]
async fn a_story_comes_back_as_it_went_in_with_members_that_nobody_knows() {
    let answer = ready(&story(), "").await;
    let back = get(&get(&answer, "map"), "story");
    assert!(back.is_instance_of::<Object>(), "a plain object, no Map");
    // Parsed by the core, so that the order of members does not matter.
    let parse = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
    let back = parse(JSON::stringify(&back).unwrap().into());
    assert_eq!(back, parse(STORY.to_owned()));
}

#[wasm_bindgen_test]
async fn ready_tells_places_and_diagnostics_as_plain_values() {
    let bad = JSON::parse(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}]}"#,
    )
    .unwrap();
    let detail = get(&ready(&bad, "").await, "detail");
    assert_eq!(get(&detail, "places").as_f64(), Some(1.0));
    let diagnostics: Array = get(&detail, "diagnostics").unchecked_into();
    let first = diagnostics.iter().find(|d| text(d, "code") == "missing-name").unwrap();
    assert_eq!(text(&first, "severity"), "error");
    assert_eq!(get(&first, "feature").as_f64(), Some(1.0));
    assert!(text(&first, "message").starts_with("expected "));
    assert_eq!(get(&first, "line"), JsValue::UNDEFINED, "an object has no lines");
}

#[wasm_bindgen_test]
async fn values_that_are_no_story_are_refused_with_a_sentence() {
    for (odd, names) in [
        (JsValue::from_f64(7.0), "7"),
        (JsValue::from_str("text"), "text"),
        (JsValue::TRUE, "true"),
        (Array::new().into(), "array"),
        (Object::new().into(), "object"),
        (cyclic(), ""),
        (evaluate(&JsValue::NULL, "() => 1"), ""),
        (evaluate(&JsValue::NULL, "Symbol('s')"), ""),
    ] {
        let message = refused(&odd).await;
        assert!(
            message.starts_with("story") && message.contains("expected ") && message.contains("found "),
            "{message}"
        );
        assert!(message.contains(names), "{message} names {names}");
        assert!(message.len() < 300, "{message}");
    }
    for nothing in [JsValue::UNDEFINED, JsValue::NULL] {
        let message = refused(&nothing).await;
        assert!(message.contains("expected a story"), "{message}");
    }
}

#[wasm_bindgen_test]
async fn numbers_that_json_has_not_do_not_reach_the_map() {
    for code in ["NaN", "Infinity", "undefined", "new Date(0)"] {
        let coordinates = format!(
            "({{type: 'FeatureCollection', features: [{{type: 'Feature', properties: {{name: 'A'}}, geometry: {{type: 'Point', coordinates: [{code}, 1]}}}}, \
             {{type: 'Feature', properties: {{name: 'B'}}, geometry: {{type: 'Point', coordinates: [1, 1]}}}}]}})"
        );
        let answer = ready(&evaluate(&JsValue::NULL, &coordinates), "").await;
        assert_eq!(
            get(&get(&answer, "detail"), "places").as_f64(),
            Some(1.0),
            "{code}: the good place stays"
        );
        let diagnostics: Array = get(&get(&answer, "detail"), "diagnostics").unchecked_into();
        assert!(
            diagnostics.iter().any(|d| text(&d, "name") == "A" && text(&d, "severity") == "error"),
            "{code}"
        );
    }
}

#[wasm_bindgen_test]
async fn dates_and_sources_are_told_in_the_language_of_the_map() {
    for (lang, want, summary) in [
        ("", "9 July 2021", "Summary of paragraph 6"),
        ("de", "9. Juli 2021", "Zusammenfassung von Absatz 6"),
        ("ru", "9 июля 2021 г.", "Пересказ абзаца 6"),
        ("no language", "July 9, 2021", "Summary of paragraph 6"),
    ] {
        let map = get(&ready(&story(), lang).await, "map");
        let said = evaluate(&map, "(map.select('kabul'), map.shadowRoot.querySelector('.when').textContent)");
        assert_eq!(said.as_string().unwrap(), want, "{lang}");
        let source =
            evaluate(&map, "map.shadowRoot.querySelector('.source').textContent").as_string().unwrap();
        assert!(source.starts_with(summary), "{lang}: {source}");
    }
}

#[wasm_bindgen_test]
async fn the_svg_names_the_places_in_the_language_of_the_map() {
    for (lang, want) in [("", "Kabul"), ("fa", "کابل")] {
        let map = get(&ready(&story(), lang).await, "map");
        let svg = evaluate(&map, "map.toSVG()").as_string().unwrap();
        assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"), "{}", &svg[..40]);
        assert!(svg.contains(want) && svg.contains("A title"), "{lang}");
    }
}

#[wasm_bindgen_test]
fn errors_are_strings_that_name_the_file_and_the_place_in_it() {
    let mut view = view();
    let error = read(&mut view, "news/story.geojson", b"{\n  \"type\": ?").unwrap_err();
    assert!(error.starts_with("news/story.geojson:2:11: expected "), "{error}");
    let error = view.add_level("world.topojson", b"[]").unwrap();
    assert!(error.starts_with("world.topojson") && error.contains("expected "), "{error}");
    let square = br#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;
    assert_eq!(view.add_level("ok.json", square), None);
    assert!(view.story().is_undefined(), "nothing has been shown");
}

#[wasm_bindgen_test]
fn what_follows_from_an_input_is_told_in_flags() {
    let mut view = shown();
    assert_eq!(view.wheel(10.0, 10.0, 100.0, false), HINT_WHEEL);
    assert_ne!(view.wheel(10.0, 10.0, -100.0, true) & MOVED, 0);
    assert_ne!(view.aim(0.0, 0.0, 3.0, false) & (REDRAW | MOVED), 0);
    assert_eq!(view.view()[..3], [0.0, 0.0, 3.0]);
    let index = view.index_of("kabul");
    assert_eq!(index, 0);
    assert_ne!(view.select(index, true) & SELECTED, 0);
    assert_eq!(view.selected_id().as_deref(), Some("kabul"));
    view.pointer_down(1, 5.0, 5.0, 0.0, false);
    assert_ne!(view.pointer_up(1, 5.0, 5.0, 50.0) & WANTS, 0);
    assert_eq!(view.wanted(), -1, "a tap on nothing wants nothing selected");
    view.gestures("none");
    assert_eq!(view.wheel(10.0, 10.0, 100.0, true), 0);
}

#[wasm_bindgen_test]
fn indices_and_sizes_out_of_range_are_survived() {
    let mut view = shown();
    assert_eq!(
        (view.index_of("atlantis"), view.id_at(-1), view.id_at(99), view.name_at(i32::MAX)),
        (-1, None, None, None)
    );
    for index in [-1, 99, i32::MAX, i32::MIN] {
        view.select(index, false);
        assert_eq!(view.selected_id(), None);
    }
    for size in [0.0, -5.0, f64::NAN, 0.4] {
        view.resize(size, size, 1.0, false);
        view.paint(0.0, true);
    }
    view.resize(640.0, 480.0, f64::NAN, false);
    view.aim(f64::INFINITY, f64::NAN, f64::NAN, true);
    view.aim(720.0, 95.0, 400.0, false);
    assert!(view.view().iter().all(|number| number.is_finite()), "{:?}", view.view());
    view.pointer_up(42, 1.0, 1.0, 0.0);
    view.pointer_move(42, f64::NAN, 1.0, 0.0);
    view.paint(16.0, true);
    assert_eq!(view.step(1), 0);
}

#[wasm_bindgen_test]
fn work_that_is_begun_while_other_work_ends_is_done() {
    let feature = |n: u32| {
        let at = [f64::from(n % 300) - 150.0, f64::from(n / 300) * 4.0 - 40.0];
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":{at:?}}},"properties":{{"name":"Place {n}"}}}}"#
        )
    };
    let features: Vec<String> = (0..6000).map(feature).collect();
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let mut view = view();
    view.resize(640.0, 480.0, 1.0, false);
    view.begin_story();
    view.add_story("crowd", file.as_bytes()).unwrap();
    view.end_story("crowd", false).unwrap();
    view.show();
    for before in 0..12 {
        // Sorted, and gathered again after so many steps of that, be it done by then or not.
        assert_ne!(view.cluster("off", 0) & BUSY, 0);
        assert!(!view.is_painted(), "each place is a mark, and none is painted");
        for _ in 0..before {
            view.work(1000);
        }
        assert_ne!(view.cluster("on", 0) & BUSY, 0);
        let mut steps = 0;
        while view.work(1000) & BUSY != 0 {
            steps += 1;
            assert!(steps < 1000);
        }
        assert!(view.is_painted(), "all are gathered, after {before} steps");
    }
}
