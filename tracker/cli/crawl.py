"""``tracker crawl`` and ``tracker watch``: look through sources now, or again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.crawl import Crawler, Page, Summary
    from tracker.sources import Source


@click.command(
    epilog="""\b
Examples:
  tracker crawl federal-register-bis
  tracker crawl nvidia-newsroom --dry-run
  tracker crawl screening-list --accept-losses
  tracker crawl --all"""
)
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Look through all enabled sources.")
@click.option("--dry-run", is_flag=True, help="Print what the listings lead to; fetch and store none of it.")
@click.option("--accept-losses", is_flag=True, help="Take what is missing in a list as removed, after an alarm.")
@click.option("--quiet", is_flag=True, help="Print failures and the summary only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each source.")
def crawl(  # noqa: PLR0913, PLR0917 - one parameter for each option
    names: Sequence[str], everything: bool, dry_run: bool, accept_losses: bool, quiet: bool, as_json: bool
) -> int:
    """Look through sources now, whether they are enabled or not.

    Exit code 0 if all went well, 1 if something failed or looks changed, 2 if nothing could be used.
    """
    if not names and not everything:
        raise click.UsageError("Name sources, or give --all")
    codes = []
    with _opened(shared=False) as crawler:
        telling = replace(crawler, progress=_tell(quiet=quiet or as_json))
        for source in _chosen(crawler, names, everything=everything):
            if dry_run:
                codes.append(_look(crawler, source, as_json=as_json))
                continue
            summary = telling.crawl(source, accept_losses=accept_losses)
            codes.append(_say(source.name, summary, as_json=as_json))
    return max(codes, default=0) if min(codes, default=0) == max(codes, default=0) else 1


@click.command(epilog="\b\nExamples:\n  tracker watch\n  tracker watch --log json --metrics-port 9464")
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True, help="Sources at the same time.")
@click.option("--log", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to log.")
@click.option("--metrics-port", type=click.IntRange(1, 65535), help="Serve Prometheus metrics on this local port.")
def watch(at_once: int, log: str, metrics_port: int | None) -> None:
    """Watch all enabled sources on their schedule until Ctrl-C.

    It may be killed at any time: what was begun is done again. Several may run on one database and share the work.
    """
    import signal
    import threading

    from tracker.crawl import Watch
    from tracker.crawl.log import log_to_stderr

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with _opened(shared=True) as crawler:
        states = crawler.crawls.states(datetime.now(UTC)).values()
        enabled = sum(state.enabled for state in states)
        if not enabled:
            click.echo("No source is enabled yet; run: tracker sources enable --starter")
        if metrics_port:
            from prometheus_client import start_http_server

            start_http_server(metrics_port, addr="127.0.0.1")
        log_to_stderr(as_json=log == "json")
        click.echo(f"Watching {enabled} sources (Ctrl-C stops)")
        telling = Watch(crawler, at_once=at_once, tell=lambda summary: click.echo(_line(summary)))
        try:
            telling.run(stop)
        except KeyboardInterrupt:
            click.echo("Stopped")


@contextmanager
def _opened(*, shared: bool) -> Iterator[Crawler]:
    from tracker.cli.settings import settings
    from tracker.cli.sources import opened
    from tracker.crawl import crawler_of
    from tracker.crawl.setting_up import fetcher_of
    from tracker.knowledge import load_knowledge

    with opened() as (store, _):
        knowledge = load_knowledge()
        store.add_entities(knowledge.entities.values())
        yield crawler_of(store, knowledge, fetcher_of(settings(), store, shared=shared))


def _chosen(crawler: Crawler, names: Sequence[str], *, everything: bool) -> list[Source]:
    from tracker.crawl import sources_of
    from tracker.sources import find

    now = datetime.now(UTC)
    known = sources_of(crawler.crawls, now)
    chosen = [find(name, known.values()) for name in names]
    if everything:
        states = crawler.crawls.states(now)
        chosen += [known[name] for name, state in states.items() if state.enabled and name in known]
    return list({source.name: source for source in chosen}.values())


def _look(crawler: Crawler, source: Source, *, as_json: bool) -> int:
    from tracker.cli.printing import one_line, write_json

    found = crawler.look(source)
    if as_json:
        told = [{"url": lead.url, "title": lead.title, "published": lead.published} for lead in found.leads]
        write_json({"source": source.name, "leads": told, "alarms": found.alarms})
    else:
        for lead in found.leads:
            day = f"{lead.published:%Y-%m-%d}" if lead.published else "–"
            click.echo(f"{day:<10}  {one_line(lead.url)}  {one_line(lead.title or '')}")
        for alarm in found.alarms:
            click.echo(f"alarm: {one_line(alarm)}", err=True)
    return 1 if found.alarms else 0


def _tell(*, quiet: bool) -> Callable[[Page], None]:
    from tracker.cli.printing import one_line

    def tell(page: Page) -> None:
        if page.result == "failed":
            click.echo(f"error: {one_line(page.url)}: {one_line(page.message)}", err=True)
        elif not quiet:
            click.echo(f"{page.result:<9} {one_line(page.message)}")

    return tell


def _say(name: str, summary: Summary | None, *, as_json: bool) -> int:
    from tracker.cli.printing import one_line, write_json

    if summary is None:
        click.echo(f"{name}: another worker is looking through it now")
        return 0
    if as_json:
        write_json(summary)
    else:
        click.echo(_line(summary))
    for alarm in summary.alarms:
        click.echo(f"alarm: {one_line(alarm)}", err=True)
    return summary.exit_code


def _line(summary: Summary) -> str:
    """``wire: 12 listed, 3 added; 2 events new or changed``."""
    from tracker.cli.printing import counted, one_line

    tally = summary.tally
    counts = [(name, getattr(tally, name)) for name in ("listed", "added", "updated", "unchanged", "copies", "failed")]
    told = ", ".join(f"{number} {name}" for name, number in counts if number) or "nothing new"
    error = f"; {one_line(summary.error)}" if summary.error else ""
    events = f"; {counted(summary.events, 'event')} new or changed" if summary.events else ""
    return f"{summary.source}: {told}{events}{error}"
