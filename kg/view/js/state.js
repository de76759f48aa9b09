// What the reader has chosen. All of it can be written into the address and read back from there.

import {
  communityOf, data, documentOf, documents, entities, entityCount, entityNumber, isEntity, nameless, NONE, statements,
} from "./data.js";
import { byId } from "./dom.js";
import { isNarrowed, noFilters, readFilters, writeFilters } from "./filters.js";

/** @type {State} */
export const state = {
  surface: "graph", // or "claims", "days", "table"
  scene: { kind: "opening" }, // or whole, community, focus, path
  shown: data.atOnce,
  chosen: { kind: "none" }, // or thing, arrow, statement, claim, document
  groups: false,
  found: "", // words that are sought, to be marked
  labels: "main", // on arrows; or all, none
  board: { words: "", disputed: false, once: false },
  rows: { words: "", sort: "", down: false },
  filters: noFilters(),
  notes: 0, // how often the reader's notes have changed
  tale: -1, // the step of a guided story
};

const watchers = [];
export const watch = (watcher) => watchers.push(watcher);

/** How many steps of this page Back can go. */
export const stepsTaken = () => Number(history.state?.steps) || 0;
let scrolledBefore = { details: 0, article: 0 };

// Change the state and tell everybody what has changed: change({chosen: …}).
export function change(patch, { remember = true } = {}) {
  scrolledBefore = scrolled();
  Object.assign(state, patch);
  const changed = new Set(Object.keys(patch));
  for (const watcher of watchers) watcher(changed);
  if (remember) writeFragment(["surface", "scene", "chosen", "tale"].some((name) => changed.has(name)));
}

export function changeFilters(patch) {
  change({ filters: { ...state.filters, ...patch } });
}

export function toggled(set, value) {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
}

export const filtersActive = () => isNarrowed(state.filters);

