// Communities by what is told of them.

import { rankedClaims } from "./claims.js";
import { communityNames, communityOf, data, NONE, statements } from "./data.js";
import { wrapped } from "./labels.js";

// What a community is about: the claim with most sources that speaks of it; else its first names.
export function communityLabel(community) {
  if (!stories.has(community)) {
    const told = rankedClaims.find((claim) => {
      const best = data.claims.best[claim];
      return statements.fragment[best] === NONE && [statements.subject[best], statements.object[best]].some((end) => communityOf.get(end) === community);
    });
    stories.set(community, told === undefined ? namesOfCommunity(community) : wrapped(data.strings[statements.text[data.claims.best[told]]], { line: 26, lines: 2 }));
  }
  return stories.get(community);
}

/** @type {Map<number, string>} */
const stories = new Map();

// The names of a community's first entities, one below the other, and how many more it has.
function namesOfCommunity(community) {
  const names = communityNames(community);
  const others = data.communities[community].length - names.length;
  return names.join("\n") + (others > 0 ? ` +${others}` : "");
}
