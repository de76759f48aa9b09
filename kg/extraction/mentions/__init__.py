"""Stretches of text that refer to something: names, nominals and pronouns."""
