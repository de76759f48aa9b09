"""`kg build --dask`: what is wrong with a call is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--segments", "s3://bucket/a"), "--segments says where the workers of --dask write; give both"),
        (("--dask", "local:2", "--workers", "2"), "--dask and --workers exclude each other; give one of them"),
        (("--dask", "local:none"), "give the number of workers, as in local:2"),
        (("--dask", "none.json"), "none.json: no Dask scheduler has written this file"),
    ],
)
def test_cli_cluster_wrong_calls_are_one_line(run: Run, words: tuple[str, ...], message: str) -> None:
    pytest.importorskip("distributed")
    Path("a.txt").write_text("Iran sold tanks to Russia.")
    code, out, err = run("build", "a.txt", "--store", "s", *words)
    assert (code, out) == (2, "")
    assert message in err and err.count("\n") == 1
    assert not Path("s", "store.json").exists()
