// The reader's notes as a list, with the ways to keep them and hand them on.

import { citationLine, copyButton } from "./citation.js";
import { NONE } from "./data.js";
import { byId, count, el, fill, say, short } from "./dom.js";
import { saveText } from "./export.js";
import { commandsOf, keepsNotes, MARK_WORDS, nameOfEntity, notebook, notebookText, noteCount, noted, readNotebook, statementOf, takeIn } from "./notebook.js";
import { change, fragment, watch } from "./state.js";
import { openStep } from "./tale.js";
import { plainStatement } from "./words.js";

const dialog = () => /** @type {any} */ (byId("notes"));

export function startNotes() {
  byId("notes-button").addEventListener("click", () => {
    showNotes();
    dialog().showModal();
  });
  watch((changed) => changed.has("notes") && (showCount(), dialog().open && showNotes()));
  showCount();
}

function showCount() {
  fill(byId("notes-button"), "Notes", noteCount() > 0 && el("span", { class: "count" }, ` ${noteCount()}`));
}

function showNotes() {
  const { marks, merges, renames, views } = notebook;
  fill(
    dialog(),
    el("h2", { id: "notes-title" }, "Your notes"),
    el("p", { class: "faint" }, keepsNotes ? "Kept in this browser, for this page alone. A file takes them elsewhere." : "This browser keeps nothing for this page: save a file before you close it."),
    noteCount() === 0 && el("p", {}, "Open a statement to mark it right, wrong or to check, and to note why; open a name to say that it is the same as another."),
    notedList("Marked statements", marks, "marks", markLine),
    notedList("One and the same", merges, "merges", ({ kept, gone }) => [el("bdi", {}, nameOfEntity(gone)), " is ", el("bdi", {}, nameOfEntity(kept))]),
    notedList("To be called", renames, "renames", ({ entity, label }) => [el("bdi", {}, nameOfEntity(entity)), " → ", el("bdi", {}, label)]),
    storyPart(views),
    el("h3", {}, "Keep and hand on"),
    el("p", { class: "actions" }, el("button", { type: "button", disabled: !noteCount(), on: { click: () => saveText(notebookText(), "application/json", "notes.json") } }, "Save as file"), openButton()),
    commandsOf() && [el("p", { class: "faint" }, "In the store that this page was made from: ", el("code", {}, "kg decide --from notes.json"), ", or one by one:"), copyButton("Copy as commands", commandsOf)],
    notebook.views.length > 0 && el("p", { class: "faint" }, "A page with this story in it: ", el("code", {}, "kg view --notes notes.json")),
    el("form", { method: "dialog" }, el("button", {}, "Close")),
  );
}

/** @type {(title: string, rows: any[], name: string, words: (row: any) => Child) => Child} */
function notedList(title, rows, name, words) {
  return rows.length > 0 && [el("h3", {}, title), el("ul", { class: "noted" }, rows.map((row) => el("li", {}, el("span", {}, words(row)), dropButton(name, row))))];
}

function dropButton(name, row) {
  const drop = () => noted({ [name]: notebook[name].filter((other) => other !== row) });
  return el("button", { type: "button", class: "step", "aria-label": "Remove this note", on: { click: drop } }, "×");
}

function markLine(row) {
  const statement = statementOf(row);
  const open = (event) => {
    event.preventDefault();
    dialog().close();
    change({ chosen: { kind: "statement", statement } });
  };
  return [
    row.mark && el("span", { class: `badge mark-${row.mark}` }, MARK_WORDS[row.mark]),
    " ",
    statement === NONE ? el("bdi", { class: "faint" }, `${row.statement}, not on this page`) : el("a", { href: "#", on: { click: open } }, el("bdi", {}, short(plainStatement(statement), 140))),
    row.note && el("span", { class: "note-text", dir: "auto" }, row.note),
    statement !== NONE && el("span", { class: "origin" }, citationLine(statement)),
  ];
}

// The steps of a guided story, in their order, and the view that is seen now as a further one.
function storyPart(views) {
  const title = el("input", { type: "text", maxlength: 200, "aria-label": "Title of this view", placeholder: "Title of the view behind this list" });
  const text = el("textarea", { class: "copied", rows: 2, maxlength: 2000, "aria-label": "Text of this view", placeholder: "What is to be seen there" });
  const add = el("button", { type: "button" }, "Add this view");
  add.addEventListener("click", () => {
    if (!title.value.trim()) return title.focus();
    noted({ views: [...views, { title: title.value.trim(), text: text.value.trim(), view: fragment() }] });
    say("View added");
  });
  const move = (place, step) => {
    const moved = [...views];
    moved.splice(place + step, 0, ...moved.splice(place, 1));
    noted({ views: moved });
  };
  const arrow = (place, step) => el("button", { type: "button", class: "step", disabled: !views[place + step], "aria-label": step < 0 ? "Earlier" : "Later", on: { click: () => move(place, step) } }, step < 0 ? "↑" : "↓");
  const show = (place) => (event) => {
    event.preventDefault();
    dialog().close();
    openStep(place);
  };
  return [
    el("h3", {}, "A guided story", views.length > 0 && el("span", { class: "count" }, ` ${count(views.length, "step")}`)),
    el("ol", { class: "noted" }, views.map((view, place) => el("li", {}, el("span", {}, el("a", { href: "#", on: { click: show(place) } }, el("bdi", {}, view.title))), arrow(place, -1), arrow(place, 1), dropButton("views", view)))),
    el("div", { class: "add-view" }, title, text, add),
  ];
}

function openButton() {
  const field = el("input", { type: "file", accept: ".json,application/json", class: "hidden-text", tabindex: -1, "aria-label": "A file of notes" });
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    const found = file ? readNotebook(await file.text()) : null;
    if (found) takeIn(found);
    const told = found ? `Opened ${file.name}` : "This is no file of notes that a page saved";
    say(told);
    if (!found) dialog().querySelector("#notes-problem").textContent = told;
  });
  return [field, el("button", { type: "button", on: { click: () => field.click() } }, "Open file…"), el("span", { id: "notes-problem", class: "negated", role: "alert" })];
}
