// Which statements pass the reader's filters.

import { statementCount } from "./data.js";
import { passing } from "./filters.js";
import { state } from "./state.js";

// The last answer, and the filters that it is for: whoever changes filters makes new ones.
/** @type {{filters: Filters | null, kept: number[]}} */
const cache = { filters: null, kept: [] };

export function keptStatements() {
  if (cache.filters !== state.filters) Object.assign(cache, { filters: state.filters, kept: filterStatements(state.filters) });
  return cache.kept;
}

/** @type {(filters: Filters) => number[]} */
export function filterStatements(filters) {
  const passes = passing(filters);
  const kept = [];
  for (let statement = 0; statement < statementCount; statement++) if (passes(statement)) kept.push(statement);
  return kept;
}
