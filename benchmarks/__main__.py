"""The benchmarks: `python -m benchmarks` runs all, `python -m benchmarks NAME...` some, `--list` names them."""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def find_benchmarks() -> dict[str, str]:
    """Return name -> first line of what each file with a `main` says of itself."""
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        runs = any(isinstance(part, ast.FunctionDef) and part.name == "main" for part in tree.body)
        if runs and path.stem != "__main__":
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def main() -> int:
    """Run the benchmarks that were named, each in a process of its own; return how many failed."""
    known = find_benchmarks()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--list", action="store_true", help="name them, run none")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(known))
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    failed = 0
    for name in options.names or known:
        print(f"{name}: {known[name]}", flush=True)
        if not options.list:
            failed += subprocess.run([sys.executable, FOLDER / f"{name}.py"], check=False).returncode != 0
            print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
