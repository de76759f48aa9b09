// The panel of filters.

import {
  communityName, data, dateText, DAY, dayText, documentCount, documents, documentTitle, OWN, REPORT, statementCount, statements,
  STATUSES, textOf, voiceLabel, voicesOf,
} from "./data.js";
import { byId, count, el, fill, short } from "./dom.js";
import { FILTERS, withoutNarrowing } from "./filters.js";
import { keptStatements } from "./kept.js";
import { fold } from "./names.js";
import { change, changeFilters, state, toggled, watch } from "./state.js";
import { POLARITY_WORDS, STATUS_MEANING, STATUS_WORDS } from "./words.js";

const PANEL_LIMIT = 60;
const SHOWN_FIRST = 12;

export function startPanel() {
  const spoken = sourceCounts();
  fill(
    byId("filters"),
    el("h2", {}, "Filters"),
    filterWords(),
    commonest(),
    section("voice", "Who says it", sourceGroups(spoken), pickList("voice", spoken, voiceLabel, SHOWN_FIRST)),
    section("statuses", "How sure", checks("statuses", STATUSES, (name) => [STATUS_WORDS[name], STATUS_MEANING[name]])),
    section("polarities", "Yes or no", checks("polarities", data.polarities, (name) => [POLARITY_WORDS[name], null])),
    section("relations", "Relations", pickList("relations", relationCounts(), (relation) => textOf(relation), SHOWN_FIRST)),
    section("from", "Dates", dateFields()),
    section("confidence", "Confidence", confidenceField()),
    documentCount > 1 && section("documents", "Articles", pickList("documents", documentCounts(), documentTitle)),
    section("conflicts", "Show", switches()),
    section(null, "Groups of things", communityList()),
  );
  watch((changed) => changed.has("filters") && refreshPanel());
  refreshPanel();
}

// What the filters say, in words, with how much they leave.
function filterWords() {
  const line = el("p", { class: "filter-words", role: "status" });
  const clear = el("button", { type: "button", on: { click: () => change({ filters: withoutNarrowing(state.filters) }) } }, "Clear");
  refreshers.push(() => {
    const { filters } = state;
    const left = (name, values, words) => (filters[name].size ? `${values.filter((value) => !filters[name].has(value)).map((value) => words[value] ?? value).join(", ") || "nothing"} only` : "");
    const parts = [
      [...filters.voice].map(voiceLabel).join(" or "),
      left("statuses", STATUSES, STATUS_WORDS),
      left("polarities", data.polarities, POLARITY_WORDS),
      left("types", data.types.map(({ name }) => name), {}),
      filters.from === null ? "" : `from ${dateText(dayText(filters.from))}`,
      filters.to === null ? "" : `to ${dateText(dayText(filters.to))}`,
      filters.undated ? "" : "dated only",
      filters.confidence ? `at least ${filters.confidence} % sure` : "",
      filters.conflicts ? "contradicted only" : "",
      [...filters.relations].map(textOf).join(" or "),
      filters.documents.size ? count(filters.documents.size, "article") : "",
    ].filter(Boolean);
    fill(line, el("bdi", {}, `${parts.join(", ") || "Everything"}: ${count(keptStatements().length, "statement")} `), parts.length > 0 && clear);
  });
  return line;
}

// A section is folded, so that all of them fit a screen; open are the sources, and what the link narrows.
function section(name, title, ...content) {
  const open = name === "voice" || (name !== null && FILTERS[name].narrows(state.filters[name]));
  return el("details", { class: "filter", open }, el("summary", {}, title), el("div", { role: "group", "aria-label": title }, content));
}

// What is asked for most, in one click each; a second click takes it back.
function commonest() {
  const others = (values, wanted) => new Set(values.filter((value) => value !== wanted));
  const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));
  const asked = [];
  const hides = (text, name, hidden) => asked.push({ text, isOn: () => same(state.filters[name], hidden), turned: (on) => ({ [name]: on ? hidden : new Set() }) });
  hides("denied", "polarities", others(data.polarities, "negated"));
  hides("planned", "statuses", others(STATUSES, "intended"));
  if (data.conflicts.length) asked.push({ text: "contradicted", isOn: () => state.filters.conflicts, turned: (on) => ({ conflicts: on }) });
  const chips = asked.map(({ text, isOn, turned }) => {
    const chip = el("button", { type: "button", class: "chip", title: `Only what is ${text}`, on: { click: () => changeFilters(turned(!isOn())) } }, text);
    refreshers.push(() => chip.setAttribute("aria-pressed", String(isOn())));
    return chip;
  });
  return el("p", { class: "voices asked", role: "group", "aria-label": "Only what is" }, chips);
}

// Each control brings itself up to date when the filters change.
const refreshers = [];
const refreshPanel = () => refreshers.forEach((refresh) => refresh());

// What each source says, by the number of statements; the articles' own voice among them.
function sourceCounts() {
  const found = new Map();
  for (let statement = 0; statement < statementCount; statement++) {
    if (statements.kind[statement] === REPORT) continue;
    const voices = voicesOf(statement);
    for (const voice of voices.length ? voices : [OWN]) found.set(voice, (found.get(voice) || 0) + 1);
  }
  return found;
}

