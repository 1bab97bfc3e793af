"""The shape of `phases.yaml`, and every measure's phases: those written there, else those that its dates imply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from tracker.errors import KnowledgeError
from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import MeasureChange, MeasureRecord
from tracker.knowledge.schema import Id, IsoDate, Record, interval, read_records
from tracker.knowledge.scopes import PhaseKind, PhaseRecord
from tracker.model import DateInterval

FILE = "phases.yaml"


class PhaseRow(Record):
    """A step in the life of a measure; the phases of a measure stand here whole or not at all."""

    measure: Id
    scope: Id | None = None
    kind: PhaseKind
    announced: IsoDate | None = None
    published: IsoDate | None = None
    effective: IsoDate | None = None
    end: IsoDate | None = None
    known: IsoDate
    by: Id | None = None
    confirmed: bool = True
    reported: bool = False

    def record(self) -> PhaseRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {name: interval(values[name]) for name in ("announced", "published", "effective", "end")}
        return PhaseRecord(**values | {"known": parse_interval(self.known)})


def read_phases(
    folder: Path, measures: Iterable[MeasureRecord], until: date | None
) -> Mapping[str, tuple[PhaseRecord, ...]]:
    """The phases of every measure by its id, in order of effect. Raises ``KnowledgeError``.

    What lies after ``until``, the last day that the sources reach, is scheduled and not confirmed.
    """
    written: dict[str, list[PhaseRecord]] = {}
    for row in read_records(PhaseRow, folder / FILE):
        written.setdefault(row.measure, []).append(row.record())
    by_id = {measure.id: measure for measure in measures}
    for name in written.keys() - by_id.keys():
        raise KnowledgeError(f"{FILE}: {written[name][0].id}: measure: no measure has the id {name!r}")
    found = {
        identifier: [*written.get(identifier, []), *([] if _told(written, identifier) else implied(measure, by_id))]
        for identifier, measure in by_id.items()
    }
    return {name: tuple(sorted((_dated(p, until) for p in phases), key=_order)) for name, phases in found.items()}


def _told(written: Mapping[str, list[PhaseRecord]], measure: str) -> bool:
    """Whether the file tells the life of ``measure``; a report about it does not."""
    return any(not phase.reported for phase in written.get(measure, []))


def implied(measure: MeasureRecord, measures: Mapping[str, MeasureRecord]) -> Iterator[PhaseRecord]:
    """The phases that the dates of a measure's record imply.

    US texts are public when they are announced, others when they are published. A measure without a day of effect
    is taken to start when it was public. What another measure did to it was known when that one was, and a suspension
    with a last day brings its own return.
    """
    known = public(measure)
    if known is None:
        return
    first: PhaseKind = "proposed" if measure.form == "bill" else "issued"
    if measure.announced or measure.form == "bill":
        yield _phase(measure, first, known, announced=measure.announced, published=measure.published)
    if measure.published and measure.form != "bill":
        yield _phase(measure, "published", known, published=measure.published)
    if measure.form != "bill":
        starts = measure.effective or (measure.published or known,)
        note = None if measure.effective else "no day of effect is stated; taken from the day it was public"
        yield from (_phase(measure, "effective", known, effective=day, note=note) for day in starts)
    if measure.expires:
        yield _phase(measure, "expired", known, effective=_after(measure.expires))
    for number, change in enumerate(measure.changes):
        yield from _changed(measure, change, number, measures)


def public(measure: MeasureRecord) -> DateInterval | None:
    """When the text could first be read."""
    if measure.jurisdiction == "US" and measure.announced:
        return measure.announced
    return measure.published or measure.announced or next(iter(measure.effective), None)


def _changed(
    measure: MeasureRecord, change: MeasureChange, number: int, measures: Mapping[str, MeasureRecord]
) -> Iterator[PhaseRecord]:
    kinds: dict[str, PhaseKind] = {kind: kind for kind in get_args(PhaseKind)}
    if change.change not in kinds or change.scope:
        return
    act = measures.get(next(iter(change.by), ""))
    phase = _phase(
        measure,
        kinds[change.change],
        (public(act) if act else None) or change.date,
        effective=change.date,
        end=change.until,
        by=act.id if act else None,
        note=change.words,
    )
    yield replace(phase, id=f"{phase.id}.{number}")
    if change.change == "suspended" and change.until:
        back = _phase(measure, "reinstated", phase.known, effective=_after(change.until), by=phase.by)
        yield replace(back, id=f"{back.id}.{number}", note="the suspension was set to end the day before")


def _phase(measure: MeasureRecord, kind: PhaseKind, known: DateInterval, **given: Any) -> PhaseRecord:
    empty: dict[str, Any] = dict.fromkeys(("announced", "published", "effective", "end", "by", "note", "scope"))
    start = given.get("effective")
    return PhaseRecord(
        **empty
        | given
        | {
            "id": f"{measure.id}.{kind}" + (f".{start.start}" if start and kind == "effective" else ""),
            "measure": measure.id,
            "kind": kind,
            "known": known,
            "confirmed": True,
            "reported": False,
            "confidence": measure.confidence,
            "sources": measure.sources,
        }
    )


def _dated(phase: PhaseRecord, until: date | None) -> PhaseRecord:
    days = [day.start for day in (phase.effective,) if day]
    late = until is not None and any(day > until for day in days)
    return replace(phase, confirmed=False) if late else phase


def _after(day: DateInterval) -> DateInterval:
    """The day after the last day of validity."""
    following = date.fromordinal(day.end.toordinal() + 1)
    return replace(day, start=following, end=following, precision="day")


def _order(phase: PhaseRecord) -> tuple[date, str]:
    day = phase.effective or phase.published or phase.announced or phase.known
    return day.start, phase.id
