"""Make the API reference from the docstrings: `python docs/api.py FOLDER` writes a page a module, with a search, offline.

A docstring or annotation that pdoc cannot read is an error.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from pkgutil import walk_packages

import pdoc

import kg


def write_reference(folder: Path) -> None:
    """Write the reference of the public face and of every module behind it."""
    modules = sorted(
        module.name for module in walk_packages(kg.__path__, "kg.") if not module.name.endswith("__main__")
    )
    for name in kg.__all__:
        setattr(kg, name, getattr(kg, name))  # pdoc sees only what is loaded, and these load when they are first used
    pdoc.render.configure(show_source=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # A room brings its modules along, unless it says in `__all__` what is public, so that each is named here.
        warnings.filterwarnings("ignore", message=r"The module specification .* has already been added")
        pdoc.pdoc("kg", *modules, output_directory=folder)


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]))
