// Claims: what statements of different sentences and articles tell, with who says so, who denies it, who leaves it open.

import { data, NONE, statements, textOf } from "./data.js";

export const SAYS = data.stances.indexOf("says");
export const DENIES = data.stances.indexOf("denies");
export const OPEN = data.stances.indexOf("leaves open");
export const STANCE_WORDS = ["says so", "denies it", "leaves it open"];

const { claims } = data;

/**
 * The voices of a claim that take a stance.
 * @type {(claim: number, stance: number) => {name: string, own: boolean, members: number[]}[]}
 */
export const voicesWith = (claim, stance) =>
  claims.voices[claim].filter((voice) => voice[0] === stance).map(([, name, own, members]) => ({ name: textOf(name), own: own === 1, members }));

/** Who speaks, in words; of articles that speak for themselves, how many. */
export function voiceName({ name, own, members }) {
  if (!own) return name;
  const articles = new Set(members.map((statement) => statements.document[statement])).size;
  const publisher = name === "the article" ? "" : ` (${name})`;
  return `${articles === 1 ? "the article" : `${articles} articles`}${publisher}`;
}

/** @type {(claim: number) => number[]} */
export const membersOfClaim = (claim) => [...new Set(claims.voices[claim].flatMap(([, , , members]) => members))];

export const isDisputed = (claim) => claims.voices[claim].some(([stance]) => stance === SAYS) && claims.voices[claim].some(([stance]) => stance === DENIES);

/** Whether more than one sentence tells it. */
export function isToldAgain(claim) {
  const [first, ...others] = membersOfClaim(claim);
  const place = (statement) => `${statements.document[statement]} ${statements.sentence[statement]}`;
  return others.some((statement) => place(statement) !== place(first));
}

const inOrder = data.claims.id.map((_, claim) => claim).filter((claim) => !claims.background[claim]);

/** All claims but mere background, those with most independent sources first. */
export const rankedClaims = [...inOrder].sort((one, other) => claims.sources[other] - claims.sources[one] || one - other);

// What can stand as a sentence of its own.
const isWhole = (claim) => statements.fragment[claims.best[claim]] === NONE;

export const disputedClaims = inOrder.filter((claim) => isDisputed(claim) && isWhole(claim));

const known = rankedClaims.filter((claim) => isWhole(claim) && !isDisputed(claim));
const toldAgain = known.filter(isToldAgain);
/** What a page leads with. */
export const leadingClaims = (toldAgain.length >= 3 ? toldAgain : [...toldAgain, ...known.filter((claim) => !toldAgain.includes(claim))]).slice(0, 5);

/** The days of the first and the last article that tell a claim, as ISO dates. */
export function publishedDays(claim) {
  const days = membersOfClaim(claim).map((statement) => data.documents.date[statements.document[statement]]).filter(Boolean).sort();
  return days.length ? [days[0], days[days.length - 1]] : [];
}

/** @type {Map<number, number[]> | null} */
let claimsByStatement = null;
export function claimsOf(statement) {
  if (claimsByStatement === null) {
    claimsByStatement = new Map();
    for (const claim of inOrder) for (const member of membersOfClaim(claim)) claimsByStatement.set(member, [...(claimsByStatement.get(member) || []), claim]);
  }
  return claimsByStatement.get(statement) || [];
}
