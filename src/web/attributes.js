// The attributes of the element: which there are, the properties that mirror them, and what they take.

/** Those that a property mirrors. (`fit` has none: that is the name of a method.) */
const MIRRORED = [
  "src", "basemap", "for", "center", "zoom", "theme", "gestures", "controls", "loading", "units", "worldview", "cluster", "cluster-min-points",
  "excerpts", "captions", "follow", "order", "permalink",
];
/** Those that the element follows. */
export const ATTRIBUTES = [...MIRRORED, "fit", "selected", "lang", "dir", "static", "words", "label", "description", "class", "style"];

const propertyOf = (name) => (name === "for" ? "htmlFor" : name.replace("-min-points", "MinPoints"));

/** All properties that can be set. */
export const PROPERTIES = ["story", "selected", "static", "words", ...MIRRORED.map(propertyOf)];

/** What attributes take: words, or numbers, as they are told and what holds for them. Empty, each is as if it were not there. */
const TAKES = {
  theme: "auto light dark",
  gestures: "cooperative greedy none",
  controls: "zoom fit list fullscreen legend inset no-inset timeline",
  fit: "auto all core",
  cluster: "auto on off",
  units: "auto metric imperial",
  loading: "eager lazy",
  captions: "none",
  excerpts: "story article both",
  order: "file text date",
  follow: "scroll",
  center: ["a longitude and a latitude in degrees, as 69.2,34.5", (lon, lat) => lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90],
  zoom: ["a number in 0..14", (zoom) => zoom >= 0 && zoom <= 14],
  "cluster-min-points": ["a whole number from 2 on", (least) => least >= 2 && least % 1 === 0],
};

/** The numbers of an attribute, apart by commas; none if it does not take them. */
export function numbers(name, value) {
  const all = value?.split(",").map((part) => (/^[-+.\de]+$/i.test(part.trim()) ? Number(part) : NaN)) ?? [];
  const holds = TAKES[name][1];
  return all.length === holds.length && holds(...all) ? all : [];
}

/** Tells of a value that an attribute does not take. Only controls are several words. */
export function check(name, value) {
  const takes = TAKES[name], text = value?.trim();
  if (!takes || !text) return;
  if (!takes.split) return numbers(name, text).length || warn(name, takes[0], text);
  const known = takes.split(" ");
  const wrong = (name === "controls" ? text.split(/\s+/) : [text]).filter((word) => !known.includes(word));
  if (wrong.length) warn(name, known.join(", "), wrong.join(" "));
}

/** Tells what is wrong with an attribute, in the console. */
export function warn(name, expected, found) {
  console.warn(`dateline-map: ${name}: expected ${expected}, found ${found}`);
}

/** Gives the elements of a class the properties that mirror attributes. */
export function mirror(prototype) {
  for (const attribute of MIRRORED) {
    Object.defineProperty(prototype, propertyOf(attribute), {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(attribute);
      },
      set(value) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      },
    });
  }
}
