// Statements as Turtle, in the vocabulary and with the names that `kg export` uses.

const turtleText = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007F");
const iri = (...parts) => `<${data.base}${parts.map((part, place) => (place % 2 ? encodeURIComponent(part) : part)).join("")}>`;
const KG = (name) => `<${data.base}ns#${name}>`;

const TURTLE_HEAD = [
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
  "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
];

// Where each segment begins, in code points: the offsets that the rest of the world counts in.
function offsetsOf(article) {
  if (!article.offsets) {
    article.offsets = [0];
    for (const segment of article.segments) article.offsets.push(article.offsets.at(-1) + Array.from(segment).length);
  }
  return article.offsets;
}

function turtleOf(members) {
  const lines = [...TURTLE_HEAD, ""];
  const written = new Set();
  const once = (name, ...properties) => {
    if (!written.has(name)) lines.push(`${name} ${properties.filter(Boolean).join(" ; ")} .`);
    written.add(name);
  };
  for (const statement of members) writeStatement(statement, once);
  return `${lines.join("\n")}\n`;
}

function writeStatement(statement, once) {
  const place = statements.document[statement];
  const article = articleOf(place);
  const offsets = offsetsOf(article);
  const document = `document/${encodeURIComponent(documents.id[place])}`;
  const part = (kind, [start, end]) => `<${data.base}${document}#${kind}=${offsets[start]},${offsets[end]}>`;
  const thingName = (thing) => {
    if (isEntity(thing)) {
      const name = iri("entity/", entities.id[thing]);
      once(name, `a ${KG(types[entities.type[thing]].name)}`, `rdfs:label ${turtleText(entities.label[thing])}@en`, /^Q\d+$/.test(entities.wikidata[thing]) && `skos:exactMatch <http://www.wikidata.org/entity/${entities.wikidata[thing]}>`);
      return name;
    }
    const first = article.mentions.filter((mention) => mention[2] === thing).reduce((one, other) => (other[0] < one[0] ? other : one));
    const name = part("chain", first);
    once(name, `rdfs:label ${turtleText(labelOf(thing))}@en`);
    return name;
  };
  once(iri("document/", documents.id[place]), `a ${KG("Document")}`, documents.title[place] && `rdfs:label ${turtleText(documents.title[place])}@en`);
  const span = article.sentences[statements.sentence[statement]];
  const sentence = part("char", span);
  once(sentence, "a nif:Sentence", `nif:beginIndex ${offsets[span[0]]}`, `nif:endIndex ${offsets[span[1]]}`, `nif:referenceContext ${iri("document/", documents.id[place])}`, `nif:anchorOf ${turtleText(textBetween(article, span))}@en`);
  const [attribution] = attributionsAround(article, statement);
  const credit = attribution && part("attribution", spansOf(attribution[1])[0] || spansOf(attribution[2])[0]);
  if (attribution) {
    const voice = data.voices[voicesOf(statement)[0]];
    once(credit, `a ${KG("Attribution")}`, voice[0] === NONE ? `${KG("sourceLabel")} ${turtleText(strings[voice[1]])}` : `${KG("source")} ${thingName(voice[0])}`, attribution[1].length > 0 && `${KG("cue")} ${turtleText(textBetween(article, spansOf(attribution[1])[0]))}`);
  }
  const ends = [[statements.subject[statement], subjectLabel(statement)], [statements.object[statement], objectLabel(statement)]];
  const [subject, object] = (statements.canonical[statement] === 2 ? ends.reverse() : ends).map(([thing, label]) => (thing === NONE ? label && turtleText(label) : thingName(thing)));
  const relation = textOf(statements.relation[statement]);
  const value = textOf(statements.time[statement]);
  once(
    iri("statement/", statements.id[statement]),
    `a ${KG("Statement")}`,
    subject && `rdf:subject ${subject}`,
    `rdf:predicate ${statements.canonical[statement] ? iri("relation/", relation) : iri("predicate/", relation)}`,
    object && `rdf:object ${object}`,
    `${KG("polarity")} ${KG(data.polarities[statements.polarity[statement]])}`,
    `${KG("modality")} ${KG(data.modalities[statements.modality[statement]])}`,
    credit && `${KG("attribution")} ${credit}`,
    value && `${KG("timex")} ${turtleText(value)}`,
    `${KG("sentence")} ${sentence}`,
    `${KG("confidence")} ${(statements.confidence[statement] / 100).toFixed(2)}`,
    `rdfs:label ${turtleText(plainStatement(statement))}@en`,
  );
}
