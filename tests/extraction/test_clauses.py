"""What verbs state, on trees written by hand: one proposition a clause, with all that fills its places."""

from __future__ import annotations

import pytest

from kg.extraction.propositions.clauses import find_clauses
from kg.extraction.propositions.proposition import Proposition
from tests.extraction.trees import grow


def write(found: Proposition) -> str:
    """Return a proposition by its head words: `subject | lemma | object | role:marker:head | rule`."""
    slots = "; ".join(f"{s.role}:{s.marker.text if s.marker else '-'}:{s.head.text}" for s in found.slots)
    return f"{found.subject.text} | {found.lemma} | {found.object.text if found.object else '-'} | {slots or '-'} | {found.rule}"


CLAUSES = {
    "active": (
        "Sweden/NNP/nsubj/2 joined=join/VBD/ROOT/0 the/DT/det/4 pact/NN/dobj/2",
        ["Sweden | join | pact | - | verb"],
    ),
    "passive agent": (
        "The/DT/det/2 bridge/NN/nsubjpass/4 was=be/VBD/auxpass/4 closed=close/VBN/ROOT/0 by/IN/agent/4 police/NNS/pobj/5",
        ["police | close | bridge | - | passive-agent"],
    ),
    "passive without agent": (
        "The/DT/det/2 bridge/NN/nsubjpass/4 was=be/VBD/auxpass/4 closed=close/VBN/ROOT/0 in/IN/prep/4 May/NNP/pobj@/5",
        ["bridge | be closed | - | time:in:May | passive"],
    ),
    "by a time is no agent": (
        "The/DT/det/2 bridge/NN/nsubjpass/4 was=be/VBD/auxpass/4 closed=close/VBN/ROOT/0 by/IN/agent/4 May/NNP/pobj@/5",
        ["bridge | be closed | - | time:by:May | passive"],
    ),
    "dative": (
        "Kenya/NNP/nsubj/2 gave=give/VBD/ROOT/0 Uganda/NNP/dative/2 boats=boat/NNS/dobj/2",
        ["Kenya | give | boats | recipient:-:Uganda | verb"],
    ),
    "dative with to": (
        "Kenya/NNP/nsubj/2 gave=give/VBD/ROOT/0 boats=boat/NNS/dobj/2 to/IN/dative/2 Uganda/NNP/pobj/4",
        ["Kenya | give | boats | recipient:to:Uganda | verb"],
    ),
    "particle": (
        "The/DT/det/2 airline/NN/nsubj/3 laid=lay/VBD/ROOT/0 pilots=pilot/NNS/dobj/3 off/RP/prt/3",
        ["airline | lay off | pilots | - | verb"],
    ),
    "preposition": (
        "Delegates=delegate/NNS/nsubj/2 arrived=arrive/VBD/ROOT/0 in/IN/prep/2 Geneva/NNP/pobj/3",
        ["Delegates | arrive in | Geneva | - | verb-preposition"],
    ),
    "copula": (
        "The/DT/det/2 strait/NN/nsubj/3 is=be/VBZ/ROOT/0 calm/JJ/acomp/3",
        ["strait | be | calm | - | copula"],
    ),
    "copula of a relation": (
        "Lima/NNP/nsubj/2 is=be/VBZ/ROOT/0 the/DT/det/4 capital/NN/attr/2 of/IN/prep/4 Peru/NNP/pobj/5",
        ["Lima | be capital of | Peru | - | copula-of"],
    ),
    "existential": (
        "There/EX/expl/2 are=be/VBP/ROOT/0 camps=camp/NNS/attr/2 in/IN/prep/2 the/DT/det/6 valley/NN/pobj/4",
        ["camps | be in | valley | - | verb-preposition"],
    ),
    "control": (
        "Iran/NNP/nsubj/2 wants=want/VBZ/ROOT/0 to/TO/aux/4 buy/VB/xcomp/2 jets=jet/NNS/dobj/4",
        ["Iran | buy | jets | - | verb"],
    ),
    "participle": (
        "The/DT/det/2 army/NN/nsubj/3 shelled=shell/VBD/ROOT/0 the/DT/det/5 port/NN/dobj/3 ,/,/punct/3 "
        "killing=kill/VBG/advcl/3 dockers=docker/NNS/dobj/7",
        ["army | shell | port | - | verb", "army | kill | dockers | - | verb"],
    ),
    "relative clause": (
        "The/DT/det/2 firm/NN/nsubj/6 which/WDT/nsubj/4 makes=make/VBZ/relcl/2 turbines=turbine/NNS/dobj/4 grew=grow/VBD/ROOT/0",
        ["firm | make | turbines | - | verb", "firm | grow | - | - | verb"],
    ),
    "antecedent as object": (
        "Missiles=missile/NNS/nsubj/5 that/WDT/dobj/4 Iran/NNP/nsubj/4 sold=sell/VBD/relcl/1 hit/VBD/ROOT/0 port/NN/dobj/5",
        ["Iran | sell | Missiles | - | verb", "Missiles | hit | port | - | verb"],
    ),
    "antecedent without a relative": (
        "Missiles=missile/NNS/nsubj/4 Iran/NNP/nsubj/3 sold=sell/VBD/relcl/1 hit/VBD/ROOT/0 a/DT/det/6 port/NN/dobj/4",
        ["Iran | sell | Missiles | - | verb", "Missiles | hit | port | - | verb"],
    ),
    "reduced relative": (
        "Missiles=missile/NNS/nsubj/5 fired=fire/VBN/acl/1 by/IN/agent/2 Russia/NNP/pobj/3 hit/VBD/ROOT/0 port/NN/dobj/5",
        ["Russia | fire | Missiles | - | passive-agent", "Missiles | hit | port | - | verb"],
    ),
    "cause": (
        "Prices=price/NNS/nsubj/2 rose=rise/VBD/ROOT/0 because/IN/mark/5 Egypt/NNP/nsubj/5 devalued=devalue/VBD/advcl/2 "
        "its/PRP$/poss/7 pound/NN/dobj/5",
        ["Prices | rise | - | cause:because:devalued | verb", "Egypt | devalue | pound | - | verb"],
    ),
    "purpose": (
        "Chile/NNP/nsubj/2 built=build/VBD/ROOT/0 a/DT/det/4 dam/NN/dobj/2 to/TO/aux/6 store/VB/advcl/2 water/NN/dobj/6",
        ["Chile | build | dam | purpose:-:store | verb", "Chile | store | water | - | verb"],
    ),
    "content": (
        "The/DT/det/2 ministry/NN/nsubj/3 said=say/VBD/ROOT/0 that/IN/mark/6 talks=talk/NNS/nsubj/6 failed=fail/VBD/ccomp/3",
        ["ministry | say | - | content:that:failed | verb", "talks | fail | - | - | verb"],
    ),
    "coordinated verbs": (
        "The/DT/det/2 premier/NN/nsubj/3 sold=sell/VBD/ROOT/0 shares=share/NNS/dobj/3 and/CC/cc/3 left=leave/VBD/conj/3",
        ["premier | sell | shares | - | verb", "premier | leave | - | - | verb"],
    ),
    "question": ("Will=will/MD/aux/3 Greece/NNP/nsubj/3 leave/VB/ROOT/0 ?/./punct/3", []),
    "command": ("Leave/VB/ROOT/0 the/DT/det/3 euro/NN/dobj/1 !/./punct/1", []),
    "no subject": ("Leaving=leave/VBG/ROOT/0 the/DT/det/3 euro/NN/dobj/1", []),
}


