// An entity's card: its names, what is said of it and by whom, when, and where it is mentioned.

import { textBetween } from "./article.js";
import {
  articleOf, data, documentTitle, entities, isEntity, labelOf, NONE, statements, statementsOf, textOf, timeOf,
  typeName, voiceLabel, voicesOf,
} from "./data.js";
import { count, el, fill, INVISIBLE, short, svg } from "./dom.js";
import { filterStatements } from "./kept.js";
import { focusOn } from "./graph.js";
import { foldedList, growingList, lazyDetails, statementEntry } from "./list.js";
import { namingOf } from "./noting.js";
import { openPath } from "./search.js";
import { change, changeFilters, filtersActive, state } from "./state.js";
import { plainStatement, thingLink, typeMark } from "./words.js";

export function renderCard(thing) {
  const all = statementsOf(thing);
  const kept = new Set(filterStatements({ ...state.filters, fragments: true }));
  const shown = all.filter((statement) => kept.has(statement) && statements.fragment[statement] === NONE);
  const fragments = all.filter((statement) => kept.has(statement) && statements.fragment[statement] !== NONE);
  const hidden = all.length - shown.length - fragments.length;
  return el(
    "div",
    { class: "card" },
    el("p", { class: "kind" }, typeMark(thing, 16), typeName(thing), cardCounts(thing, all)),
    el("h2", { dir: "auto" }, labelOf(thing).replace(INVISIBLE, " ")),
    isEntity(thing) && cardNames(thing),
    isEntity(thing) && cardActions(thing),
    hidden > 0 && el("p", { class: "faint" }, hiddenWords(hidden)),
    cardTimeline(shown),
    groupedStatements(shown),
    fragments.length > 0 && el("section", {}, foldedList(fragments)),
    isEntity(thing) && cardQuoting(thing),
    namingOf(thing),
    isEntity(thing) && cardMentions(thing),
  );
}

// Filters hide statements, and that somebody said something is no statement of its own: of both the reader is told.
const hiddenWords = (hidden) => (filtersActive() ? `${count(hidden, "statement")} hidden by the filters.` : `${count(hidden, "report")} of who spoke to whom not listed.`);

function cardCounts(thing, all) {
  const places = isEntity(thing) ? data.mentioned[thing].length : 1;
  return el("span", { class: "faint" }, ` · ${count(all.length, "statement")} in ${count(places, "article")}`);
}

function cardNames(thing) {
  /** @type {string[]} */
  const names = entities.names[thing] || [];
  const link = entities.wikidata[thing];
  return el(
    "p",
    { class: "names" },
    names.length > 0 && ["Also called ", el("bdi", {}, names.slice(0, 8).map((name) => short(name, 60)).join(", ")), ". "],
    /^Q\d+$/.test(link) &&
      el("a", { href: `https://www.wikidata.org/wiki/${link}`, target: "_blank", rel: "noopener noreferrer" }, `Wikidata ${link}`),
  );
}

function cardActions(thing) {
  const voice = data.voices.findIndex(([source]) => source === thing);
  const button = (text, action) => el("button", { type: "button", on: { click: action } }, text);
  return el(
    "p",
    { class: "actions" },
    button("Focus", () => focusOn(thing, 1)),
    button("Path from here", () => openPath(thing)),
    voice !== NONE && button(state.filters.voice.has(voice) ? "All sources" : "Only what this source says", () => changeFilters({ voice: new Set(state.filters.voice.has(voice) ? [] : [voice]) })),
  );
}

