// Statements as Turtle, in the vocabulary and with the names that `kg export` uses.

import { attributionsAround, detailsOf, spansOf, textBetween } from "./article.js";
import {
  articleOf, data, dayText, documents, entities, isBound, isEntity, labelOf, NONE, REPORT, statements, textOf, timeOf,
  typeName,
} from "./data.js";
import { offsetsOf } from "./whereabouts.js";

const RDF_HEAD = [
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
  "@prefix dcterms: <http://purl.org/dc/terms/> .",
  "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
  `@prefix kg: <${data.base}ns#> .`,
];

const turtleText = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007F");
const english = (text) => `${turtleText(text)}@en`;

// A name as a segment of an IRI; the page brings those that are not what they stand for.
const segment = (name) => (Object.hasOwn(data.segments, name) ? data.segments[name] : name);
const iri = (kind, name) => `<${data.base}${kind}/${segment(name)}>`;

export function turtleOf(members) {
  const lines = [...RDF_HEAD, ""];
  const written = new Set();
  const once = (name, ...properties) => {
    if (!written.has(name)) lines.push(`${name} ${properties.filter(Boolean).join(" ; ")} .`);
    written.add(name);
    return name;
  };
  for (const statement of members) writeStatement(statement, once);
  return `${lines.join("\n")}\n`;
}

function writeStatement(statement, once) {
  const place = statements.document[statement];
  const article = articleOf(place);
  const offsets = offsetsOf(article);
  const document = `${data.base}document/${segment(documents.id[place])}`;
  /** @type {(kind: string, span: number[]) => string} */
  const part = (kind, [start, end]) => `<${document}#${kind}=${offsets[start]},${offsets[end]}>`;
  const phrase = (span, thing) => {
    if (isEntity(thing)) return writeEntity(thing, once);
    if (thing === NONE) return once(part("char", span), `rdfs:label ${english(textBetween(article, span))}`);
    const first = article.mentions.filter((mention) => mention[2] === thing).reduce((one, other) => (other[0] < one[0] ? other : one));
    return once(part("chain", first), `rdfs:label ${english(labelOf(thing))}`);
  };
  const { title, date } = { title: documents.title[place], date: documents.date[place] };
  once(`<${document}>`, "a kg:Document", title && `dcterms:title ${turtleText(title)}`, date && `dcterms:issued "${date}"^^xsd:date`);
  const { phrases, rule } = detailsOf(article, statement);
  const [subject, object] = ["subject", "object"].map((end) => {
    const found = phrases.find(({ role }) => role === end);
    return found && phrase([found.start, found.end], found.thing);
  });
  const predicate = iri(statements.canonical[statement] ? "relation" : "predicate", textOf(statements.relation[statement]));
  const others = phrases.filter(({ role }) => !["subject", "object", "time"].includes(role));
  const [attribution] = attributionsAround(article, statement);
  once(
    iri("statement", statements.id[statement]),
    `a kg:${statements.kind[statement] === REPORT ? "Report" : "Statement"}`,
    `rdf:subject ${subject}`,
    `rdf:predicate ${predicate}`,
    object && `rdf:object ${object}`,
    ...others.map(({ role, start, end, thing }) => `kg:${data.roles[role]} ${phrase([start, end], thing)}`),
    timeOf(statement).value !== null && `kg:eventTime ${writeTime(timeOf(statement), once)}`,
    isBound(timeOf(statement)) && `kg:happenedBy "${dayText(timeOf(statement).latest)}"^^xsd:date`,
    `rdfs:label ${english(textOf(statements.told[statement]))}`,
    `kg:wording ${english(textOf(statements.text[statement]))}`,
    statements.fragment[statement] !== NONE && `kg:fragment ${turtleText(textOf(statements.fragment[statement]))}`,
    `kg:polarity kg:${data.polarities[statements.polarity[statement]]}`,
    `kg:modality kg:${data.modalities[statements.modality[statement]]}`,
    attribution && `kg:attribution ${writeAttribution(attribution, article, part, phrase, once)}`,
    `kg:sentence ${writeSentence(article.sentences[statements.sentence[statement]], article, document, part, once)}`,
    `kg:confidence ${statements.confidence[statement] / 100}`.replace(/(?<=confidence )(\d+)$/, "$1.0"),
    `kg:rule ${turtleText(rule)}`,
  );
}

function writeEntity(entity, once) {
  const wikidata = entities.wikidata[entity];
  return once(
    iri("entity", entities.id[entity]),
    `a kg:${typeName(entity)}`,
    `rdfs:label ${english(labelOf(entity))}`,
    /^Q\d+$/.test(wikidata) && `skos:exactMatch <http://www.wikidata.org/entity/${wikidata}>`,
  );
}

function writeAttribution([source, cue, content], article, part, phrase, once) {
  const [span] = spansOf(cue.length ? cue : content);
  const [voice] = spansOf(source);
  const mention = voice && article.mentions.find(([start, end]) => start === voice[0] && end === voice[1]);
  return once(
    part("attribution", span),
    "a kg:Attribution",
    voice && `kg:source ${phrase(voice, mention ? mention[2] : NONE)}`,
    cue.length > 0 && `kg:cue ${turtleText(textBetween(article, span))}`,
  );
}

function writeSentence(span, article, document, part, once) {
  const offsets = offsetsOf(article);
  return once(
    part("char", span),
    "a nif:Sentence",
    `nif:beginIndex ${offsets[span[0]]}`,
    `nif:endIndex ${offsets[span[1]]}`,
    `nif:referenceContext <${document}>`,
    `nif:anchorOf ${english(textBetween(article, span))}`,
  );
}

function writeTime({ iri, value, mod, earliest, latest }, once) {
  return once(
    `<${iri}>`,
    `kg:timex ${turtleText(value)}`,
    mod && `kg:timexMod ${turtleText(mod)}`,
    earliest !== null && `kg:earliest "${dayText(earliest)}"^^xsd:date`,
    latest !== null && `kg:latest "${dayText(latest)}"^^xsd:date`,
  );
}
