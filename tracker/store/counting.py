"""How many events there are of each kind: facets beside a list, and tables of one to three dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from pydantic import Field
from sqlalchemy import ColumnElement, FromClause, Select, func, select
from sqlalchemy.orm import Session

from tracker.store.answers import Aggregate, Cell, Facet, Facets, FacetValue
from tracker.store.chunking import chunks
from tracker.store.dimensions import BASE, DIMENSIONS, DimensionName
from tracker.store.filters import EventSelection
from tracker.store.paging import COUNTED, count
from tracker.store.selecting import about, one_list
from tracker.store.tables import EntityRow, EventRow
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


def facets(session: Session, chosen: EventFacets) -> Facets:
    """How many events have which values of each field."""
    total, total_is, counted = _total(session, chosen)
    return Facets(
        total=total,
        total_is=total_is,
        counted=counted,
        facets=tuple(_facet(session, chosen, name) for name in chosen.facet),
    )


def aggregate(session: Session, chosen: EventCount) -> Aggregate:
    """How many events have which combination of values."""
    total, total_is, counted = _total(session, chosen)
    rows = _counted(session, _found(session, chosen), chosen.by)
    shown = rows[: chosen.cells]
    names = _names(session, chosen.by, [values for values, _ in shown])
    return Aggregate(
        by=chosen.by,
        total=total,
        total_is=total_is,
        counted=counted,
        cells=tuple(
            Cell(values=values, labels=tuple(names.get(v, v) if v else None for v in values), events=number)
            for values, number in shown
        ),
        others=len(rows) - len(shown),
    )


def _total(session: Session, chosen: EventSelection) -> tuple[int, TotalIs, int]:
    """How many events are found, whether that is all, and how many of them are counted by anything."""
    number = count(session, EventRow, chosen.conditions())
    return min(number, COUNTED), "exact" if number <= COUNTED else "at_least", min(number, COUNTED)


def _found(session: Session, chosen: EventSelection) -> FromClause:
    """The events that are counted: all, or the newest."""
    columns = [getattr(EventRow, name) for name in BASE]
    query = select(*columns).where(*chosen.conditions())
    if count(session, EventRow, chosen.conditions()) > COUNTED:
        query = query.order_by(EventRow.sort_day.desc(), EventRow.id).limit(COUNTED)
    return query.cte("found")


def _facet(session: Session, chosen: EventFacets, name: DimensionName) -> Facet:
    asked = getattr(chosen, name, None) or ()
    asked = (asked,) if isinstance(asked, str) else asked
    # Who has chosen a value wants to see what other choices of the same field would find.
    wider = (
        chosen.model_copy(update={name: () if isinstance(getattr(chosen, name), tuple) else None}) if asked else chosen
    )
    rows = _counted(session, _found(session, wider), (name,))
    valued = [(value, number) for (value,), number in rows if value is not None]
    shown = [pair for place, pair in enumerate(valued) if place < chosen.values or pair[0] in asked]
    names = _names(session, (name,), [(value,) for value, _ in shown])
    return Facet(
        field=name,
        values=tuple(
            FacetValue(value=value, label=names.get(value, value), events=number, chosen=value in asked)
            for value, number in shown
        ),
        others=len(valued) - len(shown),
        without=sum(number for (value,), number in rows if value is None),
    )


Values: TypeAlias = tuple[str | None, ...]


def _counted(session: Session, found: FromClause, by: Sequence[DimensionName]) -> list[tuple[Values, int]]:
    """Values and the number of events, the most frequent first, then in the order of the values."""
    joined: Any = found
    told: list[ColumnElement[Any]] = []
    for name in by:
        joined, value = DIMENSIONS[name].value(found, joined)
        told.append(value)
    number = func.count(found.c.state.distinct())
    labelled = [value.label(f"value_{place}") for place, value in enumerate(told)]
    query: Select[Any] = select(*labelled, number).select_from(joined).group_by(*told)
    rows = [(tuple(row[:-1]), int(row[-1])) for row in session.execute(query)]
    return sorted(rows, key=lambda row: (-row[1], [value or "" for value in row[0]]))


def _names(session: Session, by: Sequence[DimensionName], rows: Iterable[Values]) -> Mapping[str, str]:
    """The names of the entities among the values."""
    places = [place for place, name in enumerate(by) if DIMENSIONS[name].entities]
    keys = {key for row in rows for place in places if (key := row[place])}
    found: dict[str, str] = {}
    for some in chunks(sorted(keys)):
        query = select(EntityRow.key, EntityRow.name).where(EntityRow.key.in_(some))
        found |= {key: name for key, name in session.execute(query)}  # noqa: C416
    return found
