"""Settings: a file, the variables above it, and clear words about what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def _empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("STORE", "BASE", "MODEL", "REPORTS", "KEEP_VERSIONS", "WAIT", "TIMEOUT"):
        monkeypatch.delenv(f"KG_{name}", raising=False)


def test_settings_without_any() -> None:
    settings = load_settings()
    assert (settings.store, settings.base, settings.keep_versions) == ("kg-store", None, False)


def test_settings_variable_above_near_file_above_far_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config" / "kg").mkdir(parents=True)
    (tmp_path / "config" / "kg" / "kg.toml").write_text('store = "far"\nmodel = "far"\nwait = 1\n')
    (tmp_path / "kg.toml").write_text('store = "near"\nmodel = "near"\n')
    monkeypatch.setenv("KG_STORE", "variable")
    settings = load_settings()
    assert (str(settings.store), settings.model, settings.wait) == ("variable", "near", 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "'colour' does not fit"),
        ("wait = -1", "'wait' does not fit.*got -1"),
        ('base = "not an iri"', "'base' does not fit"),
        ("wait = = 1", "kg.toml cannot be read"),
    ],
)
def test_settings_that_do_not_fit(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "kg.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_settings()
