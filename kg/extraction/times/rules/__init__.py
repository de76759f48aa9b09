"""The rules for time expressions, one kind a file."""