// The dated statements as dots on a line from the first to the last day.
function cardTimeline(shown) {
  const dayOf = (statement) => /** @type {number} */ (timeOf(statement).earliest);
  const dated = shown.filter((statement) => timeOf(statement).earliest !== null).sort((one, other) => dayOf(one) - dayOf(other));
  if (dated.length < 2) return null;
  const [first, last] = [dayOf(dated[0]), dayOf(dated.at(-1))];
  const at = (day) => 8 + (284 * (day - first)) / Math.max(1, last - first);
  const dots = dated.slice(0, 400).map((statement) => {
    const dot = svg("circle", { cx: at(dayOf(statement)), cy: 12, r: 4.5, class: "dot" }, svg("title", {}, `${timeOf(statement).words}: ${short(plainStatement(statement), 120)}`));
    dot.addEventListener("click", () => change({ chosen: { kind: "statement", statement } }));
    return dot;
  });
  const line = svg("line", { x1: 4, x2: 296, y1: 12, y2: 12, class: "axis" });
  return el(
    "div",
    { class: "card-timeline" },
    svg("svg", { viewBox: "0 0 300 24", role: "img", "aria-label": `${dated.length} dated statements` }, line, ...dots),
    el("p", { class: "faint ends" }, el("span", {}, timeOf(dated[0]).words), el("span", {}, timeOf(dated.at(-1)).words)),
  );
}

function groupedStatements(shown) {
  const body = el("div", {});
  const keys = {
    relation: (statement) => [textOf(statements.relation[statement])],
    source: (statement) => {
      const voices = voicesOf(statement).map(voiceLabel);
      return voices.length ? voices.slice(0, 1) : ["the article"];
    },
  };
  const show = (name) => {
    const groups = new Map();
    for (const statement of shown) {
      for (const key of keys[name](statement)) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(statement);
      }
    }
    const ordered = [...groups].sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1));
    fill(
      body,
      ordered.slice(0, 60).map(([key, members], number) =>
        lazyDetails(`${short(key, 60)}`, members.length, () => growingList(members, statementEntry), number < 3 && shown.length <= 40),
      ),
    );
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.key === name));
  };
  const buttons = Object.keys(keys).map((name) =>
    el("button", { type: "button", class: "tab", "data-key": name, on: { click: () => show(name) } }, `by ${name}`),
  );
  show("relation");
  return el("section", {}, el("h3", { class: "section" }, "Statements ", el("span", { class: "tabs", role: "group", "aria-label": "Group statements" }, buttons)), body);
}

// Whom a source quotes, and who quotes it: in "the ministry said, according to Interfax" Interfax quotes the ministry.
function cardQuoting(thing) {
  const found = [new Map(), new Map()];
  for (const statement of statementsOf(thing)) {
    const voices = voicesOf(statement);
    const place = voices.findIndex((voice) => data.voices[voice][0] === thing);
    if (place === NONE) continue;
    [voices[place - 1], voices[place + 1]].forEach((voice, side) => voice !== undefined && found[side].set(voice, (found[side].get(voice) || 0) + 1));
  }
  const lines = ["Quotes", "Quoted by"].map((words, side) => found[side].size > 0 && el("p", {}, `${words} `, [...found[side]].sort((one, other) => other[1] - one[1]).map(([voice, number], place) => [place > 0 && ", ", quotedName(voice), el("span", { class: "count" }, ` ${number}`)])));
  return lines.some(Boolean) && el("section", {}, el("h3", { class: "section" }, "Who quotes whom"), lines);
}

const quotedName = (voice) => (data.voices[voice][0] === NONE ? el("bdi", {}, short(voiceLabel(voice), 60)) : thingLink(data.voices[voice][0]));

function cardMentions(thing) {
  const places = data.mentioned[thing];
  if (!places.length) return null;
  const mentionsIn = (place) => {
    const article = articleOf(place);
    const sentences = new Set();
    for (const [start, , mentioned] of article.mentions) {
      if (mentioned === thing) sentences.add(article.sentences.findIndex(([from, to]) => start >= from && start < to));
    }
    sentences.delete(NONE);
    const open = (sentence) => change({ chosen: { kind: "document", document: place, sentence } });
    return growingList([...sentences], (sentence) =>
      el(
        "li",
        { class: "entry" },
        el("a", { class: "quote", href: "#", dir: "auto", on: { click: (event) => (event.preventDefault(), open(sentence)) } }, short(textBetween(article, article.sentences[sentence]), 320)),
      ),
    );
  };
  return el(
    "section",
    {},
    el("h3", { class: "section" }, "Mentions"),
    growingList(places, (place) => el("li", {}, lazyDetails(short(documentTitle(place), 80), "", () => mentionsIn(place), places.length === 1)), "plain"),
  );
}
