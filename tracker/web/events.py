"""The pages of lists of events: with facets, on a time axis, as a heat map; and of conflicts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.exports import formats_of
from tracker.knowledge import Knowledge
from tracker.store import (
    Aggregate,
    ConflictFilter,
    EventCount,
    EventFacets,
    EventFilter,
    EventSelection,
    EventView,
    Store,
)
from tracker.web.asking import address, as_query, ask, listing, toggled, twin_of
from tracker.web.charts import Axis, Lane, Mark, TimeChart
from tracker.web.pages import by_day
from tracker.web.parameters import Held, Known
from tracker.web.rendering import show
from tracker.web.wording import day, period

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

VIEWS = ("list", "timeline", "map")
FACETS: tuple[Any, ...] = ("type", "status", "jurisdiction", "item", "destination", "actor", "source_kind", "conflict")
_BESIDES = ("view",)
_MONTHS = 24
_VALUES = 8
_TALLIED = 1_000
"""Over so many of the newest events facets are counted; the page says so, and the API counts more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """How many events of which type there are in which month."""

    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Type, and its events in each month."""
    most: int
    left_out: int
    """Events of earlier months or without a date."""

    def level(self, events: int) -> int:
        """How dark a cell is, from 0 to 4."""
        return 0 if not events else max(1, min(4, round(4 * events / max(self.most, 1))))


@router.get("/events")
def events(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """The events that filters find, with facets beside them."""
    question = ask(EventFilter, request, store, knowledge, _BESIDES)
    view = request.query_params.get("view", "list")
    chosen = question.filter
    shared: dict[str, Any] = {
        "section": "/events",
        "form": question.form,
        "view": view if view in VIEWS else "list",
        "views": [(name, address(request, {"view": [name] if name != "list" else []})) for name in VIEWS],
        "sorts": [
            (label, address(request, {"sort": [name] if name != "newest" else []}), name)
            for name, label in _SORTS.items()
        ],
    }
    if chosen is None:
        return show(request, "events.html", 422, **shared, listing=None)
    page = listing(store.events(chosen), request)
    facets = store.facets(
        EventFacets.model_validate({**_selected(chosen), "facet": FACETS, "values": _VALUES}), most=_TALLIED
    )
    query = as_query(chosen)
    return show(
        request,
        "events.html",
        **shared,
        listing=page,
        chosen=chosen,
        days=by_day(page.items) if chosen.sort in ("newest", "oldest") else [("", list(page.items))],
        facets=[facet for facet in facets.facets if facet.values],
        found=facets,
        toggled=lambda facet, value: toggled(request, facet.field, value),
        wording=_facet_words(knowledge),
        set=_set(request, question.form.controls),
        chart=_timeline(page.items, knowledge) if view == "timeline" else None,
        heat=_heat(store, chosen) if view == "map" else None,
        cell=lambda month, type_: _cell(request, month, type_),
        formats=formats_of("events"),
        query=query,
        twin=twin_of(request, chosen),
    )


_SORTS = {"newest": "newest", "oldest": "oldest", "changed": "changed last", "sources": "most sources"}


def _selected(chosen: EventFilter) -> dict[str, Any]:
    """The filters alone: without the page and its order."""
    return chosen.model_dump(include=set(EventSelection.model_fields), exclude_defaults=True)


def _facet_words(knowledge: Knowledge) -> dict[str, str]:
    return {name: one.title for name, one in knowledge.event_types.items()}


def _set(request: Request, controls: Any) -> list[tuple[str, str, str]]:
    """The filters that are set: label, value, and the address without it."""
    return [
        (control.label, value, toggled(request, control.name, value))
        for control in controls
        for value in control.values
    ]


def _heat(store: Store, chosen: EventFilter) -> HeatMap:
    counted = store.aggregate(
        EventCount.model_validate({**_selected(chosen), "by": ("month", "type"), "cells": 10_000})
    )
    return heat_map(counted)


def heat_map(counted: Aggregate) -> HeatMap:
    """The last two years in which there are events; types by how many they have."""
    rows: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in counted.cells:
        month, type_ = cell.values
        if month and type_:
            rows[type_][month] += cell.events
    months = sorted({month for held in rows.values() for month in held})[-_MONTHS:]
    shown = [(type_, tuple(held.get(month, 0) for month in months)) for type_, held in rows.items()]
    kept = sorted((row for row in shown if any(row[1])), key=lambda row: (-sum(row[1]), row[0]))
    return HeatMap(
        months=tuple(months),
        rows=tuple(kept),
        most=max((number for _, held in kept for number in held), default=0),
        left_out=counted.total - sum(sum(held) for _, held in kept),
    )


def _cell(request: Request, month: str, type_: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    following = date(year + number // 12, number % 12 + 1, 1)
    last = (following - timedelta(days=1)).isoformat()
    return address(request, {"view": [], "type": [type_], "date_from": [f"{month}-01"], "date_to": [last]})


def _timeline(shown: tuple[EventView, ...], knowledge: Knowledge) -> TimeChart | None:
    """The events of this page that have a date, in a lane for each family of types."""
    dated = [event for event in shown if event.date]
    if not dated:
        return None
    firsts = [event.date.start for event in dated if event.date]
    room = timedelta(days=max(3, (max(firsts) - min(firsts)).days // 30))
    axis = Axis(first=min(firsts) - room, last=max(firsts) + room)
    lanes: defaultdict[str, list[Mark]] = defaultdict(list)
    for event in dated:
        if event.date:
            known = knowledge.event_types.get(event.type)
            family = known.family if known else "other"
            when = period(event.date.start, event.date.end, event.date.precision)
            lanes[family].append(
                Mark(x=axis.at(event.date.start), look=f"family-{family}", title=f"{when}: {event.title}")
            )
    return TimeChart(
        title=f"{len(dated)} events from {day(min(firsts))} to {day(max(firsts))}",
        ticks=axis.ticks(),
        lanes=tuple(Lane(label=family, bars=(), marks=tuple(marks)) for family, marks in sorted(lanes.items())),
        lines=(),
    )


@router.get("/conflicts")
def conflicts(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Where sources contradict each other, the newest events first."""
    question = ask(ConflictFilter, request, store, knowledge)
    chosen = question.filter
    return show(
        request,
        "conflicts.html",
        200 if chosen else 422,
        section="/conflicts",
        form=question.form,
        listing=listing(store.conflicts(chosen), request) if chosen else None,
        twin=twin_of(request, chosen) if chosen else None,
    )
