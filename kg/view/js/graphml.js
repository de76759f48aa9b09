// Statements as GraphML, for Gephi, yEd and networkx: a node a thing, an edge a statement.

import { sentenceText } from "./article.js";
import {
  data, documents, documentTitle, entities, hasArrow, isEntity, labelOf, statements, statusOf, textOf, timeOf, typeName, voiceLabel,
  voicesOf,
} from "./data.js";
import { markOf } from "./notebook.js";
import { placesOf } from "./whereabouts.js";

const NODE_KEYS = { label: (thing) => labelOf(thing), type: typeName, entity: (thing) => (isEntity(thing) ? entities.id[thing] : "") };

const EDGE_KEYS = {
  wording: (statement) => textOf(statements.text[statement]),
  words: (statement) => textOf(statements.words[statement]),
  relation: (statement) => textOf(statements.relation[statement]),
  polarity: (statement) => data.polarities[statements.polarity[statement]],
  status: statusOf,
  sources: (statement) => voicesOf(statement).map(voiceLabel).join("; "),
  time: (statement) => timeOf(statement).value ?? "",
  confidence: (statement) => String(statements.confidence[statement] / 100),
  theme: (statement) => placesOf(statement).theme ?? "",
  cue: (statement) => placesOf(statement).cue ?? "",
  sentence: sentenceText,
  start: (statement) => String(placesOf(statement).start),
  end: (statement) => String(placesOf(statement).end),
  article: (statement) => documentTitle(statements.document[statement]),
  published: (statement) => documents.date[statements.document[statement]] ?? "",
  url: (statement) => documents.url[statements.document[statement]] ?? "",
  mark: (statement) => markOf(statement).mark || "",
  note: (statement) => markOf(statement).note || "",
};

const TYPES = { confidence: "double", start: "int", end: "int" };

// Characters that XML has no way to write are left out.
const xml = (text) =>
  String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** @param {number[]} members */
export function graphmlOf(members) {
  const joined = members.filter(hasArrow);
  const things = [...new Set(joined.flatMap((statement) => [statements.subject[statement], statements.object[statement]]))].sort((one, other) => one - other);
  const keys = (kind, of) => Object.keys(of).map((name) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${TYPES[name] ?? "string"}"/>`);
  const fields = (kind, of, number) => Object.entries(of).map(([name, value]) => `<data key="${kind}-${name}">${xml(value(number))}</data>`).join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys("node", NODE_KEYS),
    ...keys("edge", EDGE_KEYS),
    '<graph edgedefault="directed">',
    ...things.map((thing) => `<node id="n${thing}">${fields("node", NODE_KEYS, thing)}</node>`),
    ...joined.map((statement) => `<edge id="${xml(statements.id[statement])}" source="n${statements.subject[statement]}" target="n${statements.object[statement]}">${fields("edge", EDGE_KEYS, statement)}</edge>`),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
