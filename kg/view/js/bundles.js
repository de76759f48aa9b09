// Arrows: all statements with the same two ends are one arrow, those that deny something another one beside it.

import {
  conflictsOf, data, hasArrow, isEntity, NEGATED, NONE, statements, statusOf, textOf, voicesOf,
} from "./data.js";
import { short } from "./dom.js";
import { keptStatements } from "./kept.js";
import { state } from "./state.js";

// The arrows that a statement has a part in: from its subject to its object; with things without a name also to what it is
// about ("ballistic missiles"); with voices from who says it to what it is said of. `sort` is "yes", "no" or "says".
export function arrowsOf(statement) {
  const [tail, head] = [statements.subject[statement], statements.object[statement]];
  const beside = statements.beside[statement];
  const sort = statements.polarity[statement] === NEGATED ? "no" : "yes";
  const arrows = hasArrow(statement) ? [{ tail, head, sort }] : [];
  if (state.filters.nameless && beside !== NONE && tail !== NONE) arrows.push({ tail, head: beside, sort });
  // Chosen speakers are in the picture, with arrows to whom they speak of.
  const chosen = state.filters.voice;
  if (state.filters.voices || chosen.size) {
    const voices = voicesOf(statement).filter((one) => state.filters.voices || chosen.has(one));
    const voice = voices.map((one) => data.voices[one][0])[0] ?? NONE;
    const about = [tail, head].find((end) => isEntity(end) && end !== voice);
    if (voice !== NONE && about !== undefined) arrows.push({ tail: voice, head: about, sort: "says" });
  }
  return arrows;
}

export function bundlesOf(kept, visible) {
  const bundles = new Map();
  for (const statement of kept) {
    for (const { tail, head, sort } of arrowsOf(statement)) {
      if (!visible.has(tail) || !visible.has(head)) continue;
      const key = bundleKey(tail, head, sort);
      if (!bundles.has(key)) bundles.set(key, { key, tail, head, sort, statements: [] });
      bundles.get(key).statements.push(statement);
    }
  }
  for (const bundle of bundles.values()) describeBundle(bundle);
  bendBundles(bundles);
  return bundles;
}

// One arrow a pair: `mains` are the statements whose words stand on it, whatever else is said between the two.
export function pairBundles(mains) {
  const bundles = new Map();
  const keys = new Map();
  for (const main of mains) {
    const [tail, head] = [statements.subject[main], statements.object[main]];
    const key = bundleKey(tail, head, "pair");
    keys.set(pairOf(tail, head), key);
    bundles.set(key, { key, tail, head, sort: "pair", statements: [], main, bend: 0 });
  }
  for (const statement of keptStatements()) {
    if (!hasArrow(statement)) continue;
    const key = keys.get(pairOf(statements.subject[statement], statements.object[statement]));
    if (key !== undefined) bundles.get(key).statements.push(statement);
  }
  for (const bundle of bundles.values()) {
    if (!bundle.statements.length) bundle.statements.push(bundle.main);
    bundle.negated = statements.polarity[bundle.main] === NEGATED;
    bundle.says = false;
    bundle.line = LINE_OF_STATUS[statusOf(bundle.main)];
    bundle.conflict = bundle.statements.some((statement) => conflictsOf.has(statement));
    bundle.label = short(textOf(statements.words[bundle.main]), 34);
  }
  return bundles;
}

export const pairOf = (one, other) => `${Math.min(one, other)} ${Math.max(one, other)}`;

export const bundleKey = (tail, head, sort) => `${tail} ${sort} ${head}`;

// The statements of one arrow, among those that pass the filters.
export function membersOf({ tail, head, sort }) {
  if (sort === "pair") return keptStatements().filter((statement) => hasArrow(statement) && pairOf(tail, head) === pairOf(statements.subject[statement], statements.object[statement]));
  const key = bundleKey(tail, head, sort);
  return keptStatements().filter((statement) => arrowsOf(statement).some((arrow) => bundleKey(arrow.tail, arrow.head, arrow.sort) === key));
}

// The line is that of the surest statement in the arrow.
const LINE_OF_STATUS = { actual: "solid", claimed: "dashed", possible: "dotted", intended: "dotted", conditional: "dotted", unknown: "dotted" };
function describeBundle(bundle) {
  const statuses = bundle.statements.map(statusOf);
  bundle.negated = bundle.sort === "no";
  bundle.says = bundle.sort === "says";
  bundle.line = ["solid", "dashed", "dotted"].find((line) => statuses.some((status) => LINE_OF_STATUS[status] === line));
  bundle.conflict = !bundle.says && bundle.statements.some((statement) => conflictsOf.has(statement));
  bundle.label = bundleLabel(bundle);
}

function bundleLabel({ says, statements: members }) {
  const [first] = members;
  if (says) return members.length === 1 ? "says" : `says ×${members.length}`;
  if (members.length === 1) return short(textOf(statements.words[first]), 30);
  const frequency = new Map();
  for (const statement of members) {
    const relation = statements.relation[statement];
    frequency.set(relation, (frequency.get(relation) || 0) + 1);
  }
  const [relation, most] = [...frequency].sort((one, other) => other[1] - one[1])[0];
  const name = short(textOf(relation), 24);
  return most === members.length ? `${name} ×${most}` : `${name} and ${members.length - most} more`;
}

// Arrows between the same two things bend away from each other; an arrow alone is straight.
function bendBundles(bundles) {
  const pairs = new Map();
  for (const bundle of bundles.values()) {
    const pair = pairOf(bundle.tail, bundle.head);
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(bundle);
  }
  for (const members of pairs.values()) {
    const used = new Map();
    for (const bundle of members) {
      const before = used.get(bundle.tail) || 0;
      used.set(bundle.tail, before + 1);
      bundle.bend = members.length === 1 ? 0 : 0.16 + 0.2 * before;
    }
  }
}
