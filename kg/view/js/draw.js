// The shapes of things on a canvas, in the colours of the theme.

import { communityOf, data, isEntity, typeOf, types } from "./data.js";

export const theme = {};

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "soft", "faint", "line", "arrow", "says", "negated", "conflict", "accent", "pill", "community"]) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
  theme.dark = style.getPropertyValue("color-scheme").trim() === "dark";
}

export const colourOf = (thing) => (theme.dark ? types[typeOf(thing)].dark : types[typeOf(thing)].light);

function traceOutline(context, outline, x, y, radius) {
  context.beginPath();
  outline.forEach(([across, down], corner) => context[corner ? "lineTo" : "moveTo"](x + across * radius, y + down * radius));
  context.closePath();
}

export function drawThing(context, node, { faded, chosen, hovered }) {
  const { thing, x, y, radius } = node;
  context.globalAlpha = faded ? 0.18 : 1;
  traceOutline(context, types[typeOf(thing)].outline, x, y, radius);
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = theme.ground;
  context.stroke();
  context.fillStyle = isEntity(thing) ? colourOf(thing) : theme.ground;
  context.fill();
  context.lineWidth = isEntity(thing) ? 1.5 : 2;
  context.strokeStyle = colourOf(thing);
  context.stroke();
  if (chosen || hovered) {
    traceOutline(context, types[typeOf(thing)].outline, x, y, radius + 6);
    context.lineWidth = chosen ? 3 : 1.5;
    context.strokeStyle = theme.accent;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @type {(context: any, node: Place, looks: {chosen: boolean, hovered: boolean}) => void} */
export function drawCommunity(context, { community, x, y, radius }, { chosen, hovered }) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = theme.community;
  context.fill();
  context.lineWidth = chosen || hovered ? 3 : 1.5;
  context.strokeStyle = chosen || hovered ? theme.accent : theme.arrow;
  context.stroke();
  const members = data.communities[community];
  const shown = members.slice(0, radius > 28 ? 7 : 3);
  shown.forEach((entity, number) => {
    const angle = (2 * Math.PI * number) / Math.max(1, shown.length - 1);
    const away = number === 0 ? 0 : radius * 0.58;
    traceOutline(context, types[typeOf(entity)].outline, x + Math.cos(angle) * away, y + Math.sin(angle) * away, radius * (number ? 0.14 : 0.2));
    context.fillStyle = colourOf(entity);
    context.fill();
  });
}

// A soft ground behind the members of each community that has three or more of them in the picture.
export function drawGroups(context, nodes) {
  const groups = new Map();
  for (const node of nodes.values()) {
    const community = communityOf.get(node.thing);
    if (community === undefined) continue;
    if (!groups.has(community)) groups.set(community, []);
    groups.get(community).push(node);
  }
  let hue = 210;
  for (const [, members] of [...groups].sort(([one], [other]) => one - other)) {
    if (members.length < 3) continue;
    const hull = convexHull(members.map(({ x, y }) => [x, y]));
    context.beginPath();
    hull.forEach(([x, y], corner) => context[corner ? "lineTo" : "moveTo"](x, y));
    context.closePath();
    context.lineJoin = "round";
    context.lineWidth = 76;
    context.strokeStyle = context.fillStyle = theme.dark ? `hsl(${hue} 30% 17%)` : `hsl(${hue} 55% 95%)`;
    context.stroke();
    context.fill();
    hue = (hue + 67) % 360;
  }
}

function convexHull(points) {
  const sorted = [...points].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (ordered) => {
    const chain = [];
    for (const point of ordered) {
      while (chain.length > 1 && turnOf(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

const turnOf = ([ax, ay], [bx, by], [cx, cy]) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
