// The graph as a picture: PNG from the canvas, SVG drawn anew from the same places.

import { data, isEntity, typeOf, types } from "./data.js";
import { byId, el, svg } from "./dom.js";
import { colourOf, theme } from "./draw.js";
import { graph, livePlaces, pointOf, visEdges } from "./graph.js";
import { FONT, LINE_HEIGHT } from "./labels.js";

export function pngOf(ready) {
  const drawn = /** @type {HTMLCanvasElement} */ (byId("graph").querySelector("canvas"));
  const copy = el("canvas", { width: drawn.width, height: drawn.height });
  const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob(ready, "image/png");
}

// The labels are those of the screen, so a reader who zooms in first gets more of them.
export function svgOf() {
  const surface = byId("graph");
  const [width, height] = [surface.clientWidth, surface.clientHeight];
  const scale = graph.network.getScale();
  const at = (point) => graph.network.canvasToDOM(point);
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT });
  picture.append(svg("title", {}, data.title), svg("rect", { width, height, fill: theme.ground }));
  const lines = new Map(visEdges().map((edge) => /** @type {const} */ ([edge.id, edge])));
  for (const [key, edge] of lines) picture.append(...svgArrow(key, edge, at, scale));
  for (const node of livePlaces().values()) {
    const { x, y } = at(node);
    if (node.community !== undefined) picture.append(svg("circle", { cx: x, cy: y, r: node.radius * scale, fill: theme.community, stroke: theme.arrow }));
    else {
      const points = types[typeOf(node.thing)].outline.map(([across, down]) => `${(x + across * node.radius * scale).toFixed(1)},${(y + down * node.radius * scale).toFixed(1)}`);
      picture.append(svg("polygon", { points: points.join(" "), fill: isEntity(node.thing) ? colourOf(node.thing) : theme.ground, stroke: colourOf(node.thing) }));
    }
  }
  for (const { box, text, kind, span } of graph.labels) {
    const label = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 4, "text-anchor": "middle" };
    if (kind === "arrow") picture.append(svg("rect", { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 6, fill: theme.pill }));
    /** @type {Record<string, string | number>} */
    const looks = kind === "arrow" ? { "font-size": 11.5, fill: span.negated ? theme.negated : theme.soft } : { "font-size": 13, "font-weight": 600, fill: theme.ink };
    text.split("\n").forEach((line, number, lines) => {
      const y = label.y + (number - (lines.length - 1) / 2) * LINE_HEIGHT;
      picture.append(svg("text", { ...label, y, ...looks }, line));
    });
  }
  return new XMLSerializer().serializeToString(picture);
}

function svgArrow(key, { to, width, dashes, color, arrows }, at, scale) {
  const head = graph.scene.bundles.has(key) && graph.scene.nodes.get(to);
  const shares = Array.from({ length: 25 }, (_, step) => step / 24);
  let points = shares.map((share) => pointOf(key, share)).filter(Boolean);
  if (!points.length) return [];
  if (head) points = points.filter((point) => Math.hypot(point.x - head.x, point.y - head.y) > head.radius + 4);
  if (points.length < 2) return [];
  const drawn = points.map(at);
  const path = svg("polyline", { points: drawn.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), fill: "none", stroke: color.color, "stroke-width": (width * Math.min(1, scale)).toFixed(2), "stroke-opacity": color.opacity ?? 1 });
  if (dashes) path.setAttribute("stroke-dasharray", dashes.join(" "));
  /** @type {Element[]} */
  const parts = [path];
  if (arrows.to) {
    const [before, tip] = drawn.slice(-2);
    const turn = Math.atan2(tip.y - before.y, tip.x - before.x);
    const corner = (angle, length) => `${(tip.x + Math.cos(turn + angle) * length).toFixed(1)},${(tip.y + Math.sin(turn + angle) * length).toFixed(1)}`;
    parts.push(svg("polygon", { points: [corner(0, 6), corner(2.5, 6), corner(-2.5, 6)].join(" "), fill: color.color }));
  }
  if (graph.scene.bundles.get(key)?.negated) {
    const [one, other] = [pointOf(key, 0.24), pointOf(key, 0.27)].map(at);
    const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
    const [across, down] = [(-(other.y - one.y) / length) * 7, ((other.x - one.x) / length) * 7];
    parts.push(svg("line", { x1: one.x - across, y1: one.y - down, x2: one.x + across, y2: one.y + down, stroke: theme.negated, "stroke-width": 3 }));
  }
  return parts;
}
