// Which statements pass the reader's filters.

import {
  conflictsOf, data, NONE, REPORT, statementCount, statements, statusOf, timeOf, typeOf, types,
} from "./data.js";
import { state } from "./state.js";

// The last answer, and the filters that it is for: whoever changes filters makes new ones.
const cache = { filters: null, kept: [] };

export function keptStatements() {
  if (cache.filters !== state.filters) Object.assign(cache, { filters: state.filters, kept: filterStatements(state.filters) });
  return cache.kept;
}

export function filterStatements(filters) {
  const hiddenTypes = new Set(types.flatMap((type, number) => (filters.types.has(type.name) ? [number] : [])));
  const hiddenPolarities = new Set(data.polarities.flatMap((name, number) => (filters.polarities.has(name) ? [number] : [])));
  const creditPasses = data.credits.map(
    (voices) => filters.voice === "" || (filters.voice === "own" ? voices.length === 0 : voices.includes(filters.voice)),
  );
  const hidden = (thing) => thing !== NONE && hiddenTypes.has(typeOf(thing));
  const kept = [];
  for (let statement = 0; statement < statementCount; statement++) {
    if (!filters.reports && statements.kind[statement] === REPORT) continue;
    if (!creditPasses[statements.credit[statement]]) continue;
    if (hiddenPolarities.has(statements.polarity[statement])) continue;
    if (statements.confidence[statement] < filters.confidence) continue;
    if (filters.statuses.size && filters.statuses.has(statusOf(statement))) continue;
    if (filters.relations.size && !filters.relations.has(statements.relation[statement])) continue;
    if (filters.documents.size && !filters.documents.has(statements.document[statement])) continue;
    if (!passesTime(statement, filters)) continue;
    if (filters.conflicts && !conflictsOf.has(statement)) continue;
    if (hiddenTypes.size && (hidden(statements.subject[statement]) || hidden(statements.object[statement]))) continue;
    kept.push(statement);
  }
  return kept;
}

function passesTime(statement, filters) {
  const { earliest, latest } = timeOf(statement);
  if (earliest === null && latest === null) return filters.undated;
  return (
    (filters.to === null || earliest === null || earliest <= filters.to) &&
    (filters.from === null || latest === null || latest >= filters.from)
  );
}
