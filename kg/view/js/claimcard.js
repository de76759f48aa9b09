// One claim: its words, and under each stance who takes it, when, and in which sentences.

import { citationOfClaim, copyButton } from "./citation.js";
import { claimsOf, DENIES, OPEN, publishedDays, SAYS, STANCE_WORDS, voiceName, voicesWith } from "./claims.js";
import { data, isEntity, rangeText, timeOf } from "./data.js";
import { count, el, short } from "./dom.js";
import { statementEntry } from "./list.js";
import { change } from "./state.js";
import { inBold, markedStatement, thingLink } from "./words.js";

const NAMES_SHOWN = 4;

const namesOf = (voices) => {
  const names = [...new Set(voices.map(voiceName))];
  const left = names.length - NAMES_SHOWN;
  return [names.slice(0, NAMES_SHOWN).map((name) => short(name, 44)).join(", "), left > 0 && ` and ${count(left, "other")}`];
};

// Who says so, who denies it and who leaves it open, a line each.
export function claimLines(claim) {
  const sources = data.claims.sources[claim];
  const line = (stance, text, extra = "") => {
    const voices = voicesWith(claim, stance);
    return voices.length > 0 && el("span", { class: `stance ${["says", "denies", "open"][stance]}` }, el("b", {}, text), " ", el("bdi", {}, namesOf(voices)), extra);
  };
  return el(
    "span",
    { class: "stances" },
    line(SAYS, sources > 1 ? `${count(sources, "source")}:` : "Says so:"),
    line(DENIES, "Denied by:"),
    line(OPEN, "Left open by:"),
  );
}

export const daysText = (claim) => {
  const [first, last] = publishedDays(claim);
  return first ? rangeText(first, last) : "";
};

// The times that those who say so give, the most exact first; where nobody gives one, the days by which it had happened.
export function claimTimes(claim) {
  const times = voicesWith(claim, SAYS).flatMap(({ members }) => members.map(timeOf)).filter((time) => time.words);
  const told = times.filter((time) => time.value).sort((one, other) => other.words.length - one.words.length);
  const bounds = times.filter((time) => !time.value).sort((one, other) => (one.latest ?? Infinity) - (other.latest ?? Infinity));
  return [...new Set([...told, ...bounds].map((time) => time.words))];
}

export function renderClaim(claim) {
  const [when] = claimTimes(claim);
  const best = data.claims.best[claim];
  return el(
    "div",
    { class: "card one-claim" },
    el("h2", { class: "in-words" }, markedStatement(best, (thing, text) => (isEntity(thing) ? thingLink(thing, text) : inBold(text)))),
    el(
      "dl",
      {},
      el("dt", {}, "when"),
      el("dd", {}, when || "no time given"),
      el("dt", {}, "published"),
      el("dd", {}, daysText(claim) || "no date"),
      el("dt", {}, "told by"),
      el("dd", {}, count(data.claims.sources[claim], "independent source")),
    ),
    copyButton("Copy as citation", () => citationOfClaim(claim)),
    [SAYS, DENIES, OPEN].map((stance) => stanceSection(claim, stance)),
  );
}

function stanceSection(claim, stance) {
  const voices = voicesWith(claim, stance);
  if (!voices.length) return null;
  return el(
    "section",
    { class: `stance-part ${["says", "denies", "open"][stance]}` },
    el("h3", { class: "section" }, el("span", {}, `Who ${STANCE_WORDS[stance]}`), el("span", { class: "count" }, String(voices.length))),
    voices.map((voice) => [el("p", { class: "voice" }, el("bdi", {}, short(voiceName(voice), 80))), el("ul", { class: "entries" }, voice.members.map((statement) => statementEntry(statement, { told: true })))]),
  );
}

// The claims that a statement belongs to, where others tell them as well.
export function claimLinks(statement) {
  const others = claimsOf(statement).filter((claim) => voicesWith(claim, SAYS).length + voicesWith(claim, DENIES).length + voicesWith(claim, OPEN).length > 1);
  return others.map((claim) =>
    el(
      "p",
      { class: "claim-link" },
      el("button", { type: "button", on: { click: () => change({ chosen: { kind: "claim", claim } }) } }, "Who says so, who denies it"),
      " ",
      claimLines(claim),
    ),
  );
}

