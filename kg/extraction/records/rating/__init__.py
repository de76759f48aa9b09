"""How sure a statement is, by what is seen around it."""
