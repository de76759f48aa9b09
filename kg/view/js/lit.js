// What the reader's choice lights up in the graph.

import { bundleKey, pairOf } from "./bundles.js";
import { membersOfClaim } from "./claims.js";
import { statements } from "./data.js";
import { graph } from "./graph.js";
import { state } from "./state.js";

// What the choice lights up: a thing with its neighbours, or an arrow; null when everything is shown alike.
/** @returns {{centre: number | null, things: Set<number | string>, bundles: Set<string>} | null} */
export function litThings() {
  const { chosen } = state;
  if (graph.claim !== null) return litBy(membersOfClaim(graph.claim));
  if (chosen.kind === "claim") return litBy(membersOfClaim(chosen.claim));
  if (chosen.kind === "document") return litBy(statements.id.flatMap((_, statement) => (statements.document[statement] === chosen.document ? [statement] : [])));
  if (chosen.kind === "thing" && state.scene.kind === "focus" && state.scene.thing === chosen.thing) return null;
  if (chosen.kind === "thing" && graph.scene.nodes.has(chosen.thing)) {
    const things = new Set([chosen.thing]);
    for (const { tail, head } of graph.scene.bundles.values()) {
      if (tail === chosen.thing) things.add(head);
      if (head === chosen.thing) things.add(tail);
    }
    return { centre: chosen.thing, things, bundles: new Set() };
  }
  const bundle = chosenBundle();
  return bundle ? { centre: null, things: new Set([bundle.tail, bundle.head]), bundles: new Set([bundle.key]) } : null;
}

// The arrows that hold one of some statements, with their ends and whatever else these statements name; null for none.
function litBy(members) {
  const wanted = new Set(members);
  const things = new Set();
  const bundles = new Set();
  for (const bundle of graph.scene.bundles.values()) {
    if (bundle.says || !bundle.statements.some((statement) => wanted.has(statement))) continue;
    bundles.add(bundle.key);
    things.add(bundle.tail).add(bundle.head);
  }
  for (const statement of bundles.size ? [] : members) {
    for (const end of [statements.subject[statement], statements.object[statement]]) if (graph.scene.nodes.has(end)) things.add(end);
  }
  return things.size ? { centre: null, things, bundles } : null;
}

function chosenBundle() {
  return [...graph.scene.bundles.values()].find(isChosenBundle) || null;
}

export function isChosenBundle(bundle) {
  const { chosen } = state;
  if (bundle.sort === "pair" && chosen.kind === "arrow") return chosen.sort !== "says" && pairOf(chosen.tail, chosen.head) === pairOf(bundle.tail, bundle.head);
  if (chosen.kind === "arrow") return bundle.key === bundleKey(chosen.tail, chosen.head, chosen.sort);
  return chosen.kind === "statement" && !bundle.says && bundle.statements.includes(chosen.statement);
}
