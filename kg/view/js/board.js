// The claims as a board: what is claimed, who says so, who denies it, who leaves it open.

import { claimTimes, daysText } from "./claimcard.js";
import { DENIES, isDisputed, isToldAgain, membersOfClaim, OPEN, rankedClaims, SAYS, voiceName, voicesWith } from "./claims.js";
import { data, textOf, statements } from "./data.js";
import { byId, count, el, fill, short } from "./dom.js";
import { keptStatements } from "./kept.js";
import { fold } from "./names.js";
import { sentenceText } from "./article.js";
import { lightClaim } from "./graph.js";
import { change, filtersActive, state, watch } from "./state.js";
import { withoutNarrowing } from "./filters.js";
import { markedStatement } from "./words.js";

const BOARD_ROWS = 100;
const VOICES_SHOWN = 6;
const severally = rankedClaims.filter((claim) => isToldAgain(claim) || isDisputed(claim));
let boardPage = 0;

function claimsShown() {
  const { words, disputed, once } = state.board;
  const kept = filtersActive() ? new Set(keptStatements()) : null;
  const wanted = fold(words.trim());
  const holds = (claim) => fold([textOf(statements.text[data.claims.best[claim]]), ...membersOfClaim(claim).map(sentenceText), ...[SAYS, DENIES, OPEN].flatMap((stance) => voicesWith(claim, stance).map(voiceName))].join(" ")).includes(wanted);
  return (once || severally.length === 0 ? rankedClaims : severally).filter(
    (claim) => (!disputed || isDisputed(claim)) && (kept === null || membersOfClaim(claim).some((statement) => kept.has(statement))) && (!wanted || holds(claim)),
  );
}

const COLUMNS_OF_BOARD = ["Claim", "Says so", "Denies", "Leaves open", "When", "Published", "Sources"];

// The frame of the board stands; its rows change, so that whoever types in its field stays there.
function showBoard() {
  const board = byId("claims");
  const setBoard = (patch) => {
    boardPage = 0;
    change({ board: { ...state.board, ...patch } });
  };
  const field = el("input", { type: "search", placeholder: "Find in claims…", "aria-label": "Find in claims, sources and sentences", value: state.board.words });
  field.addEventListener("input", () => setBoard({ words: field.value }));
  const box = (name, text) => {
    const input = el("input", { type: "checkbox", checked: state.board[name], id: `board-${name}` });
    input.addEventListener("change", () => setBoard({ [name]: input.checked }));
    return el("label", {}, input, text);
  };
  const once = severally.length > 0 && severally.length < rankedClaims.length;
  fill(
    board,
    el("div", { class: "table-head" }, el("h2", { id: "board-count" }), field, box("disputed", "only disputed"), once && box("once", "also what one sentence alone tells")),
    el("div", { id: "board-rows" }),
  );
  showRows();
}

function showRows() {
  const found = claimsShown();
  const pages = Math.max(1, Math.ceil(found.length / BOARD_ROWS));
  boardPage = Math.min(boardPage, pages - 1);
  const turn = (step) => {
    boardPage += step;
    showRows();
    byId("claims").scrollTop = 0;
  };
  byId("board-count").textContent = count(found.length, "claim");
  fill(
    byId("board-rows"),
    filtersActive() && el("p", { class: "board-note" }, "Only claims of which a statement passes the filters. ", el("button", { type: "button", on: { click: () => change({ filters: withoutNarrowing(state.filters) }) } }, "Clear filters")),
    el(
      "table",
      { class: "board" },
      el("caption", { class: "hidden-text" }, "Claims, and who says so, denies them or leaves them open"),
      el("thead", {}, el("tr", {}, COLUMNS_OF_BOARD.map((title) => el("th", { scope: "col" }, title)))),
      el("tbody", {}, found.slice(boardPage * BOARD_ROWS, (boardPage + 1) * BOARD_ROWS).map(boardRow)),
    ),
    found.length === 0 && el("p", { class: "faint" }, "No claim fits."),
    pages > 1 &&
      el(
        "p",
        { class: "board-note" },
        el("button", { type: "button", disabled: boardPage === 0, on: { click: () => turn(-1) } }, "Previous"),
        ` Page ${boardPage + 1} of ${pages.toLocaleString("en")} `,
        el("button", { type: "button", disabled: boardPage === pages - 1, on: { click: () => turn(1) } }, "Next"),
      ),
  );
  markRow();
}

function boardRow(claim) {
  const open = (event) => {
    event.preventDefault();
    change({ chosen: { kind: "claim", claim } });
  };
  const [when = ""] = claimTimes(claim);
  return el(
    "tr",
    { "data-claim": claim, class: isDisputed(claim) ? "disputed" : null, on: { mouseenter: () => lightClaim(claim), mouseleave: () => lightClaim(null) } },
    el("td", {}, el("a", { class: "statement", href: "#", on: { click: open } }, markedStatement(data.claims.best[claim]))),
    [SAYS, DENIES, OPEN].map((stance) => el("td", { "data-label": COLUMNS_OF_BOARD[1 + stance] }, voicesCell(claim, stance))),
    el("td", { "data-label": "When" }, when),
    el("td", { "data-label": "Published" }, daysText(claim)),
    el("td", { class: "number", "data-label": "Sources" }, String(data.claims.sources[claim])),
  );
}

// Each name leads to the first sentence in which they say it.
function voicesCell(claim, stance) {
  const voices = voicesWith(claim, stance);
  return [
    voices.slice(0, VOICES_SHOWN).map((voice) => {
      const open = (event) => {
        event.preventDefault();
        change({ chosen: { kind: "statement", statement: voice.members[0] } });
      };
      return el("div", {}, el("a", { class: `voice-link ${["says", "denies", "open"][stance]}`, href: "#", title: short(sentenceText(voice.members[0]), 300), on: { click: open } }, el("bdi", {}, short(voiceName(voice), 60))));
    }),
    voices.length > VOICES_SHOWN && el("span", { class: "faint" }, `and ${count(voices.length - VOICES_SHOWN, "other")}`),
  ];
}

function markRow() {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (byId("claims").querySelectorAll("tr[data-claim]"))) {
    row.classList.toggle("chosen", state.chosen.kind === "claim" && Number(row.dataset.claim) === state.chosen.claim);
  }
}

export function startBoard() {
  if (state.surface === "claims") showBoard();
  watch((changed) => {
    if (state.surface !== "claims") return;
    if (changed.has("surface")) showBoard();
    else if (changed.has("filters") || changed.has("board")) showRows();
    else if (changed.has("chosen")) markRow();
  });
}
