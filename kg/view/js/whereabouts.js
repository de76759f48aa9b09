// Where a statement stands in its article, and in whose words.

import { attributionsAround, detailsOf, spansOf, textBetween } from "./article.js";
import { articleOf, statements } from "./data.js";

// Where each segment of the text begins, in code points: the offsets that the rest of the world counts in.
export function offsetsOf(article) {
  if (!article.offsets) {
    article.offsets = [0];
    for (const piece of article.segments) article.offsets.push(article.offsets.at(-1) + Array.from(piece).length);
  }
  return article.offsets;
}

// What is in the words of the article: the theme, the words that credit, and where the sentence stands, in code points.
export function placesOf(statement) {
  const article = articleOf(statements.document[statement]);
  const offsets = offsetsOf(article);
  const theme = detailsOf(article, statement).phrases.find(({ role }) => role === "theme");
  const [inner] = attributionsAround(article, statement);
  const [start, end] = article.sentences[statements.sentence[statement]];
  return {
    theme: theme ? textBetween(article, [theme.start, theme.end]) : null,
    cue: inner ? spansOf(inner[1]).map((span) => textBetween(article, span)).join(" … ") || null : null,
    start: offsets[start],
    end: offsets[end],
  };
}
