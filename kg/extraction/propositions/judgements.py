"""What somebody calls something: in goes a parse, out come propositions that its speaker is credited with.

"Lena Braun called the mayor a liar": the mayor, be, a liar, by Lena Braun; the calling itself is a report.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.propositions.proposition import Proposition
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.verbs import judged_by

TRUST = 0.85


@rule("Lena Braun called the mayor a liar.", "the mayor | be | a liar | - | affirmed actual | Lena Braun", off=())
def find_judgements(parse: Parse) -> Iterator[Proposition]:
    """Yield a proposition for each verb of judging with an object and what that is said to be."""
    for token in parse.tokens:
        judged = judged_by(token)
        if judged is not None:
            thing, said = judged
            yield Proposition("clause", said, [], "be", thing, said, [], "judgement", TRUST)
