// Statements in lists: each with its words, how sure it is, its sentence and its article.

import { detailsOf, documentLine, sentenceText, textBetween } from "./article.js";
import {
  articleOf, conflictsOf, dateText, documentTitle, isEntity, NEGATED, NONE, statements, textOf,
} from "./data.js";
import { count, el, short } from "./dom.js";
import { change } from "./state.js";
import { badges, inBold, markedStatement, thingLink } from "./words.js";

const LIST_STEP = 25;

// `told`: with who says it in the sentence itself.
export function statementEntry(statement, { told = false } = {}) {
  const choose = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "statement", statement } });
  };
  const quote = sentenceText(statement);
  const place = statements.document[statement];
  return el(
    "li",
    { class: "entry", "data-statement": statement },
    el(
      "a",
      { class: statements.polarity[statement] === NEGATED ? "statement negated" : "statement", href: "#", on: { click: choose } },
      told ? el("bdi", {}, textOf(statements.told[statement])) : markedStatement(statement),
    ),
    !told && badges(statement),
    quote && el("q", { class: "quote", dir: "auto" }, short(quote, 320)),
    el("span", { class: "origin" }, [short(documentTitle(place), 80), documentLine(place)].filter(Boolean).join(" · ")),
  );
}

/**
 * Statements in a list, those whose words cannot stand alone folded away below it.
 * @param {number[]} members
 */
export function foldedList(members) {
  const whole = members.filter((statement) => statements.fragment[statement] === NONE);
  const rest = members.filter((statement) => statements.fragment[statement] !== NONE);
  return [
    whole.length > 0 && growingList(whole, statementEntry),
    rest.length > 0 && lazyDetails(count(rest.length, "fragment"), null, () => growingList(rest, statementEntry), whole.length === 0, "Statements whose words cannot stand alone"),
  ];
}

/**
 * A part that is filled when it is first opened.
 * @type {(title: string, number: number | string | null, content: () => Node, open?: boolean, hint?: string | null) => HTMLDetailsElement}
 */
export function lazyDetails(title, number, content, open = false, hint = null) {
  const details = el("details", {}, el("summary", { title: hint }, el("bdi", {}, title), number !== null && el("span", { class: "count" }, number.toLocaleString("en"))));
  const fillOnce = () => details.childElementCount === 1 && details.append(content());
  details.addEventListener("toggle", fillOnce);
  if (open) {
    fillOnce();
    details.open = true;
  }
  return details;
}

// A list that grows by steps, so that a thing with thousands of statements opens at once.
export function growingList(members, entry, className = "entries") {
  const list = el("ul", { class: className });
  const more = el("button", { class: "more", type: "button" });
  let shown = 0;
  const grow = () => {
    list.append(...members.slice(shown, shown + LIST_STEP).map((member) => entry(member)));
    shown = Math.min(members.length, shown + LIST_STEP);
    more.textContent = `Show more (${(members.length - shown).toLocaleString("en")} left)`;
    more.hidden = shown >= members.length;
  };
  more.addEventListener("click", grow);
  grow();
  return el("div", {}, list, more);
}

// A day or month that the words of a time stand for; what is no such thing ("recently") is told by its words alone.
function dayWords(value) {
  if (/^\d{4}-\d{2}$/.test(value)) return new Date(`${value}-01`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  return /^\d{4}(-\d{2}-\d{2})?$/.test(value) ? dateText(value) : "";
}

// All that is known of one statement.
export function statementCard(statement) {
  const article = articleOf(statements.document[statement]);
  const { phrases } = detailsOf(article, statement);
  const others = phrases.filter(({ role }) => role !== "subject" && role !== "object");
  const phrase = ({ start, end, thing, label, marker, value }) => [
    marker ? `${marker} ` : "",
    isEntity(thing) ? thingLink(thing, short(textBetween(article, [start, end]), 120)) : el("bdi", {}, short(textBetween(article, [start, end]), 200)),
    label && short(label, 60) !== short(textBetween(article, [start, end]), 60) ? ` (${short(label, 60)})` : "",
    dayWords(value) && ` = ${dayWords(value)}`,
  ];
  const rows = others.map((one) => [one.role, phrase(one)]);
  return el(
    "div",
    { class: "card one-statement" },
    el(
      "h2",
      { class: statements.polarity[statement] === NEGATED ? "in-words negated" : "in-words" },
      markedStatement(statement, (thing, text) => (isEntity(thing) ? thingLink(thing, text) : inBold(text))),
    ),
    badges(statement),
    el(
      "dl",
      {},
      rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
      el("dt", {}, "confidence"),
      el("dd", {}, `${statements.confidence[statement]} %`),
    ),
    conflictsOf.has(statement) && conflictList(statement),
  );
}

function conflictList(statement) {
  const against = conflictsOf.get(statement).flatMap((sides) => sides.filter((side) => !side.includes(statement)).flat());
  const others = [...new Set(against)];
  return el("details", { class: "conflicts", open: true }, el("summary", {}, `≠ Contradicted by ${count(others.length, "statement")}`), growingList(others, statementEntry));
}
