// The graph's data as the page got them: columns, read once; articles are read when somebody opens them.

import { short } from "./dom.js";
import { unpacked } from "./unpack.js";

/** @type {PageData} */
export const data = JSON.parse(await unpacked("graph-data"));
export const { entities, nameless, documents, statements, strings, types } = data;
export const entityCount = entities.id.length;
export const statementCount = statements.id.length;
export const NONE = -1;
entities.id.forEach((id, entity) => (entities.id[entity] = id || entities.label[entity].replaceAll(" ", "_")));
export const documentCount = documents.id.length;
export const REPORT = data.kinds.indexOf("report");
export const NEGATED = data.polarities.indexOf("negated");
const ACTUAL = data.modalities.indexOf("actual");

export const isEntity = (thing) => thing >= 0 && thing < entityCount;
export const labelOf = (thing) => (isEntity(thing) ? entities.label[thing] : strings[nameless.label[thing - entityCount]]);
export const typeOf = (thing) => (isEntity(thing) ? entities.type[thing] : nameless.type[thing - entityCount]);
export const typeName = (thing) => types[typeOf(thing)].name;
export const importanceOf = (thing) => (isEntity(thing) ? entities.importance[thing] : 0);
export const radiusOf = (thing) => (isEntity(thing) ? entities.radius[thing] : 7);
export const entityNumber = (id) => entities.id.indexOf(id);

export const textOf = (string) => (string === NONE ? "" : strings[string]);
// An end that is no thing came as the number of its words, below NONE.
const wordsOf = { subject: new Map(), object: new Map() };
for (const end of ["subject", "object"]) {
  statements[end].forEach((number, statement) => {
    if (number >= NONE) return;
    wordsOf[end].set(statement, strings[NONE - 1 - number]);
    statements[end][statement] = NONE;
  });
}
const endLabel = (end, statement) =>
  statements[end][statement] === NONE ? wordsOf[end].get(statement) || "" : labelOf(statements[end][statement]);
export const subjectLabel = (statement) => endLabel("subject", statement);
export const objectLabel = (statement) => endLabel("object", statement);

// When a statement holds, as exactly as the text says; `earliest` and `latest` are days, each null where it is open. One without
// a value but with a `latest` is a bound: the day by which it had happened.
/** @type {EventTime} */
const NO_TIME = { value: null, words: "", earliest: null, latest: null, mod: null, iri: "" };
export const timeOf = (statement) => data.times[statements.time[statement]] || NO_TIME;
/** @type {(time: EventTime) => boolean} */
export const isBound = ({ value, latest }) => value === null && latest !== null;

// A statement's arrow joins two things that are not one and the same.
export const hasArrow = (statement) =>
  statements.subject[statement] !== NONE &&
  statements.object[statement] !== NONE &&
  statements.subject[statement] !== statements.object[statement];

// A source is its number, the articles' own voice OWN.
export const OWN = -1;
export const voicesOf = (statement) => data.credits[statements.credit[statement]];
export const voiceLabel = (voice) => (voice === OWN ? "the article" : data.voices[voice][0] === NONE ? strings[data.voices[voice][1]] : labelOf(data.voices[voice][0]));

// Actual, claimed (actual, but in the words of a source), or what its modality says.
export const STATUSES = ["actual", "claimed", "possible", "intended", "conditional", "unknown"];
export function statusOf(statement) {
  if (statements.modality[statement] !== ACTUAL) return data.modalities[statements.modality[statement]];
  return statements.credit[statement] === 0 ? "actual" : "claimed";
}

export const DAY = 86400000;
export const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const dateText = (iso) =>
  iso && /^\d{4}-\d{2}-\d{2}$/.test(iso)
    ? new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
    : iso || "";

// From which day to which, the month and year said once where they are the same.
/** @type {(first: string, last: string) => string} */
export function rangeText(first, last) {
  if (first === last) return dateText(first);
  const [from, to] = [dateText(first).split(" "), dateText(last).split(" ")];
  if (from.length !== 3 || to.length !== 3) return `${dateText(first)} – ${dateText(last)}`;
  if (from[2] !== to[2]) return `${from.join(" ")} – ${to.join(" ")}`;
  return from[1] === to[1] ? `${from[0]}–${to.join(" ")}` : `${from[0]} ${from[1]} – ${to.join(" ")}`;
}

// The conflicts that a statement has a part in; each comes as its sides.
export const conflictsOf = new Map();
data.conflicts.forEach((sides) => {
  for (const statement of sides.flat()) conflictsOf.set(statement, [...(conflictsOf.get(statement) || []), sides]);
});

export const communityOf = new Map();
data.communities.forEach((members, number) => members.forEach((entity) => communityOf.set(entity, number)));
export const communityNames = (number) => data.communities[number].slice(0, 2).map((entity) => short(labelOf(entity), 18));
export const communityName = (number) => communityNames(number).join(", ");

// Articles come some to a block; a block's text is unpacked at the start, and read when one of its articles is asked for.
/** @type {string[]} */
let blocks = [];
/** @type {Map<number, Article[]>} */
const articles = new Map();
export async function unpackArticles() {
  const ids = Array.from({ length: Math.ceil(documentCount / data.block) }, (_, block) => `articles-${block}`);
  blocks = await Promise.all(ids.map(unpacked));
}

/** @type {(place: number) => Article} */
export function articleOf(place) {
  const block = Math.floor(place / data.block);
  if (!articles.has(block)) articles.set(block, JSON.parse(blocks[block]));
  return /** @type {Article[]} */ (articles.get(block))[place % data.block];
}

export const documentTitle = (place) => documents.label[place];
export const documentOf = (id) => documents.id.indexOf(id);

/** @type {Map<number, number[]> | null} */
let statementsByThing = null;
/**
 * The statements that a thing is an end of, or that it is credited with.
 * @param {number} thing
 */
export function statementsOf(thing) {
  if (statementsByThing === null) {
    statementsByThing = new Map();
    for (let statement = 0; statement < statementCount; statement++) {
      const voices = voicesOf(statement).map((voice) => data.voices[voice][0]);
      for (const one of new Set([statements.subject[statement], statements.object[statement], ...voices])) {
        if (one === NONE) continue;
        if (!statementsByThing.has(one)) statementsByThing.set(one, []);
        statementsByThing.get(one)?.push(statement);
      }
    }
  }
  return statementsByThing.get(thing) || [];
}
