// The graph by keyboard: arrow keys walk from thing to thing, N and P go through the arrows of the one reached.

import { communityName, data, labelOf, typeName } from "./data.js";
import { byId, count, say, short } from "./dom.js";
import { chooseBundle, fitGraph, focusOn, graph, openNode, zoomBy } from "./graph.js";
import { change } from "./state.js";

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let arrowNumber = -1;

export function startKeyboard() {
  byId("graph").addEventListener("keydown", pressKey);
  byId("graph").addEventListener("focus", () => graph.network.redraw());
  byId("graph").addEventListener("blur", () => graph.network.redraw());
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(/** @type {Element} */ (event.target).tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    }
  });
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    "+": () => zoomBy(1.25),
    "=": () => zoomBy(1.25),
    "-": () => zoomBy(0.8),
    0: () => fitGraph(),
    Enter: () => graph.cursor !== null && graph.scene.nodes.has(graph.cursor) && openNode(graph.cursor),
    " ": () => graph.cursor !== null && graph.scene.nodes.has(graph.cursor) && openNode(graph.cursor),
    f: () => typeof graph.cursor === "number" && focusOn(graph.cursor, 1),
    n: () => nextArrow(1),
    p: () => nextArrow(-1),
    Escape: () => change({ chosen: { kind: "none" } }),
  };
  const action = DIRECTIONS[event.key] ? () => walk(DIRECTIONS[event.key]) : actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// The nearest thing in a direction, those far off the line counting as further away.
function walk([across, down]) {
  const { nodes } = graph.scene;
  arrowNumber = -1;
  const here = graph.cursor === null ? undefined : nodes.get(graph.cursor);
  if (!here) graph.cursor = [...nodes.keys()][0] ?? null;
  else {
    let least = Infinity;
    for (const [id, node] of nodes) {
      const [dx, dy] = [node.x - here.x, node.y - here.y];
      const ahead = dx * across + dy * down;
      if (ahead <= 0) continue;
      const cost = ahead + 2.5 * Math.abs(dx * down + dy * across);
      if (cost < least) [least, graph.cursor] = [cost, id];
    }
  }
  bringIntoView(graph.cursor);
  say(describeNode(graph.cursor));
  graph.network.redraw();
}

function describeNode(id) {
  const node = graph.scene.nodes.get(id);
  if (!node) return "";
  if (node.community !== undefined) return `Community of ${communityName(node.community)}, ${count(data.communities[node.community].length, "entity", "entities")}`;
  const arrows = [...graph.scene.bundles.values()].filter(({ tail, head }) => tail === id || head === id);
  return `${short(labelOf(id), 80)}, ${typeName(id)}, ${count(arrows.length, "arrow")}`;
}

function nextArrow(step) {
  const arrows = [...graph.scene.bundles.values()].filter(({ tail, head }) => tail === graph.cursor || head === graph.cursor);
  if (!arrows.length) return;
  arrowNumber = (arrowNumber + step + arrows.length) % arrows.length;
  chooseBundle(arrows[arrowNumber]);
  say(`${short(labelOf(arrows[arrowNumber].tail), 60)} ${arrows[arrowNumber].label} ${short(labelOf(arrows[arrowNumber].head), 60)}`);
}

function bringIntoView(id) {
  if (id === null || !graph.scene.nodes.has(id)) return;
  const surface = byId("graph");
  const { x, y } = graph.network.canvasToDOM(graph.scene.nodes.get(id));
  if (x < 40 || y < 40 || x > surface.clientWidth - 40 || y > surface.clientHeight - 90) {
    graph.network.moveTo({ position: graph.scene.nodes.get(id), animation: false });
  }
}
