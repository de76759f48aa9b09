// Arrows: all statements with the same two ends are one arrow, those that deny something another one beside it.

function bundlesOf(kept, visible) {
  const bundles = new Map();
  for (const statement of kept) {
    if (!hasArrow(statement)) continue;
    const [tail, head] = [statements.subject[statement], statements.object[statement]];
    if (!visible.has(tail) || !visible.has(head)) continue;
    const negated = statements.polarity[statement] === NEGATED;
    const key = bundleKey(tail, head, negated);
    if (!bundles.has(key)) bundles.set(key, { key, tail, head, negated, statements: [] });
    bundles.get(key).statements.push(statement);
  }
  for (const bundle of bundles.values()) describeBundle(bundle);
  return bundles;
}

const bundleKey = (tail, head, negated) => `${tail}>${head}${negated ? "!" : ""}`;

// The line is that of the surest statement in the arrow.
const LINE_OF_STATUS = { actual: "solid", claimed: "dashed", possible: "dotted", intended: "dotted", conditional: "dotted", unknown: "dotted" };
function describeBundle(bundle) {
  const statuses = bundle.statements.map(statusOf);
  bundle.line = ["solid", "dashed", "dotted"].find((line) => statuses.some((status) => LINE_OF_STATUS[status] === line));
  bundle.conflict = bundle.statements.some((statement) => conflictOf.has(statement));
  bundle.label = bundleLabel(bundle);
}

function bundleLabel({ statements: members }) {
  const [first] = members;
  if (members.length === 1) return short(textOf(statements.words[first]), 30);
  const frequency = new Map();
  for (const statement of members) {
    const relation = statements.relation[statement];
    frequency.set(relation, (frequency.get(relation) || 0) + 1);
  }
  const [relation, most] = [...frequency].sort((one, other) => other[1] - one[1])[0];
  const name = short(textOf(relation), 24);
  return most === members.length ? `${name} ×${most}` : `${name} +${members.length - 1}`;
}
