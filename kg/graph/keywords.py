"""What a query's keywords say before an engine reads it: whether it would use the network, whether it names its graphs.

The engine's parser is not asked, since it is the one that would act on them; words in IRIs, texts and comments do not count.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

# Where the word may stand: in IRIs, texts, comments, variables, tags of languages, and names behind their prefix.
_NO_KEYWORD = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*"
    | '(?:[^'\\\n]|\\.)*' | \#[^\n\r]* | [?$]\w+ | @\w+(?:-\w+)* | :(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*""",
    re.VERBOSE | re.DOTALL,
)


_DECLARED = re.compile(r"\bprefix\s+([\w.-]*from[\w.-]*)\s*:", re.IGNORECASE)


def refuse_service(text: str) -> None:
    """Raise QueryError for a query with SERVICE, by which Oxigraph would ask an endpoint over the network.

    Its parser finds the keyword even where no space stands before it, so that no other word may hold it either.
    """
    if "service" in _NO_KEYWORD.sub(" ", text).lower():
        raise QueryError("SERVICE is refused: a query is answered from this store alone, without the network")


def without_names(text: str, mark: str, *, variables: bool = False) -> str:
    """Return a query of the same length in which IRIs, texts, comments and names are marks; with `variables`, these too."""
    kept = () if variables else ("?", "$")
    return _NO_KEYWORD.sub(lambda found: found[0] if found[0].startswith(kept) else mark * len(found[0]), text)


def names_its_graphs(text: str) -> bool:
    """Return True for a query with FROM or FROM NAMED, which is about what these name; False for one about all graphs.

    No other keyword holds the word. A prefix may, and is taken for one where the query declares it.
    """
    text = _NO_KEYWORD.sub(" ", text)
    for prefix in set(_DECLARED.findall(text)):
        text = re.sub(rf"(?<![\w.-]){re.escape(prefix)}(?![\w-])", " ", text)
    return "from" in text.lower()
