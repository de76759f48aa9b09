// The graph as a picture: PNG from the canvas, SVG drawn anew from the same places.

import { data, documentCount, documents, isEntity, rangeText, textOf, typeOf, types } from "./data.js";
import { byId, count, el, short, svg } from "./dom.js";
import { colourOf, theme } from "./draw.js";
import { graph, livePlaces, pointOf, visEdges } from "./graph.js";
import { FONT, LINE_HEIGHT } from "./labels.js";

const SHARPNESS = 2; // pixels of a PNG for one of the screen
const HEAD = 44;
const FOOT = 54;

/** The picture as PNG, fit for print. */
export async function pngOf() {
  const { width, height, picture } = sheet();
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" }));
  const image = new Image(width, height);
  image.src = address;
  await image.decode();
  const copy = el("canvas", { width: width * SHARPNESS, height: height * SHARPNESS });
  /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d")).drawImage(image, 0, 0, copy.width, copy.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => copy.toBlob(done, "image/png"));
}

export const svgOf = () => new XMLSerializer().serializeToString(sheet().picture);

// The graph under its title, over the key to its lines and its sources.
function sheet() {
  const surface = byId("graph");
  const [width, height] = [surface.clientWidth, surface.clientHeight + HEAD + FOOT];
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT });
  const place = svg("g", { transform: `translate(0 ${HEAD})` });
  place.append(...graphParts());
  picture.append(
    svg("title", {}, data.title),
    svg("rect", { width, height, fill: theme.ground }),
    place,
    svg("rect", { width, height: HEAD, fill: theme.ground }),
    svg("text", { x: 16, y: 28, "font-size": 17, "font-weight": 700, fill: theme.ink }, short(data.title, Math.floor(width / 9.5))),
    svg("rect", { y: height - FOOT, width, height: FOOT, fill: theme.ground }),
    ...keyParts(height - FOOT + 18),
    svg("text", { x: 16, y: height - 14, "font-size": 11, fill: theme.faint }, short(sourcesLine(), Math.floor(width / 6))),
  );
  return { width, height, picture };
}

const KEY_OF_LINES = [["", "in the article's own voice"], ["6 4", "claimed"], ["1.5 3.5", "possible or planned"], ["bar", "denied"]];

function keyParts(y) {
  let x = 16;
  return KEY_OF_LINES.flatMap(([dashes, text]) => {
    const colour = dashes === "bar" ? theme.negated : theme.arrow;
    const line = svg("line", { x1: x, x2: x + 30, y1: y - 4, y2: y - 4, stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes === "bar" ? "" : dashes });
    const bar = dashes === "bar" ? [svg("line", { x1: x + 12, x2: x + 12, y1: y - 9, y2: y + 1, stroke: colour, "stroke-width": 3 })] : [];
    const words = svg("text", { x: x + 36, y, "font-size": 11, fill: theme.soft }, text);
    x += 56 + text.length * 6;
    return [line, ...bar, words];
  });
}

// Publishers and days of the articles, and what made the picture.
function sourcesLine() {
  const publishers = [...new Set(documents.publisher.map(textOf).filter(Boolean))];
  const days = documents.date.filter(Boolean).sort();
  const when = days.length ? rangeText(days[0], days[days.length - 1]) : "";
  return [`${count(documentCount, "article")}`, when, publishers.join(", "), `kg ${data.version}`].filter(Boolean).join(" · ");
}

// The labels are those of the screen, so a reader who zooms in first gets more of them.
function graphParts() {
  const scale = graph.network.getScale();
  const at = (point) => graph.network.canvasToDOM(point);
  /** @type {Element[]} */
  const parts = [];
  const lines = new Map(visEdges().map((edge) => /** @type {const} */ ([edge.id, edge])));
  for (const [key, edge] of lines) parts.push(...svgArrow(key, edge, at, scale));
  for (const node of livePlaces().values()) {
    const { x, y } = at(node);
    if (node.community !== undefined) parts.push(svg("circle", { cx: x, cy: y, r: node.radius * scale, fill: theme.community, stroke: theme.arrow }));
    else {
      const points = types[typeOf(node.thing)].outline.map(([across, down]) => `${(x + across * node.radius * scale).toFixed(1)},${(y + down * node.radius * scale).toFixed(1)}`);
      parts.push(svg("polygon", { points: points.join(" "), fill: isEntity(node.thing) ? colourOf(node.thing) : theme.ground, stroke: colourOf(node.thing) }));
    }
  }
  for (const { box, text, kind, span } of graph.labels) {
    const label = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + 4, "text-anchor": "middle" };
    if (kind === "arrow") parts.push(svg("rect", { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, rx: 6, fill: theme.pill }));
    /** @type {Record<string, string | number>} */
    const looks = kind === "arrow" ? { "font-size": 11.5, fill: span.negated ? theme.negated : theme.soft } : { "font-size": 13, "font-weight": 600, fill: theme.ink };
    text.split("\n").forEach((line, number, lines) => {
      const y = label.y + (number - (lines.length - 1) / 2) * LINE_HEIGHT;
      parts.push(svg("text", { ...label, y, ...looks }, line));
    });
  }
  return parts;
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
