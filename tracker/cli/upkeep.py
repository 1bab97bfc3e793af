"""``tracker load`` and ``tracker info``: fill the database and look at it."""

from __future__ import annotations

import platform
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.settings import settings

if TYPE_CHECKING:
    from tracker.knowledge import Knowledge
    from tracker.pipeline import Pipeline


@click.command(epilog="\b\nExamples:\n  tracker load\n  tracker load --no-samples\n  tracker load claims/")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--samples/--no-samples", default=True, help="Whether to read the sample documents too; not with DIR.")
@click.option("--resolve/--no-resolve", default=True, help="Whether to make events of the claims of DIR at once.")
def load(folder: str | None, samples: bool, resolve: bool) -> int:
    """Fill the database with the reference timeline and the sample documents, or with the results of a batch in DIR.

    Makes or upgrades the tables first. What is there already stays as it is, so that it may be run at any time.
    """
    from dataclasses import replace

    from tracker.cli.ingest import failures, opened_pipeline, summary

    now = datetime.now(UTC)
    with opened_pipeline() as stages:
        if folder is not None:
            return _load_batch(stages, folder, resolve=resolve)
        reference = stages.load_reference(now)
        click.echo(f"Reference timeline: {reference.new} claims added, {reference.unchanged} known")
        if not samples:
            return 0
        report = replace(stages, progress=failures).ingest([sample_folder()], now)
    click.echo(f"Sample documents: {summary(report)}")
    return report.exit_code


def _load_batch(stages: Pipeline, folder: str, *, resolve: bool) -> int:
    from tracker.batch.loading import load_part, parts, total
    from tracker.batch.manifest import Output

    output = Output(folder)
    pages = total(output)
    stages.store.add_entities(stages.knowledge.entities.values())
    counted: Counter[str] = Counter()
    for part in parts(output):
        loaded = load_part(stages.store, part, stages.add)
        counted.update(added=loaded.added, known=loaded.known, updated=loaded.updated, claims=loaded.claims)
        counted["failed"] += len(loaded.failed)
        for line in loaded.failed:
            click.echo(f"  failed  {line}", err=True)
        done = counted["added"] + counted["known"] + counted["updated"] + counted["failed"]
        click.echo(f"{done:,} of {pages:,} articles, {counted['claims']:,} claims", err=True)
    events = stages.store.resolve() if resolve else 0
    click.echo(
        f"{counted['added']:,} articles with {counted['claims']:,} claims added, {counted['updated']:,} read again,"
        f" {counted['known']:,} known, {counted['failed']:,} failed"
        + (f"; {events:,} events changed" if resolve else "; make events of them with: tracker resolve")
    )
    return 1 if counted["failed"] else 0


def sample_folder() -> Path:
    """Where the sample documents are installed."""
    return Path(str(files("tracker") / "samples"))


@click.command(epilog="\b\nExamples:\n  tracker info\n  tracker info --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info(as_json: bool) -> None:
    """Show versions, the database and what is in it."""
    from tracker.cli.printing import write_json
    from tracker.knowledge import load_knowledge

    facts = {"versions": _versions(), "database": _database(), "knowledge": _knowledge(load_knowledge())}
    if as_json:
        write_json(facts)
    else:
        click.echo("\n".join(_lines(facts)))


def _versions() -> dict[str, str]:
    from tracker import __version__
    from tracker.extraction import VERSION

    return {
        "tracker": __version__,
        "extractor": VERSION,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _database() -> dict[str, Any]:
    from sqlalchemy import make_url

    from tracker.errors import StoreError
    from tracker.store import Store

    address = settings().database_url
    facts: dict[str, Any] = {"address": make_url(address).render_as_string(hide_password=True)}
    try:
        with Store.open(address) as store:
            return facts | dict(store.counts())
    except StoreError as error:
        # Not having a database yet is an answer here, and it says what to do.
        return facts | {"state": str(error)}


def _knowledge(knowledge: Knowledge) -> dict[str, int]:
    kinds = [entity.kind for entity in knowledge.entities.values()]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))} | {
        "event types": len(knowledge.event_types),
        "measures": len(knowledge.measures),
        "timeline records": len(knowledge.timeline),
    }


def _lines(facts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for heading, section in facts.items():
        yield f"{heading}"
        yield from (f"  {name:<18} {value}" for name, value in section.items())
