// The pane beside the graph: a card or list above, the article below, as the reader's choice asks.

import { documentAddress, documentLine, markKey, renderArticle, textBetween } from "./article.js";
import { arrowsOf, membersOf, pairOf } from "./bundles.js";
import { renderCard } from "./card.js";
import { claimLinks, renderClaim } from "./claimcard.js";
import { citationOfStatement, copyButton } from "./citation.js";
import { leadingClaims } from "./claims.js";
import {
  articleOf, documentCount, documents, documentTitle, hasArrow, NONE, REPORT, statements, textOf,
} from "./data.js";
import { byId, count, el, fill, INVISIBLE, short } from "./dom.js";
import { findSentences, markFound } from "./finding.js";
import { graph } from "./graph.js";
import { foldedList, growingList, statementCard, statementEntry } from "./list.js";
import { change, state, stepsTaken, watch } from "./state.js";
import { markingOf } from "./noting.js";
import { showStory } from "./story.js";
import { hideTip } from "./tip.js";
import { thingLink } from "./words.js";

function showChoice() {
  const { chosen } = state;
  hideTip();
  /** @type {Record<Chosen["kind"], (chosen: any) => void>} */
  const views = { none: showStart, thing: showThing, arrow: showArrow, statement: showStatement, claim: showClaim, found: showFound, document: showDocument };
  byId("reader").classList.toggle("open", chosen.kind !== "none");
  byId("home").hidden = chosen.kind === "none";
  byId("back").hidden = stepsTaken() === 0;
  views[chosen.kind](chosen);
  markFound([byId("article"), byId("details")], state.found);
}

// All sentences that hold the words sought, article by article.
function showFound({ words }) {
  const sentences = findSentences(words);
  const places = [...new Set(sentences.map(({ place }) => place))];
  const entry = ({ place, sentence }) => {
    const open = (event) => {
      event.preventDefault();
      change({ chosen: { kind: "document", document: place, sentence } });
    };
    const article = articleOf(place);
    return el("li", { class: "entry" }, el("a", { class: "quote", href: "#", dir: "auto", on: { click: open } }, short(textBetween(article, article.sentences[sentence]), 400)));
  };
  fill(
    byId("details"),
    el("h2", {}, el("bdi", {}, `“${short(words, 60)}”`)),
    el("p", { class: "faint" }, `${count(sentences.length, "sentence")} in ${count(places.length, "article")}`),
    growingList(places, (place) => {
      const own = sentences.filter((one) => one.place === place);
      return el("li", {}, el("h3", { class: "section" }, el("bdi", {}, short(documentTitle(place), 90)), el("span", { class: "count" }, String(own.length))), el("p", { class: "origin" }, documentLine(place)), el("ul", { class: "entries" }, own.map(entry)));
    }, "plain"),
  );
  fill(byId("article"));
  byId("details").scrollTop = 0;
}

function showStart() {
  if (state.scene.kind === "path" && graph.scene.path) return showPath(graph.scene.path);
  if (documentCount === 1 && !leadingClaims.length) return showDocument({ document: 0 });
  showStory();
  if (documentCount === 1) showText(0, null, NONE);
}

