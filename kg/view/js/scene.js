// What is drawn: the things or communities of the scene that the reader has chosen, each with its place.

import { arrowsOf, bundlesOf, pairBundles } from "./bundles.js";
import {
  communityName, data, entities, entityCount, isEntity, labelOf, radiusOf, typeName,
} from "./data.js";
import { count, short } from "./dom.js";
import { keptStatements } from "./kept.js";
import { placeThings } from "./layout.js";
import { around, shortestPath } from "./path.js";
import { filtersActive, state } from "./state.js";

export const LABEL_LIMIT = 26;
const boxOf = (thing) => ({
  width: Math.max(Math.min(labelOf(thing).length, LABEL_LIMIT) * 7.2 + 8, 2 * radiusOf(thing)),
  height: 2 * radiusOf(thing) + 38,
});

const byImportance = entities.x
  .flatMap((x, entity) => (x === null ? [] : [entity]))
  .sort((one, other) => entities.importance[other] - entities.importance[one] || one - other);

// {nodes: Map(id → {thing | community, x, y, radius}), bundles, ties, note, more}
export function sceneNow() {
  const { scene } = state;
  if (onBackbone()) return backboneScene();
  if (scene.kind === "focus") return focusScene(scene);
  if (scene.kind === "path") return pathScene(scene);
  if (scene.kind === "community") return knownScene(data.communities[scene.community], `Community of ${communityName(scene.community)}`);
  if (data.opening === "communities") return filtersActive() ? matchingScene() : overviewScene();
  return knownScene(byImportance, "");
}

const onBackbone = () => data.backbone !== null && state.scene.kind === "opening" && !filtersActive() && !state.filters.nameless && !state.filters.reports;

// What the page opens on where all would be too much: the most important things, and one arrow a pair in words.
function backboneScene() {
  const { things, arrows } = /** @type {NonNullable<PageData["backbone"]>} */ (data.backbone);
  const nodes = new Map(things.map(([thing, x, y]) => [thing, { thing, x, y, radius: radiusOf(thing) }]));
  return { nodes, bundles: pairBundles(arrows), note: "", more: 0, backbone: true };
}

const alone = new Set(data.alone.flat());

// Things whose places are known from Python, the most important first. With filters on, those without an arrow step back.
function knownScene(order, note) {
  const kept = keptStatements();
  let candidates = order.filter((entity) => !state.filters.types.has(typeName(entity)));
  if (filtersActive() || !state.filters.voices) {
    const joined = new Set();
    const members = new Set(candidates);
    for (const statement of kept) {
      for (const { tail, head } of arrowsOf(statement)) if (members.has(tail) && members.has(head)) joined.add(tail).add(head);
    }
    candidates = candidates.filter((entity) => joined.has(entity));
  }
  if (state.scene.kind !== "community" && !filtersActive()) candidates = candidates.filter((entity) => !alone.has(entity));
  const things = candidates.slice(0, state.shown);
  const nodes = new Map(things.map((thing) => [thing, { thing, x: entities.x[thing], y: entities.y[thing], radius: radiusOf(thing) }]));
  if (state.filters.nameless) addNameless(nodes, kept);
  return { nodes, bundles: bundlesOf(kept, nodes), note, more: candidates.length - things.length };
}

// Things without a name that an arrow joins to what is drawn stand around it.
function addNameless(nodes, kept) {
  const beside = new Map();
  for (const statement of kept) {
    for (const { tail, head } of arrowsOf(statement)) {
      for (const [one, other] of [[tail, head], [head, tail]]) {
        if (!isEntity(one) && isEntity(other) && nodes.has(other) && !beside.has(one) && beside.size < 60) beside.set(one, other);
      }
    }
  }
  const rows = [...nodes.values()];
  const x = rows.map((node) => node.x);
  const y = rows.map((node) => node.y);
  const turn = Math.PI * (3 - Math.sqrt(5));
  [...beside].forEach(([thing, anchor], number) => {
    const centre = nodes.get(anchor);
    const best = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => {
      const angle = number * turn + (attempt * Math.PI) / 5;
      const spot = { x: centre.x + Math.cos(angle) * 130, y: centre.y + Math.sin(angle) * 95 };
      return { ...spot, free: Math.min(...x.map((other, row) => Math.hypot((spot.x - other) / 1.6, spot.y - y[row]))) };
    });
    const spot = best.reduce((one, other) => (other.free > one.free ? other : one));
    x.push(spot.x);
    y.push(spot.y);
    nodes.set(thing, { thing, x: Math.round(spot.x), y: Math.round(spot.y), radius: radiusOf(thing) });
  });
}

function placed(things) {
  const row = new Map(things.map((thing, number) => [thing, number]));
  const bundles = bundlesOf(keptStatements(), row);
  const pairs = [...bundles.values()].map((bundle) => [row.get(bundle.tail), row.get(bundle.head)]);
  const spots = placeThings(things.map(boxOf), pairs);
  const nodes = new Map(things.map((thing, number) => [thing, { thing, ...spots[number], radius: radiusOf(thing) }]));
  return { nodes, bundles };
}

function focusScene({ thing, steps }) {
  const { things, left } = around(thing, steps, state.shown);
  return { ...placed(things), note: `${short(labelOf(thing), 40)} and what is ${count(steps, "step")} away`, more: left };
}

function pathScene({ from, to }) {
  const path = shortestPath(from, to);
  const ends = `${short(labelOf(from), 30)} to ${short(labelOf(to), 30)}`;
  const things = path || [from, to];
  const nodes = new Map(
    things.map((thing, number) => [
      thing,
      { thing, x: number * 230, y: things.length > 3 ? (number % 2) * 90 : 0, radius: radiusOf(thing) },
    ]),
  );
  const note = path ? `Path from ${ends}: ${count(path.length - 1, "step")}` : `No path from ${ends} in the statements shown`;
  return { nodes, bundles: bundlesOf(keptStatements(), nodes), note, more: 0, path };
}

// In a large graph: the things that most of the statements found are about.
function matchingScene() {
  const found = new Map();
  for (const statement of keptStatements()) {
    const joined = arrowsOf(statement).filter(({ tail, head }) => isEntity(tail) && isEntity(head));
    for (const end of new Set(joined.flatMap(({ tail, head }) => [tail, head]))) found.set(end, (found.get(end) || 0) + 1);
  }
  const ranked = [...found.keys()].sort((one, other) => found.get(other) - found.get(one) || one - other);
  const things = ranked.slice(0, Math.min(state.shown, 2 * data.atOnce));
  return { ...placed(things), note: "What the filters leave", more: ranked.length - things.length };
}

function overviewScene() {
  const nodes = new Map(
    data.overview.map(([x, y, radius], community) => [`c${community}`, { community, x, y, radius }]),
  );
  const ties = data.overviewTies.map(([one, other, weight]) => ({ one, other, weight }));
  const others = data.communities.length - data.overview.length;
  const note = `${count(entityCount, "thing")} in ${count(data.communities.length, "story", "stories")}: choose one to open it`;
  return { nodes, bundles: new Map(), ties, note, more: 0, others };
}
