"""`kg` from a process that has loaded all that a command needs: each command is a fork of it, and so begins at once.

In go the arguments, folder, environment and open files of a command that stands for `kg` in a folder of the PATH, out come what
it writes and its exit code. For pages of many commands: that the installed command works is told by others.
"""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from kg.extraction.default_model import DEFAULT_MODEL
from kg.extraction.load import load_pipeline

SHIM = """#!{python} -IS
import json, os, signal, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(asked, [len(told).to_bytes(8, "big")], [0, 1, 2])
    asked.sendall(told)
    process = int.from_bytes(asked.recv(8), "big")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(process, number))
    code = asked.recv(1)
sys.exit(code[0] if code else 1)
"""


@contextmanager
def forked_kg(folder: Path) -> Iterator[Path]:
    """Give a folder with a `kg` in it, to be put before all others of the PATH."""
    address = folder / "asked"
    shim = folder / "kg"
    shim.write_text(SHIM.format(python=sys.executable, address=str(address)), encoding="utf-8")
    shim.chmod(0o755)
    process = subprocess.Popen([sys.executable, "-m", "tests.forking", str(address)], stdout=subprocess.PIPE)
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the process that is forked did not start")
        yield folder
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Load everything, say so, and fork for each who asks, until this process is killed."""
    for module in ("kg.asking.asker", "kg.face", "kg.graph.build", "kg.view", "kg.cli"):
        import_module(module)
    load_pipeline(DEFAULT_MODEL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork: it tells its exit code itself
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(sys.argv[1])
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            asked, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                run(asked)
            asked.close()


def run(asked: socket.socket) -> None:
    """Be the command that is asked for, and end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, files, _, _ = socket.recv_fds(asked, 8, 3)
    with asked.makefile("rb") as told:
        arguments, folder, environment = json.loads(told.read(int.from_bytes(length, "big")))
    asked.sendall(os.getpid().to_bytes(8, "big"))
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["kg", *arguments]
    sys.stdin, sys.stdout, sys.stderr = (_text(number) for number in range(3))  # the old ones may have another encoding
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    code = 1
    try:
        import_module("kg.cli").main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        asked.sendall(bytes([code]))
        os._exit(code)


def _text(number: int) -> io.TextIOWrapper:
    raw = io.FileIO(number, "wb" if number else "rb", closefd=False)
    buffered = io.BufferedWriter(raw) if number else io.BufferedReader(raw)
    return io.TextIOWrapper(buffered, encoding="utf-8", line_buffering=number == 2)


if __name__ == "__main__":
    main()
