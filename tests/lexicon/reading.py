"""Which code reads which class of words: in goes the source of `kg`, out come (part, class) and the modules that name it.

A class is named in a call of `verbs_of` and its sisters, in a constant of a module that makes such a call with a
variable, or as the verbs of a rule of `prepositions.toml`, which is data of `propositions.roles`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import kg
from kg.lexicon import load_table
from kg.lexicon.words import PARTS

READERS = {f"{part}_of": part for part in PARTS}
ROOT = Path(kg.__file__).parent


def find_readers() -> dict[tuple[str, str], set[str]]:
    """Return, for each class that code names, the modules that do."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for path in sorted(ROOT.rglob("*.py")):
        if path.parent.name == "lexicon":
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in READERS:
                for name in _names(call, tree):
                    found[READERS[call.func.id], name].add(module)
    for rule in load_table("prepositions")["rules"]:
        found["verbs", rule["verbs"]].add("extraction.propositions.roles")
    return dict(found)


def _names(call: ast.Call, tree: ast.Module) -> set[str]:
    fixed = {arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return fixed if len(fixed) == len(call.args) else fixed | _constants(tree, READERS[call.func.id])  # type: ignore[attr-defined]


def _constants(tree: ast.Module, part: str) -> set[str]:
    """Return the classes among the strings of a module's constants: keys and values of tables such as NOUN_SIGNATURES."""
    described = load_table(part)["classes"]
    return {
        node.value
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
        for node in ast.walk(statement.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in described
    }


def renew() -> None:
    """Write what is found into the tables, for whoever has moved a function; `python -m tests.lexicon.reading` does it."""
    found = find_readers()
    for part in PARTS:
        path = ROOT / "lexicon" / f"{part}.toml"
        head, marker, words = path.read_text(encoding="utf-8").partition("[words]\n")
        blocks = re.split(r"(?m)^\[classes\.([\w-]+)\]\n", head)
        for at in range(1, len(blocks), 2):
            readers = ", ".join(f'"{module}"' for module in sorted(found.get((part, blocks[at]), ())))
            kept = re.sub(r"(?m)^read_by = .*\n", "", blocks[at + 1])
            line = f"read_by = [{readers}]\n" if readers else ""
            blocks[at + 1] = re.sub(r'(?m)^(example = ".*"\n)', lambda match, line=line: match[1] + line, kept)  # type: ignore[misc]
            blocks[at] = f"[classes.{blocks[at]}]\n"
        path.write_text("".join(blocks) + marker + words, encoding="utf-8")


if __name__ == "__main__":
    renew()
