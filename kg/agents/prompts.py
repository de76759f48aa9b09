"""The prompts that a user of an agent may pick: what to look up, in which order, and how to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import mcp_types as types

from kg.calls.errors import CallError

_LONGEST = 500
_CITE = (
    "Tell for each point who says so, and cite the article (title, publisher, date). Keep what is claimed, denied and "
    "planned apart from what the articles say in their own voice. Say so where the graph has nothing."
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with one blank, whose name is `argument`."""

    name: str
    about: str
    argument: str
    meaning: str
    text: str

    def listed(self) -> types.Prompt:
        """Return the prompt as a list has it."""
        argument = types.PromptArgument(name=self.argument, description=self.meaning, required=True)
        return types.Prompt(name=self.name, description=self.about, arguments=[argument])

    def filled(self, given: Mapping[str, str]) -> str:
        """Return the prompt with what it is about; without that, CallError."""
        value = " ".join(given.get(self.argument, "").split())[:_LONGEST]
        if not value:
            raise CallError("wrong", f"{self.name} needs {self.argument}: {self.meaning}")
        return f"{self.text.format(value)} {_CITE}"


PROMPTS = (
    Prompt(
        "brief",
        "What the articles say of somebody or something.",
        "entity",
        "A name.",
        "Write a short briefing on “{}”: ground the name with `ground_entity`, then use `show_entity`, `timeline` and "
        "`conflicts`.",
    ),
    Prompt(
        "check",
        "Whether the articles bear a claim out.",
        "claim",
        "A sentence.",
        "Check the claim “{}”: ground its names, look for statements that say or deny it (`statements`, `conflicts`, if "
        "need be `sparql`), and quote the sentences on either side.",
    ),
    Prompt(
        "voices",
        "Who says what on a subject.",
        "subject",
        "A name.",
        "Compare what the sources say about “{}”: ground it, list `sources`, and read the `statements` of the main ones.",
    ),
)
