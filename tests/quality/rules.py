"""How often each rule fires on open text: `python -m tests.quality.rules` reads it all and writes `tests/quality/rules.md`.

A repair fires where it changes the tree, a row of the time tables where it reads something, any other rule where it returns
something else than when switched off, or changes what it is given.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from inspect import isgenerator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from kg.extraction import DEFAULT_MODEL
from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.factuality.facts import Factuality
from kg.extraction.load import load_pipeline
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.rules import RULES, Off, Rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.times.language.grammar import Expression
from kg.extraction.trace import Trace
from kg.model import Document
from tests.extraction.rules import switch
from tests.quality.__main__ import BENCH
from tests.quality.repairs import read_texts

TABLE = Path(__file__).with_suffix(".md")
HEAD = """# How often each rule fires

On {texts} open texts: the treebanks, QA-SRL, CaRB, the gold articles and GUM news. Made by `python -m tests.quality.rules`, not
by hand. A rule that never fires says in its decorator why it stays.

| rule | fires |
|---|---:|
"""


def count(documents: Iterable[Document]) -> Counter[str]:
    """Return rule name -> how often it fires on these documents."""
    fires: Counter[str] = Counter()
    pipeline = load_pipeline(DEFAULT_MODEL)
    with ExitStack() as stack:
        for rule in RULES.values():
            if not rule.name.startswith("repairs."):
                stack.enter_context(_counted(rule, fires))
        for document in documents:
            trace = Trace()
            pipeline.run(document, trace)
            fires.update(mend.rule for mend in trace.mends)
    return fires


@contextmanager
def _counted(rule: Rule, fires: Counter[str]) -> Iterator[None]:
    """Let a rule run as it is, and count."""
    owner: Any = rule.owner
    if isinstance(owner, Expression):
        with switch(owner, "read", _counting(rule, owner.read, fires)):
            yield
        return
    own = FunctionType(owner.__code__, owner.__globals__, owner.__name__, owner.__defaults__, owner.__closure__)
    own.__kwdefaults__ = owner.__kwdefaults__
    with switch(owner, "__code__", _calling(_counting(rule, own, fires))):
        yield


def _calling(function: Callable[..., Any]) -> CodeType:
    """Return the code of a function that calls another one."""

    def stub(*args: Any, **kwargs: Any) -> Any:
        call: Any = "function"
        return call(*args, **kwargs)

    code = stub.__code__
    return code.replace(co_consts=tuple(function if const == "function" else const for const in code.co_consts))


def _counting(rule: Rule, function: Callable[..., Any], fires: Counter[str]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        before = _state(args)
        result = function(*args, **kwargs)
        if isgenerator(result):
            result = list(result)
            fired = bool(result)
        else:
            fired = result is not args[0] if rule.off is Off.FIRST else result != rule.off
        fires[rule.name] += fired or _state(args) != before
        return result

    return call


def _state(args: Iterable[object]) -> list[object]:
    """Return what a rule may change in what it is given."""
    found: list[object] = []
    parse = next((one for one in args if isinstance(one, Parse)), None)
    for one in args:
        if isinstance(one, Proposition):
            found += [one.lemma, id(one.subject), id(one.object), len(one.slots), one.rule, one.confidence]
        elif isinstance(one, Factuality):
            found += [one.negated, one.unknown, one.modality, id(one.condition)]
        elif isinstance(one, AttributionDraft):
            found += [*one.parts, one.kind]
        elif isinstance(one, MentionDraft) and parse is not None:
            found += [token.ent for token in parse.tokens[one.first.i : one.last.i + 1]]
        elif isinstance(one, list):
            found += [len(getattr(member, "mentions", ())) for member in one]
    return found


def write_table(fires: Counter[str], texts: int) -> str:
    """Return the table as Markdown, one rule a row."""
    return HEAD.format(texts=texts) + "".join(f"| {code(name)} | {fires[name]} |\n" for name in sorted(RULES))


def read_table() -> dict[str, int]:
    """Return rule name, as the table writes it -> how often it fires."""
    rows = (line.rpartition(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
    return {name.removeprefix("| "): int(fires.rstrip("| ")) for name, _, fires in rows}


def code(name: str) -> str:
    """Return a rule's name as a cell of a Markdown table."""
    return f"`{name}`".replace("|", "\\|")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality.rules", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the scorers and the open data")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"nothing to measure with: the scorers are not at {options.bench}")
        return 1
    documents = [text.document for text in read_texts(options.bench)]
    fires = count(documents)
    TABLE.write_text(write_table(fires, len(documents)), encoding="utf-8")
    silent = [rule.name for rule in RULES.values() if not fires[rule.name] and not rule.rare]
    print(f"written to {TABLE}; without firing or reason to stay: {', '.join(silent) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