@pytest.mark.parametrize(("line", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_clauses(line: str, expected: list[str]) -> None:
    assert [write(found) for found in find_clauses(grow(line))] == expected


def test_clauses_each_conjunct() -> None:
    (found,) = find_clauses(
        grow(
            "Spain/NNP/nsubj/4 and/CC/cc/1 Peru/NNP/conj/1 signed=sign/VBD/ROOT/0 pacts=pact/NNS/dobj/4 and/CC/cc/5 "
            "treaties=treaty/NNS/conj/5"
        )
    )
    assert [write(one) for one in found.each()] == [
        "Spain | sign | pacts | - | verb",
        "Spain | sign | treaties | - | verb",
        "Peru | sign | pacts | - | verb",
        "Peru | sign | treaties | - | verb",
    ]


def test_clauses_passive_keeps_its_voice() -> None:
    (found,) = find_clauses(
        grow(
            "The/DT/det/2 bridge/NN/nsubjpass/4 was=be/VBD/auxpass/4 closed=close/VBN/ROOT/0 on/IN/prep/4 Monday/NNP/pobj@/5"
        )
    )
    assert found.voice == "passive"
    assert [token.text for token in found.words] == ["was", "closed"]


def test_clauses_control_keeps_the_verb_above() -> None:
    (found,) = find_clauses(
        grow("Iran/NNP/nsubj/2 wants=want/VBZ/ROOT/0 to/TO/aux/4 buy/VB/xcomp/2 jets=jet/NNS/dobj/4")
    )
    assert [token.text for token in found.governors] == ["wants"]
    assert [token.text for token in found.words] == ["wants", "to", "buy"]
