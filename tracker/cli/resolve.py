"""``tracker resolve``: claims into events again, and what a person decides about them."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.cli.ask import opened
from tracker.cli.printing import counted, one_line

Command = TypeVar("Command", bound=Callable[..., Any])


def decided(command: Command) -> Command:
    """Who decides, and why."""
    command = click.option("--reason", required=True, help="Why; kept with the decision.")(command)
    return click.option("--by", default=None, help="Who decides. The name of the user unless given.")(command)


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  tracker resolve
  tracker resolve --again
  tracker resolve merge 0a1b2c3d4e5f60718293 8c1f0a52d1e94b7f1234 --reason 'one announcement, two dates'
  tracker resolve split 5b8e7d1c30aa41f20000 --reason 'speaks of the year before'""",
)
@click.option("--again", is_flag=True, help="Look at every claim again, as after a new version of the program.")
@click.pass_context
def resolve(ctx: click.Context, again: bool) -> None:
    """Bring the events in step with the claims.

    This happens by itself whenever pages are read; what people decided by 'merge' and 'split' stays as they decided.
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened() as store:
        if again:
            store.unsettle()
        changed = store.resolve()
        held = store.counts()
    click.echo(f"{counted(changed, 'event')} new or changed; {held['claims']} claims stand in {held['events']} events")


@resolve.command(epilog="\b\nExample:\n  tracker resolve merge ID OTHER --reason 'one announcement, two dates'")
@click.argument("event_id", metavar="ID")
@click.argument("other")
@decided
def merge(event_id: str, other: str, by: str | None, reason: str) -> None:
    """Decide that the events ID and OTHER are one happening."""
    with opened() as store:
        store.merge(event_id, other, by=by or _user(), reason=reason, now=datetime.now(UTC))
        store.resolve()
        click.echo(f"One event: {store.event(event_id).event.id}")


@resolve.command(epilog="\b\nExample:\n  tracker resolve split CLAIM --reason 'speaks of the year before'")
@click.argument("claim_id", metavar="CLAIM")
@decided
def split(claim_id: str, by: str | None, reason: str) -> None:
    """Decide that CLAIM speaks of another happening than the rest of its event."""
    with opened() as store:
        store.split(claim_id, by=by or _user(), reason=reason, now=datetime.now(UTC))
        store.resolve()
        click.echo(f"An event of its own: {store.claim(claim_id).event_id}")


@resolve.command(epilog="\b\nExample:\n  tracker resolve promote company~acme-chips --id acme-chips")
@click.argument("key")
@click.option("--id", "identifier", default=None, help="The id that it is to have; made from its name unless given.")
@click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path), help="The data file to add it to; printed unless given."
)
def promote(key: str, identifier: str | None, into: Path | None) -> None:
    """Make a name that was discovered in articles, KEY, an entry of the knowledge base.

    The entry holds every form of the name that articles use, and the articles. When it stands in a data file of
    'tracker/knowledge', the next 'tracker ingest' links all that was said of the name to it.
    """
    import yaml

    from tracker.model import slug

    with opened() as store:
        found = store.discovered(key)
    entry: dict[str, Any] = {"id": identifier or slug(found.name), "name": one_line(found.name)}
    if found.aliases:
        entry["aliases"] = [one_line(alias) for alias in found.aliases]
    entry |= {"confidence": "low", "sources": list(found.sources) or ["named in articles without an address"]}
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=120)
    if into is None:
        click.echo(text, nl=False)
        return
    with into.open("a", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"{entry['id']} was added to {into}; the {found.kind} is known from the next start")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
