// The strip under the graph: how many statements each time has, and a slider that picks a range of it.

import { dateText, DAY, dayText, documents, statements, timeOf } from "./data.js";
import { byId, count, el, fill, svg } from "./dom.js";
import { filterStatements } from "./kept.js";
import { changeFilters, state, watch } from "./state.js";

const BINS_AT_MOST = 72;
/** @type {{edges: number[], early: boolean, late: boolean, from: HTMLInputElement, to: HTMLInputElement, playing: ReturnType<typeof setInterval> | null}} */
const timeline = { edges: [], early: false, late: false, from: el("input"), to: el("input"), playing: null };

const BEFORE_ARTICLES = 30;
const AFTER_ARTICLES = 7;
const articleDays = documents.date.map((iso) => (iso ? Math.floor(Date.parse(iso) / DAY) : NaN)).filter((day) => !Number.isNaN(day));

// The first days of the bins: days, weeks, months or years, whichever are few enough. What lies far off is one bin at an end:
// around the articles, where much of what they tell lies there, or else around most of what is told.
function timeEdges() {
  const days = statements.id.map((_, statement) => timeOf(statement).earliest).filter((day) => day !== null).sort((one, other) => one - other);
  if (!days.length) return [];
  let [first, last] = [days[Math.floor(days.length * 0.02)], days[Math.ceil((days.length - 1) * 0.98)]];
  if (articleDays.length) {
    const [from, to] = [Math.min(...articleDays) - BEFORE_ARTICLES, Math.max(...articleDays) + AFTER_ARTICLES];
    if (days.filter((day) => day >= from && day <= to).length >= days.length / 2) [first, last] = [from, to];
  }
  const inner = evenEdges(first, last);
  timeline.early = days[0] < inner[0];
  timeline.late = days[days.length - 1] >= inner[inner.length - 1];
  return [...(timeline.early ? [days[0]] : []), ...inner, ...(timeline.late ? [days[days.length - 1] + 1] : [])];
}

function evenEdges(first, last) {
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
    input.addEventListener("input", () => pickBins(...pickedBins()));
    return input;
  };
  timeline.from = range("from", 0, "First date shown");
  timeline.to = range("to", bins - 1, "Last date shown");
  fill(
    strip,
    el("div", { class: "bars", id: "bars" }),
    el("div", { class: "ranges", id: "ranges" }, el("div", { class: "window", id: "window", title: "Drag to move what is picked", on: { pointerdown: dragWindow } }), timeline.from, timeline.to),
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

const lastBin = () => timeline.edges.length - 2;
const pickBins = (low, high) =>
  changeFilters({ from: low === 0 ? null : timeline.edges[low], to: high === lastBin() ? null : timeline.edges[high + 1] - 1, undated: low === 0 && high === lastBin() });

const pickedBins = () => [Number(timeline.from.value), Number(timeline.to.value)].sort((one, other) => one - other);

// The window between the two knobs moves as a whole.
function dragWindow(event) {
  const [low, high] = pickedBins();
  const perBin = byId("ranges").clientWidth / Math.max(1, lastBin());
  const move = ({ clientX }) => {
    const step = Math.min(lastBin() - high, Math.max(-low, Math.round((clientX - event.clientX) / perBin)));
    if (low + step !== pickedBins()[0]) pickBins(low + step, high + step);
  };
  const drop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", drop);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", drop);
}

const PLAY_STEP = 800;

// The window goes from the first bin to the last by itself; all being picked, one of a sixth of the whole begins.
function play() {
  if (timeline.playing !== null) return stopPlaying();
  let [low, high] = pickedBins();
  const width = high - low >= lastBin() ? Math.max(1, Math.round(lastBin() / 6)) : high - low;
  if (high >= lastBin()) low = -1;
  const step = () => {
    low += 1;
    high = low + width;
    pickBins(low, Math.min(high, lastBin()));
    if (high >= lastBin()) stopPlaying();
  };
  timeline.playing = setInterval(step, PLAY_STEP);
  step();
  showTimeline();
}

function stopPlaying() {
  if (timeline.playing !== null) clearInterval(timeline.playing);
  timeline.playing = null;
  showTimeline();
}

// The days of the articles, below what happened.
function publishedBars(width, thick) {
  const found = new Array(timeline.edges.length - 1).fill(0);
  for (const day of articleDays) if (day >= timeline.edges[0] && day < timeline.edges[timeline.edges.length - 1]) found[binOf(day)]++;
  const most = Math.max(1, ...found);
  return found.map((number, bin) => {
    const height = number ? Math.max(2, 8 * (number / most)) : 0;
    return svg("rect", { x: bin * width + width / 2 - thick / 2, y: 36, width: thick, height, class: "published" }, svg("title", {}, `${binWords(bin)}: ${count(number, "article")} published`));
  });
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
      { x: bin * width + width / 2 - thick / 2, y: 32 - height, width: thick, rx: 2, height, class: `bar${bin >= low && bin <= high ? " in" : ""}${isEnd(bin) ? " end" : ""}` },
      svg("title", {}, `${binWords(bin)}: ${count(number, "statement")}`),
    );
    bar.addEventListener("click", () => changeFilters({ from: timeline.edges[bin], to: timeline.edges[bin + 1] - 1, undated: false }));
    return bar;
  });
  fill(byId("bars"), svg("svg", { viewBox: "0 0 1000 45", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars, ...publishedBars(width, thick)));
  byId("window").style.left = `${(100 * low) / Math.max(1, bins.length - 1)}%`;
  byId("window").style.right = `${100 - (100 * high) / Math.max(1, bins.length - 1)}%`;
  timeline.from.value = String(low);
  timeline.to.value = String(high);
  for (const input of [timeline.from, timeline.to]) input.setAttribute("aria-valuetext", binWords(Number(input.value)));
  const dated = bins.reduce((total, number) => total + number, 0);
  fill(
    byId("timeline-words"),
    el("span", {}, from === null && timeline.early ? binWords(0) : dateText(dayText(from ?? timeline.edges[0]))),
    el(
      "span",
      { class: "faint" },
      el("button", { type: "button", class: "play", "aria-pressed": String(timeline.playing !== null), on: { click: play } }, timeline.playing === null ? "▶ Play" : "❚❚ Stop"),
      el("span", { class: "track in" }, "happened"),
      el("span", { class: "track published" }, "published"),
      `${count(dated, "dated statement")}, ${undated.toLocaleString("en")} without a date`,
    ),
    el("span", {}, to === null && timeline.late ? binWords(bins.length - 1) : dateText(dayText(to ?? timeline.edges[bins.length] - 1))),
  );
}

const isEnd = (bin) => (timeline.early && bin === 0) || (timeline.late && bin === timeline.edges.length - 2);

function binWords(bin) {
  if (timeline.early && bin === 0) return `before ${dateText(dayText(timeline.edges[1]))}`;
  if (timeline.late && bin === timeline.edges.length - 2) return `after ${dateText(dayText(timeline.edges[bin] - 1))}`;
  const [first, last] = [timeline.edges[bin], timeline.edges[bin + 1] - 1];
  return first === last ? dateText(dayText(first)) : `${dateText(dayText(first))} to ${dateText(dayText(last))}`;
}
