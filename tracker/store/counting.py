"""How many events there are of each kind: facets beside a list, and tables of one to three dimensions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import product
from typing import Annotated, TypeAlias

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.answers import Aggregate, Cell, Facet, Facets, FacetValue
from tracker.store.chunking import chunks
from tracker.store.dimensions import DIMENSIONS, DimensionName
from tracker.store.filters import EventSelection
from tracker.store.selecting import about, one_list
from tracker.store.tables import EntityRow
from tracker.store.tallied import Tallied
from tracker.store.views import TotalIs

FACETS: tuple[DimensionName, ...] = (
    "type",
    "status",
    "jurisdiction",
    "actor",
    "target",
    "item",
    "family",
    "destination",
    "instrument",
    "outlet",
    "source_kind",
    "conflict",
    "year",
)
"""What is counted beside a list unless other facets are asked for."""


class EventFacets(EventSelection):
    """Which events are counted, and by what: each facet on its own."""

    facet: Annotated[
        tuple[DimensionName, ...],
        one_list(),
        about(f"What to count by, each on its own; {', '.join(FACETS)} unless given.", "type"),
    ] = FACETS
    values: Annotated[
        int, Field(ge=1, le=200), about("How many values a facet shows; it says how many more there are.", 10)
    ] = 10


class EventCount(EventSelection):
    """Which events are counted, and by what: the combinations of one to three dimensions."""

    by: Annotated[
        tuple[DimensionName, ...],
        one_list(),
        Field(min_length=1, max_length=3),
        about("One to three things to count by, combined.", "type"),
    ]
    cells: Annotated[
        int, Field(ge=1, le=10_000), about("How many combinations to show; it says how many more there are.", 100)
    ] = 1000


def facets(session: Session, chosen: EventFacets, most: int) -> Facets:
    """How many of the newest ``most`` events have which values of each field."""
    tallied = Tallied(session, chosen, most)
    return Facets(
        total=len(tallied.rows),
        total_is=_is(tallied),
        counted=len(tallied.rows),
        facets=tuple(_facet(session, chosen, tallied, name, most) for name in chosen.facet),
    )


def aggregate(session: Session, chosen: EventCount) -> Aggregate:
    """How many events have which combination of values."""
    tallied = Tallied(session, chosen)
    counted = _counted(tallied, chosen.by)
    shown = counted[: chosen.cells]
    names = _names(session, chosen.by, [values for values, _ in shown])
    return Aggregate(
        by=chosen.by,
        total=len(tallied.rows),
        total_is=_is(tallied),
        counted=len(tallied.rows),
        cells=tuple(
            Cell(values=values, labels=tuple(names.get(v, v) if v else None for v in values), events=number)
            for values, number in shown
        ),
        others=len(counted) - len(shown),
    )


def _is(tallied: Tallied) -> TotalIs:
    return "exact" if tallied.all else "at_least"


def _facet(session: Session, chosen: EventFacets, tallied: Tallied, name: DimensionName, most: int) -> Facet:
    asked = getattr(chosen, name, None) or ()
    asked = (asked,) if isinstance(asked, str) else asked
    if asked:
        # Who has chosen a value wants to see what other choices of the same field would find.
        none = () if isinstance(getattr(chosen, name), tuple) else None
        tallied = Tallied(session, chosen.model_copy(update={name: none}), most)
    counted = _counted(tallied, (name,))
    valued = [(value, number) for (value,), number in counted if value is not None]
    shown = [pair for place, pair in enumerate(valued) if place < chosen.values or pair[0] in asked]
    names = _names(session, (name,), [(value,) for value, _ in shown])
    return Facet(
        field=name,
        values=tuple(
            FacetValue(value=value, label=names.get(value, value), events=number, chosen=value in asked)
            for value, number in shown
        ),
        others=len(valued) - len(shown),
        without=sum(number for (value,), number in counted if value is None),
    )


Values: TypeAlias = tuple[str | None, ...]


def _counted(tallied: Tallied, by: Sequence[DimensionName]) -> list[tuple[Values, int]]:
    """Values and the number of events, the most frequent first, then in the order of the values."""
    pairs = [{pair for pair in DIMENSIONS[name].pairs(tallied) if pair[1] is not None} for name in by]
    counted = _single(tallied, pairs[0]) if len(by) == 1 else _combined(tallied, pairs)
    return sorted(counted.items(), key=lambda pair: (-pair[1], [value or "" for value in pair[0]]))


def _single(tallied: Tallied, pairs: Set[tuple[str, str | None]]) -> dict[Values, int]:
    counted: dict[Values, int] = {(value,): number for value, number in Counter(value for _, value in pairs).items()}
    without = len(tallied.rows) - len({state for state, _ in pairs})
    return counted | ({(None,): without} if without else {})


def _combined(tallied: Tallied, pairs: Sequence[Set[tuple[str, str | None]]]) -> dict[Values, int]:
    held = [_by_state(some) for some in pairs]
    counted = Counter[Values]()
    for row in tallied.rows:
        counted.update(product(*(values.get(row.state, _NOTHING) for values in held)))
    return counted


def _by_state(pairs: Set[tuple[str, str | None]]) -> Mapping[str, Sequence[str | None]]:
    found: defaultdict[str, list[str | None]] = defaultdict(list)
    for state, value in pairs:
        found[state].append(value)
    return found


_NOTHING = (None,)


def _names(session: Session, by: Sequence[DimensionName], rows: Iterable[Values]) -> Mapping[str, str]:
    """The names of the entities among the values."""
    places = [place for place, name in enumerate(by) if DIMENSIONS[name].entities]
    keys = {key for row in rows for place in places if (key := row[place])}
    found: dict[str, str] = {}
    for some in chunks(sorted(keys)):
        query = select(EntityRow.key, EntityRow.name).where(EntityRow.key.in_(some))
        found |= {key: name for key, name in session.execute(query)}  # noqa: C416
    return found
