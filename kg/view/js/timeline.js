// The strip under the graph: how many statements each time has, and a slider that picks a range of it.

import { dateText, DAY, dayText, statements, timeOf } from "./data.js";
import { byId, count, el, fill, svg } from "./dom.js";
import { filterStatements } from "./kept.js";
import { changeFilters, state, watch } from "./state.js";

const BINS_AT_MOST = 72;
/** @type {{edges: number[], from: HTMLInputElement, to: HTMLInputElement}} */
const timeline = { edges: [], from: el("input"), to: el("input") };

// The first days of the bins: days, weeks, months or years, whichever are few enough. Rare days far off lie in the end bins.
function timeEdges() {
  const days = statements.id.map((_, statement) => timeOf(statement).earliest).filter((day) => day !== null).sort((one, other) => one - other);
  if (!days.length) return [];
  const first = days[Math.floor(days.length * 0.02)];
  const last = days[Math.ceil((days.length - 1) * 0.98)];
  const start = new Date(first * DAY);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const steps = [
    (number) => first + number,
    (number) => first + number * 7,
    (number) => Date.UTC(year, month + number, 1) / DAY,
    (number) => Date.UTC(year, (Math.floor(month / 3) + number) * 3, 1) / DAY,
    (number) => Date.UTC(year + number, 0, 1) / DAY,
    (number) => Date.UTC(year + number * 10, 0, 1) / DAY,
  ];
  for (const step of steps) {
    const edges = [];
    for (let number = 0; step(number) <= last && edges.length <= BINS_AT_MOST; number++) edges.push(step(number));
    if (edges.length <= BINS_AT_MOST) return [...edges, step(edges.length)];
  }
  return [first, last + 1];
}

export function startTimeline() {
  timeline.edges = timeEdges();
  const strip = byId("timeline");
  if (timeline.edges.length < 3) {
    strip.hidden = true;
    return;
  }
  const bins = timeline.edges.length - 1;
  const range = (name, value, text) => {
    const input = el("input", { type: "range", min: 0, max: bins - 1, step: 1, value, class: `range ${name}`, id: `timeline-${name}`, "aria-label": text });
    input.addEventListener("input", () => pickRange());
    return input;
  };
  timeline.from = range("from", 0, "First date shown");
  timeline.to = range("to", bins - 1, "Last date shown");
  fill(
    strip,
    el("div", { class: "bars", id: "bars" }),
    el("div", { class: "ranges" }, timeline.from, timeline.to),
    el("p", { class: "ends", id: "timeline-words" }),
  );
  watch((changed) => changed.has("filters") && showTimeline());
  showTimeline();
}

const binOf = (day) => {
  let low = 0;
  let high = timeline.edges.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (timeline.edges[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
};

function pickRange() {
  const last = timeline.edges.length - 2;
  const [one, other] = [Number(timeline.from.value), Number(timeline.to.value)].sort((first, second) => first - second);
  changeFilters({ from: one === 0 ? null : timeline.edges[one], to: other === last ? null : timeline.edges[other + 1] - 1 });
}

function showTimeline() {
  const bins = new Array(timeline.edges.length - 1).fill(0);
  let undated = 0;
  for (const statement of filterStatements({ ...state.filters, from: null, to: null, undated: true })) {
    const { earliest } = timeOf(statement);
    if (earliest === null) undated++;
    else bins[binOf(earliest)]++;
  }
  const most = Math.max(1, ...bins);
  const { from, to } = state.filters;
  const low = from === null ? 0 : binOf(from);
  const high = to === null ? bins.length - 1 : binOf(to);
  const width = 1000 / bins.length;
  const thick = Math.min(width * 0.8, 18);
  const bars = bins.map((number, bin) => {
    const height = number ? Math.max(3, 30 * Math.sqrt(number / most)) : 0;
    const bar = svg(
      "rect",
      { x: bin * width + width / 2 - thick / 2, y: 32 - height, width: thick, rx: 2, height, class: bin >= low && bin <= high ? "bar in" : "bar" },
      svg("title", {}, `${binWords(bin)}: ${count(number, "statement")}`),
    );
    bar.addEventListener("click", () => changeFilters({ from: timeline.edges[bin], to: timeline.edges[bin + 1] - 1, undated: false }));
    return bar;
  });
  fill(byId("bars"), svg("svg", { viewBox: "0 0 1000 32", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars));
  timeline.from.value = String(low);
  timeline.to.value = String(high);
  for (const input of [timeline.from, timeline.to]) input.setAttribute("aria-valuetext", binWords(Number(input.value)));
  const dated = bins.reduce((total, number) => total + number, 0);
  fill(
    byId("timeline-words"),
    el("span", {}, dateText(dayText(from ?? timeline.edges[0]))),
    el("span", { class: "faint" }, `${count(dated, "dated statement")} · ${undated.toLocaleString("en")} without a date`),
    el("span", {}, dateText(dayText(to ?? timeline.edges[bins.length] - 1))),
  );
}

function binWords(bin) {
  const [first, last] = [timeline.edges[bin], timeline.edges[bin + 1] - 1];
  return first === last ? dateText(dayText(first)) : `${dateText(dayText(first))} to ${dateText(dayText(last))}`;
}
