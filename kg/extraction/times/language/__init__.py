"""The small language in which time rules are written, and what their readers give."""
