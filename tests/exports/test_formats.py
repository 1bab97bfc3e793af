"""Every list in every format, read back by a program that knows the format."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import feedparser
import icalendar
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exports.conftest import event, occasion
from tracker.errors import InputError
from tracker.exports import FORMATS, VIEWS, defused, format_of, formats_of
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter, EventView, Store

HOSTILE = (
    '=cmd|"/c calc"!A0',
    "  @SUM(1)",
    "\t=1+1",
    "\r\n-2+3",
    "+1",
    "\u200b=1",
    "＝1",
    "a\x00b\x07\x1b[31m",
    "\ud800 lone",
    "]]> <script>alert(1)</script> & \"quoted\", 'single';\nnext",
    "\ufffe\uffff\x85\u2028",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
)


def written(name: str, views: Any, listed: str = "events") -> bytes:
    return b"".join(format_of(listed, name).write(views, occasion(listed)))


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def sheet(data: bytes) -> tuple[list[list[str]], str]:
    """The cells of the first sheet of a workbook, and all its XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        xml = book.read("xl/worksheets/sheet1.xml")
    rows = etree.fromstring(xml).iterfind(".//{*}row")
    return [["".join(cell.itertext()) for cell in row.iterfind("{*}c")] for row in rows], xml.decode()


def everything(store: Store) -> dict[str, list[Any]]:
    asked = {
        "events": EventFilter(include_low=True),
        "claims": ClaimFilter(include_low=True),
        "entities": EntityFilter(),
        "articles": ArticleFilter(),
    }
    return {listed: list(store.walk(chosen)) for listed, chosen in asked.items()}


@pytest.mark.parametrize("listed", ["events", "claims", "entities", "articles"])
def test_tables_and_lines_hold_every_row_of_a_list(store: Store, listed: str):
    views = everything(store)[listed]
    key = "key" if listed == "entities" else "id"
    names = [getattr(view, key) for view in views]
    assert len(names) > 2
    assert [row[key] for row in cells(written("csv", views, listed))] == names
    assert [json.loads(line)[key] for line in written("jsonl", views, listed).splitlines()] == names
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", views, listed)))
    assert table[key].to_pylist() == names
    rows, _ = sheet(written("xlsx", views, listed))
    assert [row[rows[0].index(key)] for row in rows[1:]] == names


def test_parquet_keeps_types_and_csv_says_the_same_in_words():
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", [event()]))).to_pylist()[0]
    assert str(table["date_start"]) == "2025-07-01"
    assert table["first_published"].isoformat() == "2025-07-18T21:00:00+00:00"
    assert table["sources"] == 2
    assert table["outlets"] == ["Acme Chips: licence granted", "Example News"]
    (row,) = cells(written("csv", [event()]))
    assert row["date_start"] == "2025-07-01"
    assert row["date_precision"] == "month"
    assert row["outlets"] == "Acme Chips: licence granted; Example News"
    assert row["actor_keys"] == "acme"


def test_what_is_unknown_is_empty():
    silent = event(date=None, attribution=None, roles={}, description=None, first_published=None)
    (row,) = cells(written("csv", [silent]))
    assert {row[name] for name in ("date_start", "attribution", "actor", "description", "first_published")} == {""}
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", [silent]))).to_pylist()[0]
    assert table["date_start"] is table["attribution"] is None
    assert table["actor"] == []


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.torture("R23")
def test_no_cell_of_a_csv_is_a_formula(words: str):
    (row,) = cells(written("csv", [event(words)]))
    for cell in row.values():
        assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")
        assert "\x00" not in cell
    assert row["amounts"] == "'-5.5 percent"


@given(st.text(st.characters(codec=None), max_size=20))
@settings(max_examples=300, deadline=None)
def test_text_that_is_defused_never_begins_a_formula(words: str):
    assert defused(words).lstrip()[:1] not in set("=+-@") or not words.lstrip()
    assert defused(words).removeprefix("'") == words.removeprefix("'")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.torture("R23")
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(words: str):
    rows, xml = sheet(written("xlsx", [event(words)]))
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert len(rows) == 2


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", [form.name for form in formats_of("events")])
def test_hostile_text_spoils_no_format(name: str, words: str):
    data = written(name, [event(words), event()])
    match name:
        case "jsonl" | "ftm" | "plover":
            assert len([json.loads(line) for line in data.split(b"\n") if line]) == 2
        case "jsonld":
            assert len(json.loads(data)["@graph"]) == 2
        case "csv":
            assert len(cells(data)) == 2
        case "atom" | "rss":
            etree.fromstring(data)
            feed = feedparser.parse(data)
            assert not feed.bozo
            assert len(feed.entries) == 2
        case "ics":
            entries = icalendar.Calendar.from_ical(data).walk("VEVENT")
            assert len(entries) == 2
        case "parquet":
            assert pyarrow.parquet.read_table(io.BytesIO(data)).num_rows == 2
        case "xlsx":
            assert len(sheet(data)[0]) == 3


def test_a_feed_tells_title_link_and_time():
    for name in ("atom", "rss"):
        (entry,) = feedparser.parse(written(name, [event()])).entries
        assert entry.title == "Acme Chips: licence granted"
        assert entry.link == "https://tracker.example/events/0a1b"
        assert entry.published_parsed[:3] == (2025, 7, 18)


def test_a_calendar_entry_spans_the_days_and_ends_on_the_day_after():
    (entry,) = icalendar.Calendar.from_ical(written("ics", [event(), event(date=None)])).walk("VEVENT")
    assert str(entry["dtstart"].dt) == "2025-07-01"
    assert str(entry["dtend"].dt) == "2025-08-01"
    assert "only known to the month" in entry["description"]


def test_only_what_is_not_certain_is_not_confirmed_in_a_calendar():
    told = [event(status=status) for status in ("occurred", "planned", "proposed", "denied")]
    entries = icalendar.Calendar.from_ical(written("ics", told)).walk("VEVENT")
    assert [str(entry["status"]) for entry in entries] == ["CONFIRMED", "CONFIRMED", "TENTATIVE", "CANCELLED"]


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "atom", "rss", "ics", "jsonld", "ftm", "plover"])
def test_the_first_pieces_come_before_the_last_are_read(name: str):
    endless: Iterator[EventView] = repeat(event())
    pieces = format_of("events", name).write(endless, occasion())
    assert len(next(pieces)) > 0


@pytest.mark.parametrize("listed", VIEWS)
def test_an_empty_list_is_a_file_too(listed: str):
    for form in formats_of(listed):
        written(form.name, [], listed)
    assert cells(written("csv", [], listed)) == []


def test_a_format_that_a_list_does_not_have_is_named_with_those_that_it_has():
    with pytest.raises(InputError, match="choose one of jsonl, csv"):
        format_of("entities", "ics")


def test_no_two_formats_of_a_list_share_a_suffix():
    for listed in VIEWS:
        suffixes = [form.suffix for form in FORMATS.values() if listed in form.lists]
        assert len(suffixes) == len(set(suffixes)) > 3
