// What every page shows alike, and the screenshots are judged by.

/** The map, in px, and the view it opens with: centre in degrees, zoom of a world 256 · 2^zoom px wide. */
export const VIEW = { width: 960, height: 600, center: [0, 0], zoom: 2 };

/** The discs of the places: their radius in px, and a colour that nothing else on a page comes near. */
export const DISC = { color: "#d6336c", radius: 4 };

export const COLORS = { land: "#ece8df", edge: "#b3ab9d", water: "#d9e6ee" };

/** Red, green and blue, 0 to 255, of a colour written as #rrggbb. */
export const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
