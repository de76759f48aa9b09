"""Measure which statements are put together as claims: python tools/measure_claims.py TOPIC.tar.gz... [--show N].

The files are topics of MEANTIME (Minard et al., LREC 2016: articles of Wikinews whose mentions of events are annotated as
instances across articles, in CAT's XML), none of which is part of this repository. An event is found where a statement's
predicate stands on one of its words. Of the pairs of found mentions of one instance, in different sentences, recall tells
how many stand in one claim; of the pairs of found mentions that one claim holds, precision tells how many are one instance.
"""

from __future__ import annotations

import argparse
import re
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kg import build, open_graph
from kg.claims.grouping import group_tellings
from kg.claims.telling import tellings
from kg.statements.stated import Stated


@dataclass(frozen=True)
class Article:
    """An article's text and date, and for each mention of an event its words' place and the instance that it is of."""

    text: str
    date: str | None
    events: tuple[tuple[int, int, str], ...]


def read_article(data: bytes) -> Article:
    """Return an article of a CAT file; its headline is its first paragraph."""
    root = ElementTree.fromstring(data)  # noqa: S314 - a corpus that its user chose
    text, spans, before = "", {}, "0"
    for token in root.iter("token"):
        sentence, word = token.get("sentence", "0"), token.text or ""
        if text:
            glued = re.fullmatch(r"[.,;:?!)%]|'s|n't", word) or text.endswith(("(", "$", "£", "€"))
            text += ("\n\n" if int(before) < 2 else " ") if sentence != before else "" if glued else " "
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        text, before = text + word, sentence
    words = {
        mention.get("m_id"): [spans[anchor.get("t_id")] for anchor in mention.iter("token_anchor")]
        for mention in root.iter("EVENT_MENTION")
    }
    instances = {event.get("m_id"): event.get("instance_id") for event in root.iter("EVENT")}
    events = []
    for reference in root.iter("REFERS_TO"):
        (target,) = [one.get("m_id") for one in reference.iter("target")]
        instance = instances.get(target)
        mentions = [words[one.get("m_id")] for one in reference.iter("source") if words.get(one.get("m_id"))]
        events += [(place[0][0], place[-1][1], instance) for place in mentions if instance]
    date = re.search(r"([A-Z][a-z]+ \d{1,2}, \d{4})", text)
    return Article(text, None if date is None else date[1], tuple(events))


def read_topic(path: Path) -> Iterator[Article]:
    """Yield the articles of a topic in the order of their names."""
    with tarfile.open(path) as archive:
        members = sorted((one for one in archive.getmembers() if one.name.endswith(".xml")), key=lambda one: one.name)
        for member in members:
            file = archive.extractfile(member)
            if file is not None:
                yield read_article(file.read())


def find_events(articles: Iterable[Article], folder: Path) -> tuple[list[tuple[str, Stated]], dict[str, int]]:
    """Return each found mention of an event as its instance and a statement; and the number of each statement's group."""
    articles = list(articles)
    lines = (msgspec.json.encode({"text": one.text, **({"date": one.date} if one.date else {})}) for one in articles)
    (folder / "articles.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    build(folder / "articles.jsonl", folder / "store")
    by_text = {one.text: one for one in articles}
    found: list[tuple[str, Stated]] = []
    with open_graph(folder / "store") as graph:
        statements = list(graph.statements())
        groups = group_tellings(tellings(statements, graph.relations))
    for stated in statements:
        place = stated.record.predicate
        for start, end, instance in by_text[stated.document.text].events if stated.document.text in by_text else ():
            if place.start is not None and place.end is not None and place.start < end and start < place.end:
                found.append((instance, stated))
    return found, {telling.id: number for number, group in enumerate(groups) for telling in group}


def main() -> None:
    """Print recall and precision of pairs over the topics."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("topics", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="Show N missed and N wrong pairs.")
    options = parser.parse_args()
    gold = together = claimed = right = 0
    for topic in options.topics:
        with TemporaryDirectory() as folder:
            found, group_of = find_events(read_topic(topic), Path(folder))
        missed, wrong = defaultdict(list), []
        for (instance, one), (other_instance, other) in combinations(found, 2):
            if (one.document.id, one.record.sentence) == (other.document.id, other.record.sentence):
                continue
            same, one_claim = instance == other_instance, group_of.get(one.id, -1) == group_of.get(other.id, -2)
            gold, together = gold + same, together + (same and one_claim)
            claimed, right = claimed + one_claim, right + (same and one_claim)
            if same and not one_claim:
                missed[instance].append((one, other))
            if one_claim and not same:
                wrong.append((one, other))
        shown = [*(("missed", *pairs[0]) for pairs in missed.values())][: options.show]
        for kind, one, other in (*shown, *(("wrong", *pair) for pair in wrong[: options.show])):
            sys.stdout.write(
                f"{kind}: {one.wording.text} [{one.document.date}] / {other.wording.text} [{other.document.date}]\n"
            )
    sys.stdout.write(f"pairs of one event that are together: {together} of {gold} ({together / max(gold, 1):.3f})\n")
    sys.stdout.write(f"pairs of one claim that are one event: {right} of {claimed} ({right / max(claimed, 1):.3f})\n")


if __name__ == "__main__":
    main()
