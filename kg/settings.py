"""What a user sets once: `kg.toml` in the working folder or in that of the user's configuration, and KG_* variables.

    store = "kg-store"
    base = "https://graph.example.org/"
    model = "en_core_web_md"

A variable stands above the files, the nearer file above the farther one.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from kg.errors import KGError

FILE = "kg.toml"


class SettingsError(KGError):
    """A setting is not known or does not have a fitting value."""


class Settings(BaseSettings):
    """The settings; an option of a command stands above them."""

    model_config = SettingsConfigDict(env_prefix="KG_", extra="forbid", frozen=True)

    store: str = Field(default="kg-store", description="The store's folder, or the address of a server that holds it.")
    folder: Path | None = Field(default=None, description="The folder that works for a store on a server.")
    base: str | None = Field(
        default=None, pattern=r"^https?://[^\s#?]+/$", description="The base IRI of a new store's graph."
    )
    model: str | None = Field(default=None, description="The spaCy pipeline: a package's name or a path.")
    reports: bool | None = Field(default=None, description="Whether report statements are in the graph.")
    keep_versions: bool = Field(default=False, description="Whether documents with one url are all kept.")
    wait: float = Field(default=30.0, ge=0, description="Seconds to wait for another process that writes to the store.")
    workers: int | None = Field(
        default=None, ge=0, description="Processes that extract at once; 0 is none but kg itself."
    )
    timeout: float | None = Field(default=None, gt=0, description="Seconds that a query may take.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read variables before the file, and the nearer file before the farther one."""
        files = [path for path in settings_files() if path.is_file()]
        return init_settings, env_settings, *(TomlConfigSettingsSource(settings_cls, path) for path in files)


def settings_files() -> tuple[Path, ...]:
    """Return where a settings file may lie, the nearest first."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(FILE), home / "kg" / FILE


def load_settings() -> Settings:
    """Return the settings; a file or variable that does not fit raises SettingsError, which names it."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"the setting {name!r} does not fit: {first['msg']}; got {first['input']!r}") from problem
    except ValueError as problem:  # a file that is not TOML
        raise SettingsError(f"{FILE} cannot be read: {problem}") from problem
