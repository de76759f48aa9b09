"""The rooms of the package: a module imports only from rooms above its own, and a library stays in its room."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

ROOMS = (
    ("errors", "cells", "heading"),
    ("model", "settings"),
    ("schema",),
    ("lexicon",),
    ("reading",),
    ("extraction",),
    ("resolve",),
    ("wording",),
    ("statements",),
    ("claims",),
    ("graph",),
    ("query", "exporting", "network"),
    ("asking",),
    ("view",),
    ("face",),
    ("calls",),
    ("terminal", "serving"),
    ("agents",),
    ("cli",),
)
LEVELS = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
STAGES = (
    ("trace", "rules", "default_model"),
    ("text", "times"),
    ("syntax",),
    ("repairs", "mentions", "factuality"),
    ("attributions", "linking"),
    ("coreference", "propositions"),
    ("records",),
    ("pipeline",),
    ("load", "openie", "lines", "failures"),
    ("extractors",),
    ("workers", "components"),
    ("explaining",),
)
"""The rooms inside `extraction`: each knows only those above it, and none beside it."""
STAGE_LEVELS = {room: level for level, rooms in enumerate(STAGES) for room in rooms}
MOST_FILES = 9
"""How many modules a room inside `extraction` may hold, its `__init__` not counted."""
FACES = ("__init__", "__main__")
"""The two modules that may import from every room: the public face and `python -m kg`."""

HOMES = {
    "spacy": {"extraction", "exporting"},
    "rdflib": {
        "schema",
        "statements",
        "graph",
        "query",
        "exporting",
        "asking",
        "face",
        "terminal",
        "calls",
        "serving",
        "agents",
    },
    "trafilatura": {"reading"},
    "feedparser": {"reading"},
    "pypdfium2": {"reading"},
    "docx": {"reading"},
    "pyarrow": {"reading", "exporting"},
    "warcio": {"reading"},
    "pyvis": {"view"},
    "typer": {"cli"},
    "distributed": {"graph"},
    "fsspec": {"graph"},
    "starlette": {"serving"},
    "uvicorn": {"serving", "agents"},
    "mcp": {"agents"},
    "mcp_types": {"agents"},
}
"""The rooms outside which a library is never named; pyoxigraph has one file for its home. The face hands rdflib's terms
to its users, and the terminal prints them; neither makes any. What is served is described in RDF."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    package = ("kg", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_layers_every_room_is_known() -> None:
    assert {room_of(path) for path in MODULES} <= {*LEVELS, *FACES}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_layers_import_only_from_rooms_above(path: Path) -> None:
    room = room_of(path)
    if room in FACES:
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "kg":
            continue
        other = parts[1]
        assert other == room or LEVELS.get(other, -1) < LEVELS[room], f"{name} in {name_of(path)}"
        assert other in LEVELS, f"{name} in {name_of(path)}: import from the module, not from the public face"


STAGE_MODULES = [path for path in MODULES if room_of(path) == "extraction" and path.name != "__init__.py"]


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE / "extraction").with_suffix("").parts[0]


@pytest.mark.parametrize("path", STAGE_MODULES, ids=name_of)
def test_layers_stages_know_only_earlier_ones(path: Path) -> None:
    stage = stage_of(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["kg", "extraction"] and parts[2] != stage:
            assert STAGE_LEVELS[parts[2]] < STAGE_LEVELS[stage], f"{name} in {name_of(path)}"


def test_layers_no_room_of_extraction_is_crowded() -> None:
    rooms: dict[Path, int] = {}
    for path in STAGE_MODULES:
        rooms[path.parent] = rooms.get(path.parent, 0) + 1
    assert {name_of(room): count for room, count in rooms.items() if count > MOST_FILES} == {}


@pytest.mark.parametrize("room", ["reading", "extraction", "extraction.repairs", "reading.plain"])
def test_layers_rooms_can_be_imported_by_name(room: str) -> None:
    """No function of the public face hides a room: `import kg.reading.plain as p` works after `import kg`."""
    program = f"import kg, kg.{room} as it; assert it.__name__ == 'kg.{room}'"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=PACKAGE.parent)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_layers_libraries_stay_in_their_rooms(path: Path) -> None:
    for name in imported(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room_of(path) in homes, f"{name} in {name_of(path)}"


def test_layers_pyoxigraph_is_named_in_one_file() -> None:
    users = [name_of(path) for path in MODULES if any(name.split(".")[0] == "pyoxigraph" for name in imported(path))]
    assert len(users) <= 1, users


def test_layers_no_module_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in MODULES if FORBIDDEN_NAMES & {*path.with_suffix("").parts}] == []


def test_layers_importing_kg_loads_nothing_heavy() -> None:
    heavy = (
        "spacy",
        "rdflib",
        "pyoxigraph",
        "networkx",
        "pyvis",
        "pandas",
        "numpy",
        "py3langid",
        "trafilatura",
        "feedparser",
        "pypdfium2",
        "docx",
        "pyarrow",
        "warcio",
        "lxml",
        "typer",
        "distributed",
        "fsspec",
        "starlette",
        "uvicorn",
        "mcp",
    )
    program = f"import sys, kg; print(*[name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert (run.stdout.strip(), run.stderr) == ("", "")
