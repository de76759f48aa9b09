// An article with its entities, and with source, cue and content of what somebody says in it, marked.

import {
  articleOf, dateText, documents, documentTitle, isEntity, labelOf, NONE, statements, textOf, typeName,
} from "./data.js";
import { el, short } from "./dom.js";
import { findThing } from "./graph.js";

// `statement` is the one to mark, or null: then every source, cue and content of the article is marked.
export function renderArticle(place, statement) {
  const article = articleOf(place);
  const marks = marksOf(article, statement);
  const mentionOf = mentionsBySegment(article);
  const sentenceOf = new Array(article.segments.length).fill(NONE);
  article.sentences.forEach(([start, end], number) => sentenceOf.fill(number, start, end));
  const paragraphs = article.paragraphs.filter(([start, end, kind]) => kind !== "headline" || !sameTitle(place, textBetween(article, [start, end]))).map(([start, end, kind]) => {
    const paragraph = el(kind === "headline" ? "h3" : "p", { class: kind });
    for (let segment = start; segment < end; ) {
      let next = segment + 1;
      while (next < end && sentenceOf[next] === sentenceOf[segment]) next++;
      paragraph.append(renderSentence(article, sentenceOf[segment], segment, next, marks, mentionOf));
      segment = next;
    }
    return paragraph;
  });
  return el("div", { class: statement === null ? "text" : "text one" }, paragraphs);
}

function renderSentence(article, number, start, end, marks, mentionOf) {
  const sentence = el("span", { class: marks.sentence === number ? "sentence marked" : "sentence", "data-sentence": number });
  for (let segment = start; segment < end; ) {
    const mention = mentionOf[segment];
    let next = segment + 1;
    while (next < end && mention !== null && mentionOf[next] === mention) next++;
    const pieces = [];
    for (let piece = segment; piece < next; piece++) pieces.push(renderPiece(article.segments[piece], marks.classes[piece]));
    sentence.append(...(mention === null ? pieces : [mentionLink(mention, pieces)]));
    segment = next;
  }
  return sentence;
}

const renderPiece = (text, classes) => (classes ? el("span", { class: [...classes].join(" ") }, text) : document.createTextNode(text));

function mentionLink([, , thing, named], pieces) {
  const link = el(
    "a",
    {
      class: named ? "mention named" : "mention",
      href: "#",
      title: `${short(labelOf(thing), 60)} (${typeName(thing)})`,
      "data-thing": thing,
      on: { click: (event) => (event.preventDefault(), findThing(thing)) },
    },
    pieces,
  );
  link.style.setProperty("--type", `var(--type-${typeName(thing)})`);
  return link;
}

// For each segment the innermost mention of an entity that covers it.
function mentionsBySegment(article) {
  const found = new Array(article.segments.length).fill(null);
  const widest = article.mentions.filter(([, , thing]) => isEntity(thing)).sort((one, other) => other[1] - other[0] - (one[1] - one[0]));
  for (const mention of widest) found.fill(mention, mention[0], mention[1]);
  return found;
}

function marksOf(article, statement) {
  const classes = new Array(article.segments.length);
  const mark = (name, [start, end]) => {
    for (let segment = start; segment < end; segment++) (classes[segment] ||= new Set()).add(name);
  };
  const markAttribution = ([sources, cues, contents]) => {
    spansOf(sources).forEach((span) => mark("source", span));
    spansOf(cues).forEach((span) => mark("cue", span));
    spansOf(contents).forEach((span) => mark("content", span));
  };
  if (statement === null) {
    article.attributions.forEach(markAttribution);
    return { classes, sentence: null };
  }
  const { predicate, phrases } = detailsOf(article, statement);
  attributionsAround(article, statement).forEach(markAttribution);
  spansOf(predicate).forEach((span) => mark("predicate", span));
  for (const { role, start, end } of phrases) if (role === "subject" || role === "object") mark("end", [start, end]);
  return { classes, sentence: statements.sentence[statement] };
}

/**
 * Pieces of a text come in one list: start, end, start, end.
 * @param {number[]} flat
 * @returns {Span[]}
 */
export function spansOf(flat) {
  /** @type {Span[]} */
  const spans = [];
  for (let place = 0; place < flat.length; place += 2) spans.push([flat[place], flat[place + 1]]);
  return spans;
}

export function detailsOf(article, statement) {
  const [predicate, attributions, rule, ...phrases] = article.statements[statement - article.first];
  const named = phrases.map(([role, start, end, thing = NONE, label = NONE, marker = NONE, value = NONE]) => ({
    role: textOf(role),
    start,
    end,
    thing,
    label: textOf(label),
    marker: textOf(marker),
    value: textOf(value),
  }));
  return { predicate, attributions, rule: textOf(rule), phrases: named };
}

// The attributions that hold a statement, innermost first.
export const attributionsAround = (article, statement) => detailsOf(article, statement).attributions.map((place) => article.attributions[place]);

// A headline that is the title already stands above the text.
const sameTitle = (place, text) => text.trim() === documentTitle(place).trim();

export const textBetween = (article, [start, end]) => article.segments.slice(start, end).join("");

export function sentenceText(statement) {
  const article = articleOf(statements.document[statement]);
  const span = article.sentences[statements.sentence[statement]];
  return span ? textBetween(article, span).replace(/\s+/g, " ").trim() : "";
}

export function documentLine(place) {
  return [textOf(documents.publisher[place]), dateText(documents.date[place])].filter(Boolean).join(" · ");
}

// Only addresses of the web become links: an article may give any text as its address.
export function documentAddress(place) {
  const url = documents.url[place];
  return url && /^https?:\/\//i.test(url) ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "original") : null;
}

const MARK_KEY = [
  ["source", "who says it"],
  ["cue", "the words that credit"],
  ["content", "what is said"],
];
export const markKey = () => el("p", { class: "key" }, MARK_KEY.map(([name, text]) => el("span", { class: name }, text)));
