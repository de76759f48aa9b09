"""Other taggers of names in place of ours: their names and types, our statements."""
