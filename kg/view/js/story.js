// What the page opens with: its title, what most sources tell, what is in dispute, and the articles.

import { documentLine } from "./article.js";
import { claimLines } from "./claimcard.js";
import { disputedClaims, leadingClaims } from "./claims.js";
import { data, documentCount, documents, documentTitle, statements, voiceLabel, voicesOf } from "./data.js";
import { byId, count, el, fill, INVISIBLE, short } from "./dom.js";
import { lightClaim } from "./graph.js";
import { keptStatements } from "./kept.js";
import { growingList, statementEntry } from "./list.js";
import { change, changeFilters, state } from "./state.js";
import { markedStatement, thingLink } from "./words.js";

const DISPUTED_FIRST = 3;

export function showStory() {
  fill(byId("article"));
  fill(
    byId("details"),
    el("h2", { class: "headline", dir: "auto" }, data.title.replace(INVISIBLE, " ")),
    leadingClaims.length > 0 && [el("h3", { class: "section" }, leadingClaims.some((claim) => data.claims.sources[claim] > 1) ? "What most sources tell" : "What is told"), el("ul", { class: "entries claims" }, leadingClaims.map(claimEntry))],
    disputedClaims.length > 0 && [
      el("h3", { class: "section" }, "In dispute", disputedClaims.length > DISPUTED_FIRST && moreButton()),
      el("ul", { class: "entries claims" }, disputedClaims.slice(0, DISPUTED_FIRST).map(claimEntry)),
    ],
    disputedClaims.length === 0 && data.conflicts.length > 0 && [
      el("h3", { class: "section" }, "Where they contradict each other"),
      growingList(data.conflicts, conflictEntry),
    ],
    documentCount > 1 && [el("h3", { class: "section" }, count(documentCount, "article")), growingList([...documents.id.keys()], documentEntry)],
    topVoices().length > 0 && [el("h3", { class: "section" }, "Who is quoted most"), el("p", { class: "voices" }, topVoices().map(voiceButton))],
    data.alone.length > 0 && el("details", {}, el("summary", {}, "Pairs that hang on nothing else", el("span", { class: "count" }, data.alone.length.toLocaleString("en"))), growingList(data.alone, pairEntry)),
  );
}

function moreButton() {
  return el("button", { type: "button", class: "tab", on: { click: () => change({ surface: "claims", board: { ...state.board, disputed: true } }) } }, `All ${disputedClaims.length}`);
}

// A claim as a sentence that lights its arrows, with who says so and who denies it.
function claimEntry(claim) {
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "claim", claim } });
  };
  return el(
    "li",
    { class: "entry", "data-claim": claim, on: { mouseenter: () => lightClaim(claim), mouseleave: () => lightClaim(null) } },
    el("a", { class: "statement", href: "#", on: { click: open, focus: () => lightClaim(claim), blur: () => lightClaim(null) } }, markedStatement(data.claims.best[claim])),
    claimLines(claim),
  );
}

// The sides of a conflict beside each other, each by its first statement.
function conflictEntry(sides) {
  return el("li", { class: "pair" }, el("ul", {}, sides.map(([first]) => statementEntry(first))));
}

function topVoices() {
  const found = new Map();
  for (const statement of keptStatements()) for (const voice of voicesOf(statement)) found.set(voice, (found.get(voice) || 0) + 1);
  return [...found].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 8);
}

function voiceButton([voice, number]) {
  return el(
    "button",
    { type: "button", class: "chip", "aria-pressed": String(state.filters.voice.has(voice)), title: "Only what this source says", on: { click: () => changeFilters({ voice: new Set(state.filters.voice.has(voice) ? [] : [voice]) }) } },
    el("bdi", {}, short(voiceLabel(voice), 40)),
    el("span", { class: "count" }, number.toLocaleString("en")),
  );
}

function documentEntry(place) {
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "document", document: place } });
  };
  return el(
    "li",
    { class: "entry" },
    el("a", { class: "title", href: "#", dir: "auto", on: { click: open } }, short(documentTitle(place), 160)),
    el("span", { class: "origin" }, documentLine(place)),
  );
}

function pairEntry([one, other]) {
  const between = keptStatements().filter((statement) => [one, other].every((end) => statements.subject[statement] === end || statements.object[statement] === end));
  return between.length ? statementEntry(between[0]) : el("li", { class: "entry" }, el("span", {}, thingLink(one), " and ", thingLink(other)));
}
