// The filters, one entry each: `off`, its value at first; `write` and `read`, the value in the address (null: not there);
// `narrows`, whether a value leaves out statements; `test`, which statements pass with a value (null: all of them).

import {
  conflictsOf, data, DAY, dayText, documentOf, documents, isBound, NONE, OWN, REPORT, statements, STATUSES, statusOf,
  strings, timeOf, typeOf, types, voiceLabel,
} from "./data.js";

/**
 * Values that are hidden; names of theirs stand in the address.
 * @type {(names: string[], numbersOf: (statement: number) => number[]) => Filter<Set<string>>}
 */
const hiding = (names, numbersOf) => ({
  off: () => new Set(),
  write: (hidden) => (hidden.size ? [...hidden].join("~") : null),
  read: (text) => new Set(listed(text).filter((name) => names.includes(name))),
  narrows: (hidden) => hidden.size > 0,
  test: (hidden) => {
    if (!hidden.size) return null;
    const numbers = new Set([...hidden].map((name) => names.indexOf(name)));
    return (statement) => !numbersOf(statement).some((number) => numbers.has(number));
  },
});

/**
 * Values of which only those chosen are shown, all of them when none is.
 * @type {(column: "relation" | "document", nameOf: (number: number) => string, numberOf: (name: string) => number) => Filter<Set<number>>}
 */
const choosing = (column, nameOf, numberOf) => ({
  off: () => new Set(),
  write: (chosen) => (chosen.size ? [...chosen].map(nameOf).join("~") : null),
  read: (text) => new Set(listed(text).map(numberOf).filter((number) => number !== NONE)),
  narrows: (chosen) => chosen.size > 0,
  test: (chosen) => (chosen.size ? (statement) => chosen.has(statements[column][statement]) : null),
});

/**
 * A box to tick. One that `narrows` leaves out statements; the others show more, or show it in another way.
 * @param {boolean} off
 * @param {{narrows?: boolean, test?: (ticked: boolean) => Test | null}} rules
 * @returns {Filter<boolean>}
 */
const ticking = (off, { narrows = false, test = () => null } = {}) => ({
  off: () => off,
  write: (ticked) => (ticked === off ? null : ticked ? "1" : "0"),
  read: (text) => text === "1",
  narrows: (ticked) => narrows && ticked !== off,
  test,
});

/**
 * Days are those of a time: an open end passes, and so does what has no time.
 * @type {(test: (time: EventTime, day: number) => boolean) => Filter<number | null>}
 */
const timing = (test) => ({
  off: () => null,
  write: (day) => (day === null ? null : dayText(day)),
  read: (text) => (Number.isNaN(Date.parse(text)) ? null : Date.parse(text) / DAY),
  narrows: (day) => day !== null,
  test: (day) => (day === null ? null : (statement) => test(timeOf(statement), day)),
});

/** @type {(text: string) => string[]} */
const listed = (text) => text.split("~").filter(Boolean);
const voiceNamed = (label) => {
  const number = data.voices.findIndex((_, voice) => voiceLabel(voice) === label);
  return number === NONE ? undefined : number;
};
const isDated = (statement) =>
  !isBound(timeOf(statement)) && (timeOf(statement).earliest !== null || timeOf(statement).latest !== null);
const endsOf = (statement) => [statements.subject[statement], statements.object[statement]].filter((thing) => thing !== NONE);

// The key is the filter's name in the state, `address` its name in the address where that is another one.
/** @type {FilterTable} */
export const FILTERS = {
  types: hiding(types.map(({ name }) => name), (statement) => endsOf(statement).map(typeOf)),
  statuses: hiding(STATUSES, (statement) => [STATUSES.indexOf(statusOf(statement))]),
  polarities: hiding(data.polarities, (statement) => [statements.polarity[statement]]),
  relations: choosing("relation", (relation) => strings[relation], (name) => strings.indexOf(name)),
  documents: choosing("document", (place) => documents.id[place], documentOf),
  // Sources of which only what they say is shown, the articles themselves among them; all where none is chosen.
  voice: {
    off: () => new Set(),
    write: (chosen) => (chosen.size ? [...chosen].map((voice) => (voice === OWN ? "own" : `=${voiceLabel(voice)}`)).join("~") : null),
    read: (text) => new Set(listed(text).map((name) => (name === "own" ? OWN : voiceNamed(name.slice(1)))).filter((voice) => voice !== undefined)),
    narrows: (chosen) => chosen.size > 0,
    test: (chosen) => {
      if (!chosen.size) return null;
      const passes = data.credits.map((voices) => (voices.length === 0 ? chosen.has(OWN) : voices.some((voice) => chosen.has(voice))));
      return (statement) => passes[statements.credit[statement]];
    },
  },
  from: { ...timing(({ latest }, day) => latest === null || latest >= day), address: "since" },
  to: { ...timing(({ earliest }, day) => earliest === null || earliest <= day), address: "until" },
  undated: ticking(true, { narrows: true, test: (ticked) => (ticked ? null : isDated) }),
  confidence: {
    off: () => 0,
    write: (least) => (least ? String(least) : null),
    read: (text) => Math.min(100, Math.max(0, Number(text) || 0)),
    narrows: (least) => least > 0,
    test: (least) => (least ? (statement) => statements.confidence[statement] >= least : null),
  },
  conflicts: ticking(false, { narrows: true, test: (ticked) => (ticked ? (statement) => conflictsOf.has(statement) : null) }),
  reports: ticking(false, { test: (ticked) => (ticked ? null : (statement) => statements.kind[statement] !== REPORT) }),
  fragments: ticking(false, { test: (ticked) => (ticked ? null : (statement) => statements.fragment[statement] === NONE) }),
  nameless: ticking(false),
  voices: ticking(data.voicesDrawn),
};

const NAMES = Object.keys(FILTERS);
const addressOf = (name) => FILTERS[name].address ?? name;

/** @type {() => Filters} */
export const noFilters = () => /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, FILTERS[name].off()])));

// Without those that narrow what is seen; what shows more stays as it is.
export const withoutNarrowing = (filters) =>
  Object.fromEntries(NAMES.map((name) => [name, FILTERS[name].narrows(filters[name]) ? FILTERS[name].off() : filters[name]]));

export const isNarrowed = (filters) => NAMES.some((name) => FILTERS[name].narrows(filters[name]));

/**
 * Which statements pass.
 * @type {(filters: Filters) => Test}
 */
export function passing(filters) {
  const tests = NAMES.map((name) => FILTERS[name].test(filters[name])).filter((test) => test !== null);
  return (statement) => tests.every((test) => test(statement));
}

export function writeFilters(filters, address) {
  for (const name of NAMES) {
    const text = FILTERS[name].write(filters[name]);
    if (text !== null) address.set(addressOf(name), text);
  }
}

export const readFilters = (address) =>
  Object.fromEntries(NAMES.map((name) => [name, address.has(addressOf(name)) ? FILTERS[name].read(address.get(addressOf(name))) : FILTERS[name].off()]));
