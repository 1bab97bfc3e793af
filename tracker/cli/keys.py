"""``tracker keys``: who may ask the server from elsewhere, and what they may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tracker.store.keys import KeyStore, KeyView


@click.group(
    epilog="""\b
Examples:
  tracker keys add 'Ada, laptop'
  tracker keys add newsroom --scope read --scope ingest --days 90
  tracker keys list
  tracker keys revoke 0a1b2c3d4e5f"""
)
def keys() -> None:
    """Make, list, renew and withdraw API keys.

    On this machine none is needed. The server listens on other addresses only when there is one.
    """


@keys.command(epilog="\b\nExample:\n  tracker keys add newsroom --scope read --scope ingest --days 90")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(["read", "ingest", "review"]),
    default=["read"],
    show_default=True,
    help="What it may do: ask; hand in addresses and documents; decide about events. May be given several times.",
)
@click.option("--days", type=click.IntRange(1, 3650), help="After how many days it ends; never unless given.")
def add(name: str, scopes: Sequence[Any], days: int | None) -> None:
    """Make a key for NAME and print it. It is shown this once; the database keeps only what recognises it."""
    now = datetime.now(UTC)
    view, key = _opened().add(name, scopes, now=now, expires_at=now + timedelta(days=days) if days else None)
    _show(view, key)


@keys.command("list", epilog="\b\nExamples:\n  tracker keys list\n  tracker keys list --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_keys(as_json: bool) -> None:
    """List all keys, without their secrets."""
    from tracker.cli.printing import instant, write_json, write_table

    found = _opened().all(datetime.now(UTC))
    if as_json:
        write_json(found)
        return
    if not found:
        click.echo("No keys yet; make one with: tracker keys add NAME")
        return
    write_table(
        ("Id", "State", "Scopes", "Made", "Ends", "Name"),
        [
            (
                key.id,
                key.state,
                ", ".join(key.scopes),
                instant(key.made_at, "day"),
                instant(key.expires_at, "day"),
                key.name,
            )
            for key in found
        ],
    )


@keys.command(epilog="\b\nExample:\n  tracker keys rotate 0a1b2c3d4e5f")
@click.argument("identifier", metavar="ID")
def rotate(identifier: str) -> None:
    """Give the key ID a new secret and print it. The old one ends at once."""
    _show(*_opened().rotate(identifier, now=datetime.now(UTC)))


@keys.command(epilog="\b\nExample:\n  tracker keys revoke 0a1b2c3d4e5f")
@click.argument("identifier", metavar="ID")
def revoke(identifier: str) -> None:
    """Withdraw the key ID. It opens nothing any more, from now on."""
    click.echo(f"The key {_opened().revoke(identifier, now=datetime.now(UTC)).id} is revoked")


def _opened() -> KeyStore:
    from tracker.cli.settings import settings
    from tracker.cli.tables import upgraded
    from tracker.store import Store
    from tracker.store.keys import KeyStore

    chosen = settings()
    upgraded(chosen.database_url)
    store = Store.open(chosen.database_url)
    click.get_current_context().call_on_close(store.close)
    return KeyStore(store)


def _show(view: KeyView, key: str) -> None:
    from tracker.cli.printing import instant

    ends = f", until {instant(view.expires_at, 'day')}" if view.expires_at else ""
    click.echo(f"Key {view.id} may {', '.join(view.scopes)}{ends}. It is shown this once:", err=True)
    click.echo(key)
