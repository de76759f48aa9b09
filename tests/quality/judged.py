"""Statements of open text that gold trees and annotators judge: what the confidence is fitted to.

In goes the folder of the scorers with their open data, out come `Judged` statements: their signs, and whether they are right. A
statement is right where nothing that can be judged of it is wrong:
  trees       subject, object and roles, by `treebank.py`; of EWT also whether it asserts what happened (`factuality.py`)
  QA-SRL      each argument answers a question of its verb, the subject on its side, the polarity as asked
  MEANTIME    subject and object are the gold's participants, polarity and modality are the gold's
  coreference a pronoun's name is one of the gold's chain (GUM)
What a statement says of a pronoun that no gold resolves is left out, and so is a pronoun without a name.
"""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.extraction import DEFAULT_MODEL
from kg.extraction.load import load_pipeline
from kg.extraction.pipeline import Pipeline, Stages
from kg.extraction.records.rating.signs import SPEAKING, signs_of
from kg.model import Document
from kg.reading.metadata import document_id
from tests.quality.texts import KEPT_CLOSED

Json = dict[str, Any]
MODULES = ("common", "conllu", "trees", "said", "treebank", "factuality", "qasrl_gold", "qasrl")
NEWS = ("meantime_gold", "meantime_page", "meantime")
CLEAR = 2.0
"""The least mean of a clear judgement of factuality, of 3."""
LIKE = 0.5
"""What two stretches of text share at least, of what they have together, to be the same mention."""


class Judged(NamedTuple):
    """A statement: the document that it is of, the corpus, its signs, its rule's trust, whether it is plain, and right."""

    group: str
    corpus: str
    signs: frozenset[str]
    trust: float
    plain: bool
    right: bool


class Scorers:
    """The modules of a folder of scorers."""

    def __init__(self, bench: Path) -> None:
        sys.path.insert(0, str(bench))
        self.bench = bench
        self.of: dict[str, Any] = {name: importlib.import_module(name) for name in (*MODULES, *NEWS)}

    def __getattr__(self, name: str) -> Any:
        return self.of[name]


def read_judged(bench: Path) -> Iterator[Judged]:
    """Yield the judged statements of the open data; those of texts that are kept closed are not read."""
    scorers, pipeline = Scorers(bench), load_pipeline(DEFAULT_MODEL)
    yield from _of_trees(scorers, pipeline)
    for document in scorers.qasrl_gold.load(bench / "qasrl-dev", "wikinews.dev"):
        group = f"qasrl {document.id.rsplit('-', 1)[0]}"
        yield from _judge(document, pipeline, scorers, "qasrl", group, _by_questions(scorers, document), None)
    for document in scorers.meantime_gold.read_folder(bench / "meantime-dev").documents:
        judge = _by_participants(scorers, document)
        yield from _judge(document, pipeline, scorers, "meantime", f"meantime {document.id}", judge, None)


Verdicts = Callable[[Json, Any], Mapping[str, bool]]
"""From the builder's record and its alignment to statement id -> right, as far as it can be told."""


def _judge(
    document: Any, pipeline: Pipeline, scorers: Scorers, corpus: str, group: str, judge: Verdicts, chains: Json | None
) -> Iterator[Judged]:
    stages = pipeline.run(
        Document(document_id(document.text, None), None, document.date, None, None, None, "en", None, document.text)
    )
    record = json.loads(stages.annotated.to_json())
    verdicts = judge(record, scorers.common.Alignment(record["document"]["text"], document.text))
    named = _Chains(record, chains, scorers)
    for made, statement in zip(stages.written, record["statements"], strict=True):
        right, named_right = verdicts.get(statement["id"]), named.verdict(statement)
        if right is None or named_right is None or named_right == "none":
            continue
        plain = (
            statement["polarity"] == "affirmed"
            and statement["modality"] == "actual"
            and statement["object"] is not None
        )
        yield Judged(
            group,
            corpus,
            _signs(stages, made),
            made.framed.proposition.confidence,
            plain,
            right and named_right is not False,
        )


def _signs(stages: Stages, made: Any) -> frozenset[str]:
    return frozenset(signs_of(stages.parse, made.framed, stages.naming, made.facts))


# ---------------------------------------------------------------- trees


def _of_trees(scorers: Scorers, pipeline: Pipeline) -> Iterator[Judged]:
    folder = scorers.bench / "treebank-dev"
    told: dict[str, list[Any]] = defaultdict(list)
    for path in sorted(folder.glob("factuality-*.tsv.gz")):
        for judgement in scorers.factuality.read_judgements(path):
            if judgement.clear(CLEAR):
                told[judgement.sentence].append(judgement)
    chains = dict(_gold_chains(scorers.bench))
    for document in scorers.trees.documents(sorted(folder.glob("*.conllu*"))):
        if document.id in KEPT_CLOSED:
            continue
        whole = scorers.trees.is_whole(document.id)
        group = document.id if whole else document.id.rsplit("-", 1)[0]
        judge = _by_trees(scorers, document, told)
        yield from _judge(document, pipeline, scorers, document.gold["genre"], group, judge, chains.get(document.id))


