"""Who is credited with what: source, cue and content; in go parse and quotations, out come reports in text order.

The task and its three parts are PARC's (Pareti 2015). Constructions, from the surest down: a reporting verb with its clause
("Kirby said that …", "…, Kirby said"), "according to", a quotation beside a reporting verb, a noun with its clause ("the
belief that …"), an infinitive of intent ("plans to …"), and a quotation alone, whose speaker is the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extraction.attributions.draft import Report
from kg.extraction.attributions.index import ReportIndex
from kg.extraction.attributions.nouns import cited, from_according, from_adjective, from_denial, from_noun
from kg.extraction.attributions.quoted import from_quotes, take_in_quotes
from kg.extraction.attributions.verbs import from_verb
from kg.extraction.syntax.parse import Parse, Token
from kg.extraction.text.quotations import Quote


def find_reports(parse: Parse, quotes: Sequence[Quote]) -> list[Report]:
    """Return all attributions of a document, in the order of their contents; parents are numbers in this list."""
    real = [quote for quote in quotes if not quote.scare]
    found = list(_unique(_from_parse(parse, real)))
    found += list(cited(parse, found))
    for report in found:
        take_in_quotes(report, quotes, parse)
    found += from_quotes(parse, real, found)
    found = [report for report in found if report.parts]
    found.sort(key=lambda report: (report.start, -report.end, report.cue[0].start if report.cue else 0))
    _nest(found)
    return found


def _from_parse(parse: Parse, quotes: Sequence[Quote]) -> Iterator[Report]:
    for token in parse.tokens:
        if token.lower == "according":
            report = from_according(parse, token)
        elif token.pos in ("VERB", "AUX"):
            report = from_verb(parse, token)
        elif token.pos in ("NOUN", "PROPN"):
            report = from_noun(parse, token)
        elif token.pos == "ADJ":
            report = from_adjective(parse, token)
        else:
            report = None
        if report is not None and not _spoken_by_self(report, token, quotes):
            yield report
        denial = from_denial(parse, token) if token.pos in ("NOUN", "VERB") else None
        if denial is not None:
            yield denial


def _spoken_by_self(report: Report, cue: Token, quotes: Sequence[Quote]) -> bool:
    """Tell a cue inside a quotation that adds no source: "I think", "we hope", "you know"."""
    if not any(quote.holds(cue.start) for quote in quotes):
        return False
    return report.source is None or report.source.lower in ("i", "we", "you", "they", "it", "one")


def _unique(reports: Iterable[Report]) -> Iterator[Report]:
    """Drop a report whose cue and content stand in an earlier one."""
    seen: set[tuple[int, int]] = set()
    for report in reports:
        if not report.parts:
            continue
        place = (report.cue[0].i, report.start)
        if place not in seen:
            seen.add(place)
            yield report


def _nest(reports: list[Report]) -> None:
    """Give each report the smallest one whose content holds its cue."""
    index = ReportIndex(reports)
    numbers = {id(report): number for number, report in enumerate(reports)}
    for number, report in enumerate(reports):
        if not report.cue:
            continue
        if report.outer is not None:
            report.parent = numbers.get(id(report.outer))
            continue
        around = [
            (reports[n].length, n)
            for n in index.around(report.cue[0].start)
            if n != number and not report.holds(reports[n].cue[0].start) and not _are_one(report, reports[n])
        ]
        report.parent = min(around)[1] if around else None


def _are_one(report: Report, other: Report) -> bool:
    """Tell "declined to say whether": declining and saying are one act of one speaker, and nobody quotes himself."""
    return report.source is not None and report.source is other.source
