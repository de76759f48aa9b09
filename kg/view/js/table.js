// The same statements as a table, for those who do not see the graph or want to sort.

import {
  data, documentTitle, NEGATED, NONE, statements, statusOf, timeOf, voiceLabel, voicesOf,
} from "./data.js";
import { byId, count, el, fill, short } from "./dom.js";
import { noFilters } from "./filters.js";
import { filterStatements, keptStatements } from "./kept.js";
import { MARK_WORDS, markOf } from "./notebook.js";
import { change, changeFilters, filtersActive, state, watch } from "./state.js";
import { plainStatement, POLARITY_WORDS, STATUS_WORDS } from "./words.js";

const ROWS = 100;
const table = { page: 0, sort: null, down: false };

/** @type {[string, (statement: number) => string][]} */
const COLUMNS = [
  ["Statement", plainStatement],
  ["Said by", (statement) => voicesOf(statement).map(voiceLabel).join("; ") || "the article"],
  ["How sure", (statement) => STATUS_WORDS[statusOf(statement)]],
  ["Yes or no", (statement) => POLARITY_WORDS[data.polarities[statements.polarity[statement]]]],
  ["When", (statement) => timeOf(statement).value || ""],
  ["Your mark", (statement) => MARK_WORDS[markOf(statement).mark] ?? ""],
  ["Article", (statement) => documentTitle(statements.document[statement])],
];

function sortedStatements() {
  const kept = keptStatements();
  if (table.sort === null) return kept;
  const [, value] = COLUMNS[table.sort];
  const keyed = kept.map((statement) => /** @type {const} */ ([value(statement), statement]));
  const way = table.down ? -1 : 1;
  keyed.sort((one, other) => way * (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0) || one[1] - other[1]);
  return keyed.map(([, statement]) => statement);
}

function showTable() {
  const rows = sortedStatements();
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  table.page = Math.min(table.page, pages - 1);
  const shown = rows.slice(table.page * ROWS, (table.page + 1) * ROWS);
  const turn = (step) => {
    table.page += step;
    showTable();
    byId("table").scrollTop = 0;
  };
  fill(
    byId("table"),
    el(
      "div",
      { class: "table-head" },
      el("h2", {}, count(rows.length, "statement")),
      fragmentsButton(),
      filtersActive() && el("button", { type: "button", on: { click: () => change({ filters: noFilters() }) } }, "Clear filters"),
      pages > 1 && [
        el("button", { type: "button", disabled: table.page === 0, on: { click: () => turn(-1) } }, "Previous"),
        el("span", {}, `Page ${table.page + 1} of ${pages.toLocaleString("en")}`),
        el("button", { type: "button", disabled: table.page === pages - 1, on: { click: () => turn(1) } }, "Next"),
      ],
    ),
    el(
      "table",
      {},
      el("caption", { class: "hidden-text" }, "Statements that pass the filters"),
      el("thead", {}, el("tr", {}, COLUMNS.map(headCell))),
      el("tbody", {}, shown.map(tableRow)),
    ),
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

/** @param {[string, ...unknown[]]} column */
function headCell([title], number) {
  const sort = () => {
    table.down = table.sort === number && !table.down;
    table.sort = number;
    showTable();
    /** @type {HTMLElement} */ (byId("table").querySelectorAll("th button")[number]).focus();
  };
  const order = table.sort !== number ? "none" : table.down ? "descending" : "ascending";
  return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", on: { click: sort } }, title, el("span", { "aria-hidden": "true" }, order === "none" ? "" : table.down ? " ↓" : " ↑")));
}

function tableRow(statement) {
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "statement", statement } });
  };
  const cells = COLUMNS.map(([, value], number) => {
    const text = el("bdi", {}, short(value(statement), number === 0 ? 240 : 90));
    if (number === 0) return el("td", {}, el("a", { href: "#", class: statements.polarity[statement] === NEGATED ? "negated" : null, on: { click: open } }, text));
    return el("td", {}, text);
  });
  const chosen = state.chosen.kind === "statement" && state.chosen.statement === statement;
  return el("tr", { "data-statement": statement, class: chosen ? "chosen" : null }, cells);
}

export function startTable() {
  if (state.surface === "table") showTable();
  watch(showTableChange);
}

function showTableChange(changed) {
  if (changed.has("filters")) table.page = 0;
  if (state.surface === "table" && ["surface", "filters", "notes"].some((name) => changed.has(name))) showTable();
  if (state.surface === "table" && changed.has("chosen")) {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (byId("table").querySelectorAll("tr[data-statement]"))) {
      row.classList.toggle("chosen", state.chosen.kind === "statement" && Number(row.dataset.statement) === state.chosen.statement);
    }
  }
}
