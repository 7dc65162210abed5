//! The codes of [`Diagnostic`](super::Diagnostic)s: what each means, and what becomes of the place.
//!
//! | code | severity | means | and then |
//! |---|---|---|---|
//! | `not-a-feature` | error | an item of `features` is no Feature | it is left out |
//! | `unreadable-feature` | error | its JSON holds what cannot be taken in: a number past 64 bits, brackets too deep, half of a surrogate pair | it is left out |
//! | `unreadable-member` | warning | the same in a member of the collection | the member is dropped |
//! | `bad-geometry` | error | the geometry is no object, of no known type, or without coordinates | the part is left out, and the place with it if nothing remains |
//! | `bad-position` | error | a position is not two numbers | as above |
//! | `latitude-out-of-range` | error | a latitude is outside -90..90 | as above |
//! | `longitude-out-of-range` | error | a longitude is outside -360..360 | as above |
//! | `short-line` | error | a line has fewer than 2 positions | as above |
//! | `short-ring` | error | a ring has fewer than 4 positions | as above |
//! | `missing-name` | error | there is neither `name` nor `title` | the id, or the number, is shown |
//! | `duplicate-id` | error | another place has the same id | one is made from the name |
//! | `wrong-type` | either | a member is of another type than it should; an error where text is lost | the member is passed over |
//! | `missing-type` | error | a collection does not say that it is one | it is read all the same |
//! | `longitude-past-180` | warning | a longitude is outside -180..180, by less than a turn | it is brought back |
//! | `open-ring` | warning | a ring does not end where it starts | it is closed |
//! | `empty-coordinates` | warning | a geometry is empty | it counts as null |
//! | `missing-geometry` | warning | a feature has no `geometry` | it counts as null |
//! | `bad-altitude` | warning | a position goes on with something that is no number | that is dropped |
//! | `bad-id` | warning | an id is neither text nor number, or blank | one is made from the name |
//! | `empty-excerpt` | warning | an excerpt has no text, or there is a list of none | it is left out |
//! | `bad-date` | warning | a date is not one of ISO 8601, or of no calendar | it is passed over |
//! | `bad-paragraph` | warning | a paragraph is not a whole number from 1 | it is passed over |
//! | `bad-color` | warning | a colour is not `#rgb` or `#rrggbb` | it is passed over |
//! | `bad-style` | warning | a word of simplestyle is unknown | it is passed over |
//! | `unknown-symbol` | warning | there is no symbol of that name | the marker is a plain disc |
//! | `bad-url` | warning | an address does not begin with `https:` or `http:` | it is passed over |
//! | `bad-lang` | warning | a language is not written as BCP 47 asks | it is passed over |
//! | `unknown-kind` | warning | a kind is none of the five | it is passed over |
//! | `unknown-certainty` | warning | a certainty is neither `exact` nor `approximate` | it counts as exact |
//! | `unknown-arrow` | warning | an arrow is none of `start`, `end` and `both` | the line has none |
//! | `bad-legend` | warning | an entry of the legend has no label, or nothing that it explains | it is left out |
//! | `old-crs` | warning | the file names a reference system other than WGS 84 | coordinates are taken for degrees |
//! | `no-places` | warning | the file holds no feature | the map is empty |
//! | `unknown-area` | warning | the basemap has no such area | nothing is highlighted |
//! | `same-position` | warning | two markers stand within 100 m of each other | both are shown |
//! | `markup` | warning | a text holds what looks like HTML | it is shown as it stands |
//! | `unreadable-file` | error | nothing in a file can be read: see [`read`](super::read()) | there is no story |
//! | `never-mentioned` | warning | an article that was given with the story does not name the place | it is on the map all the same |
//! | `recurring-name` | warning | an article that was given with the story holds a name again and again that is no place of it | nothing; an editor may want to add it |
//! | `basemap-part` | warning | a part of a basemap is wrong | it is left out of the map |

/// The code under which tools report that a file gave no story at all.
pub const UNREADABLE_FILE: &str = "unreadable-file";

/// The code under which tools report what a basemap had to leave out.
pub const BASEMAP_PART: &str = "basemap-part";

/// The code under which tools report a place that the story's article does not name.
pub const NEVER_MENTIONED: &str = "never-mentioned";

/// The code under which tools report what may be a place that the story lacks.
pub const RECURRING_NAME: &str = "recurring-name";
