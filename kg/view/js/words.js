// Statements in words: who, what, whom, and how sure.

import {
  conflictsOf, data, isBound, labelOf, NONE, statements, statusOf, textOf, timeOf, typeOf, types, voiceLabel, voicesOf,
} from "./data.js";
import { el, short, svg } from "./dom.js";
import { findThing } from "./graph.js";
import { MARK_WORDS, markOf } from "./notebook.js";

export const STATUS_WORDS = {
  actual: "in the article's own voice",
  claimed: "claimed",
  possible: "possible",
  intended: "planned",
  conditional: "conditional",
  unknown: "not certain",
};

export const POLARITY_WORDS = { affirmed: "said to be so", negated: "denied", unknown: "left open" };

export const STATUS_MEANING = {
  actual: "said to be so, in the article's own voice",
  claimed: "said to be so, by a source",
  possible: "may be so, or is suspected",
  intended: "planned, wanted or promised",
  conditional: "so under a condition",
  unknown: "the text does not say how sure",
};

const BOUND_MEANING = "the text gives no date: it had happened when the article came out";

// What a statement says, in one sentence (kg/wording).
export const plainStatement = (statement) => textOf(statements.text[statement]);

// The same with its things marked: in bold, or where `link` is given as what that makes of them. Names come from articles, so
// each is kept apart from the direction of the text around it.
export const inBold = (text) => el("bdi", { class: "named" }, text);

export function markedStatement(statement, link = (/** @type {number} */ _thing, /** @type {string} */ text) => inBold(text)) {
  const letters = Array.from(plainStatement(statement));
  const marks = statements.marks[statement];
  const parts = [];
  let at = 0;
  for (let mark = 0; mark < marks.length; mark += 3) {
    const [start, end, thing] = marks.slice(mark, mark + 3);
    const name = letters.slice(start, end).join("");
    parts.push(letters.slice(at, start).join(""), thing === NONE ? inBold(name) : link(thing, name));
    at = end;
  }
  return [...parts, letters.slice(at).join("")];
}

function badge(kind, text, title) {
  return el("span", { class: `badge ${kind}`, title }, text);
}

export function badges(statement) {
  const status = statusOf(statement);
  const polarity = data.polarities[statements.polarity[statement]];
  const voices = voicesOf(statement).map((voice) => short(voiceLabel(voice), 40));
  return el(
    "span",
    { class: "badges" },
    polarity === "negated" && badge("negated", "denied", "it is said not to be so"),
    polarity === "unknown" && badge("unknown", "left open"),
    status !== "actual" && status !== "claimed" && badge(status, STATUS_WORDS[status], STATUS_MEANING[status]),
    voices.length === 0 && badge("own", "says the article", STATUS_MEANING.actual),
    voices.length > 0 && badge("claimed", `says ${voices.join(", according to ")}`, STATUS_MEANING.claimed),
    conflictsOf.has(statement) && badge("conflict", "≠ contradicted", "another statement says the opposite"),
    MARK_WORDS[markOf(statement).mark] && badge(`mark-${markOf(statement).mark}`, `your mark: ${MARK_WORDS[markOf(statement).mark]}`, markOf(statement).note),
    timeOf(statement).words && badge("time", timeOf(statement).words, isBound(timeOf(statement)) ? BOUND_MEANING : ""),
  );
}

export function typeMark(thing, size = 14) {
  const type = types[typeOf(thing)];
  return typeShape(type, size);
}

export function typeShape(type, size = 14) {
  const points = type.outline.map(([x, y]) => `${x * 9},${y * 9}`).join(" ");
  const shape = svg("svg", { viewBox: "-11 -11 22 22", width: size, height: size, "aria-hidden": "true", class: "shape" }, svg("polygon", { points }));
  shape.style.setProperty("--type", `var(--type-${type.name})`);
  return shape;
}

// A name that leads to its node.
export function thingLink(thing, text = short(labelOf(thing), 80)) {
  return el(
    "a",
    { class: "thing", href: "#", on: { click: (event) => (event.preventDefault(), findThing(thing)) } },
    typeMark(thing),
    el("bdi", {}, text),
  );
}
