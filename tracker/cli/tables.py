"""Makes or upgrades the tables, and says how far it is where that takes long."""

from __future__ import annotations

import click


def upgraded(database_url: str, *, thorough: bool = False) -> str:
    """Upgrade, with a line on standard error for every few thousand rows; says which schema version holds now."""
    from tracker.store import upgrade

    return upgrade(database_url, thorough=thorough, progress=_tell)


def _tell(line: str) -> None:
    click.echo(f"Upgrading: {line}", err=True)
