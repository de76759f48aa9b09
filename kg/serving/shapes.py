"""The outlines of the types of entities, as the page of `kg view` draws them: one SVG sprite, and the styles of its colours."""

from __future__ import annotations

from functools import cache

from kg.view.palette import ENTITY_TYPES, STYLES


@cache
def sprite() -> str:
    """Return an SVG with one symbol a type."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="-11 -11 22 22"><polygon points="'
        + " ".join(f"{x * 9:g},{y * 9:g}" for x, y in STYLES[name].outline)
        + '"/></symbol>'
        for name in ENTITY_TYPES
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


@cache
def colours() -> str:
    """Return the styles that give each type its colour, on a light ground and on a dark one."""
    light = "".join(f"--type-{name}:{STYLES[name].light};" for name in ENTITY_TYPES)
    dark = "".join(f"--type-{name}:{STYLES[name].dark};" for name in ENTITY_TYPES)
    classes = "".join(f".type-{name}{{fill:var(--type-{name})}}" for name in ENTITY_TYPES)
    return (
        f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n{classes}\n"
    )
