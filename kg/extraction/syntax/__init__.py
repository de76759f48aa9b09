"""The tree of a sentence, and what can be asked of it: verbs, subjects, phrases, tense, types of nouns."""
