"""Tell the language of a text: a text goes in, a language code comes out, "en" unless it surely is another one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

CHARACTERS_READ = 20_000
"""The start of a text tells its language, and the identifier takes time with each character."""

SURE = 0.7
"""A few English words, names above all, look like some other language, but hardly with this probability: among short
sentences of news the highest was 0.35. Short sentences in other languages mostly lie above, their articles at 1.0."""

HARD_TO_TELL = {
    "pcm": frozenset(
        ("abeg", "abi", "dat", "dey", "dia", "dis", "dos", "im", "pesin", "pipol", "tok", "una", "wetin", "wey")
    )
}
"""Languages that English is taken for, with words of theirs that English lacks: any headline that names Nigeria looks like
Nigerian Pidgin, which has most of its words from English."""


def identify_language(text: str) -> str:
    """Return the language of a text as an ISO 639 code.

    "Putin met Kim in Vladivostok." → en (the identifier's best guess is Slovenian, at 0.11)
    "Der Kreml wies den Bericht zurück." → de (0.97)
    """
    start = text[:CHARACTERS_READ]
    language, probability = _load_identifier().classify(start)
    if language in HARD_TO_TELL and _is_english_after_all(start, HARD_TO_TELL[language]):
        return ENGLISH
    return language if probability >= SURE or _is_in_other_script(start) else ENGLISH


def _is_english_after_all(text: str, words: frozenset[str]) -> bool:
    """Tell English by what it lacks: a text without one of the words that the other language hardly does without."""
    return not words & set(re.findall(r"[^\W\d_]+", text.lower()))


def _is_in_other_script(text: str) -> bool:
    """Tell whether most letters are no English ones, as in Chinese, where the identifier wavers between variants."""
    letters = [character.isascii() for character in text if character.isalpha()]
    return sum(letters) < len(letters) / 2


@cache
def _load_identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
