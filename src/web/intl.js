// What is known of languages: by the browser, names of countries, dates, numbers; and the texts of the interface, where they are files.

const regions = new Map();

/** What the browser calls a country in a language; undefined for what it does not know, and in English, in which the basemap is written. */
export function countryName(lang, code) {
  if (/^en\b/i.test(lang)) return undefined;
  if (!regions.has(lang)) {
    try {
      regions.set(lang, new Intl.DisplayNames(lang, { type: "region", style: "short", fallback: "none" }));
    } catch {
      regions.set(lang, null); // not a language tag
    }
  }
  return /^[A-Z]{2}$/.test(code) ? regions.get(lang)?.of(code) : undefined;
}

const formats = new Map();

/** A format of `Intl`, made once; in English where the browser does not know the language, or it is none. */
function formatOf(Format, lang, options) {
  const key = `${Format.name} ${lang} ${Object.values(options)}`;
  if (!formats.has(key)) {
    let format;
    try {
      format = new Format([lang, "en"], options);
    } catch {
      format = new Format("en", options); // not a language tag
    }
    formats.set(key, format);
  }
  return formats.get(key);
}

/** The languages whose dates and numbers are written here: the first format that a page makes takes the browser 10 ms. */
const OWN = ["en", "en-GB", "en-US"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Makes the formats of a language, when there is nothing else to do. */
export function prepare(lang) {
  if (OWN.includes(lang)) return;
  formatDate(lang, 2000, 1, 1);
  formatNumber(lang, 1, "kilometer");
}

/** A date in words. Month and day are 0 where they are not known. */
export function formatDate(lang, year, month, day) {
  const name = MONTHS[month - 1];
  if (year > 999 && OWN.includes(lang)) {
    if (!month || !day) return `${month ? `${name} ` : ""}${year}`;
    return lang === "en-GB" ? `${day} ${name} ${year}` : `${name} ${day}, ${year}`;
  }
  const options = { timeZone: "UTC", year: "numeric", month: month ? "long" : undefined, day: day ? "numeric" : undefined };
  const date = new Date(Date.UTC(2000, (month || 1) - 1, day || 1));
  date.setUTCFullYear(year);
  const format = formatOf(Intl.DateTimeFormat, lang, options);
  // A year or a month is no part of a year or a month of another calendar; these have the same ones.
  const isAlike = (month && day) || ["gregory", "buddhist", "japanese", "roc"].includes(format.resolvedOptions().calendar);
  return (isAlike ? format : formatOf(Intl.DateTimeFormat, lang, { ...options, calendar: "gregory" })).format(date);
}

/** A number, or with a unit a length; English ones never come here. The symbol of the mile is read by few: it is written out. */
export function formatNumber(lang, number, unit) {
  const options = unit ? { style: "unit", unit, unitDisplay: unit === "mile" ? "long" : "short" } : {};
  return formatOf(Intl.NumberFormat, lang, options).format(number);
}

/** The language of what an element stands in, across shadow roots; empty where none is told. */
export function languageAround(element) {
  for (let at = element.parentNode; at; at = at.parentNode ?? at.host) {
    const lang = at.getAttribute?.("lang");
    if (lang != null) return lang;
  }
  return "";
}

/** The languages that have a file of texts beside the module: scripts/site.sh tells. Else they are all in the wasm. */
const LANGUAGES = typeof DATELINE_LANGUAGES === "undefined" ? [] : DATELINE_LANGUAGES;
const languages = new Map();

/** The texts of a language, or a promise of them; empty where there are none. Each is fetched once for the page. */
export function textsOf(lang) {
  if (!LANGUAGES.includes(lang)) return "";
  if (!languages.has(lang)) {
    const load = async () => {
      const url = new URL(`languages/${lang}.txt`, import.meta.url);
      try {
        const answer = await fetch(url);
        if (!answer.ok) throw new Error(`HTTP ${answer.status} ${answer.statusText}`.trim());
        languages.set(lang, await answer.text());
      } catch (error) {
        console.warn(`dateline-map: ${url}: expected the texts of a language, found ${error.message}; they are said in English`);
        languages.set(lang, "");
      }
      return languages.get(lang);
    };
    languages.set(lang, load());
  }
  return languages.get(lang);
}
