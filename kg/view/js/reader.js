// The pane beside the graph: a card or list above, the article below, as the reader's choice asks.

import { documentAddress, documentLine, markKey, renderArticle } from "./article.js";
import { arrowsOf, membersOf } from "./bundles.js";
import { renderCard } from "./card.js";
import {
  data, documentCount, documents, documentTitle, hasArrow, NONE, statements, textOf, voiceLabel, voicesOf,
} from "./data.js";
import { byId, count, el, fill, INVISIBLE, short } from "./dom.js";
import { keptStatements } from "./kept.js";
import { graph } from "./graph.js";
import { growingList, statementCard, statementEntry } from "./list.js";
import { change, changeFilters, state, watch } from "./state.js";
import { hideTip } from "./tip.js";
import { thingLink } from "./words.js";

function showChoice() {
  const { chosen } = state;
  hideTip();
  /** @type {Record<Chosen["kind"], (chosen: any) => void>} */
  const views = { none: showStart, thing: showThing, arrow: showArrow, statement: showStatement, document: showDocument };
  byId("reader").classList.toggle("open", chosen.kind !== "none");
  byId("back").hidden = chosen.kind === "none";
  views[chosen.kind](chosen);
}

function showStart() {
  if (state.scene.kind === "path" && graph.scene.path) return showPath(graph.scene.path);
  if (documentCount === 1) return showDocument({ document: 0 });
  fill(byId("article"));
  fill(
    byId("details"),
    el("h2", {}, count(documentCount, "article")),
    growingList([...documents.id.keys()], documentEntry),
    data.conflicts.length > 0 && [
      el("h3", { class: "section" }, "Where they contradict each other"),
      growingList(data.conflicts, conflictEntry),
    ],
    topVoices().length > 0 && [el("h3", { class: "section" }, "Who is quoted most"), el("p", { class: "voices" }, topVoices().map(voiceButton))],
  );
}

// The statements that make each step of a path.
function showPath(path) {
  const steps = path.slice(1).map((thing, place) => {
    const bundles = [...graph.scene.bundles.values()].filter(({ tail, head, says }) => !says && [tail, head].includes(path[place]) && [tail, head].includes(thing));
    const members = [...new Set(bundles.flatMap((bundle) => bundle.statements))];
    return [el("h3", { class: "section" }, el("span", {}, `${place + 1}. `, thingLink(path[place]), " and ", thingLink(thing))), growingList(members, statementEntry)];
  });
  fill(byId("details"), el("h2", {}, graph.scene.note), steps);
  fill(byId("article"));
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
    { type: "button", class: "chip", "aria-pressed": String(state.filters.voice === voice), title: "Only what this source says", on: { click: () => changeFilters({ voice: state.filters.voice === voice ? "" : voice }) } },
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

function showThing({ thing }) {
  fill(byId("details"), renderCard(thing));
  fill(byId("article"));
  byId("details").scrollTop = 0;
}

const SORT_WORDS = { yes: "statement", no: "negated statement", says: "statement" };

function showArrow({ tail, head, sort }) {
  const members = membersOf({ tail, head, sort });
  fill(
    byId("details"),
    el("h2", { class: "in-words" }, thingLink(tail), sort === "says" ? " says of " : " → ", thingLink(head)),
    el("p", { class: "faint" }, `${count(members.length, SORT_WORDS[sort])}. Choose one to read it in its article.`),
    growingList(members, statementEntry),
  );
  fill(byId("article"));
  byId("details").scrollTop = 0;
}

function showStatement({ statement }) {
  const place = statements.document[statement];
  fill(byId("details"), siblingsLine(statement), statementCard(statement));
  showText(place, statement, statements.sentence[statement]);
  byId("details").scrollTop = 0;
}

// Back to the arrow's list, where the statement is one of several.
function siblingsLine(statement) {
  if (!hasArrow(statement)) return null;
  const [arrow] = arrowsOf(statement);
  const members = membersOf(arrow);
  if (members.length < 2) return null;
  const place = members.indexOf(statement);
  const go = (step) => change({ chosen: { kind: "statement", statement: members[(place + step + members.length) % members.length] } });
  return el(
    "p",
    { class: "siblings" },
    el("button", { type: "button", on: { click: () => change({ chosen: { kind: "arrow", ...arrow } }) } }, `All ${members.length} of this arrow`),
    el("button", { type: "button", "aria-label": "Previous statement", on: { click: () => go(-1) } }, "‹"),
    el("button", { type: "button", "aria-label": "Next statement", on: { click: () => go(1) } }, "›"),
  );
}

/** @param {{document: number, sentence?: number}} chosen */
function showDocument({ document: place, sentence }) {
  fill(byId("details"));
  showText(place, null, sentence ?? NONE);
}

function showText(place, statement, sentence) {
  const title = documentTitle(place);
  const all = statements.document.reduce((total, one) => total + Number(one === place), 0);
  fill(
    byId("article"),
    el("h2", { class: "headline", dir: "auto" }, title.replace(INVISIBLE, " ")),
    el("p", { class: "faint" }, [documentLine(place), textOf(documents.author[place])].filter(Boolean).join(" · "), " ", documentAddress(place), statement === null && ` · ${count(all, "statement")}`),
    markKey(),
    renderArticle(place, statement),
  );
  const target = sentence === NONE ? null : byId("article").querySelector(`[data-sentence="${sentence}"]`);
  if (statement === null && target) target.classList.add("marked");
  byId("article").scrollTop = 0;
  if (target) {
    const within = target.getBoundingClientRect().top - byId("article").getBoundingClientRect().top;
    byId("article").scrollTop = Math.max(0, within - byId("article").clientHeight * 0.3);
  }
}

export function startReader() {
  byId("back").addEventListener("click", () => change({ chosen: { kind: "none" } }));
  showChoice();
  watch((changed) => {
    if (changed.has("chosen") || (changed.has("scene") && state.chosen.kind === "none") || (changed.has("filters") && ["thing", "arrow", "none"].includes(state.chosen.kind))) showChoice();
  });
}
