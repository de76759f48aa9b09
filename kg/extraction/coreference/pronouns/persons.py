"""The forms of the personal pronouns."""

from __future__ import annotations

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "yourselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
