"""The page's JavaScript as one script: in go ES modules, out comes their text in the order in which a loader runs them.

The modules import from each other by name only (`import { one, two } from "./file.js";` at the start of a line), and
export what they declare (`export function`, `export const`, `export let`). They end up in one scope, so a name of a
module's own may not stand in another one too. What is written otherwise is refused, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

IMPORT = re.compile(r'^import \{(?P<names>[\w$,\s]*)\} from "\./(?P<module>\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|const\b|let\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:async )?(?:function|const|let) +(?:(?P<name>[\w$]+)|\{(?P<several>[^}]*)\})", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class ModuleError(ValueError):
    """A module that cannot be joined with the others: what is wrong in which file."""


def join_modules(modules: Mapping[str, str], start: str = "main") -> str:
    """Return the text of the module `start` and of all that it imports, each after those that it imports.

    `modules` gives a module's text by its name. Of two that import each other the one that is asked for first stands last,
    as a loader has it. Raises `ModuleError` for an import of what is not there, for a name that two modules declare, and
    for an import or export of another form.
    """
    order = order_of(modules, start)
    homes: dict[str, str] = {}
    for name in order:
        for declared in _declared_in(_without_links(name, modules[name])):
            if declared in homes:
                raise ModuleError(f"{name}.js declares {declared}, as {homes[declared]}.js does")
            homes[declared] = name
    return "\n".join(_without_links(name, modules[name]) for name in order)


def order_of(modules: Mapping[str, str], start: str = "main") -> list[str]:
    """Return the names of the modules that `start` needs in the order in which a loader runs them, itself last."""
    order: list[str] = []
    begun: set[str] = set()

    def visit(name: str) -> None:
        begun.add(name)
        for match in IMPORT.finditer(modules[name]):
            needed = match["module"]
            if needed not in modules:
                raise ModuleError(f"{name}.js imports {needed}.js, which is not there")
            for wanted in _names_in(match["names"]):
                if not re.search(rf"^export .*\b{re.escape(wanted)}\b", modules[needed], re.MULTILINE):
                    raise ModuleError(f"{name}.js imports {wanted} from {needed}.js, which does not export it")
            if needed not in begun:
                visit(needed)
        order.append(name)

    visit(start)
    return order


def _without_links(name: str, text: str) -> str:
    """Return a module without its imports and without the word `export`."""
    body = EXPORT.sub("", IMPORT.sub("", text))
    if left := LEFT.search(body):
        raise ModuleError(f"{name}.js: only named imports and exports of declarations can be joined, not: {left[0]}")
    return body


def _declared_in(text: str) -> list[str]:
    """Return the names that a module declares at the start of a line, and so outside every function."""
    found: list[str] = []
    for match in DECLARED.finditer(text):
        found += [match["name"]] if match["name"] else _names_in(match["several"])
    return found


def _names_in(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
