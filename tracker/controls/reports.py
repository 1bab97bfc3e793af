"""What articles say of measures, as reports: shown beside an answer, deciding nothing.

Only what is clear becomes one: the instrument that is named is a rule by which exactly one measure restricts shipments,
that measure was public, the words mean an act of which the knowledge base does not tell, and the day fits the telling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.controls.standing import standing
from tracker.controls.view import Report, View, as_known
from tracker.knowledge import Knowledge
from tracker.knowledge.scopes import PhaseKind
from tracker.model import ClaimStatus, DateInterval

REPORTED_TYPES: tuple[str, ...] = ("control_suspended", "control_eased", "control_imposed")
"""The event types that may tell of an act on a measure."""

_ENDING = re.compile(r"\b(?:rescin|rescis|repeal|revo[ck]|abolish|scrap)", re.IGNORECASE)
"""A rule that is eased, lifted for some or watered down goes on; these words end it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an article says was, or is to be, done with a measure."""

    measure: str
    type: str
    """The event type."""
    trigger: str
    """The words that made it one, e.g. ``rescinded``; empty where they are not known."""
    status: ClaimStatus
    known: date
    """The day from which it could be read."""
    date: DateInterval
    source: str | None
    """The address of the article."""
    title: str
    """Who printed it and under which headline."""
    quote: str


def measures_by_instrument(knowledge: Knowledge) -> dict[str, str]:
    """Instrument to the one measure that restricts shipments by it.

    Left out are lists and laws, under which much is done that concerns no single measure, and rules of several parts.
    """
    restricting = {
        measure
        for scope in knowledge.scopes
        if scope.decides and scope.effect in ("licence required", "prohibited")
        for measure in scope.measures
    }
    found: defaultdict[str, list[str]] = defaultdict(list)
    for record in knowledge.measures:
        if record.instrument and record.id in restricting:
            found[record.instrument].append(record.id)
    return {
        instrument: measures[0]
        for instrument, measures in found.items()
        if len(measures) == 1 and knowledge.entities[instrument].subkind == "rule"
    }


def reports(said: Iterable[Said], knowledge: Knowledge, *, known_at: date) -> tuple[Report, ...]:
    """What of ``said`` was news on ``known_at`` beside what was confirmed by then, the oldest first."""
    told = sorted((s for s in said if s.known <= known_at), key=lambda s: (s.known, s.measure, s.source or "", s.quote))
    if not told:
        return ()
    view = as_known(knowledge, known_at)
    return tuple(report for one in told for report in _report(one, view))


def _report(said: Said, view: View) -> Iterator[Report]:
    kind = _kind(said, view) if _fits(said) else None
    if kind is None:
        return
    yield Report(
        measure=said.measure,
        kind=kind,
        effective=said.date,
        known=DateInterval(start=said.known, end=said.known, precision="day", words="", rule="day of publication"),
        words=f"“{said.quote}” ({said.title}, {said.known})",
        sources=(said.source,) if said.source else (),
        scheduled=said.status == "planned",
    )


def _fits(said: Said) -> bool:
    """What occurred did so before it was told; what is planned comes after."""
    if said.status == "occurred":
        return said.date.start <= said.known
    return said.status == "planned" and said.date.start > said.known


def _kind(said: Said, view: View) -> PhaseKind | None:
    """The act that is meant; ``None`` where it is none, or changes nothing of what is confirmed."""
    states = _states(said.measure, said.date.end, view)
    match said.type:
        case "control_suspended" if "in force" in states:
            return "suspended"
        case "control_eased" if _ENDING.search(said.trigger) and states & {"in force", "suspended"}:
            return "rescinded"
        case "control_imposed" if states & {"suspended", "ended"}:
            return "reinstated"
        case _:
            return None


def _states(measure: str, day: date, view: View) -> set[str]:
    """Where the parts of the measure stood on that day by what is confirmed."""
    if measure not in view.acts:
        return set()
    parts = [scope.id for scope in view.scopes if measure in scope.measures]
    return {standing(measure, part, day, view).state for part in parts}
