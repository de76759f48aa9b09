"""docs/architecture.md draws the rooms as tests/test_layers.py has them."""

import re

from tests.readme import ROOT
from tests.test_layers import ROOMS, STAGES

PICTURE = re.search(
    r"```mermaid\n(.*?)```", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.DOTALL
).group(1)
BOXES = {
    box: tuple(names.split(" · ")) for box, names in re.findall(r'^ +(\w+)\["(.+?)<br>.*"\]$', PICTURE, re.MULTILINE)
}
BOXES["extraction"] = ("extraction",)


def drawn_order(letter: str) -> list[tuple[str, ...]]:
    """The rooms of the chain of arrows that begins at the first box of this letter, from above to below."""
    chain = re.search(rf"^ +({letter}1 --> .*)$", PICTURE, re.MULTILINE).group(1)
    return [BOXES[box] for box in chain.split(" --> ")]


def test_architecture_draws_the_rooms_in_their_order() -> None:
    assert drawn_order("r") == list(ROOMS)


def test_architecture_draws_the_rooms_of_extraction_in_their_order() -> None:
    assert drawn_order("s") == list(STAGES)


def test_architecture_draws_no_other_room_or_arrow() -> None:
    assert len(BOXES) == len(ROOMS) + len(STAGES)
    assert PICTURE.count("-->") == len(ROOMS) + len(STAGES) - 2
