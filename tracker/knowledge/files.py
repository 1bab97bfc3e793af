"""Reads the YAML files of the knowledge base.

Only two readings are used. In entity files every scalar is text, so that ``NO`` stays Norway and
``2024-12-02`` a date as written. In files of measures and figures numbers and truth values are
read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml
from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from tracker.errors import KnowledgeError

FOLDER = Path(__file__).parent

_Text: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Safe: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Figures(_Safe):  # type: ignore[misc]
    """Reads plain numbers, ``true``, ``false`` and ``null``; never dates or ``yes``."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?", "-+0123456789"),  # without a point 4E091 stays an ECCN
):
    _Figures.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))

Row = dict[str, Any]

_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_UNREADABLE = (OSError, yaml.YAMLError, UnicodeError)


def read_text_rows(path: Path) -> list[Row]:
    """The records of an entity file, every scalar as text. Raises ``KnowledgeError``."""
    try:
        events = yaml.parse(path.read_bytes(), Loader=_Text)
        values = [_text(event, events) for event in events if not isinstance(event, _FRAME)]
    except _UNREADABLE as error:
        raise _unreadable(path, error) from error
    return _rows(path, values[0] if values else None)


def read_rows(path: Path) -> list[Row]:
    """The records of a file with figures. Raises ``KnowledgeError``."""
    try:
        return _rows(path, yaml.load(path.read_bytes(), Loader=_Figures))  # noqa: S506 - it builds plain values only
    except _UNREADABLE as error:
        raise _unreadable(path, error) from error


def _text(event: Event, events: Iterator[Event]) -> Any:
    """The value that begins with ``event``; building from events takes a quarter of the time of a loader."""
    if isinstance(event, ScalarEvent):
        return event.value
    if isinstance(event, SequenceStartEvent):
        row = []
        while (event := next(events)).__class__ is not SequenceEndEvent:
            row.append(_text(event, events))
        return row
    if not isinstance(event, MappingStartEvent):
        raise yaml.YAMLError(f"no anchors and aliases: write the value out, {event.start_mark}")
    record: Row = {}
    while (event := next(events)).__class__ is not MappingEndEvent:
        if not isinstance(event, ScalarEvent) or event.value in record:
            raise yaml.YAMLError(f"a field that is no plain word or stands there twice, {event.start_mark}")
        record[event.value] = _text(next(events), events)
    return record


def _unreadable(path: Path, error: Exception) -> KnowledgeError:
    return KnowledgeError(f"{path.name} cannot be read: {' '.join(str(error).split())}")


def _rows(path: Path, rows: Any) -> list[Row]:
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path.name} must be a list of records")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            raise KnowledgeError(f"{path.name}: record {number} has no id: give every record an `id`")
    return rows
