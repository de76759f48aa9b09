// Search in everything that the page holds: names, claims, sources, articles, sentences; one wrong letter is forgiven.

import { textBetween } from "./article.js";
import { rankedClaims, voiceName, voicesWith, SAYS, DENIES, OPEN } from "./claims.js";
import { articleOf, data, documentCount, documents, entities, statements, textOf, voiceLabel } from "./data.js";
import { fold } from "./names.js";

/** @typedef {{place: number, sentence: number, text: string}} Sentence */

/** @type {{names: string[][] | null, sentences: Sentence[] | null, claims: string[] | null, words: Map<string, number> | null}} */
const index = { names: null, sentences: null, claims: null, words: null };

export const foldedNames = () =>
  (index.names ??= entities.label.map((label, entity) => [label, ...(entities.names[entity] || [])].map((name) => fold(name.slice(0, 300)))));

function foldedSentences() {
  if (index.sentences !== null) return index.sentences;
  /** @type {Sentence[]} */
  const found = [];
  for (let place = 0; place < documentCount; place++) {
    const article = articleOf(place);
    article.sentences.forEach((span, sentence) => found.push({ place, sentence, text: fold(textBetween(article, span)) }));
  }
  return (index.sentences = found);
}

const foldedClaims = () =>
  (index.claims ??= rankedClaims.map((claim) => fold([textOf(statements.text[data.claims.best[claim]]), ...[SAYS, DENIES, OPEN].flatMap((stance) => voicesWith(claim, stance).map(voiceName))].join(" "))));

const WORD = /[\p{L}\p{N}]+/gu;

// Every word that stands in a name or a sentence, with how often.
function allWords() {
  if (index.words !== null) return index.words;
  const words = new Map();
  const count = (text) => {
    for (const [word] of text.matchAll(WORD)) words.set(word, (words.get(word) || 0) + 1);
  };
  for (const names of foldedNames()) names.forEach(count);
  for (const { text } of foldedSentences()) count(text);
  return (index.words = words);
}

const LEAST_TO_FORGIVE = 4;

/**
 * A text whose words stand somewhere: one that does not is taken for the commonest that differs by one letter.
 * @param {string} text
 */
export function corrected(text) {
  const words = allWords();
  return fold(text).replace(WORD, (word) => {
    if (word.length < LEAST_TO_FORGIVE || words.has(word)) return word;
    let best = word;
    let most = 0;
    for (const [known, number] of words) {
      if (known.includes(word)) return word;
      if (number > most && (isOneOff(word, known) || isOneOff(word, known.slice(0, word.length)))) [best, most] = [known, number];
    }
    return best;
  });
}

// Whether one letter is wrong, missing, too many, or changed places with its neighbour.
export function isOneOff(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  const [rest, others] = [one.slice(start), other.slice(start)];
  return rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1) || (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2));
}

// The entities whose names fit best: the same, beginning so, with a word beginning so, holding it; then the important ones.
export function findNames(text, limit) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const rank = (name) => {
    const place = name.indexOf(wanted);
    if (place < 0) return 4;
    if (name.length === wanted.length) return 0;
    return place === 0 ? 1 : /[\p{L}\p{N}]/u.test(name[place - 1]) ? 3 : 2;
  };
  const found = [];
  foldedNames().forEach((names, entity) => {
    let best = 4;
    let alias = 0;
    names.forEach((name, place) => {
      const own = rank(name);
      if (own < best) [best, alias] = [own, place];
    });
    if (best < 4) found.push({ entity, best, alias });
  });
  found.sort((one, other) => one.best - other.best || entities.importance[other.entity] - entities.importance[one.entity] || one.entity - other.entity);
  return found.slice(0, limit);
}

const wordsIn = (text) => fold(text).match(WORD) || [];
const holdsAll = (words) => (text) => words.every((word) => text.includes(word));

/** The sentences that hold all words of a text. */
export function findSentences(text) {
  const words = wordsIn(text);
  return words.length ? foldedSentences().filter(({ text: sentence }) => holdsAll(words)(sentence)) : [];
}

/** Claims, sources and articles' titles that hold all words of a text, by their numbers. */
export function findOthers(text) {
  const holds = holdsAll(wordsIn(text));
  return {
    claims: rankedClaims.filter((_, row) => holds(foldedClaims()[row])),
    sources: data.voices.map((_, voice) => voice).filter((voice) => holds(fold(voiceLabel(voice)))),
    articles: documents.label.map((_, place) => place).filter((place) => holds(fold(documents.label[place]))),
  };
}

/**
 * Mark the words of a text wherever they stand in an element; nothing of the element changes.
 * @param {Element[]} elements
 * @param {string} text
 */
export function markFound(elements, text) {
  if (!("highlights" in CSS)) return;
  const words = wordsIn(text);
  const ranges = [];
  for (const element of words.length ? elements : []) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const letters = (node.textContent ?? "").toLowerCase();
      for (const word of words) {
        for (let place = letters.indexOf(word); place >= 0; place = letters.indexOf(word, place + word.length)) {
          const range = new Range();
          range.setStart(node, place);
          range.setEnd(node, place + word.length);
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
