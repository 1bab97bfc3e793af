"""Views as flat tables: which columns a view has follows from its fields, so that a new field is a new column.

A date becomes its first day, last day and precision; a role the names of those who fill it and their keys.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic_core import to_jsonable_python

from tracker.model import ROLES, Amount, DateInterval, Reason, Role
from tracker.store import SideView

Sort: TypeAlias = Literal["text", "texts", "number", "count", "truth", "day", "instant"]
"""What stands in a column: ``texts`` are several, ``count`` is a whole number, ``instant`` a time with its offset."""

_PLAIN: Mapping[Any, Sort] = {
    str: "text",
    bool: "truth",
    int: "count",
    float: "number",
    datetime: "instant",
    date: "day",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    sort: Sort
    of: Callable[[Any], Any]
    """From a view to the value; ``None`` where it is unknown."""


@cache
def columns_of(view: type[Any]) -> tuple[Column, ...]:
    """The columns of a table of ``view``, in the order of its fields."""
    hints = get_type_hints(view)
    return tuple(column for field in fields(view) for column in _columns(field.name, _required(hints[field.name])))


def _columns(name: str, kind: Any) -> Iterator[Column]:
    sort = _PLAIN.get(kind, "text" if get_origin(kind) is Literal else None)
    if sort is not None:
        yield Column(name=name, sort=sort, of=lambda view: getattr(view, name))
    elif get_origin(kind) is tuple:
        tell = _telling(_required(get_args(kind)[0]))
        yield Column(name=name, sort="texts", of=lambda view: [tell(one) for one in getattr(view, name)])
    elif is_dataclass(kind) and isinstance(kind, type):
        yield from (_within(name, column) for column in columns_of(kind))
    elif get_args(kind)[:1] == (Role,):
        for role in ROLES:
            yield from (_role(name, role, part) for part in ("name", "key"))
    else:
        yield Column(name=name, sort="text", of=lambda view: _json(getattr(view, name)))


def _within(name: str, column: Column) -> Column:
    """A field of a field, such as ``date_start``."""

    def of(view: Any) -> Any:
        held = getattr(view, name)
        return None if held is None else column.of(held)

    return Column(name=f"{name}_{column.name}", sort=column.sort, of=of)


def _role(name: str, role: Role, part: Literal["name", "key"]) -> Column:
    suffix = "" if part == "name" else "_keys"
    return Column(
        name=role + suffix, sort="texts", of=lambda view: [getattr(f, part) for f in getattr(view, name).get(role, ())]
    )


def _telling(kind: Any) -> Callable[[Any], str]:
    """How one of several is told in words."""
    tellings: Mapping[Any, Callable[[Any], str]] = {
        Amount: lambda amount: f"{amount.value:.15g} {amount.unit}",
        Reason: lambda reason: f"{reason.field} ← “{reason.words}”: {reason.rule}",
        SideView: lambda side: f"{side.value} ({', '.join(side.outlets)})" if side.outlets else side.value,
        DateInterval: lambda days: f"{days.start}" if days.start == days.end else f"{days.start}/{days.end}",
    }
    return tellings.get(kind, str if kind is str or get_origin(kind) is Literal else _json)


def _json(value: Any) -> str:
    return json.dumps(to_jsonable_python(value), ensure_ascii=False, sort_keys=True)


def _required(kind: Any) -> Any:
    """``str | None`` to ``str``."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind
