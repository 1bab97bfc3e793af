"""``tracker sources``: which sources there are, which are on, and how they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.store import Store
    from tracker.store.crawling import CrawlStore
    from tracker.store.health import SourceHealth

FORMS = ("site", "feed", "sitemap", "section", "folder", "warc")


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  tracker sources
  tracker sources enable --starter
  tracker sources enable nvidia-newsroom mofcom-english
  tracker sources add acme https://www.acme.example/news/
  tracker sources show screening-list""",
)
@click.option("--on", "on_only", is_flag=True, help="List only those that are enabled.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def sources(context: click.Context, on_only: bool, as_json: bool) -> None:
    """List, enable and disable the sources that are watched.

    All are off until you enable them. Without a subcommand they are listed: s stands for the suggested starter set.
    """
    if context.invoked_subcommand is None:
        _list(on_only=on_only, as_json=as_json)


@sources.command(
    epilog="\b\nExamples:\n  tracker sources enable --starter\n  tracker sources enable bis-press scmp-tech"
)
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--starter", is_flag=True, help="Enable the suggested set to begin with.")
def enable(names: Sequence[str], starter: bool) -> None:
    """Enable sources; 'tracker watch' looks through them from now on."""
    from tracker.cli.printing import counted

    if not names and not starter:
        raise click.UsageError("Name sources, or give --starter")
    with opened() as (store, crawls):
        chosen = _checked(store, names)
        if starter:
            chosen += [health.name for health in _all(store) if health.starter]
        changed = crawls.switch(dict.fromkeys(chosen), on=True, now=datetime.now(UTC))
    click.echo(f"{counted(changed, 'source')} enabled; now run: tracker watch")


@sources.command(epilog="\b\nExample:\n  tracker sources disable scmp-tech")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
def disable(names: Sequence[str]) -> None:
    """Disable sources. What they brought stays."""
    from tracker.cli.printing import counted

    with opened() as (store, crawls):
        changed = crawls.switch(_checked(store, names), on=False, now=datetime.now(UTC))
    click.echo(f"{counted(changed, 'source')} disabled")


@sources.command(
    epilog="""\b
Examples:
  tracker sources add acme https://www.acme.example/news/
  tracker sources add acme-feed https://www.acme.example/rss.xml --form feed --only chip
  tracker sources add saved ~/saved-pages --form folder"""
)
@click.argument("name")
@click.argument("address", metavar="URL|PATH")
@click.option("--form", type=click.Choice(FORMS), default="site", show_default=True, help="What is at the address.")
@click.option("--only", metavar="PATTERN", help="Keep only what matches in title or address: a regular expression.")
@click.option("--story", metavar="PATTERN", help="What the addresses of a section's stories match.")
@click.option("--minutes", type=click.IntRange(5, 43_200), default=60, show_default=True, help="How often to look.")
def add(name: str, address: str, minutes: int, **given: str | None) -> None:
    """Add a source of your own and enable it."""
    from pathlib import Path

    from tracker.sources import own_source

    if given["form"] in ("folder", "warc"):
        address = str(Path(address).expanduser().absolute())
    definition = {key: value for key, value in given.items() if value}
    definition |= {"name": name, "address": address, "minutes": str(minutes)}
    own_source(definition)
    with opened() as (_, crawls):
        crawls.define(name, definition, datetime.now(UTC))
    click.echo(f"{name} is added and enabled; try it with: tracker crawl {name} --dry-run")


@sources.command(epilog="\b\nExample:\n  tracker sources remove acme")
@click.argument("name")
def remove(name: str) -> None:
    """Remove a source of your own. What it brought stays."""
    from tracker.errors import InputError

    with opened() as (_, crawls):
        state = crawls.states(datetime.now(UTC)).get(name)
        if state is None or state.definition is None:
            raise InputError(f"{name} is no source of your own: only those can be removed; others can be disabled")
        crawls.define(name, None, datetime.now(UTC))
    click.echo(f"{name} is removed")


@sources.command(epilog="\b\nExamples:\n  tracker sources show screening-list\n  tracker sources show bis-press --json")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(name: str, as_json: bool) -> None:
    """Show one source with its last runs and what went wrong."""
    from tracker.cli.printing import instant, write_json
    from tracker.store.health import source_detail

    with opened() as (store, _):
        _checked(store, [name])
        detail = source_detail(store, name, datetime.now(UTC))
    if detail is None:
        return
    if as_json:
        write_json(detail)
        return
    for line in _card(detail.source):
        click.echo(line)
    for run in detail.runs:
        counts = ", ".join(
            f"{getattr(run, each)} {each}" for each in ("listed", "added", "updated", "copies", "failed")
        )
        click.echo(f"  run    {instant(run.started, None)}  {counts}{f'; {run.error}' if run.error else ''}")
    for issue in detail.issues:
        click.echo(f"  {issue.kind:<6} {instant(issue.last_at, None)}  {issue.times}x {issue.message}")


@contextmanager
def opened() -> Iterator[tuple[Store, CrawlStore]]:
    """The database of this run, whose tables are made or upgraded first."""
    from tracker.cli.settings import settings
    from tracker.cli.tables import upgraded
    from tracker.store import Store
    from tracker.store.crawling import CrawlStore

    chosen = settings()
    upgraded(chosen.database_url)
    with Store.open(chosen.database_url) as store:
        yield store, CrawlStore(store)


def _all(store: Store) -> list[SourceHealth]:
    from tracker.store.health import source_health

    return source_health(store, datetime.now(UTC))


def _checked(store: Store, names: Sequence[str]) -> list[str]:
    """The names, all of which are sources. Raises ``NotFound``, naming similar ones."""
    from tracker.crawl import sources_of
    from tracker.sources import find
    from tracker.store.crawling import CrawlStore

    known = sources_of(CrawlStore(store), datetime.now(UTC))
    return [find(name, known.values()).name for name in names]


def _list(*, on_only: bool, as_json: bool) -> None:
    from tracker.cli.printing import instant, write_json, write_table

    with opened() as (store, _):
        found = [health for health in _all(store) if health.enabled or not on_only]
    if as_json:
        write_json(found)
        return
    rows = [
        (
            health.name,
            "s" if health.starter else "",
            health.condition,
            health.country,
            health.kind,
            f"{health.lately}/{health.expected} in {health.expected_days} d",
            instant(health.last_success, None),
            instant(health.next_at, None),
            health.last_error or health.title,
        )
        for health in found
    ]
    write_table(
        ("name", "", "is", "of", "kind", "brought", "last success", "next", "what it is, or what is wrong"), rows
    )


def _card(health: SourceHealth) -> Iterator[str]:
    from tracker.cli.printing import instant, one_line

    yield f"{health.name}: {health.title}"
    told = {
        "publisher": f"{health.publisher} ({health.country}, {health.language}, {health.kind})",
        "homepage": health.homepage,
        "licence": health.licence,
        "note": health.note,
        "schedule": health.schedule,
        "is": health.condition,
        "brought": f"{health.lately} of {health.expected} expected in {health.expected_days} days; {health.held} held",
        "open": f"{health.waiting} waiting, {health.failed} given up",
        "last success": instant(health.last_success, None),
        "next": instant(health.next_at, None),
        "error": health.last_error,
    }
    yield from (f"  {name:<13} {one_line(value)}" for name, value in told.items() if value)
