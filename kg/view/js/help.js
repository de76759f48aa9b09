// How to read this page, and its keys.

import { data, documentCount, statementCount } from "./data.js";
import { byId, count, el, fill } from "./dom.js";

const percent = (share) => Math.round(share * 100);

const READING = [
  "The list on the right begins with what most independent sources tell, and with what is in dispute. Point at a sentence, and its arrows light up; choose it, and you see who says so and who denies it.",
  "A source that is printed ten times counts once; so does a text that another article copies.",
  "An arrow carries the words of the statement that says best how two things are tied. Choose it to read all its statements.",
  "Solid arrows are said in the article's own voice, dashed ones are claimed by a source, dotted ones are possible or planned. A red bar means denied.",
  "≠ marks what another source contradicts. Who is right is not judged here.",
  "In an article, blue is who says it, yellow are the words that credit, green is what is said. Choose a sentence to see its statements.",
  "A fragment is a statement whose words cannot stand alone; fragments are folded away.",
  "A time is as exact as the text: “2022” stays a year. What has none is not on the strip below the graph.",
  `A program read these articles, and programs misread. Of ${data.measured.judged.toLocaleString("en")} statements of open texts that gold parses and annotators judge, ${percent(data.measured.right)} in 100 were right, with a confidence of ${percent(data.measured.line)} or more ${percent(data.measured.above)} in 100. Readers who judge everything at once called ${percent(data.measured.read_right)} of 100 right. Before you cite, read the sentence, which is always one step away.`,
  "Notes are yours: mark a statement right, wrong or to check, say which names are one, and put views in order as a guided story. They stay in this browser until you save them.",
  "The link in the menu restores exactly what you see. Back goes to what you saw before.",
];

const KEYS = [
  ["/", "search"],
  ["← → ↑ ↓", "in the graph: from thing to thing"],
  ["Enter", "open the thing"],
  ["N, P", "next and previous arrow of the thing"],
  ["F", "only the thing and its neighbours"],
  ["+, −, 0", "zoom in, out, fit"],
  ["Esc", "let go of what is chosen, close what is open"],
  ["?", "this page of help"],
];

export function startHelp() {
  const dialog = /** @type {any} */ (byId("help"));
  const open = () => {
    fill(
      dialog,
      el("h2", { id: "help-title" }, "How to read this"),
      el("ul", { class: "reading" }, READING.map((line) => el("li", {}, line))),
      el("h3", {}, "Keys"),
      el("dl", {}, KEYS.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
      el("p", { class: "faint" }, `${count(documentCount, "article")}, ${count(statementCount, "statement")}; kg ${data.version}. Confidence is the program's own estimate, a number beside each statement.`),
      el("form", { method: "dialog" }, el("button", { autofocus: true }, "Close")),
    );
    dialog.showModal();
  };
  byId("help-button").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(/** @type {Element} */ (event.target).tagName);
    if (event.key === "?" && !typing && !dialog.open) open();
  });
}
