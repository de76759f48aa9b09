// Search in everything, with suggestions by group, as a combobox that works by keyboard; and the fields of a path.

import { textBetween } from "./article.js";
import { articleOf, data, dateText, documents, documentTitle, entities, labelOf, typeName, voiceLabel } from "./data.js";
import { byId, count, el, fill, say, short } from "./dom.js";
import { corrected, findNames, findOthers, findSentences } from "./finding.js";
import { findThing, graph } from "./graph.js";
import { fold } from "./names.js";
import { change, changeFilters, state } from "./state.js";
import { plainStatement, typeMark } from "./words.js";

/**
 * What can be chosen from a list of suggestions, under a heading of its group.
 * @typedef {{group: string, label: string, content: Child[], take: () => void}} Choice
 */

/**
 * Make an input a combobox; `choicesOf` gives what fits a text.
 * @param {PageElement} input
 * @param {(text: string) => Choice[]} choicesOf
 */
function combobox(input, choicesOf, nothing = "No such name") {
  const list = el("ul", { id: `${input.id}-options`, role: "listbox", class: "options", hidden: true, "aria-label": "Suggestions" });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  /** @type {Choice[]} */
  let found = [];
  let active = -1;
  const options = () => /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-option]"));
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (number) => {
    if (!found[number]) return;
    close();
    if (found[number].label) input.value = found[number].label;
    found[number].take();
  };
  const mark = (number) => {
    active = number;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    const option = options()[active];
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const suggest = () => {
    found = input.value.trim() ? choicesOf(input.value) : [];
    const headed = found.map((choice, number) => [
      choice.group && choice.group !== found[number - 1]?.group && el("li", { class: "group", role: "presentation" }, choice.group),
      el("li", { role: "option", id: `${list.id}-${number}`, "data-option": number, "aria-selected": "false", on: { mousedown: (event) => (event.preventDefault(), take(number)) } }, choice.content),
    ]);
    fill(list, headed);
    if (!found.length && input.value.trim()) fill(list, el("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, nothing));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => input.value && suggest());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      else if (found.length) mark((active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") close();
  });
}

/** @type {(text: string, limit: number, group: string, choose: (entity: number) => void) => Choice[]} */
const nameChoices = (text, limit, group, choose) =>
  findNames(text, limit).map(({ entity, alias }) => ({
    group,
    label: short(labelOf(entity), 80),
    content: [
      typeMark(entity),
      el("bdi", {}, short(labelOf(entity), 60)),
      alias > 0 && el("span", { class: "faint" }, short(entities.names[entity][alias - 1], 40)),
      el("span", { class: "count" }, typeName(entity)),
    ],
    take: () => choose(entity),
  }));

const FIRST_NAMES = 6;
const FIRST_OTHERS = 3;

/**
 * Names, claims, sources, articles and sentences that fit a text.
 * @param {string} text
 * @returns {Choice[]}
 */
function everythingFor(text) {
  const wanted = corrected(text);
  const changed = fold(text.trim()) !== wanted.trim() ? wanted.trim() : "";
  const { claims, sources, articles } = findOthers(wanted);
  const sentences = findSentences(wanted);
  const names = nameChoices(wanted, FIRST_NAMES, "Names", (entity) => {
    if (state.surface !== "graph") change({ surface: "graph" });
    findThing(entity);
  });
  const open = (chosen) => change({ chosen, found: wanted.trim() });
  const several = (group, members) => `${group} (${members.length.toLocaleString("en")})`;
  const inArticles = new Set(sentences.map(({ place }) => place)).size;
  const all = `${count(sentences.length, "sentence")} in ${count(inArticles, "article")}`;
  return [
    ...names.map((choice) => ({ ...choice, group: changed ? `Names like “${changed}”` : choice.group })),
    ...claims.slice(0, FIRST_OTHERS).map((claim) => ({ group: several("Claims", claims), label: "", content: [el("bdi", {}, short(plainStatement(data.claims.best[claim]), 110))], take: () => open({ kind: "claim", claim }) })),
    ...sources.slice(0, FIRST_OTHERS).map((voice) => ({ group: several("Only what a source says", sources), label: "", content: [el("bdi", {}, short(voiceLabel(voice), 60))], take: () => changeFilters({ voice: new Set([voice]) }) })),
    ...articles.slice(0, FIRST_OTHERS).map((place) => ({ group: several("Articles", articles), label: "", content: [el("bdi", {}, short(documentTitle(place), 90)), el("span", { class: "count" }, dateText(documents.date[place]))], take: () => open({ kind: "document", document: place }) })),
    ...sentences.slice(0, FIRST_OTHERS).map(({ place, sentence }) => ({ group: all, label: "", content: [el("bdi", { class: "quote" }, excerpt(textBetween(articleOf(place), articleOf(place).sentences[sentence]), wanted))], take: () => open({ kind: "document", document: place, sentence }) })),
    ...(sentences.length > FIRST_OTHERS ? [{ group: all, label: "", content: [el("b", {}, `All ${all}`)], take: () => open({ kind: "found", words: wanted.trim() }) }] : []),
  ];
}

// A sentence cut so that the first of the words sought is in it.
function excerpt(sentence, wanted) {
  const [word = ""] = wanted.trim().split(/\s+/);
  const place = fold(sentence).indexOf(word);
  return (place > 60 ? "… " : "") + short(sentence.slice(place > 60 ? sentence.indexOf(" ", place - 50) + 1 : 0), 110);
}

const ends = { from: null, to: null };

function showPathBetween() {
  if (ends.from === null || ends.to === null) return;
  change({ surface: "graph", scene: { kind: "path", from: ends.from, to: ends.to }, chosen: { kind: "none" } });
  say(graph.scene.note);
}

export function openPath(from) {
  byId("path").hidden = false;
  byId("path-button").setAttribute("aria-expanded", "true");
  if (from !== undefined) {
    ends.from = from;
    byId("path-from").value = short(labelOf(from), 80);
    ends.to = null;
    byId("path-to").value = "";
    byId("path-to").focus();
  } else byId("path-from").focus();
}

/** @type {(input: any, choose: (entity: number) => void) => void} */
export const nameField = (input, choose) => combobox(input, (text) => nameChoices(text, 10, "", choose));

export function startSearch() {
  combobox(byId("search"), everythingFor, "Nothing found");
  byId("search").addEventListener("input", () => !byId("search").value && state.found && change({ found: "" }));
  const fromNames = (choose) => (text) => nameChoices(text, 10, "", choose);
  combobox(byId("path-from"), fromNames((entity) => ((ends.from = entity), byId("path-to").focus(), showPathBetween())));
  combobox(byId("path-to"), fromNames((entity) => ((ends.to = entity), showPathBetween())));
}
