// Files of what is seen: in the graph the statements of its arrows, in the table all that pass the filters.

import { sentenceText } from "./article.js";
import {
  data, documents, documentTitle, entities, isEntity, NONE, objectLabel, statements, subjectLabel, textOf, timeOf,
  voiceLabel, voicesOf,
} from "./data.js";
import { byId, el, say } from "./dom.js";
import { keptStatements } from "./kept.js";
import { graph } from "./graph.js";
import { graphmlOf } from "./graphml.js";
import { markOf } from "./notebook.js";
import { pngOf, svgOf } from "./picture.js";
import { state } from "./state.js";
import { turtleOf } from "./turtle.js";
import { placesOf } from "./whereabouts.js";

function seenStatements() {
  if (state.surface === "table" || graph.scene.ties) return keptStatements();
  return [...graph.scene.bundles.values()].flatMap((bundle) => bundle.statements).sort((one, other) => one - other);
}

function recordOf(statement) {
  const place = statements.document[statement];
  const thing = (number, label) => (number === NONE ? { label } : { label, entity: isEntity(number) ? entities.id[number] : null });
  return {
    id: statements.id[statement],
    subject: thing(statements.subject[statement], subjectLabel(statement)),
    wording: textOf(statements.text[statement]),
    predicate: textOf(statements.words[statement]),
    relation: textOf(statements.relation[statement]),
    object: thing(statements.object[statement], objectLabel(statement)),
    sources: voicesOf(statement).map(voiceLabel),
    polarity: data.polarities[statements.polarity[statement]],
    modality: data.modalities[statements.modality[statement]],
    time: timeOf(statement).value,
    confidence: statements.confidence[statement] / 100,
    ...placesOf(statement),
    sentence: sentenceText(statement),
    mark: markOf(statement).mark || null,
    note: markOf(statement).note || null,
    document: { id: documents.id[place], title: documentTitle(place), date: documents.date[place], url: documents.url[place] },
  };
}

// A cell that a spreadsheet would take for a formula begins with an apostrophe.
function cell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const CSV_HEAD = ["id", "subject", "predicate", "relation", "object", "sources", "polarity", "modality", "time", "confidence", "wording", "theme", "cue", "sentence", "start", "end", "document", "date", "url", "mark", "note"];
function csvOf(members) {
  const rows = members.map(recordOf).map((record) => [
    record.id, record.subject.label, record.predicate, record.relation, record.object.label, record.sources.join("; "),
    record.polarity, record.modality, record.time, record.confidence, record.wording,
    record.theme, record.cue, record.sentence, record.start, record.end, record.document.title, record.document.date, record.document.url, record.mark, record.note,
  ]);
  return [CSV_HEAD, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export const saveText = (text, type, name) => save(new Blob([text], { type: `${type};charset=utf-8` }), name);

const EXPORTS = {
  png: async () => save(await pngOf(), "graph.png"),
  svg: () => saveText(svgOf(), "image/svg+xml", "graph.svg"),
  csv: () => saveText(csvOf(seenStatements()), "text/csv", "statements.csv"),
  json: () => saveText(JSON.stringify(seenStatements().map(recordOf), null, 1), "application/json", "statements.json"),
  graphml: () => saveText(graphmlOf(seenStatements()), "application/graphml+xml", "statements.graphml"),
  turtle: () => saveText(turtleOf(seenStatements()), "text/turtle", "statements.ttl"),
};

export function startExport() {
  for (const [format, save] of Object.entries(EXPORTS)) {
    byId("export").querySelector(`button[data-format=${format}]`)?.addEventListener("click", () => {
      byId("export").open = false;
      save();
      say(`Saved as ${format}`);
    });
  }
  byId("export").addEventListener("toggle", () => {
    for (const format of ["png", "svg"]) byId("export").querySelector(`[data-format=${format}]`)?.toggleAttribute("disabled", state.surface !== "graph");
  });
  byId("link-embed").addEventListener("focus", () => byId("link-embed").select());
  byId("link-address").addEventListener("focus", () => byId("link-address").select());
  byId("link").addEventListener("toggle", () => {
    if (!byId("link").open) return;
    byId("link-address").value = location.href;
    const embedded = new URL(location.href);
    embedded.search = "?embed";
    byId("link-embed").value = `<iframe src="${embedded.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="100%" height="560" style="border:0"></iframe>`;
    byId("link-address").focus();
  });
  byId("link-copy").addEventListener("click", async () => {
    byId("link-address").select();
    const copied = await navigator.clipboard.writeText(byId("link-address").value).then(() => true, () => document.execCommand("copy"));
    say(copied ? "Link copied" : "Copy the link from the field");
    byId("link-copy").textContent = copied ? "Copied" : "Press Ctrl+C";
  });
}
