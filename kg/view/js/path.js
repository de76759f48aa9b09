// Ways through the statements that pass the filters.

import { arrowsOf } from "./bundles.js";
import { importanceOf, isEntity, NONE } from "./data.js";
import { keptStatements } from "./kept.js";
import { state } from "./state.js";

function neighboursAmong(kept) {
  const neighbours = new Map();
  const join = (one, other) => {
    if (!neighbours.has(one)) neighbours.set(one, new Set());
    neighbours.get(one).add(other);
  };
  for (const statement of kept) {
    for (const { tail, head, sort } of arrowsOf(statement)) {
      if (sort === "says" || (!state.filters.nameless && !(isEntity(tail) && isEntity(head)))) continue;
      join(tail, head);
      join(head, tail);
    }
  }
  return neighbours;
}

// The things on a shortest way between two, the ends included; null where there is none. Arrows may be gone either way.
export function shortestPath(from, to) {
  const neighbours = neighboursAmong(keptStatements());
  const before = new Map([[from, NONE]]);
  const waiting = [from];
  for (let next = 0; next < waiting.length && !before.has(to); next++) {
    for (const there of neighbours.get(waiting[next]) || []) {
      if (before.has(there)) continue;
      before.set(there, waiting[next]);
      waiting.push(there);
    }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let here = to; here !== NONE; here = before.get(here)) path.unshift(here);
  return path;
}

// The things at most `steps` arrows away, nearest and most important first, at most `limit` of them.
export function around(thing, steps, limit) {
  const neighbours = neighboursAmong(keptStatements());
  const found = [thing];
  const seen = new Set(found);
  let ring = [thing];
  let left = 0;
  for (let step = 0; step < steps && ring.length; step++) {
    const next = new Set(ring.flatMap((here) => [...(neighbours.get(here) || [])]).filter((there) => !seen.has(there)));
    ring = [...next].sort((one, other) => importanceOf(other) - importanceOf(one) || one - other);
    for (const there of ring) {
      seen.add(there);
      if (found.length < limit) found.push(there);
      else left++;
    }
  }
  return { things: found, left };
}
