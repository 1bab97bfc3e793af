"""The pages of measures: what each reaches, its life on a time axis, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.controls import Change, View, as_known, clock, impact
from tracker.controls.standing import Standing, standing
from tracker.controls.wording import in_words
from tracker.errors import NotFound
from tracker.knowledge import Knowledge, MeasureRecord
from tracker.knowledge.scopes import PhaseRecord, ScopeRecord
from tracker.web.charts import Axis, Lane, Line, Mark, TimeChart
from tracker.web.facts import reference
from tracker.web.parameters import Known, only, read_day, remembered
from tracker.web.rendering import show
from tracker.web.wording import day

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_STATES = ("in force", "suspended", "issued", "proposed", "ended", "unknown", "not known")
_SOON = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure in the list."""

    record: MeasureRecord
    standing: Standing
    first: date | None
    next: Change | None
    """What comes within ninety days if nobody acts."""


@router.get("/measures")
def measures(request: Request, knowledge: Known) -> HTMLResponse:
    """Every measure by where it stands, with those that change soon in front."""
    only(request, "jurisdiction", "state", "valid_at", "known_at", "days")
    given = request.query_params
    valid_at, known_at = read_day(given.get("valid_at")), read_day(given.get("known_at"))
    rows = _rows(knowledge, valid_at, as_known(knowledge, known_at))
    asked = {name: given.get(name, "") for name in ("jurisdiction", "state")}
    shown = [
        row
        for row in rows
        if asked["jurisdiction"] in ("", row.record.jurisdiction) and asked["state"] in ("", row.standing.state)
    ]
    return show(
        request,
        "measures.html",
        section="/measures",
        rows=shown,
        total=len(rows),
        soon=clock(knowledge, today=valid_at, days=_SOON, known_at=known_at),
        days=_SOON,
        asked=asked,
        jurisdictions=sorted({row.record.jurisdiction for row in rows}),
        states=[state for state in _STATES if any(row.standing.state == state for row in rows)],
        valid_at=valid_at,
        known_at=known_at,
    )


def _rows(knowledge: Knowledge, valid_at: date, view: View) -> list[Row]:
    coming: dict[str, Change] = {}
    for change in clock(knowledge, today=valid_at, days=_SOON, known_at=view.known_at):
        coming.setdefault(change.measure, change)
    rows = [
        Row(
            record=record,
            standing=standing(record.id, None, valid_at, view),
            first=first_day(record),
            next=coming.get(record.id),
        )
        for record in knowledge.measures
        if record.id in view.acts or view.announced.get(record.id)
    ]
    return sorted(rows, key=lambda row: (row.first or date.min, row.record.id), reverse=True)


def first_day(record: MeasureRecord) -> date | None:
    """The first day that its record bears."""
    found = [one.start for one in (record.announced, record.published, *record.effective) if one]
    return min(found, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one part of a measure reaches."""

    scope: ScopeRecord
    words: str | None
    """The question it asks; ``None`` where it restricts no shipment."""


@router.get("/measures/{name}")
def measure(name: str, request: Request, knowledge: Known) -> HTMLResponse:
    """One measure on one day as known on another, and what it changed."""
    record = next((one for one in knowledge.measures if one.id == name), None)
    if record is None:
        raise NotFound(f"No measure has the id {name[:60]!r}: look it up in the list of measures")
    only(request, "valid_at", "known_at")
    given = request.query_params
    valid_at, known_at = read_day(given.get("valid_at")), read_day(given.get("known_at"))
    view = as_known(knowledge, known_at)
    phases = (*view.acts.get(name, ()), *view.announced.get(name, ()))
    return show(
        request,
        "measure.html",
        section="/measures",
        record=record,
        standing=standing(name, None, valid_at, view),
        phases=phases,
        others=_done_to_others(name, view),
        parts=[_part(scope, knowledge) for scope in knowledge.scopes if name in scope.measures],
        impacts=remembered(request, ("impact", name), lambda: impact(name, knowledge, destinations=["CN"])),
        chart=_chart(record, phases, valid_at, known_at) if phases else None,
        valid_at=valid_at,
        known_at=known_at,
        issuers=[reference(knowledge, issuer) for issuer in record.issuers],
        instrument=reference(knowledge, record.instrument) if record.instrument else None,
        names=lambda one: reference(knowledge, one).name,
        titles={one.id: one.title for one in knowledge.measures},
    )


def _part(scope: ScopeRecord, knowledge: Knowledge) -> Part:
    return Part(scope=scope, words=in_words(scope.when, knowledge) if scope.when else None)


def _done_to_others(name: str, view: View) -> list[PhaseRecord]:
    return [phase for other, phases in view.acts.items() if other != name for phase in phases if phase.by == name]


def _chart(record: MeasureRecord, phases: Sequence[PhaseRecord], valid_at: date, known_at: date) -> TimeChart:
    days = [one.start for phase in phases for one in (phase.announced, phase.published, phase.effective) if one]
    first, last = min([*days, valid_at]), max([*days, valid_at, known_at])
    room = timedelta(days=max(30, (last - first).days // 12))
    axis = Axis(first=first - room, last=last + room)
    scopes = list(dict.fromkeys(phase.scope for phase in phases))
    return TimeChart(
        title=f"The life of “{record.title}”",
        ticks=axis.ticks(),
        lanes=tuple(_lane(axis, scope, [p for p in phases if p.scope in (None, scope)]) for scope in _told(scopes)),
        lines=(Line(x=axis.at(valid_at), label=f"on {valid_at}", look="on"),),
    )


def _told(scopes: list[str | None]) -> list[str | None]:
    """A lane for all of it, or one for each part that has a life of its own."""
    named = [scope for scope in scopes if scope]
    return [*named] if named else [None]


def _lane(axis: Axis, scope: str | None, phases: list[PhaseRecord]) -> Lane:
    timed = sorted((p for p in phases if p.effective and p.kind not in ("issued", "published")), key=_start)
    bars, marks = [], []
    for place, phase in enumerate(timed):
        until = _start(timed[place + 1]) - timedelta(days=1) if place + 1 < len(timed) else axis.last
        if phase.end:
            until = min(until, phase.end.end)
        shade = _SHADES.get(phase.kind)
        if shade and until >= _start(phase):
            title = f"{phase.kind} from {day(_start(phase))}" + (f": {phase.note}" if phase.note else "")
            bars.append(axis.bar(_start(phase), until, shade, _LABELS[shade], title))
    for phase in phases:
        for what, when in (
            ("announced", phase.announced),
            ("published", phase.published),
            (phase.kind, phase.effective),
        ):
            if when:
                marks.append(Mark(x=axis.at(when.start), look=what, title=f"{what} {day(when.start)}"))
    return Lane(label=scope.replace("-", " ") if scope else "all of it", bars=tuple(bars), marks=tuple(marks))


_SHADES = {
    "effective": "state-in-force",
    "reinstated": "state-in-force",
    "suspended": "state-suspended",
    "proposed": "state-proposed",
    "expired": "state-ended",
    "rescinded": "state-ended",
    "superseded": "state-ended",
}
_LABELS = {
    "state-in-force": "in force",
    "state-suspended": "suspended",
    "state-proposed": "proposed",
    "state-ended": "ended",
}


def _start(phase: PhaseRecord) -> date:
    return phase.effective.start if phase.effective else date.max
