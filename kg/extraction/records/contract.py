"""The extraction contract as a check: in goes one line of `kg extract`, out come its breaches in words.

`kg/schema/document.schema.json` states the form; what a JSON Schema cannot say (offsets, ids that point at each other) is
checked here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Json = dict[str, Any]
NUMBERED = ("sentences", "mentions", "chains", "times", "attributions")
_LONGEST = 200


@cache
def schema_validator() -> Draft202012Validator:
    """Return a validator of the contract's JSON Schema."""
    from jsonschema import Draft202012Validator

    schema = json.loads(resources.files("kg.schema").joinpath("document.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def find_breaches(line: bytes | str) -> list[str]:
    """Return what is wrong with a line; an empty list where it keeps the contract."""
    annotated: Json = json.loads(line)
    errors = schema_validator().iter_errors(annotated)
    found = [f"{error.json_path}: {error.message[:_LONGEST]}" for error in errors]
    if found:
        return found
    for check in (_offsets, _numbers, _references):
        found += check(annotated)
    if found:  # what comes next follows the numbers, which must lead somewhere
        return found
    for check in (_chains, _arguments, _attributions, _statements, _times):
        found += check(annotated)
    return found


def _spans(record: Any, path: str = "$") -> Iterator[tuple[str, Json]]:
    """Yield every record with offsets, with its place."""
    if isinstance(record, dict):
        if record.get("start") is not None:
            yield path, record
        for key, value in record.items():
            yield from _spans(value, f"{path}.{key}")
    elif isinstance(record, list):
        for number, value in enumerate(record):
            yield from _spans(value, f"{path}[{number}]")


def _offsets(annotated: Json) -> Iterator[str]:
    text = annotated["document"]["text"]
    for path, span in _spans(annotated):
        start, end = span["start"], span["end"]
        if not 0 <= start < end <= len(text):
            yield f"{path}: offsets {start}, {end} are not in the text"
        if "text" in span and text[start:end] != span["text"]:
            yield f"{path}: {span['text']!r} stands there, {text[start:end]!r} in the text"
        parts = span.get("parts")
        if parts is None:
            continue
        borders = [border for part in parts for border in part]
        if borders != sorted(set(borders)) or (borders[0], borders[-1]) != (start, end):
            yield f"{path}: parts {parts} do not run from {start} to {end}"


def _numbers(annotated: Json) -> Iterator[str]:
    for name in NUMBERED:
        numbers = [record["id"] for record in annotated[name]]
        if numbers != list(range(len(numbers))):
            yield f"$.{name}: ids are {numbers}"
    for name in ("entities", "statements"):
        twice = [ident for ident, count in Counter(r["id"] for r in annotated[name]).items() if count > 1]
        if twice:
            yield f"$.{name}: used more than once: {twice}"
    end = 0
    paragraph = -1
    for sentence in annotated["sentences"]:
        if sentence["start"] < end or sentence["paragraph"] < paragraph:
            yield f"$.sentences[{sentence['id']}]: not behind the one before"
        end, paragraph = sentence["end"], sentence["paragraph"]


def _references(annotated: Json) -> Iterator[str]:
    """Yield the numbers that point at nothing."""
    counts = {name: len(annotated[name]) for name in NUMBERED}
    for path, span in _spans(annotated):
        if not _points(span.get("mention"), counts["mentions"]):
            yield f"{path}: mention {span['mention']} is not there"
    for mention in annotated["mentions"]:
        if not _points(mention["chain"], len(annotated["chains"])):
            yield f"$.mentions[{mention['id']}]: chain {mention['chain']} is not there"
    for number, statement in enumerate(annotated["statements"]):
        for name, table in (("sentence", "sentences"), ("attribution", "attributions")):
            if not _points(statement[name], counts[table]):
                yield f"$.statements[{number}]: {name} {statement[name]} is not there"
        if not _points(statement["time"]["id"], counts["times"]):
            yield f"$.statements[{number}]: its time is not there"


def _points(number: int | None, count: int) -> bool:
    return number is None or 0 <= number < count


def _chains(annotated: Json) -> Iterator[str]:
    held = sorted(number for chain in annotated["chains"] for number in chain["mentions"])
    if held != list(range(len(annotated["mentions"]))):
        yield f"$.chains: mentions {held} are not each in one chain"
    known = {entity["id"] for entity in annotated["entities"]}
    numbers = {chain["id"] for chain in annotated["chains"]}
    for chain in annotated["chains"]:
        path = f"$.chains[{chain['id']}]"
        if chain["representative"] not in chain["mentions"]:
            yield f"{path}: the representative is not in it"
        if not set(chain["members"]) <= numbers - {chain["id"]}:
            yield f"{path}: members {chain['members']} are not other chains"
        if chain["entity"] is not None and chain["entity"] not in known:
            yield f"{path}: entity {chain['entity']!r} is not there"
        for number in chain["mentions"]:
            if annotated["mentions"][number]["chain"] != chain["id"]:
                yield f"{path}: mention {number} is in another chain"
        kinds = {annotated["mentions"][number]["kind"] for number in chain["mentions"]}
        if (chain["entity"] is not None) > ("name" in kinds):
            yield f"{path}: an entity, and nothing named"
    used = {chain["entity"] for chain in annotated["chains"]}
    if not known <= used:
        yield f"$.entities: in no chain: {known - used}"


def _arguments(annotated: Json) -> Iterator[str]:
    """A source may be the mention of its maker ("a report by the ministry"); all others have their own head's."""
    known = {entity["id"] for entity in annotated["entities"]} | {None}
    for path, argument in _spans(annotated):
        if "mention" not in argument:
            continue
        if argument["entity"] not in known:
            yield f"{path}: entity {argument['entity']!r} is not there"
        if argument["head"] not in argument["text"]:
            yield f"{path}: head {argument['head']!r} is not in it"
        if argument["mention"] is None:
            continue
        mention = annotated["mentions"][argument["mention"]]
        if mention["head"] != argument["head"] and not path.endswith(".source"):
            yield f"{path}: another head than its mention"
        own = annotated["chains"][mention["chain"]]["entity"]
        if argument["entity"] not in (own, None):
            yield f"{path}: another entity than its mention"


def _attributions(annotated: Json) -> Iterator[str]:
    attributions = annotated["attributions"]
    for attribution in attributions:
        above, seen = attribution["parent"], {attribution["id"]}
        while above is not None and above not in seen and above < len(attributions):
            seen.add(above)
            above = attributions[above]["parent"]
        if above is not None:
            yield f"$.attributions[{attribution['id']}]: parents run in a circle, or one is not there"


def _statements(annotated: Json) -> Iterator[str]:
    identifiers = {statement["id"] for statement in annotated["statements"]}
    said: Counter[str] = Counter()
    for number, statement in enumerate(annotated["statements"]):
        path = f"$.statements[{number}]"
        predicate, credited = statement["predicate"], statement["attribution"]
        sentence = annotated["sentences"][statement["sentence"]]
        place = predicate["start"] if predicate["start"] is not None else statement["subject"]["start"]
        if not sentence["start"] <= place < sentence["end"]:
            yield f"{path}: not in its sentence"
        if statement["condition"] is not None and statement["condition"] not in identifiers - {statement["id"]}:
            yield f"{path}: its condition is no other statement"
        if statement["confidence"] != round(statement["confidence"], 2):
            yield f"{path}: confidence {statement['confidence']} has more than two decimals"
        if credited is not None:
            content = annotated["attributions"][credited]["content"]
            pieces = content["parts"] or [[content["start"], content["end"]]]
            words = [predicate] if predicate["start"] is not None else [statement["subject"], statement["object"] or {}]
            spans = [(word["start"], word["end"]) for word in words if word]
            if not any(start < last and first < end for start, end in pieces for first, last in spans):
                yield f"{path}: not inside the content that it is credited with"
        said[
            json.dumps([statement[key] for key in ("subject", "predicate", "object", "arguments", "attribution")])
        ] += 1
    yield from (f"$.statements: twice {one[:200]}" for one, count in said.items() if count > 1)


def _times(annotated: Json) -> Iterator[str]:
    for time in annotated["times"]:
        if time["earliest"] is not None and time["latest"] is not None and time["earliest"] > time["latest"]:
            yield f"$.times[{time['id']}]: ends before it starts"
