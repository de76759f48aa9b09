// The legend, which filters, and the line above the graph that says what is drawn and opens more of it.

import { data, entities, entityCount, types } from "./data.js";
import { byId, count, el, fill, svg } from "./dom.js";
import { withoutNarrowing } from "./filters.js";
import { graph } from "./graph.js";
import { change, changeFilters, filtersActive, state, toggled, watch } from "./state.js";
import { typeShape } from "./words.js";

const LINES = [
  ["actual", "solid", "in the article's own voice"],
  ["claimed", "dashed", "claimed"],
  ["possible", "dotted", "possible or planned"],
];

function showLegend() {
  const seen = new Map();
  for (let entity = 0; entity < entityCount; entity++) {
    if (entities.x[entity] !== null) seen.set(entities.type[entity], (seen.get(entities.type[entity]) || 0) + 1);
  }
  const chips = [...seen]
    .sort(([one], [other]) => one - other)
    .map(([type, number]) => {
      const { name } = types[type];
      const shown = !state.filters.types.has(name);
      return el(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(shown), title: shown ? `Hide: ${name}` : `Show: ${name}`, on: { click: () => changeFilters({ types: toggled(state.filters.types, name) }) } },
        typeShape(types[type]),
        name,
        el("span", { class: "count" }, number.toLocaleString("en")),
      );
    });
  const line = (name, kind, text) =>
    el("span", { class: "line" }, svg("svg", { viewBox: "0 0 34 10", width: 34, height: 10, class: `sample ${name}`, "aria-hidden": "true" }, ...lineSample(kind)), text);
  const lines = [
    ...LINES.map(([name, kind, text]) => line(name, kind, text)),
    line("negated", "bar", "denied"),
    state.filters.voices && line("says", "solid", "speaks of"),
    data.conflicts.length > 0 && el("span", { class: "line conflict" }, el("b", {}, "≠"), "contradicted"),
  ];
  fill(byId("legend"), el("div", { class: "chips", role: "group", "aria-label": "Types of entities" }, chips), el("div", { class: "lines" }, lines));
}

function lineSample(kind) {
  const dashes = { solid: "", dashed: "6 4", dotted: "1.5 3.5", bar: "" }[kind];
  const parts = [svg("line", { x1: 1, x2: 26, y1: 5, y2: 5, "stroke-dasharray": dashes }), svg("path", { d: "M26 1 L33 5 L26 9 Z", class: "head" })];
  if (kind === "bar") parts.push(svg("line", { x1: 11, x2: 11, y1: 0, y2: 10 }));
  return parts;
}

function showNote() {
  const { scene } = state;
  const { note, more, ties, nodes, bundles, backbone } = graph.scene;
  const button = (text, action, label) => el("button", { type: "button", "aria-label": label, on: { click: action } }, text);
  const to = (kind) => () => change({ scene: { kind }, shown: data.atOnce });
  const all = entities.x.filter((x) => x !== null).length;
  const inPicture = backbone ? `${nodes.size} of ${count(all, "thing")}` : count(nodes.size, "thing");
  const drawn = ties ? null : `${inPicture}, ${count(bundles.size, "arrow")}`;
  fill(
    byId("note"),
    data.backbone !== null && (scene.kind !== "opening" || filtersActive()) && button("‹ Main picture", () => change({ scene: { kind: "opening" }, filters: withoutNarrowing(state.filters), shown: data.atOnce })),
    !["opening", "whole"].includes(scene.kind) && button("‹ Whole graph", to(data.backbone === null ? "opening" : "whole")),
    el("span", {}, [note, drawn].filter(Boolean).join(" · ")),
    backbone && button(data.opening === "communities" ? `Show all stories` : `Show all ${all.toLocaleString("en")}`, to("whole")),
    scene.kind === "focus" && [1, 2, 3].map((steps) => stepButton(scene, steps)),
    more > 0 && button(`Show ${Math.min(more, data.atOnce)} more of ${more.toLocaleString("en")}`, () => change({ shown: state.shown + data.atOnce })),
    filtersActive() && button("Clear filters", () => change({ filters: withoutNarrowing(state.filters) })),
    !ties && labelButtons(),
    nodes.size === 0 && el("span", { class: "faint" }, "Nothing to draw: no statement that passes joins two entities."),
  );
}

const labelButtons = () =>
  el(
    "span",
    { class: "labels", role: "group", "aria-label": "Words on arrows" },
    "words on arrows: ",
    /** @type {State["labels"][]} */ (["all", "main", "none"]).map((labels) => el("button", { type: "button", class: "step", "aria-pressed": String(state.labels === labels), on: { click: () => change({ labels }) } }, labels)),
  );

const stepButton = (scene, steps) =>
  el("button", { type: "button", class: "step", "aria-pressed": String(scene.steps === steps), title: count(steps, "step"), on: { click: () => change({ scene: { ...scene, steps } }) } }, String(steps));

export function startLegend() {
  showLegend();
  showNote();
  watch((changed) => {
    if (changed.has("filters")) showLegend();
    if (["scene", "shown", "filters", "labels"].some((name) => changed.has(name))) showNote();
  });
}
