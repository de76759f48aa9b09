// The graph itself: vis-network draws the arrows and handles mouse and touch; things and labels are drawn on top of them.

import { communityLabel } from "./communities.js";
import { data, importanceOf, isEntity, labelOf } from "./data.js";
import { byId, count } from "./dom.js";
import { drawCommunity, drawGroups, drawThing, theme } from "./draw.js";
import { drawLabel, placeLabels, wrapped } from "./labels.js";
import { isChosenBundle, litThings } from "./lit.js";
import { LABEL_LIMIT, sceneNow } from "./scene.js";
import { change, state, watch } from "./state.js";
import { hideTip, showTip } from "./tip.js";

/**
 * @type {{
 *   network: any, nodes: any, edges: any, scene: Scene, labels: Label[], hovered: Hovered | null, scale: number,
 *   touched: boolean, tall: boolean, claim: number | null, cursor: number | string | null,
 * }}
 */
export const graph = {
  network: null,
  nodes: new vis.DataSet(),
  edges: new vis.DataSet(),
  scene: { nodes: new Map(), bundles: new Map(), note: "", more: 0 },
  labels: [],
  hovered: null,
  scale: 1, // at which the scene was fitted: a small picture gets stouter arrows
  tall: false, // whether the surface is narrow and high
  touched: false, // whether the reader has moved the view
  claim: null, // the claim that the pointer is on
  cursor: null, // the thing or community that the keyboard stands on
};

export function startGraph() {
  const surface = byId("graph");
  graph.network = new vis.Network(surface, { nodes: graph.nodes, edges: graph.edges }, data.options);
  for (const inner of /** @type {NodeListOf<HTMLElement>} */ (surface.querySelectorAll("[tabindex]"))) inner.tabIndex = -1; // the surface itself is the one stop
  graph.network.on("beforeDrawing", (context) => state.groups && graph.scene.bundles.size && drawGroups(context, livePlaces()));
  graph.network.on("afterDrawing", drawOver);
  const placeOf = ({ clientX, clientY }) => ({ x: clientX - surface.getBoundingClientRect().left, y: clientY - surface.getBoundingClientRect().top });
  surface.addEventListener("dblclick", (event) => {
    const { node } = whatIsAt(placeOf(event));
    if (typeof node === "number") focusOn(node, 1);
  });
  surface.addEventListener("mousemove", (event) => event.buttons === 0 && hoverAt(placeOf(event)));
  surface.addEventListener("mouseleave", () => hover(null));
  graph.network.on("dragStart", hideTip);
  graph.network.on("zoom", hideTip);
  graph.network.on("dragEnd", ({ nodes: [id] }) => id !== undefined && rememberPlace(id));
  graph.network.on("zoom", () => (graph.touched = true));
  graph.network.on("dragEnd", () => (graph.touched = true));
  new ResizeObserver(() => requestAnimationFrame(refit)).observe(surface);
  showScene({ fit: true });
  watch(showChange);
}

// A click asks for a sentence, so it waits for the articles.
export function startClicks() {
  graph.network.on("click", clickGraph);
}

function hover(what, place) {
  graph.hovered = what;
  if (what) showTip(what, place);
  else hideTip();
  byId("graph").classList.toggle("pointing", what !== null);
  graph.network.redraw();
}

function hoverAt(place) {
  const what = whatIsAt(place);
  const { hovered } = graph;
  if (what.node === undefined && what.edge === undefined) return hovered && hover(null);
  return (hovered?.node !== what.node || hovered?.edge !== what.edge) && hover(what, place);
}

// A claim that the pointer is on lights its arrows until it leaves.
export function lightClaim(claim) {
  if (graph.claim === claim) return;
  graph.claim = claim;
  replace(graph.edges, visEdges());
  graph.network.redraw();
}

function rememberPlace(id) {
  const { x, y } = graph.network.getPosition(id);
  Object.assign(graph.scene.nodes.get(id) ?? {}, { x, y });
}

// Things where they are now, also while one of them is being dragged.
export function livePlaces() {
  const live = graph.network.getPositions();
  for (const [id, node] of graph.scene.nodes) Object.assign(node, live[id]);
  return graph.scene.nodes;
}

