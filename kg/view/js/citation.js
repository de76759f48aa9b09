// A claim or a statement as a citation: what is said, by whom, the sentence, its article, and a link to this view.

import { sentenceText } from "./article.js";
import { DENIES, OPEN, SAYS, STANCE_WORDS, voiceName, voicesWith } from "./claims.js";
import { data, dateText, documents, documentTitle, statements, textOf } from "./data.js";
import { el, say } from "./dom.js";

// Title, publisher, date and address of a statement's article.
function originOf(statement) {
  const place = statements.document[statement];
  return [`“${documentTitle(place)}”`, textOf(documents.publisher[place]), dateText(documents.date[place]), documents.url[place]].filter(Boolean).join(", ");
}

export const citationLine = (statement) => originOf(statement);

export const citationOfStatement = (statement) => [`${textOf(statements.told[statement])}.`, `“${sentenceText(statement)}”`, `${originOf(statement)}.`, location.href].join("\n");

export function citationOfClaim(claim) {
  const voices = [SAYS, DENIES, OPEN].flatMap((stance) =>
    voicesWith(claim, stance).map((voice) => `${voiceName(voice)} ${STANCE_WORDS[stance]}: “${sentenceText(voice.members[0])}” (${originOf(voice.members[0])})`),
  );
  return [`${textOf(statements.text[data.claims.best[claim]])}.`, ...voices, location.href].join("\n");
}

/**
 * A button that copies a text, and shows it to be copied by hand where that is refused.
 * @param {string} words
 * @param {() => string} text
 */
export function copyButton(words, text) {
  const button = el("button", { type: "button", class: "copy" }, words);
  const field = el("textarea", { class: "copied", rows: 5, readonly: true, hidden: true, "aria-label": words });
  button.addEventListener("click", async () => {
    field.value = text();
    const copied = await navigator.clipboard.writeText(field.value).then(() => true, () => false);
    field.hidden = copied;
    if (!copied) field.select();
    button.textContent = copied ? "Copied" : "Press Ctrl+C";
    say(copied ? "Citation copied" : "Copy the citation from the field");
  });
  return el("div", { class: "citation" }, button, field);
}
