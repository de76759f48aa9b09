// Where the reader leaves notes: beside a statement, and on the card of a thing.

import { isEntity, labelOf } from "./data.js";
import { el, say, short } from "./dom.js";
import { addMerge, addRename, labelGiven, MARK_WORDS, markOf, setMark } from "./notebook.js";
import { nameField } from "./search.js";

/** @param {number} statement */
export function markingOf(statement) {
  const { mark, note } = markOf(statement);
  const buttons = Object.entries(MARK_WORDS).map(([name, words]) => {
    const press = () => {
      const pressed = markOf(statement).mark === name;
      setMark(statement, { mark: pressed ? "" : name });
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(!pressed && button === own)));
      say(pressed ? "Mark removed" : `Marked ${words}`);
    };
    const own = el("button", { type: "button", class: "tab", "aria-pressed": String(mark === name), on: { click: press } }, words);
    return own;
  });
  const field = el("textarea", { class: "copied", rows: 2, maxlength: 2000, "aria-label": "Your note", placeholder: "Your note", value: note, hidden: !note });
  field.addEventListener("change", () => setMark(statement, { note: field.value.trim() }));
  const open = () => {
    field.hidden = false;
    field.focus();
  };
  return el(
    "div",
    { class: "noting" },
    el("span", { class: "tabs", role: "group", "aria-label": "Your mark on this statement" }, buttons, el("button", { type: "button", class: "tab", on: { click: open } }, "note")),
    field,
  );
}

/** @param {number} thing */
export function namingOf(thing) {
  if (!isEntity(thing)) return null;
  const given = labelGiven(thing);
  const same = el("input", { id: "same-as", type: "search", autocomplete: "off", spellcheck: "false", placeholder: "a name", "aria-label": `The same as ${short(labelOf(thing), 60)}` });
  const label = el("input", { type: "text", value: given, placeholder: labelOf(thing), maxlength: 200, "aria-label": `Another label for ${short(labelOf(thing), 60)}` });
  const told = el("p", { class: "faint", role: "status" });
  label.addEventListener("change", () => {
    addRename(thing, label.value);
    told.textContent = "Noted.";
  });
  const details = el(
    "details",
    { class: "naming" },
    el("summary", {}, given ? `You call it ${short(given, 60)}` : "Same as another, or wrongly named?"),
    el("div", {}, el("label", {}, "It is the same as ", el("span", { class: "search" }, same)), el("label", {}, "It should be called ", label), told),
  );
  nameField(same, (other) => {
    addMerge(thing, other);
    same.value = "";
    told.textContent = other === thing ? "That is this one." : `Noted: the same as ${short(labelOf(other), 60)}.`;
  });
  return details;
}
