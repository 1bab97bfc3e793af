"""Settings, read once from ``TRACKER_*`` environment variables at the edge and passed inwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be configured."""

    database_url: str
    """``TRACKER_DATABASE_URL``: an SQLAlchemy address; default an SQLite file in the user's data folder."""
    allowed_hosts: tuple[str, ...]
    """``TRACKER_ALLOWED_HOSTS``: hosts, by comma, that are fetched from although they are in a private network."""
    proxy: str | None
    """``TRACKER_PROXY``: a proxy for all that is fetched; those that the environment names otherwise are not used."""
    host: str
    """``TRACKER_HOST``: the address that ``tracker serve`` listens on; default ``127.0.0.1``."""
    port: int
    """``TRACKER_PORT``: its port; default ``8000``."""
    server_names: tuple[str, ...]
    """``TRACKER_SERVER_NAMES``: host names, by comma, under which others reach the server; a key is then needed."""
    rate_limit: str
    """``TRACKER_RATE_LIMIT``: how many requests a key may make; default ``600/minute``."""
    user_agent: str
    """``TRACKER_USER_AGENT``: how the tracker introduces itself to the servers that it fetches from."""
    extractor_url: str | None
    """``TRACKER_EXTRACTOR_URL``: an OpenAI-compatible endpoint that may propose claims; without one there is none."""
    extractor_model: str | None
    """``TRACKER_EXTRACTOR_MODEL``: the model to ask there."""
    extractor_key: str | None = field(repr=False)
    """``TRACKER_EXTRACTOR_KEY``: the key that it asks for, if any."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from ``environment``; unset or empty variables take their defaults.

    Raises ``ValueError`` naming the variable when a value cannot be used.
    """
    port = environment.get("TRACKER_PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"TRACKER_PORT is {port!r}: give a port number between 1 and 65535")
    return Settings(
        database_url=environment.get("TRACKER_DATABASE_URL") or f"sqlite:///{default_database()}",
        allowed_hosts=_words(environment.get("TRACKER_ALLOWED_HOSTS")),
        proxy=_proxy(environment.get("TRACKER_PROXY")),
        host=environment.get("TRACKER_HOST") or "127.0.0.1",
        port=int(port),
        server_names=_words(environment.get("TRACKER_SERVER_NAMES")),
        rate_limit=_rate(environment.get("TRACKER_RATE_LIMIT")),
        user_agent=environment.get("TRACKER_USER_AGENT")
        or "trade-tracker/0.1 (export-control news reader; set TRACKER_USER_AGENT to name your contact)",
        extractor_url=environment.get("TRACKER_EXTRACTOR_URL") or None,
        extractor_model=environment.get("TRACKER_EXTRACTOR_MODEL") or None,
        extractor_key=environment.get("TRACKER_EXTRACTOR_KEY") or None,
    )


def _words(value: str | None) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in (value or "").split(",") if word.strip())


def _rate(value: str | None) -> str:
    if value and not re.fullmatch(r"[1-9]\d{0,8}/(second|minute|hour|day)", value):
        raise ValueError(f"TRACKER_RATE_LIMIT is {value!r}: give a number and a unit, such as 600/minute")
    return value or "600/minute"


def _proxy(value: str | None) -> str | None:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError(f"TRACKER_PROXY is {value!r}: give an address that begins with http:// or https://")
    return value or None


def default_database() -> Path:
    """Where the embedded database lives when nothing else is set."""
    return user_data_path("tracker") / "tracker.db"
