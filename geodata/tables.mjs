// What the source leaves out or spells otherwise than the news does. Read by areas.mjs; the reasons are in README.md.

// Country ids by the source's own code (adm0_a3), where the source has no ISO 3166-1 alpha-2 code. XA..XZ are the
// codes that ISO 3166-1 leaves to users; XK for Kosovo is in general use, the others are ours.
export const COUNTRY = {
  KOS: "XK",
  CYN: "XC", // Northern Cyprus
  SOL: "XS", // Somaliland
  KAS: "XG", // Siachen Glacier
};

// Areas without a code that are drawn with the country around them, or (null) not at all.
export const FOLDED = {
  ESB: "CY", // Dhekelia and Akrotiri, British bases on Cyprus
  WSB: "CY",
  USG: "CU", // Guantanamo Bay
  KAB: "KZ", // Baikonur, leased to Russia
  CLP: null, // Clipperton
  IOA: null, // Christmas Island and the Cocos Islands, together in the source
  ATC: null, // Ashmore and Cartier
  PGA: null, // the Spratlys, reefs of six claimants
};

// Country names where the source's differs from the one in use in English-language news, by country id.
export const COUNTRY_NAME = {
  AX: "Åland",
  BL: "Saint Barthélemy",
  BS: "Bahamas",
  CD: "DR Congo",
  CG: "Congo",
  CZ: "Czechia",
  FM: "Micronesia",
  GW: "Guinea-Bissau",
  HK: "Hong Kong",
  MK: "North Macedonia",
  MO: "Macau",
  PS: "Palestine",
  RS: "Serbia",
  SS: "South Sudan",
  ST: "São Tomé and Príncipe",
  SZ: "Eswatini",
  TF: "French Southern Territories",
  TK: "Tokelau",
  TZ: "Tanzania",
  US: "United States",
  CY: "Cyprus", // these four as their parts in the source have other names
  CU: "Cuba",
  KZ: "Kazakhstan",
  NL: "Netherlands",
  VI: "U.S. Virgin Islands",
  GS: "South Georgia",
  UM: "U.S. Minor Outlying Islands",
};

const province = (id, name, unit) => ({ id, name, unit });

// Provinces of Afghanistan and Pakistan by the source's feature id: ISO 3166-2 code and the name the news uses.
export const PROVINCE = {
  6698: province("AF-BDS", "Badakhshan"),
  6711: province("AF-BDG", "Badghis"),
  6712: province("AF-BGL", "Baghlan"),
  5070: province("AF-BAL", "Balkh"),
  6706: province("AF-BAM", "Bamyan"),
  5302: province("AF-FRA", "Farah"),
  5073: province("AF-FYB", "Faryab"),
  6703: province("AF-GHA", "Ghazni"),
  6710: province("AF-GHO", "Ghor"),
  6709: province("AF-HEL", "Helmand"),
  5300: province("AF-HER", "Herat"),
  7861: province("AF-JOW", "Jowzjan"),
  6700: province("AF-KAB", "Kabul"),
  7938: province("AF-KAN", "Kandahar"),
  6704: province("AF-KAP", "Kapisa"),
  5307: province("AF-KHO", "Khost"),
  5305: province("AF-KNR", "Kunar"),
  5071: province("AF-KDZ", "Kunduz"),
  6701: province("AF-LAG", "Laghman"),
  6702: province("AF-LOG", "Logar"),
  426: province("AF-NAN", "Nangarhar"),
  7937: province("AF-NIM", "Nimroz"),
  5304: province("AF-NUR", "Nuristan"),
  5310: province("AF-PKA", "Paktika"),
  427: province("AF-PIA", "Paktia"),
  6699: province("AF-PAN", "Panjshir"), // "Parwan" in the source; its gn_name says Panjshir
  6707: province("AF-PAR", "Parwan"),
  6713: province("AF-SAM", "Samangan"),
  6708: province("AF-SAR", "Sar-e Pol"),
  7860: province("AF-TAK", "Takhar"),
  6714: province("AF-DAY", "Daykundi"), // "Uruzgan" in the source; its gn_name says Daykundi
  8064: province("AF-URU", "Uruzgan"),
  6705: province("AF-WAR", "Wardak"),
  5309: province("AF-ZAB", "Zabul"),
  7767: province("PK-JK", "Azad Kashmir", "PK-JK"),
  5308: province("PK-BA", "Balochistan"),
  5306: province("PK-KP", "Khyber Pakhtunkhwa"), // the tribal areas, part of the province since May 2018
  6494: province("PK-IS", "Islamabad"),
  5303: province("PK-KP", "Khyber Pakhtunkhwa"),
  7766: province("PK-GB", "Gilgit-Baltistan", "PK-GB"),
  7768: province("PK-PB", "Punjab"),
  1338: province("PK-SD", "Sindh"),
};

// Parts of a country whose border is disputed where the rest of the country's is not, by the source's feature id.
export const UNIT = {
  5437: "IN-JK", // Jammu and Kashmir, with Ladakh
  4739: "IN-AR", // Arunachal Pradesh
  5457: "RU-CR", // Crimea
  5850: "RU-CR", // Sevastopol
};

// Parts of a country that are no division of the source: what of the country (the first two letters) lies on one side of
// lines of claim, given by the source's feature id and the position they are taken from. `close` leads back, through
// another country. Read by parts.mjs.
export const PARTS = {
  // Aksai Chin and, north of the Karakoram, the Shaksgam valley
  "CN-AK": {
    lines: [{ fid: 15, from: [75.98, 36.45] }, { fid: 21, from: [77.8, 35.5] }],
    close: [[78.2, 33.3], [77.4, 34.4], [76.5, 35.2], [75.4, 36.2]],
  },
  "IL-GO": { lines: [{ fid: 22, from: [35.61, 32.68] }], close: [[35.9, 33.5], [36.1, 33], [35.8, 32.6]] }, // Golan Heights
  "MA-EH": { lines: [{ fid: 33, from: [-13.18, 27.66] }], close: [[-8.4, 27.6656], [-8.4, 20.5], [-17.6, 20.5], [-17.6, 27.6656]] }, // Western Sahara west of the berm
};

// Pairs of units whose common border is disputed, and so drawn dashed.
export const DISPUTED = [
  "IN-JK|PK", "IN-JK|PK-GB", "IN-JK|PK-JK", // Line of Control and working boundary
  "IN-JK|XG", "PK-GB|XG", "CN-AK|XG", "CN|XG", // Siachen
  "CN|IN-JK", "CN-AK|IN-JK", // Line of Actual Control
  "CN|IN-AR", // McMahon Line
  "RU-CR|UA", // Crimea
  "EH|MA", "EH|MA-EH", // the berm of Western Sahara
  "IL|PS", // Green Line
  "IL-GO|SY", "IL|SY", // Golan
  "RS|XK", // Kosovo
  "CY|XC", // Green Line of Cyprus
  "SO|XS", // Somaliland
];

// The views besides the default one. `units`: whose a unit is there (its holder is told by its first two letters);
// `territories`: what no country is shown to own, with a name where the source has none.
export const VIEWS = {
  un: {
    units: {
      "IN-JK": "XJ", "PK-JK": "XJ", "PK-GB": "XJ", "CN-AK": "XJ", XG: "XJ",
      "MA-EH": "EH", "RU-CR": "UA", "IL-GO": "SY", XC: "CY", XS: "SO",
    },
    territories: { XJ: "Kashmir", EH: "" },
  },
  ua: { units: { "RU-CR": "UA" }, territories: {} },
};
