// The attributes of the element: which there are, the properties that mirror them, and what they take.

/** Those that the element follows. */
export const ATTRIBUTES = [
  "src", "basemap", "for", "center", "zoom", "fit", "theme", "gestures", "controls", "selected", "lang", "dir", "loading",
  "static", "units", "worldview", "cluster", "cluster-min-points", "words", "label", "description", "class", "style",
  "excerpts", "captions", "follow", "order", "permalink",
];

/** Properties that mirror an attribute. (`fit` has none: that is the name of a method.) */
const MIRRORED = {
  src: "src", basemap: "basemap", htmlFor: "for", center: "center", zoom: "zoom", theme: "theme", gestures: "gestures",
  controls: "controls", loading: "loading", units: "units", worldview: "worldview", cluster: "cluster",
  clusterMinPoints: "cluster-min-points",
  excerpts: "excerpts", captions: "captions", follow: "follow", order: "order", permalink: "permalink",
};
/** All properties that can be set. */
export const PROPERTIES = ["story", "selected", "static", "words", ...Object.keys(MIRRORED)];

/** What attributes take: words, or what a pattern has, which is then told. Empty, each is as if it were not there. */
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
  center: [/^[-+]?[\d.]+ *, *[-+]?([0-8]?\d|90)(\.\d*)?$/, "a longitude and a latitude in degrees, as 69.2,34.5"],
  zoom: [/^(\d|1[0-4])?(\.\d+)?$/, "a number in 0..14"],
  "cluster-min-points": [/^([2-9]|[1-9]\d+)$/, "a whole number from 2 on"],
};

/** Tells of a value that an attribute does not take. */
export function check(name, value) {
  const takes = TAKES[name], text = value?.trim();
  if (!takes || !text) return;
  if (Array.isArray(takes)) return takes[0].test(text) || warn(name, takes[1], text);
  const known = takes.split(" ");
  const wrong = text.split(/\s+/).filter((word) => !known.includes(word));
  if (wrong.length) warn(name, known.join(", "), wrong.join(" "));
}

/** Tells what is wrong with an attribute, in the console. */
export function warn(name, expected, found) {
  console.warn(`dateline-map: ${name}: expected ${expected}, found ${found}`);
}

/** Gives the elements of a class the properties that mirror attributes. */
export function mirror(prototype) {
  for (const [name, attribute] of Object.entries(MIRRORED)) {
    Object.defineProperty(prototype, name, {
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
