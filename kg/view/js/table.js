// The same statements as a table, for those who do not see the graph or want to sort.

import { sentenceText } from "./article.js";
import {
  data, documentTitle, NEGATED, NONE, statements, statusOf, timeOf, voiceLabel, voicesOf,
} from "./data.js";
import { byId, count, el, fill, short } from "./dom.js";
import { noFilters } from "./filters.js";
import { filterStatements, keptStatements } from "./kept.js";
import { fold } from "./names.js";
import { MARK_WORDS, markOf } from "./notebook.js";
import { change, changeFilters, filtersActive, state, watch } from "./state.js";
import { plainStatement, POLARITY_WORDS, STATUS_WORDS } from "./words.js";

const ROWS = 100;
let tablePage = 0;

// The key stands in the address. A column without a `value` is not sorted by: to read all sentences takes too long.
/** @type {{key: string, title: string, words: (statement: number) => string, value?: (statement: number) => string}[]} */
const COLUMNS = [
  { key: "statement", title: "Statement", words: plainStatement, value: plainStatement },
  { key: "by", title: "Said by", words: saidBy, value: saidBy },
  ...[
    { key: "sure", title: "How sure", words: (statement) => STATUS_WORDS[statusOf(statement)] },
    { key: "yes", title: "Yes or no", words: (statement) => POLARITY_WORDS[data.polarities[statements.polarity[statement]]] },
    { key: "when", title: "When", words: (statement) => timeOf(statement).value || "" },
    { key: "mark", title: "Your mark", words: (statement) => MARK_WORDS[markOf(statement).mark] ?? "" },
    { key: "article", title: "Article", words: (statement) => documentTitle(statements.document[statement]) },
  ].map((column) => ({ ...column, value: column.words })),
  { key: "sentence", title: "Sentence", words: sentenceText },
];

const CLASSES = { sentence: "quote", when: "when", mark: "mark", article: "origin-cell" };

function saidBy(statement) {
  return voicesOf(statement).map(voiceLabel).join("; ") || "the article";
}

// The kept statements that hold the words sought, in the order that is asked for; what is blank comes last either way.
function sortedStatements() {
  const { words, sort, down } = state.rows;
  const wanted = fold(words.trim());
  const holds = (statement) => fold(`${plainStatement(statement)} ${saidBy(statement)} ${documentTitle(statements.document[statement])} ${sentenceText(statement)}`).includes(wanted);
  const kept = wanted ? keptStatements().filter(holds) : keptStatements();
  const value = COLUMNS.find(({ key }) => key === sort)?.value;
  if (!value) return kept;
  const keyed = kept.map((statement) => /** @type {const} */ ([value(statement), statement]));
  const way = down ? -1 : 1;
  const blank = (text) => (text === "" ? 1 : 0);
  keyed.sort((one, other) => blank(one[0]) - blank(other[0]) || way * (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0) || one[1] - other[1]);
  return keyed.map(([, statement]) => statement);
}

// The frame of the table stands; its rows change, so that whoever types in its field stays there.
function showTable() {
  const field = el("input", { type: "search", placeholder: "Find in rows…", "aria-label": "Find in statements, sources, articles and sentences", value: state.rows.words });
  field.addEventListener("input", () => {
    tablePage = 0;
    change({ rows: { ...state.rows, words: field.value } });
  });
  fill(byId("table"), el("div", { class: "table-head" }, el("h2", { id: "table-count" }), field, el("span", { id: "table-ways", class: "ways-of-table" })), el("div", { id: "table-rows" }));
  showTableRows();
}

