// A guided story: one view after the other, each with its title and text.

import { byId, el, fill } from "./dom.js";
import { notebook } from "./notebook.js";
import { change, readFragment, state, watch } from "./state.js";

export function startTale() {
  watch((changed) => (changed.has("tale") || changed.has("notes")) && showTale());
  showTale();
}

/** @param {number} step */
export function openStep(step) {
  const found = notebook.views[step];
  if (found) change({ ...readFragment(found.view), tale: step });
}

// Before it is begun, a story is offered on the first view.
function showTale() {
  const { views } = notebook;
  const here = views[state.tale];
  byId("tale").hidden = !views.length;
  if (!views.length) return;
  const button = (text, step, label) => el("button", { type: "button", "aria-label": label, disabled: !views[step], on: { click: () => openStep(step) } }, text);
  if (!here) return fill(byId("tale"), el("p", {}, el("b", { dir: "auto" }, views[0].title)), el("div", { class: "tale-ways" }, button(`Guided story: ${views.length} steps ›`, 0, `Begin the guided story of ${views.length} steps`)));
  fill(
    byId("tale"),
    el("p", { class: "tale-text" }, el("b", { dir: "auto" }, here.title), here.text && el("span", { dir: "auto" }, here.text)),
    el(
      "div",
      { class: "tale-ways" },
      button("‹", state.tale - 1, "Previous step"),
      el("span", { role: "status" }, `${state.tale + 1} of ${views.length}`),
      button("›", state.tale + 1, "Next step"),
      el("button", { type: "button", "aria-label": "Leave the guided story", on: { click: () => change({ tale: -1 }) } }, "×"),
    ),
  );
}
