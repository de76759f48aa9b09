"""Whether a predicate is presented as so, on trees written by hand: polarity, modality, and what it hangs on."""

from __future__ import annotations

import pytest

from kg.extraction.factuality.profile import read_factuality
from kg.extraction.propositions.clauses import find_clauses
from tests.extraction.trees import grow, word

FACTS = {
    "plain": ("Sweden/NNP/nsubj/2 joined=join/VBD/ROOT/0 the/DT/det/4 pact/NN/dobj/2", "joined", "affirmed actual"),
    "not": (
        "The/DT/det/2 court/NN/nsubj/5 did=do/VBD/aux/5 not/RB/neg/5 approve/VB/ROOT/0 the/DT/det/7 budget/NN/dobj/5",
        "approve",
        "negated actual",
    ),
    "never": ("Spain/NNP/nsubj/3 never/RB/neg/3 joined=join/VBD/ROOT/0 it/PRP/dobj/3", "joined", "negated actual"),
    "no in the subject": (
        "No/DT/det/2 witnesses=witness/NNS/nsubj/3 saw=see/VBD/ROOT/0 the/DT/det/5 crash/NN/dobj/3",
        "saw",
        "negated actual",
    ),
    "no in the object": (
        "Police/NNS/nsubj/2 made=make/VBD/ROOT/0 no/DT/det/4 arrests=arrest/NNS/dobj/2",
        "made",
        "negated actual",
    ),
    "neither": (
        "Neither/DT/det/2 side/NN/nsubj/3 kept=keep/VBD/ROOT/0 the/DT/det/5 truce/NN/dobj/3",
        "kept",
        "negated actual",
    ),
    "without": (
        "The/DT/det/2 ship/NN/nsubj/3 left=leave/VBD/ROOT/0 without/IN/prep/3 unloading=unload/VBG/pcomp/4 cargo/NN/dobj/5",
        "unloading",
        "negated actual",
    ),
    "failed to": (
        "They/PRP/nsubj/2 failed=fail/VBD/ROOT/0 to/TO/aux/4 repair/VB/xcomp/2 it/PRP/dobj/4",
        "repair",
        "negated actual",
    ),
    "did not fail to": (
        "They/PRP/nsubj/4 did=do/VBD/aux/4 not/RB/neg/4 fail/VB/ROOT/0 to/TO/aux/6 raise/VB/xcomp/4 it/PRP/dobj/6",
        "raise",
        "affirmed actual",
    ),
    "forgot to": (
        "They/PRP/nsubj/2 forgot=forget/VBD/ROOT/0 to/TO/aux/4 lock/VB/xcomp/2 it/PRP/dobj/4",
        "lock",
        "negated actual",
    ),
    "managed to": (
        "They/PRP/nsubj/2 managed=manage/VBD/ROOT/0 to/TO/aux/4 land/VB/xcomp/2 it/PRP/dobj/4",
        "land",
        "affirmed actual",
    ),
    "denied that": (
        "It/PRP/nsubj/2 denied=deny/VBD/ROOT/0 that/IN/mark/5 firms=firm/NNS/nsubj/5 paid=pay/VBD/ccomp/2 fees=fee/NNS/dobj/5",
        "paid",
        "negated actual",
    ),
    "asked whether": (
        "She/PRP/nsubj/2 asked=ask/VBD/ROOT/0 whether/IN/mark/5 it/PRP/nsubj/5 paid=pay/VBD/ccomp/2",
        "paid",
        "unknown unknown",
    ),
    "may": ("Strikes=strike/NNS/nsubj/3 may/MD/aux/3 delay/VB/ROOT/0 it/PRP/dobj/3", "delay", "affirmed possible"),
    "may not": (
        "Strikes=strike/NNS/nsubj/4 might/MD/aux/4 not/RB/neg/4 delay/VB/ROOT/0 it/PRP/dobj/4",
        "delay",
        "negated possible",
    ),
    "suspect that": (
        "Police/NNS/nsubj/2 suspect/VBP/ROOT/0 that/IN/mark/5 gangs=gang/NNS/nsubj/5 robbed=rob/VBD/ccomp/2 it/PRP/dobj/5",
        "robbed",
        "affirmed possible",
    ),
    "will": ("Qatar/NNP/nsubj/3 will/MD/aux/3 host/VB/ROOT/0 talks=talk/NNS/dobj/3", "host", "affirmed intended"),
    "plans to": (
        "Ghana/NNP/nsubj/2 plans=plan/VBZ/ROOT/0 to/TO/aux/4 sell/VB/xcomp/2 bonds=bond/NNS/dobj/4",
        "sell",
        "affirmed intended",
    ),
    "ordered to": (
        "It/PRP/nsubj/2 ordered=order/VBD/ROOT/0 firms=firm/NNS/nsubj/5 to/TO/aux/5 pay/VB/ccomp/2",
        "pay",
        "affirmed intended",
    ),
    "under an if": (
        "If/IN/mark/3 dams=dam/NNS/nsubj/3 fail/VBP/advcl/5 rivers=river/NNS/nsubj/5 flood/VBP/ROOT/0 it/PRP/dobj/5",
        "fail",
        "affirmed conditional",
    ),
    "hangs on an if": (
        "If/IN/mark/3 dams=dam/NNS/nsubj/3 fail/VBP/advcl/5 rivers=river/NNS/nsubj/5 flood/VBP/ROOT/0 it/PRP/dobj/5",
        "flood",
        "affirmed conditional",
    ),
    "would have": (
        "Clubs=club/NNS/nsubj/4 would/MD/aux/4 have/VB/aux/4 sold=sell/VBN/ROOT/0 him=he/PRP/dobj/4",
        "sold",
        "affirmed conditional",
    ),
}


@pytest.mark.parametrize(("line", "trigger", "expected"), FACTS.values(), ids=FACTS)
def test_factuality(line: str, trigger: str, expected: str) -> None:
    parse = grow(line)
    found = next(one for one in find_clauses(parse) if one.trigger is word(parse, trigger))
    arguments = [found.subject, *([found.object] if found.object is not None else [])]
    facts = read_factuality(parse, found.trigger, arguments, reported=False)
    assert f"{facts.polarity} {facts.modality}" == expected


def test_factuality_would_is_the_past_of_will_in_a_report() -> None:
    parse = grow("The/DT/det/2 port/NN/nsubj/4 would/MD/aux/4 close/VB/ROOT/0")
    assert read_factuality(parse, word(parse, "close"), [], reported=True).modality == "intended"


def test_factuality_names_its_condition() -> None:
    parse = grow(FACTS["hangs on an if"][0])
    facts = read_factuality(parse, word(parse, "flood"), [], reported=False)
    assert facts.condition is word(parse, "fail")
