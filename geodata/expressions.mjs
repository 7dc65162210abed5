// Prints a mapshaper expression that follows from the tables.
//
//   node expressions.mjs disputed   true of a line between two units (A and B) whose border is disputed
//   node expressions.mjs claim      of a unit: who holds it, and whose it is in which view, as "RU un:UA ua:UA"; or ""
//   node expressions.mjs unit       of a piece that parts.mjs has cut out: its unit; of any other, the unit it had
import { DISPUTED, PARTS, VIEWS } from "./tables.mjs";

const claims = {};
for (const [view, { units }] of Object.entries(VIEWS))
  for (const [unit, owner] of Object.entries(units)) claims[unit] = `${claims[unit] ?? unit.slice(0, 2)} ${view}:${owner}`;

const EXPRESSIONS = {
  disputed: `${JSON.stringify(DISPUTED)}.includes([A.unit, B.unit].sort().join("|"))`,
  claim: `claim = (${JSON.stringify(claims)})[unit] || ""`,
  unit: `unit = ${JSON.stringify(Object.keys(PARTS))}.includes(part) && part.slice(0, 2) === id ? part : unit`,
};
const [, , name] = process.argv;
if (!EXPRESSIONS[name]) throw new Error(`expected one of ${Object.keys(EXPRESSIONS)}, found ${name}`);
console.log(EXPRESSIONS[name]);
