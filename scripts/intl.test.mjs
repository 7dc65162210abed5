// The dates that the map writes by itself are the ones that the browser would write.

import assert from "node:assert/strict";
import test from "node:test";
import { formatDate } from "../src/web/intl.js";

for (const lang of ["en", "en-GB", "en-US", "en-AU", "fr"]) {
  test(`dates in ${lang} are those of Intl`, () => {
    for (let month = 0; month <= 12; month += 1) {
      for (const [year, day] of [[2021, 9], [1000, 31], [999, 1], [5, 0], [2000, 0]]) {
        const options = { timeZone: "UTC", year: "numeric", month: month ? "long" : undefined, day: month && day ? "numeric" : undefined };
        const date = new Date(Date.UTC(2000, (month || 1) - 1, month && day ? day : 1));
        date.setUTCFullYear(year);
        // The day 31 of a month of 30 is the next one's first: no story has such a date.
        if (month && date.getUTCMonth() !== month - 1) continue;
        assert.equal(formatDate(lang, year, month, month && day), new Intl.DateTimeFormat(lang, options).format(date), `${year}-${month}-${day}`);
      }
    }
  });
}
