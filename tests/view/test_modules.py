"""The page's JavaScript: ES modules in the source, one script in the page, in the order in which a loader runs them."""

import re
from pathlib import Path

import pytest

from kg.view import modules
from kg.view.modules import ModuleError, join_modules, order_of
from kg.view.render import script_text
from tests.view.story import story
from tests.view.writing import page_of

FOLDER = Path(modules.__file__).parent / "js"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}

SMALL = {
    "main": '// Begins.\n\nimport { one } from "./one.js";\nimport {\n  two,\n} from "./two.js";\n\none(two);\n',
    "one": 'import { two } from "./two.js";\n\nexport function one(value) {\n  return value + two;\n}\n',
    "two": "export const two = 2;\n",
}


def test_modules_joined() -> None:
    assert join_modules(SMALL) == (
        "const two = 2;\n\n\nfunction one(value) {\n  return value + two;\n}\n\n// Begins.\n\n\none(two);\n"
    )


def test_modules_of_a_circle_the_first_one_asked_for_stands_last() -> None:
    circle = {
        "main": 'import { a } from "./a.js";\n',
        "a": 'import { b } from "./b.js";\nexport const a = () => b;\n',
        "b": 'import { a } from "./a.js";\nexport const b = () => a;\n',
    }
    assert order_of(circle) == ["b", "a", "main"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "two",
            'import { three } from "./three.js";\nexport const two = 2;\n',
            "two.js imports three.js, which is not",
        ),
        ("two", "const two = 2;\n", "imports two from two.js, which does not export it"),
        ("two", "export const two = 2;\nfunction one() {}\n", "one.js declares one, as two.js does"),
        ("two", "export const { one, two } = { one: 1, two: 2 };\n", "one.js declares one, as two.js does"),
        ("two", "export const two = 2;\nexport default two;\n", "two.js: only named imports and exports"),
        ("two", 'import * as all from "./one.js";\nexport const two = 2;\n', "two.js: only named imports"),
        ("two", 'import "./one.js";\nexport const two = 2;\n', "two.js: only named imports"),
        ("main", 'import { one as uno } from "./one.js";\n', "imports one as uno from one.js, which does not"),
        ("main", 'import { vis } from "vis-network";\n', "main.js: only named imports"),
    ],
)
def test_modules_that_cannot_be_joined_are_refused(name: str, text: str, fault: str) -> None:
    with pytest.raises(ModuleError, match=fault):
        join_modules({**SMALL, name: text})


def test_modules_of_the_page_are_all_in_its_script() -> None:
    assert sorted(order_of(SOURCES)) == sorted(SOURCES)
    for name, text in SOURCES.items():
        assert text.split("\n", 1)[0] in script_text(), name


def test_modules_of_the_page_are_no_longer_than_a_file_may_be() -> None:
    assert {name: text.count("\n") for name, text in SOURCES.items() if text.count("\n") > 400} == {}


TYPES = (FOLDER / "types.d.ts").read_text(encoding="utf-8")


def fields_of(record: str) -> set[str]:
    """The fields of a record, as types.d.ts tells them."""
    found = re.search(rf"^interface {record} \{{\n(.*?)^\}}", TYPES, re.MULTILINE | re.DOTALL)
    assert found, record
    return set(re.findall(r"^  (\w+)\??:", found[1], re.MULTILINE))


def columns_of(table: str) -> set[str]:
    found = re.search(rf"^  {table}: Columns<(.*?)>;", TYPES, re.MULTILINE | re.DOTALL)
    assert found, table
    return set(re.findall(r'"(\w+)"', found[1]))


def test_types_tell_what_the_page_is_given() -> None:
    page = page_of(*story())
    assert fields_of("PageData") == set(page.graph)
    for table in ("entities", "nameless", "documents", "statements"):
        assert columns_of(table) == set(page.graph[table]), table
    assert fields_of("EventTime") == set(page.graph["times"][0])
    assert fields_of("Article") - {"offsets"} == set(page.articles[0])
