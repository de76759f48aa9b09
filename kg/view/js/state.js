// What the reader has chosen. All of it can be written into the address and read back from there.

import {
  communityOf, data, DAY, dayText, documentOf, documents, entities, entityCount, entityNumber, isEntity, nameless,
  NONE, statements, STATUSES, strings, types, voiceLabel,
} from "./data.js";

export const noFilters = () => ({
  types: new Set(), // hidden
  statuses: new Set(), // hidden
  polarities: new Set(), // hidden
  relations: new Set(), // shown; none means all
  documents: new Set(), // shown; none means all
  voice: "", // "" all, "own" the articles' own voice, else the number of a source
  from: null,
  to: null,
  undated: true,
  confidence: 0,
  conflicts: false,
  reports: false,
  nameless: false,
  voices: data.voicesDrawn,
});

const SWITCHES = ["conflicts", "reports", "nameless", "voices"];

export const state = {
  surface: "graph", // or "table"
  scene: { kind: "opening" }, // or community, focus, path
  shown: data.atOnce,
  chosen: { kind: "none" }, // or thing, arrow, statement, document
  groups: false,
  filters: noFilters(),
};

const watchers = [];
export const watch = (watcher) => watchers.push(watcher);

// Change the state and tell everybody what has changed: change({chosen: …}).
export function change(patch, { remember = true } = {}) {
  Object.assign(state, patch);
  const changed = new Set(Object.keys(patch));
  for (const watcher of watchers) watcher(changed);
  if (remember) writeFragment();
}

export function changeFilters(patch) {
  change({ filters: { ...state.filters, ...patch } });
}

export function toggled(set, value) {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
}

export function filtersActive() {
  const { types: hidden, statuses, polarities, relations, documents: chosen, ...rest } = state.filters;
  const sets = [hidden, statuses, polarities, relations, chosen];
  return (
    sets.some((set) => set.size > 0) ||
    rest.voice !== "" ||
    rest.from !== null ||
    rest.to !== null ||
    !rest.undated ||
    rest.confidence > 0 ||
    rest.conflicts
  );
}

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
  if (scene.kind === "community") out.set("community", thingKey(data.communities[scene.community][0]));
  if (scene.kind === "focus") out.set("focus", `${scene.steps} ${thingKey(scene.thing)}`);
  if (scene.kind === "path") {
    out.set("from", thingKey(scene.from));
    out.set("to", thingKey(scene.to));
  }
  if (state.shown !== data.atOnce) out.set("shown", state.shown);
  if (state.groups) out.set("groups", "1");
  if (chosen.kind === "thing") out.set("thing", thingKey(chosen.thing));
  if (chosen.kind === "arrow") {
    out.set("arrow", chosen.sort);
    out.set("tail", thingKey(chosen.tail));
    out.set("head", thingKey(chosen.head));
  }
  if (chosen.kind === "statement") out.set("statement", statements.id[chosen.statement]);
  if (chosen.kind === "document") out.set("document", documents.id[chosen.document]);
  for (const name of ["types", "statuses", "polarities"]) if (filters[name].size) out.set(name, [...filters[name]].join("~"));
  if (filters.relations.size) out.set("relations", [...filters.relations].map((relation) => strings[relation]).join("~"));
  if (filters.documents.size) out.set("documents", [...filters.documents].map((place) => documents.id[place]).join("~"));
  if (filters.voice !== "") out.set("voice", filters.voice === "own" ? "own" : `=${voiceLabel(filters.voice)}`);
  if (filters.from !== null) out.set("since", dayText(filters.from));
  if (filters.to !== null) out.set("until", dayText(filters.to));
  if (!filters.undated) out.set("undated", "0");
  if (filters.confidence) out.set("confidence", filters.confidence);
  for (const name of SWITCHES) if (filters[name] !== noFilters()[name]) out.set(name, filters[name] ? "1" : "0");
  return out.toString();
}

// A notebook's frame has no address of its own and refuses to have one written: then there is nothing to remember.
function writeFragment() {
  const text = fragment();
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch (refusal) {
    if (refusal.name !== "SecurityError") throw refusal;
  }
}

export function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const list = (name) => (given.get(name) || "").split("~").filter(Boolean);
  const known = (numbers) => new Set(numbers.filter((number) => number !== NONE));
  const filters = noFilters();
  filters.types = new Set(list("types").filter((name) => types.some((type) => type.name === name)));
  filters.statuses = new Set(list("statuses").filter((name) => STATUSES.includes(name)));
  filters.polarities = new Set(list("polarities").filter((name) => data.polarities.includes(name)));
  filters.relations = known(list("relations").map((name) => strings.indexOf(name)));
  filters.documents = known(list("documents").map(documentOf));
  const voice = given.get("voice") || "";
  if (voice === "own") filters.voice = "own";
  else if (voice) {
    const number = data.voices.findIndex((_, place) => `=${voiceLabel(place)}` === voice);
    if (number !== NONE) filters.voice = number;
  }
  const day = (name) => (given.has(name) && !Number.isNaN(Date.parse(given.get(name))) ? Date.parse(given.get(name)) / DAY : null);
  filters.from = day("since");
  filters.to = day("until");
  filters.undated = given.get("undated") !== "0";
  filters.confidence = Math.min(100, Math.max(0, Number(given.get("confidence")) || 0));
  for (const name of SWITCHES) if (given.has(name)) filters[name] = given.get(name) === "1";
  return {
    surface: given.get("view") === "table" ? "table" : "graph",
    shown: Math.max(1, Number(given.get("shown")) || data.atOnce),
    groups: given.get("groups") === "1",
    scene: sceneOfFragment(given),
    chosen: chosenOfFragment(given),
    filters,
  };
}

function sceneOfFragment(given) {
  const thing = (name) => (given.has(name) ? thingOfKey(given.get(name)) : NONE);
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
  if (tail !== NONE && head !== NONE) return { kind: "arrow", tail, head, sort: ["no", "says"].find((sort) => sort === given.get("arrow")) || "yes" };
  const statement = given.has("statement") ? statements.id.indexOf(given.get("statement")) : NONE;
  if (statement !== NONE) return { kind: "statement", statement };
  const place = given.has("document") ? documentOf(given.get("document")) : NONE;
  return place === NONE ? { kind: "none" } : { kind: "document", document: place };
}
