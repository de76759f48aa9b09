"""Each repair mends the tree that the parser often gives, and leaves the right one alone."""

from __future__ import annotations

import pytest

from kg.extraction.repairs import repair
from tests.extraction.trees import grow, word

WRONG = {
    "subject of the auxiliary": (
        "Their/PRP$/poss/2 performance/NN/nsubjpass/3 was=be/VBD/auxpass/5 well/RB/advmod/5 received=receive/VBN/ROOT/0",
        {"performance": ("received", "nsubjpass"), "was": ("received", "auxpass")},
    ),
    "inverted report": (
        "Peace/NN/dep/4 ,/,/punct/4 added=add/VBN/amod/4 KCNA/NNP/ROOT/0",
        {"KCNA": ("added", "nsubj"), "added": ("added", "ROOT")},
    ),
    "time of a name": (
        "It/PRP/nsubjpass/3 was=be/VBD/auxpass/3 opened=open/VBN/ROOT/0 by/IN/agent/3 Porto/NNP/pobj/4 in/IN/prep/5 "
        "2010/CD/pobj@/6",
        {"in": ("opened", "prep")},
    ),
    "participle of the noun in the preposition": (
        "There/EX/expl/2 are=be/VBP/ROOT/0 signs=sign/NNS/attr/2 of/IN/prep/3 rebels=rebel/NNS/pobj/4 seeking=seek/VBG/acl/3 "
        "help/NN/dobj/6",
        {"seeking": ("rebels", "acl")},
    ),
    "participle of the noun before it": (
        "The/DT/det/2 council/NN/nsubj/3 fined=fine/VBD/ROOT/0 firms=firm/NNS/dobj/3 aiding=aid/VBG/advcl/3 them=they/PRP/dobj/5",
        {"aiding": ("firms", "acl")},
    ),
    "participle of what is expected": (
        "Officials=official/NNS/nsubj/2 expect/VBP/ROOT/0 the/DT/det/4 use/NN/dobj/2 of/IN/prep/4 drones=drone/NNS/pobj/5 "
        ",/,/punct/2 aiming=aim/VBG/advcl/2 at/IN/prep/8 civilians=civilian/NNS/pobj/9",
        {"aiming": ("drones", "acl")},
    ),
    "preposition behind the verb": (
        "An/DT/det/2 agreement/NN/nsubjpass/4 was=be/VBD/auxpass/4 reached=reach/VBN/ROOT/0 between/IN/prep/2 "
        "sides=side/NNS/pobj/5",
        {"between": ("reached", "prep")},
    ),
    "preposition of what there is": (
        "There/EX/expl/2 is=be/VBZ/ROOT/0 support/NN/attr/2 for/IN/prep/3 the/DT/det/6 plan/NN/pobj/4",
        {"for": ("is", "prep")},
    ),
    "preposition of a light verb": (
        "The/DT/det/2 union/NN/nsubj/3 imposed=impose/VBD/ROOT/0 sanctions=sanction/NNS/dobj/3 on/IN/prep/4 Belarus/NNP/pobj/5",
        {"on": ("imposed", "prep")},
    ),
    "charge": (
        "The/DT/det/2 court/NN/nsubj/3 cleared=clear/VBD/ROOT/0 him=he/PRP/dobj/3 of/IN/prep/4 fraud/NN/pobj/5",
        {"of": ("cleared", "prep")},
    ),
    "origin": (
        "Iran/NNP/nsubj/2 sought=seek/VBD/ROOT/0 help/NN/dobj/2 from/IN/prep/3 China/NNP/pobj/4",
        {"from": ("sought", "prep")},
    ),
}
"""What the parser gives, and the heads and labels that it must have after the repairs."""

RIGHT = {
    "time of an event noun": ("The/DT/det/2 vote/NN/nsubj/5 in/IN/prep/2 May/NNP/pobj@/3 failed=fail/VBD/ROOT/0"),
    "list before a verb with its subject": (
        "In/IN/prep/8 Rome/NNP/pobj/1 ,/,/punct/2 Paris/NNP/conj/2 and/CC/cc/4 Bonn/NNP/conj/4 "
        "it/PRP/nsubj/8 rains=rain/VBZ/ROOT/0"
    ),
    "adjective of a name": "The/DT/det/3 added=add/VBN/amod/3 Tax/NNP/nsubj/4 fell=fall/VBD/ROOT/0",
    "participle of the subject": (
        "The/DT/det/2 army/NN/nsubj/3 shelled=shell/VBD/ROOT/0 the/DT/det/5 port/NN/dobj/3 ,/,/punct/3 "
        "killing=kill/VBG/advcl/3 dockers=docker/NNS/dobj/7"
    ),
    "place of an object": (
        "The/DT/det/2 union/NN/nsubj/3 rejected=reject/VBD/ROOT/0 sanctions=sanction/NNS/dobj/3 on/IN/prep/4 Belarus/NNP/pobj/5"
    ),
    "people from a town": (
        "Police/NNS/nsubj/2 praised=praise/VBD/ROOT/0 men=man/NNS/dobj/2 from/IN/prep/3 Turin/NNP/pobj/4"
    ),
    "conjuncts of a content": (
        "He/PRP/nsubj/2 said=say/VBD/ROOT/0 it/PRP/nsubj/4 fell=fall/VBD/ccomp/2 and/CC/cc/4 broke=break/VBD/conj/4"
    ),
    "condition of the verb itself": (
        "Unless/IN/mark/3 prices=price/NNS/nsubj/3 fall/VBP/advcl/6 rates=rate/NNS/nsubj/6 will/MD/aux/6 rise/VB/ROOT/0"
    ),
    "by beside a noun without a participle": (
        "A/DT/det/2 book/NN/nsubj/5 by/IN/prep/2 Camus/NNP/pobj/3 sold=sell/VBD/ROOT/0 well/RB/advmod/5"
    ),
    "preposition of a subject": (
        "Talks=talk/NNS/nsubj/5 between/IN/prep/1 the/DT/det/4 sides=side/NNS/pobj/2 failed=fail/VBD/ROOT/0"
    ),
}
"""Trees that no repair may change."""


@pytest.mark.parametrize(("line", "mended"), WRONG.values(), ids=WRONG)
def test_repairs(line: str, mended: dict[str, tuple[str, str]]) -> None:
    parse = grow(line)
    repair(parse)
    found = {text: (word(parse, text).head.text, word(parse, text).dep) for text in mended}
    assert found == mended


@pytest.mark.parametrize("line", [*RIGHT.values()], ids=RIGHT)
def test_right_trees_are_left_alone(line: str) -> None:
    parse = grow(line)
    before = [(token.head.i, token.dep) for token in parse.tokens]
    repair(parse)
    assert [(token.head.i, token.dep) for token in parse.tokens] == before


@pytest.mark.parametrize("line", [*(line for line, _ in WRONG.values()), *RIGHT.values()])
def test_repaired_trees_are_trees(line: str) -> None:
    parse = grow(line)
    repair(parse)
    for token in parse.tokens:
        assert len({above.i for above in token.ancestors()}) == len(list(token.ancestors()))
        assert token.head is token or token in token.head.children
        assert [child.i for child in token.children] == sorted(child.i for child in token.children)
