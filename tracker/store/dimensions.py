"""By what events can be counted: one dimension is one entry here, for facets and for tables alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from tracker.model import ROLES
from tracker.store.tallied import Tallied

DimensionName: TypeAlias = Literal[
    "type",
    "status",
    "year",
    "quarter",
    "month",
    "day",
    "jurisdiction",
    "entity",
    "actor",
    "target",
    "participant",
    "item",
    "destination",
    "instrument",
    "place",
    "kind",
    "family",
    "outlet",
    "source_kind",
    "attribution",
    "origin",
    "confidence",
    "conflict",
]

Pairs: TypeAlias = Iterable[tuple[str, str | None]]
"""The key of an event, and a value that it has; ``None`` does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way of telling events apart."""

    about: str
    pairs: Callable[[Tallied], Pairs]
    """Of the events that are counted; the same pair may come again."""
    entities: bool = False
    """Whether its values are keys of entities."""


def _column(name: str) -> Callable[[Tallied], Pairs]:
    def pairs(tallied: Tallied) -> Pairs:
        told = attrgetter("state", name)
        return map(told, tallied.rows)

    return pairs


def _span(shown: Callable[[str], str]) -> Callable[[Tallied], Pairs]:
    """Of the date, where all its days have it in common: a date is never made more exact than it is."""

    def pairs(tallied: Tallied) -> Pairs:
        for state, first, last in map(attrgetter("state", "date_start", "date_end"), tallied.rows):
            if first and last and (first == last or shown(first) == shown(last)):
                yield state, shown(first)

    return pairs


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _filler(role: str | None) -> Callable[[Tallied], Pairs]:
    return lambda tallied: ((state, key) for state, played, key in tallied.parts if role is None or played == role)


def _of_filler(column: str, condition: Callable[[str, Any], bool]) -> Callable[[Tallied], Pairs]:
    """Of those for whose role and entity the condition holds."""

    def pairs(tallied: Tallied) -> Pairs:
        met = {
            (role, key): getattr(entity, column)
            for role, key in {(role, key) for _, role, key in tallied.parts}
            if condition(role, entity := tallied.entities[key])
        }
        return ((state, met[role, key]) for state, role, key in tallied.parts if (role, key) in met)

    return pairs


def _is_of_law(role: str, entity: Any) -> bool:
    """As ``conditions.is_of_law`` says it of rows."""
    return role == "instrument" or (role == "actor" and entity.kind in ("agency", "place"))


DIMENSIONS: Mapping[DimensionName, Dimension] = MappingProxyType(
    {
        "type": Dimension(about="the type of event", pairs=_column("type")),
        "status": Dimension(about="whether it happened, is planned, proposed or denied", pairs=_column("status")),
        "year": Dimension(about="the year of its date", pairs=_span(itemgetter(slice(4)))),
        "quarter": Dimension(about="the quarter of its date", pairs=_span(_quarter)),
        "month": Dimension(about="the month of its date", pairs=_span(itemgetter(slice(7)))),
        "day": Dimension(about="its day", pairs=_span(itemgetter(slice(10)))),
        "jurisdiction": Dimension(
            about="whose authority acts or whose rule it is done by",
            pairs=_of_filler("country", _is_of_law),
        ),
        "entity": Dimension(about="anyone and anything in it", pairs=_filler(None), entities=True),
        **{role: Dimension(about=f"its {role}", pairs=_filler(role), entities=True) for role in ROLES},
        "kind": Dimension(
            about="the kinds of those who play a part",
            pairs=_of_filler("kind", lambda *_: True),
        ),
        "family": Dimension(
            about="the families of its items",
            pairs=_of_filler("subkind", lambda _, entity: entity.kind == "item"),
        ),
        "outlet": Dimension(about="who printed it", pairs=lambda tallied: tallied.outlets),
        "source_kind": Dimension(
            about="whose pages tell of it: an authority's, filings, the press",
            pairs=lambda tallied: tallied.source_kinds,
        ),
        "attribution": Dimension(about="who is named as the source", pairs=_column("attribution")),
        "origin": Dimension(
            about="whether articles, the reference timeline or both tell of it", pairs=_column("origin")
        ),
        "confidence": Dimension(about="how well the reference record is supported", pairs=_column("confidence")),
        "conflict": Dimension(
            about="on what its sources contradict each other", pairs=lambda tallied: tallied.conflicts
        ),
    }
)
"""Name to dimension."""

if set(DIMENSIONS) != set(get_args(DimensionName)):  # pragma: no cover
    raise RuntimeError("every dimension must be named in DimensionName")