function showTableRows() {
  const rows = sortedStatements();
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  tablePage = Math.min(tablePage, pages - 1);
  const shown = rows.slice(tablePage * ROWS, (tablePage + 1) * ROWS);
  const turn = (step) => {
    tablePage += step;
    showTableRows();
    byId("table").scrollTop = 0;
  };
  byId("table-count").textContent = count(rows.length, "statement");
  fill(
    byId("table-ways"),
    fragmentsButton(),
    filtersActive() && el("button", { type: "button", on: { click: () => change({ filters: noFilters() }) } }, "Clear filters"),
    pages > 1 && [
      el("button", { type: "button", disabled: tablePage === 0, on: { click: () => turn(-1) } }, "Previous"),
      el("span", {}, `Page ${tablePage + 1} of ${pages.toLocaleString("en")}`),
      el("button", { type: "button", disabled: tablePage === pages - 1, on: { click: () => turn(1) } }, "Next"),
    ],
  );
  byId("table-rows").classList.toggle("unmarked", !rows.some((statement) => markOf(statement).mark));
  fill(
    byId("table-rows"),
    el(
      "table",
      {},
      el("caption", { class: "hidden-text" }, "Statements that pass the filters"),
      el("thead", {}, el("tr", {}, COLUMNS.map(headCell))),
      el("tbody", {}, shown.map(tableRow)),
    ),
    rows.length === 0 && el("p", { class: "faint" }, "No statement fits."),
  );
}

// What is folded away: statements whose words cannot stand alone.
function fragmentsButton() {
  const { fragments } = state.filters;
  const all = filterStatements({ ...state.filters, fragments: true });
  const number = all.filter((statement) => statements.fragment[statement] !== NONE).length;
  const title = "Statements whose words cannot stand alone";
  return number > 0 && el("button", { type: "button", title, "aria-pressed": String(fragments), on: { click: () => changeFilters({ fragments: !fragments }) } }, `${fragments ? "Without" : "With"} ${count(number, "fragment")}`);
}

/** @type {(column: {key: string, title: string, value?: unknown}, number: number) => HTMLElement} */
function headCell({ key, title, value }, number) {
  const { sort, down } = state.rows;
  const press = () => {
    change({ rows: { ...state.rows, sort: key, down: sort === key && !down } });
    /** @type {HTMLElement} */ (byId("table").querySelectorAll("thead th")[number].querySelector("button"))?.focus();
  };
  const order = sort !== key ? "none" : down ? "descending" : "ascending";
  if (!value) return el("th", { scope: "col", class: "plain" }, title);
  return el("th", { scope: "col", class: CLASSES[key], "aria-sort": order }, el("button", { type: "button", on: { click: press } }, title, el("span", { "aria-hidden": "true" }, order === "none" ? "" : order === "ascending" ? " ↑" : " ↓")));
}

function tableRow(statement) {
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "statement", statement } });
  };
  const cells = COLUMNS.map(({ key, title, words }, number) => {
    const shown = short(words(statement), number === 0 || key === "sentence" ? 240 : 90);
    const text = el("bdi", {}, shown);
    if (number === 0) return el("td", {}, el("a", { href: "#", class: statements.polarity[statement] === NEGATED ? "negated" : null, on: { click: open } }, text));
    return el("td", { class: CLASSES[key], "data-label": title }, shown && text);
  });
  const chosen = state.chosen.kind === "statement" && state.chosen.statement === statement;
  return el("tr", { "data-statement": statement, class: chosen ? "chosen" : null }, cells);
}

export function startTable() {
  if (state.surface === "table") showTable();
  watch(showTableChange);
}

function showTableChange(changed) {
  if (changed.has("filters")) tablePage = 0;
  if (state.surface !== "table") return;
  if (changed.has("surface") || (changed.has("rows") && byId("table").querySelector("input")?.value !== state.rows.words)) showTable();
  else if (["rows", "filters", "notes"].some((name) => changed.has(name))) showTableRows();
  if (changed.has("chosen")) {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (byId("table").querySelectorAll("tr[data-statement]"))) {
      row.classList.toggle("chosen", state.chosen.kind === "statement" && Number(row.dataset.statement) === state.chosen.statement);
    }
  }
}