function showClaim({ claim }) {
  fill(byId("details"), renderClaim(claim));
  fill(byId("article"));
  byId("details").scrollTop = 0;
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

function showThing({ thing }) {
  fill(byId("details"), renderCard(thing));
  fill(byId("article"));
  byId("details").scrollTop = 0;
}

const SORT_WORDS = { yes: "statement", no: "denied statement", says: "statement", pair: "statement" };

function showArrow({ tail, head, sort }) {
  const members = membersOf({ tail, head, sort });
  fill(
    byId("details"),
    el("h2", { class: "in-words" }, thingLink(tail), sort === "says" ? " says of " : sort === "pair" ? " and " : " → ", thingLink(head)),
    el("p", { class: "faint" }, `${count(members.length, SORT_WORDS[sort])}. Choose one to read it in its article.`),
    growingList(members, statementEntry),
  );
  fill(byId("article"));
  byId("details").scrollTop = 0;
}

function showStatement({ statement }) {
  const place = statements.document[statement];
  fill(byId("details"), siblingsLine(statement), statementCard(statement), el("div", { class: "tools" }, copyButton("Copy as citation", () => citationOfStatement(statement)), markingOf(statement)), claimLinks(statement));
  showText(place, statement, statements.sentence[statement]);
  byId("details").scrollTop = 0;
}

// Back to the arrow's list, where the statement is one of several.
function siblingsLine(statement) {
  if (!hasArrow(statement)) return null;
  const ends = pairOf(statements.subject[statement], statements.object[statement]);
  const [arrow] = graph.scene.backbone ? [...graph.scene.bundles.values()].filter(({ tail, head }) => pairOf(tail, head) === ends) : arrowsOf(statement);
  if (!arrow) return null;
  const members = membersOf(arrow);
  if (members.length < 2) return null;
  const place = members.indexOf(statement);
  const go = (step) => change({ chosen: { kind: "statement", statement: members[(place + step + members.length) % members.length] } });
  return el(
    "p",
    { class: "siblings" },
    el("button", { type: "button", on: { click: () => change({ chosen: { kind: "arrow", tail: arrow.tail, head: arrow.head, sort: arrow.sort } }) } }, `All ${members.length} of this arrow`),
    el("button", { type: "button", "aria-label": "Previous statement", on: { click: () => go(-1) } }, "‹"),
    el("button", { type: "button", "aria-label": "Next statement", on: { click: () => go(1) } }, "›"),
  );
}

/** @param {{document: number, sentence?: number}} chosen */
function showDocument({ document: place, sentence }) {
  fill(byId("details"), sentence !== undefined && sentence !== NONE && sentenceStatements(place, sentence));
  showText(place, null, sentence ?? NONE);
}

// What a sentence of an article tells.
function sentenceStatements(place, sentence) {
  const own = statements.document.flatMap((one, number) => (one === place && statements.sentence[number] === sentence && statements.kind[number] !== REPORT ? [number] : []));
  return [el("h2", { class: "in-words" }, own.length ? "What this sentence tells" : "Nothing was found in this sentence"), foldedList(own)];
}

// A click on a sentence, not on a name in it, opens what it tells.
function chooseSentence(event) {
  const target = /** @type {Element} */ (event.target);
  const sentence = /** @type {HTMLElement | null} */ (target.closest(".sentence"));
  if (target.closest("a, button") || !sentence || Number(sentence.dataset.sentence) < 0 || getSelection()?.toString()) return;
  const { chosen } = state;
  const place = chosen.kind === "document" ? chosen.document : chosen.kind === "statement" ? statements.document[chosen.statement] : documentCount === 1 ? 0 : NONE;
  if (place !== NONE) change({ chosen: { kind: "document", document: place, sentence: Number(sentence.dataset.sentence) } });
}

function showText(place, statement, sentence) {
  const title = documentTitle(place);
  const own = statements.document.flatMap((one, number) => (one === place && statements.kind[number] !== REPORT ? [number] : []));
  const fragments = own.filter((number) => statements.fragment[number] !== NONE).length;
  const counts = [count(own.length - fragments, "statement"), fragments > 0 && count(fragments, "fragment")].filter(Boolean).join(", ");
  fill(
    byId("article"),
    el(
      "header",
      { class: "article-head" },
      el("h2", { class: "headline", dir: "auto" }, title.replace(INVISIBLE, " ")),
      el("p", { class: "faint" }, [documentLine(place), textOf(documents.author[place])].filter(Boolean).join(" · "), " ", documentAddress(place), statement === null && ` · ${counts}`),
      markKey(),
    ),
    renderArticle(place, statement),
  );
  const target = sentence === NONE ? null : byId("article").querySelector(`[data-sentence="${sentence}"]`);
  if (statement === null && target) target.classList.add("marked");
  byId("article").scrollTop = 0;
  if (target) {
    const within = target.getBoundingClientRect().top - byId("article").getBoundingClientRect().top;
    const head = byId("article").querySelector(".article-head")?.clientHeight ?? 0;
    // A fifth below the head, but never so low that its end is out of sight.
    const room = byId("article").clientHeight - head;
    byId("article").scrollTop = Math.max(0, within - head - Math.max(0, Math.min(room * 0.2, room - target.getBoundingClientRect().height - 4)));
  }
}

export function startReader() {
  byId("article").addEventListener("click", chooseSentence);
  byId("home").addEventListener("click", () => change({ chosen: { kind: "none" } }));
  byId("back").addEventListener("click", () => history.back());
  showChoice();
  watch((changed) => {
    if (changed.has("chosen") || changed.has("found") || (changed.has("scene") && state.chosen.kind === "none") || (changed.has("filters") && ["thing", "arrow", "none"].includes(state.chosen.kind))) showChoice();
  });
}