// Work out the scene anew and hand vis-network what has changed.
function showScene({ fit, anew = fit }) {
  const before = graph.scene;
  graph.hovered = null;
  hideTip();
  graph.scene = turnedToFit(sceneNow());
  if (!anew) {
    for (const [id, node] of graph.scene.nodes) {
      const old = before.nodes.get(id);
      if (old) Object.assign(node, { x: old.x, y: old.y });
    }
  }
  replace(graph.nodes, [...graph.scene.nodes].map(([id, node]) => ({ id, x: node.x, y: node.y, size: node.radius, color: "rgba(0,0,0,0)" })));
  replace(graph.edges, visEdges());
  if (fit) fitGraph();
  graph.network.redraw();
  byId("graph").setAttribute("aria-label", describeScene());
}

// A narrow, high surface shows the picture with its sides exchanged.
function turnedToFit(scene) {
  graph.tall = isTall();
  const spread = (side) => Math.max(...[...scene.nodes.values()].map((node) => node[side])) - Math.min(...[...scene.nodes.values()].map((node) => node[side]));
  if (graph.tall && spread("x") > spread("y")) {
    for (const node of scene.nodes.values()) [node.x, node.y] = [node.y, node.x];
  }
  return scene;
}

const isTall = () => byId("graph").clientHeight > byId("graph").clientWidth * 1.15;

function describeScene() {
  const { nodes, bundles, ties } = graph.scene;
  if (ties) return `Graph of ${count(nodes.size, "community", "communities")}. Arrow keys move, Enter opens.`;
  return `Graph of ${count(nodes.size, "thing")} and ${count(bundles.size, "arrow")}. Arrow keys move from thing to thing, Enter opens, N goes through its arrows.`;
}