def _by_trees(scorers: Scorers, document: Any, told: Mapping[str, list[Any]]) -> Verdicts:
    def verdicts(record: Json, alignment: Any) -> Mapping[str, bool]:
        laid = [one for s in record["statements"] if (one := scorers.said.lay(s, document.gold["text"], alignment))]
        score = scorers.treebank.Score()
        found: dict[str, bool] = {}
        for one in laid:
            if one.statement["kind"] == "clause":
                before = (score.n["all", "judged"], score.n["all", "whole"])
                score.judge(document, one)
                if score.n["all", "judged"] > before[0]:
                    found[one.statement["id"]] = score.n["all", "whole"] > before[1]
        for one in laid:
            for judgement in told.get(one.tree.name, ()):
                if one.word.number == judgement.number:
                    asserted = one.statement["polarity"] == "affirmed" and one.statement["modality"] == "actual"
                    if asserted != (judgement.score > 0):
                        found[one.statement["id"]] = False
        return found

    return verdicts


# ---------------------------------------------------------------- questions, participants


def _by_questions(scorers: Scorers, document: Any) -> Verdicts:
    gold, other = scorers.qasrl_gold, scorers.qasrl.OTHER

    def right(sentence: Any, verb: Any, one: Any) -> bool:
        arguments = [argument for argument in (one.subject, one.object, *one.others) if argument]
        sides = sentence.sides(verb, one.subject)
        turned = other[one.wanted] in sides and one.wanted not in sides
        polarity = verb.polarity()
        answered = all(any(gold.holds(answer, a.head) for answer in verb.answers) for a in arguments)
        return answered and not turned and (polarity is None or one.polarity != other[polarity])

    def verdicts(record: Json, alignment: Any) -> Mapping[str, bool]:
        found = {}
        for statement in record["statements"]:
            sentence = gold.Sentence(document, record | {"statements": [statement]}, alignment)
            for verb in sentence.verbs.values():
                for one in sentence.statements[verb.token]:
                    found[statement["id"]] = right(sentence, verb, one)
        return found

    return verdicts


def _by_participants(scorers: Scorers, document: Any) -> Verdicts:
    page_of, meantime = scorers.meantime_page, scorers.meantime
    slots = ((page_of.agents, ("Arg0",)), (page_of.direct, ("Arg1", "Arg2")))

    def told(page: Any, event: Any, statement: Json) -> Iterator[bool]:
        for slot, roles in slots:
            if event.roles.get(roles[0]):
                for argument in slot(statement):
                    if page.words(argument):
                        yield any(page.fits([argument], event, role) for role in roles)

    def presented(event: Any, statement: Json) -> bool:
        gold, own = meantime.gold_class(event), meantime.own_class(statement)
        able = own == "possible" and event.marks["modality"].split()[:1] in (["can"], ["could"])
        return gold is None or able or own == gold or (own in meantime.UNREAL and gold in meantime.UNREAL)

    def verdicts(record: Json, alignment: Any) -> Mapping[str, bool]:
        found: dict[str, bool] = {}
        for statement in record["statements"]:
            page = page_of.Page(document, record | {"statements": [statement]}, alignment)
            for number, event in enumerate(page.events):
                if event.kind == "GRAMMATICAL" or not page.of[number]:
                    continue
                (one,) = page.of[number]
                places, so = list(told(page, event, one)), presented(event, one)
                if places or not so:
                    found[statement["id"]] = found.get(statement["id"], True) and all(places) and so
        return found

    return verdicts


# ---------------------------------------------------------------- pronouns


def _gold_chains(bench: Path) -> Iterator[tuple[str, Json]]:
    for path in sorted((bench / "gum-news").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((bench / "gum-more").glob("*.json.gz")):
        yield path.name.removesuffix(".json.gz"), json.loads(gzip.decompress(path.read_bytes()))


class _Chains:
    """Whether the names that pronouns were given are right, by the gold's chains."""

    def __init__(self, record: Json, gold: Json | None, scorers: Scorers) -> None:
        self.record, self.gold = record, gold
        text = record["document"]["text"]
        self.alignment = None if gold is None else scorers.common.Alignment(text, gold["text"])

    def verdict(self, statement: Json) -> bool | str | None:
        """Return whether subject and object are rightly named, None where nobody knows, "none" for one without a name."""
        known: bool | None = True
        for argument in (statement["subject"], statement["object"]):
            one = self._of_pronoun(argument)
            if one is False or one == "none":
                return one
            known = None if one is None else known
        return known

    def _of_pronoun(self, argument: Json | None) -> bool | str | None:
        mention = (
            None if argument is None or argument["mention"] is None else self.record["mentions"][argument["mention"]]
        )
        if mention is None or mention["kind"] != "pronoun" or mention["head"].lower() in SPEAKING | POINTING:
            return True
        best = self.record["mentions"][self.record["chains"][mention["chain"]]["representative"]]
        if best["kind"] == "pronoun":
            return "none"
        if self.gold is None or self.alignment is None:
            return None
        place = self.alignment.span(mention["start"], mention["end"])
        named = self.alignment.span(best["start"], best["end"])
        own = [m["chain"] for m in self.gold["mentions"] if place and (m["start"], m["end"]) == tuple(place)]
        if not own:
            return None
        same = [(m["start"], m["end"]) for m in self.gold["mentions"] if m["chain"] == own[0]]
        return named is not None and any(_alike(named, one) >= LIKE for one in same)


POINTING = frozenset({"who", "that", "which", "whom", "this", "these", "those"})


def _alike(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0]))
