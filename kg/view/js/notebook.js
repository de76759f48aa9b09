// What the reader leaves on the page: marks and notes on statements, things taken for one, new labels, and views that make a
// guided story. It is kept in this browser, for this page; a file takes it elsewhere (kg/resolve/notebook.py reads it).

import { data, entities, entityNumber, labelOf, NONE, statements } from "./data.js";
import { change, state } from "./state.js";

const FORMAT = "kg notebook 1";
const KEPT_AS = `kg-notebook-${data.key}`;
const LONGEST = 4000;

/** @type {Notebook} */
export const notebook = { marks: [], merges: [], renames: [], views: [] };
const numberOf = new Map(statements.id.map((id, statement) => [id, statement]));

/** False where this browser keeps nothing: then only a file does. */
export let keepsNotes = true;

export const statementOf = (mark) => numberOf.get(mark.statement) ?? NONE;
export const noteCount = () => notebook.marks.length + notebook.merges.length + notebook.renames.length + notebook.views.length;

const NO_MARK = { statement: "", mark: "", note: "" };
export const markOf = (statement) => notebook.marks.find((one) => one.statement === statements.id[statement]) ?? NO_MARK;
export const labelGiven = (thing) => notebook.renames.find(({ entity }) => entity === entities.id[thing])?.label ?? "";

/** @type {(statement: number, patch: {mark?: string, note?: string}) => void} */
export function setMark(statement, patch) {
  const id = statements.id[statement];
  const changed = { ...markOf(statement), ...patch, statement: id };
  const others = notebook.marks.filter((one) => one.statement !== id);
  noted({ marks: changed.mark || changed.note ? [...others, changed] : others });
}

export function addMerge(kept, gone) {
  const pair = { kept: entities.id[kept], gone: entities.id[gone] };
  const isKnown = notebook.merges.some((one) => [one.kept, one.gone].sort().join() === [pair.kept, pair.gone].sort().join());
  if (kept !== gone && !isKnown) noted({ merges: [...notebook.merges, pair] });
}

export function addRename(thing, label) {
  const entity = entities.id[thing];
  const others = notebook.renames.filter((one) => one.entity !== entity);
  const clean = label.replace(/\s+/g, " ").trim();
  noted({ renames: clean && clean !== labelOf(thing) ? [...others, { entity, label: clean }] : others });
}

/** @type {(patch: Partial<Notebook>) => void} */
export function noted(patch) {
  Object.assign(notebook, patch);
  keep();
  change({ notes: state.notes + 1 }, { remember: false });
}

function keep() {
  try {
    if (noteCount()) localStorage.setItem(KEPT_AS, notebookText());
    else localStorage.removeItem(KEPT_AS);
  } catch {
    keepsNotes = false;
  }
}

/** @param {string} packed what came with the file, where nothing was kept here */
export function startNotebook(packed) {
  let kept = null;
  try {
    kept = localStorage.getItem(KEPT_AS);
  } catch {
    keepsNotes = false;
  }
  const found = [kept, packed].map((text) => (text ? readNotebook(text) : null)).find((one) => one !== null);
  if (found) Object.assign(notebook, found);
}

export const notebookText = () => JSON.stringify({ format: FORMAT, ...notebook }, null, 1);

/**
 * The notebook in a text, null where it is none; whatever is of another form in it is left out.
 * @param {string} text
 * @returns {Notebook | null}
 */
export function readNotebook(text) {
  let given = null;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (given?.format !== FORMAT) return null;
  /** @type {(name: string, needed: string[], free?: string[]) => any[]} */
  const rows = (name, needed, free = []) =>
    (Array.isArray(given[name]) ? given[name] : [])
      .filter((row) => needed.every((key) => typeof row?.[key] === "string" && row[key]))
      .map((row) => Object.fromEntries([...needed, ...free].map((key) => [key, typeof row[key] === "string" ? row[key].slice(0, LONGEST) : ""])));
  return {
    marks: rows("marks", ["statement"], ["mark", "note"]).filter(({ mark }) => mark === "" || mark in MARK_WORDS),
    merges: rows("merges", ["kept", "gone"]),
    renames: rows("renames", ["entity", "label"]),
    views: rows("views", ["title"], ["text", "view"]),
  };
}

/** @type {(found: Notebook) => void} */
export function takeIn(found) {
  const without = (key, mine, theirs) => mine.filter((one) => !theirs.some((other) => key.every((name) => one[name] === other[name])));
  noted({
    marks: [...without(["statement"], notebook.marks, found.marks), ...found.marks],
    merges: [...without(["kept", "gone"], notebook.merges, found.merges), ...found.merges],
    renames: [...without(["entity"], notebook.renames, found.renames), ...found.renames],
    views: [...without(["title", "view"], notebook.views, found.views), ...found.views],
  });
}

export const MARK_WORDS = { right: "right", wrong: "wrong", check: "to check" };

// A word as a shell takes it for one word, and never for an option.
const quoted = (text) => (/^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);
const command = (name, ...words) => ["kg", name, ...(words.some((word) => word.startsWith("-")) ? ["--"] : []), ...words.map(quoted)].join(" ");

// The commands that do in a store what is noted here; notes on a statement stand above it.
export const commandsOf = () =>
  [
    ...notebook.marks.filter(({ mark }) => mark === "wrong").flatMap(({ statement, note }) => [...(note ? [`# ${note.replace(/\s+/g, " ")}`] : []), command("reject", statement)]),
    ...notebook.merges.map(({ kept, gone }) => command("merge", kept, gone)),
    ...notebook.renames.map(({ entity, label }) => command("rename", entity, label)),
  ].join("\n");

export const nameOfEntity = (id) => (entityNumber(id) === NONE ? id : labelOf(entityNumber(id)));
