// Search by name and alias, with suggestions, as a combobox that works by keyboard.

import { entities, labelOf, typeName } from "./data.js";
import { byId, el, fill, say, short } from "./dom.js";
import { findThing, graph } from "./graph.js";
import { change, state } from "./state.js";
import { typeMark } from "./words.js";

export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

let folded = null;
function foldedNames() {
  folded ??= entities.label.map((label, entity) => [label, ...(entities.names[entity] || [])].map((name) => fold(name.slice(0, 300))));
  return folded;
}

// The entities whose names fit best: the same, beginning so, with a word beginning so, holding it; then the important ones.
function findEntities(text, limit = 10) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const rank = (name) => {
    const place = name.indexOf(wanted);
    if (place < 0) return 4;
    if (name.length === wanted.length) return 0;
    return place === 0 ? 1 : /[\p{L}\p{N}]/u.test(name[place - 1]) ? 3 : 2;
  };
  const found = [];
  foldedNames().forEach((names, entity) => {
    let best = 4;
    let alias = 0;
    names.forEach((name, place) => {
      const own = rank(name);
      if (own < best) [best, alias] = [own, place];
    });
    if (best < 4) found.push({ entity, best, alias });
  });
  found.sort((one, other) => one.best - other.best || entities.importance[other.entity] - entities.importance[one.entity] || one.entity - other.entity);
  return found.slice(0, limit);
}

// Make an input a combobox over the entities; `choose` is called with the one chosen.
function combobox(input, choose) {
  const list = el("ul", { id: `${input.id}-options`, role: "listbox", class: "options", hidden: true, "aria-label": "Suggestions" });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  let found = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (number) => {
    if (!found[number]) return;
    close();
    input.value = short(labelOf(found[number].entity), 80);
    choose(found[number].entity);
  };
  const mark = (number) => {
    active = number;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (list.children[active]) input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const suggest = () => {
    found = findEntities(input.value);
    fill(list, found.map(({ entity, alias }, number) => option(entity, alias, number)));
    if (!found.length && input.value.trim()) fill(list, el("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  };
  const option = (entity, alias, number) =>
    el(
      "li",
      { role: "option", id: `${list.id}-${number}`, "aria-selected": "false", on: { mousedown: (event) => (event.preventDefault(), take(number)) } },
      typeMark(entity),
      el("bdi", {}, short(labelOf(entity), 60)),
      alias > 0 && el("span", { class: "faint" }, short(entities.names[entity][alias - 1], 40)),
      el("span", { class: "count" }, typeName(entity)),
    );
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

export function startSearch() {
  combobox(byId("search"), (entity) => {
    if (state.surface !== "graph") change({ surface: "graph" });
    findThing(entity);
  });
  combobox(byId("path-from"), (entity) => ((ends.from = entity), byId("path-to").focus(), showPathBetween()));
  combobox(byId("path-to"), (entity) => ((ends.to = entity), showPathBetween()));
}