export function replace(set, wanted) {
  const ids = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

const DASHES = { solid: false, dashed: [9, 6], dotted: [2, 5] };

export function visEdges() {
  const { bundles, ties } = graph.scene;
  if (ties) {
    const most = Math.max(1, ...ties.map((tie) => tie.weight));
    return ties.map(({ one, other, weight }) => ({
      id: `t${one}-${other}`,
      from: `c${one}`,
      to: `c${other}`,
      width: 1 + 4 * (weight / most),
      color: { color: theme.line, hover: theme.line, highlight: theme.line },
      smooth: false,
      arrows: { to: false },
    }));
  }
  const lit = litThings();
  const stout = Math.min(2, Math.max(1, 0.9 / graph.scale));
  return [...bundles.values()].map((bundle) => {
    const colour = bundle.negated ? theme.negated : bundle.says ? theme.says : theme.arrow;
    const chosen = isChosenBundle(bundle);
    const faded = lit !== null && !chosen && !(lit.centre === bundle.tail || lit.centre === bundle.head || lit.bundles.has(bundle.key));
    return {
      id: bundle.key,
      from: bundle.tail,
      to: bundle.head,
      width: stout * ((chosen ? 1.5 : 0) + (bundle.says ? 1 : 1.4 + Math.min(2.5, Math.log2(bundle.statements.length) * 0.8))),
      dashes: bundle.says ? false : DASHES[bundle.line],
      color: { color: chosen ? theme.accent : colour, hover: theme.accent, highlight: theme.accent, opacity: faded ? 0.15 : 1 },
      arrows: { to: { enabled: true, scaleFactor: 0.55 * Math.sqrt(stout) }, from: { enabled: false } },
      smooth: bundle.bend ? { enabled: true, type: "curvedCW", roundness: bundle.bend } : false,
    };
  });
}

// A point of an arrow between 0 (tail) and 1 (head), as vis-network draws it.
export function pointOf(key, share) {
  const edge = graph.network.body.edges[key];
  return edge && edge.edgeType && edge.connected ? edge.edgeType.getPoint(share) : null;
}

const LABEL_SHARES = [0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74];

function drawOver(context) {
  const nodes = livePlaces();
  const lit = litThings();
  for (const bundle of graph.scene.bundles.values()) if (bundle.negated) drawBar(context, bundle, lit);
  for (const [id, node] of nodes) {
    const looks = {
      faded: lit !== null && !lit.things.has(id),
      chosen: state.chosen.kind === "thing" && state.chosen.thing === id,
      hovered: graph.hovered?.node === id || (graph.cursor === id && document.activeElement === byId("graph")),
    };
    const drawn = { ...node, radius: drawnRadius(node) };
    if (node.community === undefined) drawThing(context, drawn, looks);
    else drawCommunity(context, drawn, looks);
  }
  drawLabels(context, nodes, lit);
}

// However far the reader zooms out, a thing keeps a shape that can be told from others.
const LEAST_ON_SCREEN = 6.5;
const drawnRadius = (node) => Math.max(node.radius, LEAST_ON_SCREEN / graph.network.getScale());

// The bar of a negated arrow, across it near its tail.
function drawBar(context, { key, tail }, lit) {
  const [start, end] = [pointOf(key, 0.24), pointOf(key, 0.27)];
  if (!start) return;
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const [across, down] = [(-(end.y - start.y) / length) * 8, ((end.x - start.x) / length) * 8];
  context.globalAlpha = lit === null || lit.bundles.has(key) || lit.centre === tail ? 1 : 0.18;
  context.beginPath();
  context.moveTo(start.x - across, start.y - down);
  context.lineTo(start.x + across, start.y + down);
  context.lineWidth = 3.5;
  context.lineCap = "round";
  context.strokeStyle = theme.negated;
  context.stroke();
  context.globalAlpha = 1;
  context.lineCap = "butt";
}

function drawLabels(context, nodes, lit) {
  const ratio = window.devicePixelRatio || 1;
  const toScreen = ({ x, y }) => graph.network.canvasToDOM({ x, y });
  const scale = graph.network.getScale();
  const marks = [...nodes].map(([id, node]) => ({
    id,
    ...toScreen(node),
    radius: drawnRadius(node) * scale,
    text: node.community === undefined ? wrapped(labelOf(node.thing)) : communityLabel(node.community),
    faded: lit !== null && !lit.things.has(id),
    group: node.community !== undefined,
    must: graph.scene.backbone === true,
    first: graph.hovered?.node === id || graph.cursor === id || (state.chosen.kind === "thing" && state.chosen.thing === id),
    weight: node.community === undefined ? importanceOf(node.thing) : data.communities[node.community].length,
  }));
  marks.sort((one, other) => Number(other.first) - Number(one.first) || Number(one.faded) - Number(other.faded) || other.weight - one.weight);
  const spans = [];
  for (const bundle of graph.scene.bundles.values()) {
    const first = isChosenBundle(bundle);
    const chosen = first || graph.hovered?.edge === bundle.key; // what the pointer is on moves no label
    if (lit !== null && !chosen && !lit.bundles.has(bundle.key) && lit.centre !== bundle.tail && lit.centre !== bundle.head) continue;
    if (state.labels === "none" && !chosen) continue;
    const points = LABEL_SHARES.map((share) => pointOf(bundle.key, share)).filter(Boolean).map(toScreen).map(({ x, y }) => [x, y]);
    spans.push({ bundle, points, text: (bundle.conflict ? "≠ " : "") + bundle.label, first, chosen, must: state.labels === "all" || graph.scene.backbone === true, negated: bundle.negated, says: bundle.says, conflict: bundle.conflict });
  }
  spans.sort((one, other) => Number(other.first) - Number(one.first) || Number(one.says) - Number(other.says) || other.bundle.statements.length - one.bundle.statements.length);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const surface = byId("graph");
  graph.labels = placeLabels(context, marks, spans, surface.clientWidth, surface.clientHeight);
  for (const label of graph.labels) drawLabel(context, label);
  context.restore();
}

const labelAt = ({ x, y }, kind) => graph.labels.find((label) => label.kind === kind && x >= label.box.left && x <= label.box.right && y >= label.box.top && y <= label.box.bottom);

/**
 * What the pointer means at a place of the surface, for the tip and for a click alike: an arrow's words, a thing, an arrow, a name.
 * @returns {Hovered}
 */
export function whatIsAt(place) {
  const words = labelAt(place, "arrow")?.span?.bundle;
  if (words) return { edge: words.key };
  const node = graph.network.getNodeAt(place);
  if (node !== undefined) return { node };
  const edge = graph.network.getEdgeAt(place);
  if (graph.scene.bundles.has(edge)) return { edge };
  return { node: labelAt(place, "thing")?.mark?.id };
}

function clickGraph({ pointer }) {
  const { node, edge } = whatIsAt(pointer.DOM);
  const bundle = edge === undefined ? undefined : graph.scene.bundles.get(edge);
  graph.network.unselectAll();
  if (node !== undefined) openNode(node);
  else if (bundle) chooseBundle(bundle);
  else change({ chosen: { kind: "none" } });
}

export function openNode(id) {
  graph.cursor = id;
  const node = graph.scene.nodes.get(id);
  if (node?.community !== undefined) change({ scene: { kind: "community", community: node.community }, shown: data.atOnce });
  else change({ chosen: { kind: "thing", thing: id } });
}

export function chooseBundle({ tail, head, sort, statements: members }) {
  if (members.length === 1) change({ chosen: { kind: "statement", statement: members[0] } });
  else change({ chosen: { kind: "arrow", tail, head, sort } });
}

// Show a thing in the graph: where it is drawn already, or else with its neighbours.
export function findThing(thing) {
  graph.cursor = thing;
  if (!graph.scene.nodes.has(thing) && (isEntity(thing) || state.filters.nameless)) focusOn(thing, 1);
  else change({ chosen: { kind: "thing", thing } });
}

export function focusOn(thing, steps) {
  graph.cursor = thing;
  change({ surface: "graph", scene: { kind: "focus", thing, steps }, chosen: { kind: "thing", thing }, shown: data.atOnce });
}

// A surface of a new size shows the whole scene again, a small one what is chosen, unless the reader has moved the view.
function refit() {
  if (graph.tall !== isTall()) return showScene({ fit: true });
  graph.network.redraw();
  if (!graph.touched) fitGraph(narrow() ? litThings()?.things : null);
}

const narrow = () => matchMedia("(max-width: 760px)").matches;

/**
 * Show the whole scene, or some things of it, as large as fits the surface, though hardly above life size.
 * @param {Set<number | string> | null} only
 */
export function fitGraph(only = null) {
  const surface = byId("graph");
  const [width, height] = [surface.clientWidth, surface.clientHeight];
  const places = [...graph.scene.nodes].flatMap(([id, node]) => (only === null || only.has(id) ? [node] : []));
  if (!places.length || !width || !height) return;
  const side = (node) => node.radius + 14;
  const left = Math.min(...places.map((node) => node.x - Math.max(side(node), labelReach(node))));
  const right = Math.max(...places.map((node) => node.x + Math.max(side(node), labelReach(node))));
  const top = Math.min(...places.map((node) => node.y - side(node)));
  const bottom = Math.max(...places.map((node) => node.y + side(node) + 14));
  const [above, below, beside] = [44, 10, narrow() ? 12 : 50];
  const scale = Math.min(1.15, (width - beside - 12) / (right - left), (height - above - below) / (bottom - top));
  const position = { x: (left + right) / 2 + (beside - 12) / 2 / scale, y: (top + bottom) / 2 + (below - above) / 2 / scale };
  if (graph.scale !== scale) {
    graph.scale = scale;
    replace(graph.edges, visEdges());
  }
  graph.touched = false;
  graph.network.moveTo({ position, scale, animation: false });
}

const labelReach = (node) =>
  node.community === undefined ? (Math.min(LABEL_LIMIT, labelOf(node.thing).length) * 7) / 2 : 80;

export function zoomBy(factor) {
  graph.touched = true;
  graph.network.moveTo({ scale: Math.min(4, Math.max(0.05, graph.network.getScale() * factor)), animation: false });
}

function showChange(changed) {
  const moved = changed.has("scene") || changed.has("shown");
  const regrouped = changed.has("filters") && (data.backbone !== null || data.opening !== "all") && ["opening", "whole"].includes(state.scene.kind);
  if (moved || changed.has("filters") || changed.has("groups")) showScene({ fit: moved || changed.has("filters"), anew: moved || regrouped });
  else if (changed.has("labels")) graph.network.redraw();
  else if (changed.has("chosen")) replace(graph.edges, visEdges());
  if (changed.has("chosen")) graph.network.redraw();
}
