"""What verbs, nouns and names state, before it is split by conjunct and credited to anybody."""
