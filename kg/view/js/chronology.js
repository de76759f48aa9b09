// What happened when: the claims and statements that have a time, in order, each as exact as its text is.

import { claimLines } from "./claimcard.js";
import { claimsOf, membersOfClaim } from "./claims.js";
import { data, dateText, documents, NONE, statements, timeOf } from "./data.js";
import { byId, count, el, fill } from "./dom.js";
import { withoutNarrowing } from "./filters.js";
import { lightClaim } from "./graph.js";
import { keptStatements } from "./kept.js";
import { growingList, statementEntry } from "./list.js";
import { change, filtersActive, state, watch } from "./state.js";
import { markedStatement } from "./words.js";

/** @typedef {{statement: number, claim: number | null, words: string, first: number, last: number, bound: boolean}} Happening */

// The time as words; of a time with an open end only the bound is known.
function happeningOf(statement) {
  const { words, earliest, latest, mod } = timeOf(statement);
  if (earliest === null && latest === null) return null;
  const bound = earliest === null || latest === null || mod !== null;
  const edge = earliest === null ? "until " : latest === null ? "since " : mod === null ? "" : "about ";
  const first = /** @type {number} */ (earliest ?? latest);
  return { statement, claim: null, words: edge + words, first, last: /** @type {number} */ (latest ?? earliest), bound };
}

// A claim that several sentences tell stands once, at the most exact of its times.
function happenings() {
  /** @type {Happening[]} */
  const found = [];
  const byClaim = new Map();
  for (const statement of keptStatements()) {
    const one = happeningOf(statement);
    if (one === null) continue;
    const [claim] = claimsOf(statement).filter((claim) => membersOfClaim(claim).length > 1);
    if (claim === undefined) found.push(one);
    else if (!byClaim.has(claim) || one.last - one.first < byClaim.get(claim).last - byClaim.get(claim).first) byClaim.set(claim, { ...one, claim });
  }
  return [...found, ...byClaim.values()].sort((one, other) => one.first - other.first || other.last - one.last || one.statement - other.statement);
}

function undatedByPublication() {
  const days = new Map();
  for (const statement of keptStatements()) {
    if (happeningOf(statement) !== null) continue;
    const day = documents.date[statements.document[statement]] || "";
    days.set(day, [...(days.get(day) || []), statement]);
  }
  return [...days].sort(([one], [other]) => (one === "" ? 1 : other === "" ? -1 : one < other ? -1 : 1));
}

function showChronology() {
  const found = happenings();
  const times = [...new Set(found.map(({ words }) => words))];
  const undated = undatedByPublication();
  const rest = undated.reduce((total, [, members]) => total + members.length, 0);
  fill(
    byId("days"),
    el(
      "div",
      { class: "table-head" },
      el("h2", {}, count(found.length, "dated event")),
      filtersActive() && el("button", { type: "button", on: { click: () => change({ filters: withoutNarrowing(state.filters) }) } }, "Clear filters"),
    ),
    growingList(times, (words) => {
      const own = found.filter((one) => one.words === words);
      return el("li", { class: "day" }, el("h3", { class: own[0].bound ? "bound" : null }, words, own[0].bound && el("span", { class: "faint" }, " (only a bound)")), el("ul", { class: "entries" }, own.map(happeningEntry)));
    }, "days-list"),
    rest > 0 &&
      el(
        "details",
        { class: "undated" },
        el("summary", {}, `${count(rest, "statement")} without a time, by the day of their article`),
        undated.map(([day, members]) => el("div", {}, el("h3", {}, day ? `published ${dateText(day)}` : "published on a day not known"), growingList(members, statementEntry))),
      ),
  );
}

function happeningEntry({ statement, claim }) {
  if (claim === null) return statementEntry(statement);
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "claim", claim } });
  };
  const best = statements.fragment[data.claims.best[claim]] === NONE ? data.claims.best[claim] : statement;
  return el(
    "li",
    { class: "entry", "data-claim": claim, on: { mouseenter: () => lightClaim(claim), mouseleave: () => lightClaim(null) } },
    el("a", { class: "statement", href: "#", on: { click: open } }, markedStatement(best)),
    claimLines(claim),
  );
}

export function startChronology() {
  const show = () => state.surface === "days" && showChronology();
  show();
  watch((changed) => (changed.has("surface") || changed.has("filters")) && show());
}
