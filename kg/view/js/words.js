// Statements in words: who, what, whom, and how sure.

import { detailsOf, textBetween } from "./article.js";
import {
  articleOf, conflictsOf, data, labelOf, objectLabel, statements, statusOf, subjectLabel, textOf, timeOf, typeOf,
  types, voiceLabel, voicesOf,
} from "./data.js";
import { el, short, svg } from "./dom.js";
import { findThing } from "./graph.js";

export const STATUS_WORDS = {
  actual: "in the article's own voice",
  claimed: "claimed",
  possible: "possible",
  intended: "intended",
  conditional: "conditional",
  unknown: "not certain",
};

export const STATUS_MEANING = {
  actual: "said to be so, in the article's own voice",
  claimed: "said to be so, by a source",
  possible: "may be so, or is suspected",
  intended: "planned, wanted or promised",
  conditional: "so under a condition",
  unknown: "the text does not say how sure",
};

export function plainStatement(statement) {
  return [subjectLabel(statement), textOf(statements.words[statement]), objectLabel(statement)].filter(Boolean).join(" ");
}

// What a statement is about beside the two ends of its arrow: "with ballistic missiles".
export function themeWords(statement) {
  const article = articleOf(statements.document[statement]);
  const shown = `${textOf(statements.words[statement])} ${objectLabel(statement)}`;
  return detailsOf(article, statement)
    .phrases.filter(({ role }) => role === "theme")
    .map(({ start, end, marker }) => [marker, textBetween(article, [start, end])])
    .filter(([, text]) => !shown.includes(text))
    .map(([marker, text]) => ` ${marker ? `${marker} ` : ""}${short(text, 80)}`)
    .join("");
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
    polarity === "negated" && badge("negated", "negated", "the statement is denied or negated"),
    polarity === "unknown" && badge("unknown", "yes or no unknown"),
    status !== "actual" && status !== "claimed" && badge(status, STATUS_WORDS[status], STATUS_MEANING[status]),
    voices.length > 0 && badge("claimed", `says ${voices.join(", according to ")}`, STATUS_MEANING.claimed),
    conflictsOf.has(statement) && badge("conflict", "≠ contradicted", "another statement says the opposite"),
    timeOf(statement).words && badge("time", timeOf(statement).words),
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
