//! The names of the members of a story file, each once.

/// Of the collection.
pub(super) const TITLE: &str = "title";
pub(super) const SOURCE: &str = "source";
pub(super) const LANG: &str = "lang";
pub(super) const LEGEND: &str = "legend";
pub(super) const FEATURES: &str = "features";
/// The reference system of GeoJSON before RFC 7946, which took it out (section 4).
pub(super) const CRS: &str = "crs";

/// Of any GeoJSON object (RFC 7946, sections 3 to 5).
pub(super) const TYPE: &str = "type";
pub(super) const BBOX: &str = "bbox";
pub(super) const ID: &str = "id";
pub(super) const GEOMETRY: &str = "geometry";
pub(super) const PROPERTIES: &str = "properties";
pub(super) const COORDINATES: &str = "coordinates";
pub(super) const GEOMETRIES: &str = "geometries";

/// Of a feature's properties.
pub(super) const NAME: &str = "name";
pub(super) const ALIASES: &str = "aliases";
pub(super) const KIND: &str = "kind";
pub(super) const AREA: &str = "area";
pub(super) const ANNOTATION: &str = "annotation";
pub(super) const EXCERPTS: &str = "excerpts";
pub(super) const EXCERPT: &str = "excerpt";
pub(super) const DATE: &str = "date";
pub(super) const PRIORITY: &str = "priority";
pub(super) const CERTAINTY: &str = "certainty";
pub(super) const ARROW: &str = "arrow";

/// Of an excerpt; `date` as above.
pub(super) const TEXT: &str = "text";
pub(super) const PARAGRAPH: &str = "paragraph";
pub(super) const QUOTE: &str = "quote";

/// Of an entry of the legend; simplestyle's as below.
pub(super) const LABEL: &str = "label";

/// Of the source; `name` and `date` as above.
pub(super) const URL: &str = "url";

/// Of simplestyle 1.1; `title` as above.
pub(super) const DESCRIPTION: &str = "description";
pub(super) const MARKER_COLOR: &str = "marker-color";
pub(super) const MARKER_SIZE: &str = "marker-size";
pub(super) const MARKER_SYMBOL: &str = "marker-symbol";
pub(super) const STROKE: &str = "stroke";
pub(super) const STROKE_OPACITY: &str = "stroke-opacity";
pub(super) const STROKE_WIDTH: &str = "stroke-width";
pub(super) const FILL: &str = "fill";
pub(super) const FILL_OPACITY: &str = "fill-opacity";
