// What stands under the pointer, in a few words. A screen reader gets the same from the keyboard path and the table.

import { data, labelOf, statementsOf, typeName } from "./data.js";
import { byId, count, el, fill, short } from "./dom.js";
import { graph } from "./graph.js";
import { badges, plainStatement } from "./words.js";

const TIP_STATEMENTS = 3;

export function showTip(what, { x, y }) {
  const tip = byId("tip");
  const lines = what.node !== undefined ? nodeTip(what.node) : edgeTip(what.edge);
  if (!lines) return hideTip();
  fill(tip, lines);
  tip.hidden = false;
  const surface = byId("graph");
  const left = Math.min(Math.max(8, x + 14), surface.clientWidth - tip.offsetWidth - 8);
  const below = y + 18 + tip.offsetHeight < surface.clientHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? y + 18 : Math.max(8, y - tip.offsetHeight - 14)}px`;
}

export function hideTip() {
  byId("tip").hidden = true;
}

function nodeTip(id) {
  const node = graph.scene.nodes.get(id);
  if (!node) return null;
  if (node.community !== undefined) {
    const members = data.communities[node.community];
    return [el("b", {}, count(members.length, "entity", "entities")), el("p", {}, members.slice(0, 6).map((entity) => short(labelOf(entity), 40)).join(", "), members.length > 6 && " …")];
  }
  return [
    el("b", {}, el("bdi", {}, short(labelOf(id), 80))),
    el("p", {}, `${typeName(id)} · ${count(statementsOf(id).length, "statement")}`),
  ];
}

function edgeTip(key) {
  const bundle = graph.scene.bundles.get(key);
  if (!bundle) return null;
  const members = bundle.statements;
  return [
    members.slice(0, TIP_STATEMENTS).map((statement) => el("div", { class: "tip-statement" }, el("bdi", {}, short(plainStatement(statement), 140)), badges(statement))),
    members.length > TIP_STATEMENTS && el("p", {}, `and ${count(members.length - TIP_STATEMENTS, "other")}`),
  ];
}