const thingKey = (thing) => (isEntity(thing) ? entities.id[thing] : `#${thing - entityCount}`);
function thingOfKey(key) {
  if (!/^#\d+$/.test(key)) return entityNumber(key);
  const thing = entityCount + Number(key.slice(1));
  return thing < entityCount + nameless.label.length ? thing : NONE;
}

export function fragment() {
  const out = new URLSearchParams();
  const { scene, chosen, filters } = state;
  if (state.surface !== "graph") out.set("view", state.surface);
  if (scene.kind === "whole") out.set("whole", "1");
  if (scene.kind === "community") out.set("community", thingKey(data.communities[scene.community][0]));
  if (scene.kind === "focus") out.set("focus", `${scene.steps} ${thingKey(scene.thing)}`);
  if (scene.kind === "path") {
    out.set("from", thingKey(scene.from));
    out.set("to", thingKey(scene.to));
  }
  if (state.shown !== data.atOnce) out.set("shown", String(state.shown));
  if (state.groups) out.set("groups", "1");
  if (state.found) out.set("words", state.found);
  if (state.labels !== "main") out.set("labels", state.labels);
  if (state.board.words) out.set("find", state.board.words);
  if (state.board.disputed) out.set("disputed", "1");
  if (state.board.once) out.set("once", "1");
  if (state.rows.words) out.set("rows", state.rows.words);
  if (state.rows.sort) out.set("sort", `${state.rows.down ? "-" : ""}${state.rows.sort}`);
  if (chosen.kind === "thing") out.set("thing", thingKey(chosen.thing));
  if (chosen.kind === "arrow") {
    out.set("arrow", chosen.sort);
    out.set("tail", thingKey(chosen.tail));
    out.set("head", thingKey(chosen.head));
  }
  if (chosen.kind === "statement") out.set("statement", statements.id[chosen.statement]);
  if (chosen.kind === "found") out.set("sentences", chosen.words);
  if (chosen.kind === "document" && chosen.sentence !== undefined && chosen.sentence !== NONE) out.set("sentence", String(chosen.sentence));
  if (chosen.kind === "claim") out.set("claim", data.claims.id[chosen.claim]);
  if (chosen.kind === "document") out.set("document", documents.id[chosen.document]);
  if (state.tale >= 0) out.set("step", String(state.tale + 1));
  writeFilters(filters, out);
  return out.toString();
}

// How far the reader's panes are scrolled, for the way back.
const scrolled = () => ({ details: byId("details").scrollTop, article: byId("article").scrollTop });

// What the reader opens is a step that Back goes back; what is only set (a filter, labels) is not.
// A notebook's frame has no address of its own and refuses to have one written: then there is nothing to remember.
function writeFragment(step) {
  const text = fragment();
  const address = text ? `#${text}` : location.pathname + location.search;
  try {
    if (!step || text === location.hash.slice(1)) history.replaceState(history.state, "", address);
    else {
      history.replaceState({ ...history.state, scrolled: scrolledBefore }, "");
      history.pushState({ steps: stepsTaken() + 1 }, "", address);
    }
  } catch (refusal) {
    if (!(refusal instanceof DOMException) || refusal.name !== "SecurityError") throw refusal;
  }
}

export function readFragment(text = location.hash.slice(1)) {
  const given = new URLSearchParams(text);
  return {
    surface: ["table", "claims", "days"].find((name) => name === given.get("view")) || "graph",
    shown: Math.max(1, Number(given.get("shown")) || data.atOnce),
    groups: given.get("groups") === "1",
    found: (given.get("words") || "").slice(0, 200),
    labels: ["all", "none"].find((name) => name === given.get("labels")) || "main",
    tale: given.has("step") ? (Number(given.get("step")) || 0) - 1 : -1,
    board: { words: given.get("find") || "", disputed: given.get("disputed") === "1", once: given.get("once") === "1" },
    rows: { words: given.get("rows") || "", sort: (given.get("sort") || "").replace(/^-/, ""), down: (given.get("sort") || "").startsWith("-") },
    scene: sceneOfFragment(given),
    chosen: chosenOfFragment(given),
    filters: readFilters(given),
  };
}

function sceneOfFragment(given) {
  const thing = (name) => (given.has(name) ? thingOfKey(given.get(name)) : NONE);
  if (given.get("whole") === "1") return { kind: "whole" };
  if (given.has("community")) {
    const community = communityOf.get(thing("community"));
    if (community !== undefined) return { kind: "community", community };
  }
  if (given.has("focus")) {
    const [steps, ...key] = given.get("focus").split(" ");
    const focus = thingOfKey(key.join(" "));
    if (focus !== NONE) return { kind: "focus", thing: focus, steps: Math.min(3, Math.max(1, Number(steps) || 1)) };
  }
  const [from, to] = [thing("from"), thing("to")];
  return from !== NONE && to !== NONE ? { kind: "path", from, to } : { kind: "opening" };
}

function chosenOfFragment(given) {
  const thing = (name) => (given.has(name) ? thingOfKey(given.get(name)) : NONE);
  if (thing("thing") !== NONE) return { kind: "thing", thing: thing("thing") };
  const [tail, head] = [thing("tail"), thing("head")];
  if (tail !== NONE && head !== NONE) return { kind: "arrow", tail, head, sort: ["no", "says", "pair"].find((sort) => sort === given.get("arrow")) || "yes" };
  const statement = given.has("statement") ? statements.id.indexOf(given.get("statement")) : NONE;
  if (statement !== NONE) return { kind: "statement", statement };
  const claim = given.has("claim") ? data.claims.id.indexOf(given.get("claim")) : NONE;
  if (claim !== NONE) return { kind: "claim", claim };
  const place = given.has("document") ? documentOf(given.get("document")) : NONE;
  if (place === NONE) return given.get("sentences") ? { kind: "found", words: given.get("sentences").slice(0, 200) } : { kind: "none" };
  return given.has("sentence") ? { kind: "document", document: place, sentence: Number(given.get("sentence")) || 0 } : { kind: "document", document: place };
}
