"""JSON for other programs: lines as the API shows each thing, FollowTheMoney entities, PLOVER records, JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import PydanticSerializationError, to_json, to_jsonable_python

from tracker.exports.followthemoney import as_entity
from tracker.exports.linked import CONTEXT, as_node
from tracker.exports.occasion import Occasion
from tracker.exports.plover import as_record
from tracker.exports.text import plain

_STEP = 100


def write_lines(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """One JSON object a line, as the API shows it (JSON Lines)."""
    del occasion
    yield from _pieces(line(view) for view in views)


def write_followthemoney(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """One FollowTheMoney entity a line; what has no schema there is left out."""
    entities = (as_entity(view, occasion) for view in views)
    yield from _pieces(line(entity) for entity in entities if entity)


def write_plover(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """One record a line, in the fields of PLOVER."""
    yield from _pieces(line(as_record(view, occasion)) for view in views)


def write_linked(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """A JSON-LD document in the terms of schema.org."""
    yield b'{"@context": ' + json.dumps(CONTEXT).encode() + b', "@graph": ['
    nodes = (line(as_node(view, occasion)).rstrip() for view in views)
    yield next(nodes, b"")
    yield from _pieces(b",\n" + node for node in nodes)
    yield b"]}\n"


def line(value: Any) -> bytes:
    """``value`` as JSON on one line, with U+FFFD for what UTF-8 cannot hold."""
    try:
        return to_json(value) + b"\n"
    except (PydanticSerializationError, UnicodeEncodeError):
        return to_json(_mended(value)) + b"\n"


def _mended(value: Any) -> Any:
    """Lone surrogates are no text."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain(str(key)): _mended(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _mended(getattr(value, name)) for name in value.__dataclass_fields__}
    return to_jsonable_python(value)


def _pieces(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Some lines at once: each piece costs a round through the server."""
    held: list[bytes] = []
    for one in lines:
        held.append(one)
        if len(held) == _STEP:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)
