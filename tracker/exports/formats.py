"""All formats, and what can be had in which: the API, the pages and the command line offer what stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.errors import InputError
from tracker.exports import calendars, feeds, lines, tables, tradealert
from tracker.exports.columns import Column, columns_of
from tracker.exports.occasion import Occasion
from tracker.knowledge import MeasureRecord
from tracker.store import ArticleView, ClaimView, ConflictView, EntityView, EventView
from tracker.store.health import SourceHealth

Write = Callable[[Iterable[Any], Occasion], Iterator[bytes]]

VIEWS: Mapping[str, Any] = {
    "events": EventView,
    "claims": ClaimView,
    "conflicts": ConflictView,
    "entities": EntityView,
    "articles": ArticleView,
    "sources": SourceHealth,
    "measures": MeasureRecord,
}
"""Each list and what it is a list of."""

_ALL = tuple(VIEWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form in which lists can be had, whole and of any length."""

    name: str
    title: str
    """For readers."""
    suffix: str
    """Of a file, without the dot."""
    media_type: str
    """With the character set where it is text."""
    lists: tuple[str, ...]
    """Which lists can be had so."""
    write: Write
    """From views to the pieces of a file. Holds one piece at a time, whatever the length."""


def _table(write: Callable[[tuple[Column, ...], Iterable[Any]], Iterator[bytes]]) -> Write:
    return lambda views, occasion: write(columns_of(VIEWS[occasion.listed]), views)


def _trade_alert(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    del occasion
    return tables.write_csv(tradealert.COLUMNS, views)


_LINES = "application/x-ndjson"
_CSV = "text/csv; charset=utf-8"

_FORMATS = (
    Format(name="jsonl", title="JSON Lines", suffix="jsonl", media_type=_LINES, lists=_ALL, write=lines.write_lines),
    Format(name="csv", title="CSV", suffix="csv", media_type=_CSV, lists=_ALL, write=_table(tables.write_csv)),
    Format(
        name="xlsx",
        title="Excel",
        suffix="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lists=_ALL,
        write=_table(tables.write_excel),
    ),
    Format(
        name="parquet",
        title="Parquet",
        suffix="parquet",
        media_type="application/vnd.apache.parquet",
        lists=_ALL,
        write=_table(tables.write_parquet),
    ),
    Format(
        name="atom",
        title="Atom feed",
        suffix="atom",
        media_type="application/atom+xml",
        lists=("events", "claims", "conflicts", "articles"),
        write=feeds.write_atom,
    ),
    Format(
        name="rss",
        title="RSS feed",
        suffix="rss",
        media_type="application/rss+xml",
        lists=("events", "claims", "conflicts", "articles"),
        write=feeds.write_rss,
    ),
    Format(
        name="ics",
        title="Calendar",
        suffix="ics",
        media_type="text/calendar; charset=utf-8",
        lists=("events", "claims"),
        write=calendars.write_calendar,
    ),
    Format(
        name="jsonld",
        title="JSON-LD",
        suffix="jsonld",
        media_type="application/ld+json",
        lists=("events", "claims", "entities", "articles"),
        write=lines.write_linked,
    ),
    Format(
        name="ftm",
        title="FollowTheMoney",
        suffix="ftm.jsonl",
        media_type="application/x-ndjson; profile=followthemoney",
        lists=("events", "entities", "articles"),
        write=lines.write_followthemoney,
    ),
    Format(
        name="plover",
        title="PLOVER records",
        suffix="plover.jsonl",
        media_type="application/x-ndjson; profile=plover",
        lists=("events",),
        write=lines.write_plover,
    ),
    Format(
        name="gta",
        title="Global Trade Alert columns",
        suffix="gta.csv",
        media_type="text/csv; charset=utf-8; profile=gta",
        lists=("measures",),
        write=_trade_alert,
    ),
)

FORMATS: Mapping[str, Format] = {form.name: form for form in _FORMATS}
"""By name."""


def formats_of(listed: str) -> tuple[Format, ...]:
    """The formats in which a list can be had."""
    return tuple(form for form in _FORMATS if listed in form.lists)


def format_of(listed: str, name: str) -> Format:
    """The format called ``name``. Raises ``InputError``, saying which there are."""
    found = FORMATS.get(name)
    if found is None or listed not in found.lists:
        there = ", ".join(form.name for form in formats_of(listed))
        raise InputError(f"The list of {listed} cannot be had as {name[:40]!r}: choose one of {there}")
    return found


def file_name(listed: str, form: Format, made: datetime) -> str:
    """``events-2025-08-01.csv``: what a browser saves it as."""
    return f"{listed}-{made:%Y-%m-%d}.{form.suffix}"