// One click for all sources of a kind.
function sourceGroups(found) {
  const members = data.groups.map((_, group) => [...found.keys()].filter((voice) => voice !== OWN && data.voiceGroups[voice] === group));
  const kinds = [["the articles", [OWN]], ...data.groups.map((name, group) => /** @type {const} */ ([name, members[group]]))].filter(([, voices]) => voices.length);
  const isChosen = (voices) => voices.length === state.filters.voice.size && voices.every((voice) => state.filters.voice.has(voice));
  const chips = kinds.map(([name, voices]) => {
    const chip = el("button", { type: "button", class: "chip", on: { click: () => changeFilters({ voice: new Set(isChosen(voices) ? [] : /** @type {number[]} */ (voices)) }) } }, String(name));
    refreshers.push(() => chip.setAttribute("aria-pressed", String(isChosen(voices))));
    return chip;
  });
  return el("p", { class: "voices", role: "group", "aria-label": "Only sources of a kind" }, chips);
}

// Boxes of which those not ticked are hidden.
function checks(name, values, words) {
  return values.map((value) => {
    const [text, title] = words(value);
    const box = el("input", { type: "checkbox", on: { change: () => changeFilters({ [name]: toggled(state.filters[name], value) }) } });
    box.dataset[name] = value;
    refreshers.push(() => (box.checked = !state.filters[name].has(value)));
    const only = () => changeFilters({ [name]: new Set(values.filter((other) => other !== value)) });
    return el("div", { class: "with-only" }, el("label", { title }, box, text), el("button", { type: "button", class: "only", "aria-label": `Only: ${text}`, on: { click: only } }, "only"));
  });
}

function dateFields() {
  const field = (name, text) => {
    const input = el("input", { type: "date", id: `date-${name}` });
    input.addEventListener("change", () => changeFilters({ [name]: input.value ? Date.parse(input.value) / DAY : null }));
    refreshers.push(() => (input.value = state.filters[name] === null ? "" : dayText(state.filters[name])));
    return el("label", { class: "date" }, text, input);
  };
  return [field("from", "from"), field("to", "to"), checkbox("undated", "also what has no date")];
}

function checkbox(name, text) {
  const box = el("input", { type: "checkbox", id: `show-${name}`, on: { change: () => changeFilters({ [name]: box.checked }) } });
  refreshers.push(() => (box.checked = state.filters[name]));
  return el("label", {}, box, text);
}

function confidenceField() {
  const value = el("output", {});
  const slider = el("input", { type: "range", min: 0, max: 100, step: 5, id: "confidence", "aria-label": "Least confidence in percent" });
  slider.addEventListener("input", () => changeFilters({ confidence: Number(slider.value) }));
  refreshers.push(() => {
    slider.value = String(state.filters.confidence);
    value.textContent = `at least ${state.filters.confidence} %`;
  });
  return [slider, value];
}

function switches() {
  const groups = el("input", { type: "checkbox", id: "show-groups", on: { change: () => change({ groups: groups.checked }) } });
  refreshers.push(() => (groups.checked = state.groups));
  return [
    checkbox("conflicts", "only what is contradicted"),
    checkbox("reports", "reports (who told whom)"),
    checkbox("fragments", "fragments (words that cannot stand alone)"),
    checkbox("nameless", "things without a name"),
    checkbox("voices", "who speaks of whom"),
    el("label", {}, groups, "groups on grounds of their own"),
  ];
}

function relationCounts() {
  const found = new Map();
  for (let statement = 0; statement < statementCount; statement++) {
    if (statements.kind[statement] !== REPORT) found.set(statements.relation[statement], (found.get(statements.relation[statement]) || 0) + 1);
  }
  return found;
}

function documentCounts() {
  const found = new Map(documents.id.map((_, place) => [place, 0]));
  for (const place of statements.document) found.set(place, (found.get(place) ?? 0) + 1);
  return found;
}

// A list to tick from, none ticked meaning all, with a field to find an entry in a long one.
function pickList(name, found, label, limit = PANEL_LIMIT) {
  const ranked = [...found.keys()].sort((one, other) => found.get(other) - found.get(one) || one - other);
  const list = el("div", { class: "picks" });
  const finder = ranked.length > 12 && el("input", { type: "search", placeholder: "find…", "aria-label": `Find in ${name}` });
  const show = () => {
    const wanted = finder ? fold(finder.value) : "";
    const ticked = state.filters[name];
    const fitting = ranked.filter((value) => ticked.has(value) || fold(label(value)).includes(wanted));
    const first = [...fitting.filter((value) => ticked.has(value)), ...fitting.filter((value) => !ticked.has(value))];
    fill(
      list,
      first.slice(0, Math.max(limit, ticked.size)).map((value) => {
        const box = el("input", { type: "checkbox", checked: ticked.has(value), on: { change: () => changeFilters({ [name]: toggled(state.filters[name], value) }) } });
        box.dataset[name] = value;
        const words = short(label(value), 46);
        const only = () => changeFilters({ [name]: new Set([value]) });
        return el("div", { class: "with-only" }, el("label", {}, box, el("bdi", {}, words), el("span", { class: "count" }, String(found.get(value)))), el("button", { type: "button", class: "only", "aria-label": `Only: ${words}`, on: { click: only } }, "only"));
      }),
      first.length > limit && el("p", { class: "faint" }, `and ${(first.length - limit).toLocaleString("en")} more: type to find one`),
    );
  };
  if (finder) finder.addEventListener("input", show);
  refreshers.push(() => {
    const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset[name];
    show();
    if (held !== undefined) /** @type {HTMLElement | null} */ (list.querySelector(`[data-${name}="${held}"]`))?.focus();
  });
  return [finder, list];
}

function communityList() {
  const shown = data.communities.slice(0, PANEL_LIMIT);
  const open = (community) => change({ surface: "graph", scene: { kind: "community", community }, shown: data.atOnce });
  return el(
    "div",
    { class: "picks" },
    shown.map((members, number) =>
      el("button", { type: "button", class: "row", on: { click: () => open(number) } }, el("bdi", {}, communityName(number)), el("span", { class: "count" }, String(members.length))),
    ),
  );
}
