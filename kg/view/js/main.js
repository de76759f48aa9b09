// The page begins.

import { data, types, unpackArticles } from "./data.js";
import { startBoard } from "./board.js";
import { byId } from "./dom.js";
import { startChronology } from "./chronology.js";
import { readTheme, theme } from "./draw.js";
import { startExport } from "./export.js";
import { fitGraph, graph, replace, startClicks, startGraph, visEdges, zoomBy } from "./graph.js";
import { startHelp } from "./help.js";
import { startKeyboard } from "./keyboard.js";
import { startLegend } from "./legend.js";
import { startNotebook } from "./notebook.js";
import { startNotes } from "./notes.js";
import { startPanel } from "./panel.js";
import { startReader } from "./reader.js";
import { openPath, startSearch } from "./search.js";
import { change, fragment, readFragment, state, watch } from "./state.js";
import { startTable } from "./table.js";
import { startTale } from "./tale.js";
import { startTimeline } from "./timeline.js";
import { unpacked } from "./unpack.js";

function startTheme() {
  const root = document.documentElement;
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    readTheme();
    for (const type of types) root.style.setProperty(`--type-${type.name}`, theme.dark ? type.dark : type.light);
    if (graph.network) {
      replace(graph.edges, visEdges());
      graph.network.redraw();
    }
  };
  preferred.addEventListener("change", apply);
  byId("theme").addEventListener("click", () => {
    root.dataset.theme = theme.dark ? "light" : "dark";
    apply();
  });
  apply();
}

function startButtons() {
  const panel = (button, part) => {
    byId(button).addEventListener("click", () => {
      const open = byId(part).hidden;
      byId(part).hidden = !open;
      byId(button).setAttribute("aria-expanded", String(open));
      if (open && part === "path") openPath();
    });
  };
  panel("filters-button", "filters");
  panel("path-button", "path");
  for (const surface of SURFACES) byId(`${surface}-button`).addEventListener("click", () => change({ surface }));
  byId("path-close").addEventListener("click", () => {
    byId("path").hidden = true;
    byId("path-button").setAttribute("aria-expanded", "false");
  });
  byId("zoom-in").addEventListener("click", () => zoomBy(1.25));
  byId("zoom-out").addEventListener("click", () => zoomBy(0.8));
  byId("zoom-fit").addEventListener("click", () => fitGraph());
  for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu"))) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    document.addEventListener("click", (event) => !menu.contains(/** @type {Node} */ (event.target)) && (menu.open = false));
  }
}

/** @type {State["surface"][]} */
const SURFACES = ["graph", "claims", "days", "table"];

function showSurface() {
  for (const surface of SURFACES) {
    if (surface !== "graph") byId(surface).hidden = state.surface !== surface;
    byId(`${surface}-button`).setAttribute("aria-pressed", String(state.surface === surface));
  }
  // The strip of days stands under the graph and under the chronology.
  byId("stage").hidden = !["graph", "days"].includes(state.surface);
  for (const part of ["surface", "legend"]) byId(part).hidden = state.surface !== "graph";
}

// On a narrow screen there is room for one of two: what the page tells, or the graph, the claims and the table.
function startPanes() {
  const pane = (name) => {
    document.body.dataset.pane = name;
    byId("story-button").setAttribute("aria-pressed", String(name === "story"));
  };
  pane(state.surface === "graph" && state.scene.kind === "opening" && state.chosen.kind === "none" ? "story" : "surface");
  byId("story-button").addEventListener("click", () => {
    change({ chosen: { kind: "none" } });
    pane("story");
  });
  for (const surface of SURFACES) byId(`${surface}-button`).addEventListener("click", () => pane("surface"));
  watch((changed) => changed.has("scene") && pane("surface"));
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

// The graph needs no article: it stands while the browser still reads the articles, which come after this script.
Object.assign(state, readFragment());
startTheme();
watch((changed) => changed.has("surface") && showSurface());
showSurface();
startPanes();
if (new URLSearchParams(location.search).has("embed")) document.body.dataset.embed = "yes";
startGraph();
startLegend();
startTimeline();
const drawn = nextFrame().then(() => performance.mark("stands"));

async function startReading() {
  await unpackArticles();
  startNotebook(await unpacked("notebook-data"));
  startClicks();
  startReader();
  startPanel();
  startSearch();
  startKeyboard();
  startButtons();
  startExport();
  startTable();
  startBoard();
  startChronology();
  startHelp();
  startNotes();
  startTale();
  addEventListener("popstate", ({ state: entry }) => {
    if (location.hash.slice(1) !== fragment()) change(readFragment(), { remember: false });
    for (const pane of ["details", "article"]) if (entry?.scrolled) byId(pane).scrollTop = entry.scrolled[pane];
  });
  // For tests, and for pages that hold this one in a frame of their own origin.
  globalThis.kgPage = { state, change, graph, data };
  drawn.then(nextFrame).then(() => (document.documentElement.dataset.ready = "yes"));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startReading);
else startReading();
