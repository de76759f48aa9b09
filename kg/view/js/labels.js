// Labels that never lie on each other: each gets the first free of a few places, the important ones first, or none.
// They keep their size on the screen however far the reader zooms, and more of them fit the nearer one looks.

import { short } from "./dom.js";
import { theme } from "./draw.js";

export const FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const NAME_FONT = `600 13px ${FONT}`;
const WORDS_FONT = `11.5px ${FONT}`;
export const LINE_HEIGHT = 15;
const LABELS_OF_THINGS = 140;
const ALWAYS_NAMED = 12; // so many of the most important have their name even on top of others' shapes
const LABELS_OF_ARROWS = 90;
const BUTTONS = { width: 50, height: 120 }; // the corner at the upper right where the buttons of the graph stand

const widths = new Map();
function widthOf(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const boxAt = (x, y, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

// `marks` are {x, y, radius, text, first, group} of things and `spans` {points, text, …} of arrows, all in pixels of the surface.
/** @returns {Label[]} */
export function placeLabels(context, marks, spans, width, height) {
  const discs = marks.map((mark) => ({ ...boxAt(mark.x, mark.y, mark.radius * 1.8, mark.radius * 1.8), mark }));
  /** @type {Label[]} */
  const labels = [];
  const buttons = { left: width - BUTTONS.width, right: width, top: 0, bottom: BUTTONS.height };
  const inside = (box) => box.left > 0 && box.top > 0 && box.right < width && box.bottom < height && !meet(box, buttons);
  const clear = (box) => inside(box) && !labels.some((label) => meet(label.box, box));
  const covered = (box, own) => discs.filter((disc) => disc.mark !== own && meet(disc, box)).length;
  const free = (box, own) => clear(box) && covered(box, own) === 0;
  const leastBad = (boxes, own) => boxes.filter(clear).sort((one, other) => covered(one, own) - covered(other, own))[0];
  marks.slice(0, LABELS_OF_THINGS).forEach((mark, rank) => {
    const lines = mark.text.split("\n");
    const room = Math.max(...lines.map((line) => widthOf(context, line, NAME_FONT))) + 6;
    const tall = LINE_HEIGHT * lines.length + 3;
    const spots = [
      [mark.x, mark.y + mark.radius + tall / 2 + 2],
      [mark.x, mark.y - mark.radius - tall / 2 - 2],
      [mark.x + mark.radius + 5 + room / 2, mark.y],
      [mark.x - mark.radius - 5 - room / 2, mark.y],
    ];
    const boxes = spots.map(([x, y]) => boxAt(x, y, room, tall));
    const always = mark.must || (rank < ALWAYS_NAMED && !mark.group);
    const box = boxes.find((spot) => mark.first || free(spot, mark)) || (always && leastBad(boxes, mark)) || (mark.must && boxes[0]);
    if (box) labels.push({ box, text: mark.text, kind: "thing", mark });
  });
  for (const span of spans.slice(0, LABELS_OF_ARROWS)) {
    const room = widthOf(context, span.text, WORDS_FONT) + 10;
    const onIt = span.points.map(([x, y]) => boxAt(x, y, room, 17));
    const besideIt = span.points.slice(0, 5).flatMap(([x, y]) => [boxAt(x, y - 15, room, 17), boxAt(x, y + 15, room, 17)]);
    const boxes = span.must ? [...onIt, ...besideIt] : onIt;
    const box = boxes.find((spot) => free(spot, null)) || (span.must && leastBad(boxes, null)) || ((span.chosen || span.must) && boxes[0]);
    if (box) labels.push({ box, text: span.text, kind: "arrow", span });
  }
  return labels;
}

/**
 * A name in lines that break between its words; what no longer fits is left out, never half a word.
 * @param {string} text
 */
export function wrapped(text, { line = 20, lines = 2 } = {}) {
  const words = short(text, 120).split(" ");
  const out = [""];
  for (const [place, word] of words.entries()) {
    const here = out.length - 1;
    const longer = out[here] ? `${out[here]} ${word}` : word;
    if (longer.length <= line || !out[here]) out[here] = longer;
    else if (out.length < lines) out.push(word);
    else {
      out[here] += " …";
      break;
    }
    if (place === 0 && word.length > 30) out[0] = short(word, 26);
  }
  return out.join("\n");
}

export function drawLabel(context, label) {
  const { box, text } = label;
  const middle = (box.left + box.right) / 2;
  const line = (box.top + box.bottom) / 2 + 0.5;
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (label.kind === "thing") {
    context.globalAlpha = label.mark.faded ? 0.3 : 1;
    context.font = NAME_FONT;
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = theme.ground;
    context.fillStyle = theme.ink;
    const lines = text.split("\n");
    lines.forEach((part, number) => {
      const at = line + (number - (lines.length - 1) / 2) * LINE_HEIGHT;
      context.strokeText(part, middle, at);
      context.fillText(part, middle, at);
    });
  } else {
    const { negated, says, conflict, chosen } = label.span;
    context.font = WORDS_FONT;
    context.beginPath();
    context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 6);
    context.fillStyle = theme.pill;
    context.fill();
    if (chosen || conflict) {
      context.lineWidth = chosen ? 2 : 1.2;
      context.strokeStyle = chosen ? theme.accent : theme.conflict;
      context.stroke();
    }
    context.fillStyle = negated ? theme.negated : says ? theme.faint : theme.soft;
    context.fillText(text, middle, line);
  }
  context.globalAlpha = 1;
}
