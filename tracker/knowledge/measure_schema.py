"""The shape of `measures.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import Change, MeasureChange, MeasureRecord
from tracker.knowledge.schema import Id, IsoDate, Record, Text, frozen, interval, intervals, read_records
from tracker.model import DateInterval

FILE = "measures.yaml"


class ChangeRow(BaseModel):
    """A later act on a measure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    change: Change
    date: IsoDate
    until: IsoDate | None = None
    by: tuple[Id, ...] = ()
    words: Text | None = None
    scope: Text | None = None

    def record(self) -> MeasureChange:
        """With dates as days."""
        values = dict(self) | {"date": parse_interval(self.date), "until": interval(self.until)}
        return MeasureChange(**values)


class MilestoneRow(BaseModel):
    """A dated step in the life of a measure that changes nothing in its effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: IsoDate
    what: Text


class MeasureRow(Record):
    """A legal measure; announced, published, effective and compliance dates are never mixed."""

    title: Text
    aliases: tuple[Text, ...] = ()
    issuers: Annotated[tuple[Id, ...], Field(min_length=1)]
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    form: Text
    form_note: Text | None = None
    instrument: Id | None = None
    fr_citation: Annotated[str, Field(pattern=r"^\d+ FR \d+$")] | None = None
    fr_doc: Text | None = None
    rin: Text | None = None
    docket: Text | None = None
    code: Text | None = None
    announced: IsoDate | None = None
    published: IsoDate | None = None
    effective: tuple[IsoDate, ...] = ()
    effective_unconfirmed: tuple[IsoDate, ...] = ()
    complied_with_from: tuple[IsoDate, ...] = ()
    expires: IsoDate | None = None
    changes: tuple[ChangeRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    destinations: tuple[Text, ...] = ()
    controls: dict[str, JsonValue] = Field(default_factory=dict)
    thresholds: dict[str, JsonValue] = Field(default_factory=dict)
    conditions: tuple[Text, ...] = ()
    review_policy: Text | None = None
    progress: Text | None = None
    impact_usd: float | None = None
    summary: Text

    def record(self) -> MeasureRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {name: interval(values[name]) for name in ("announced", "published", "expires")}
        values |= {
            name: intervals(values[name]) for name in ("effective", "effective_unconfirmed", "complied_with_from")
        }
        values |= {name: frozen(values[name]) for name in ("controls", "thresholds")}
        values["changes"] = tuple(change.record() for change in self.changes)
        values["milestones"] = tuple((parse_interval(step.date), step.what) for step in self.milestones)
        return MeasureRecord(**values)


def read_measures(folder: Path) -> tuple[MeasureRecord, ...]:
    """Every measure, in order of its first date; those without one come first. Raises ``KnowledgeError``."""
    records = [row.record() for row in read_records(MeasureRow, folder / FILE)]
    return tuple(sorted(records, key=lambda record: (_first_day(record), record.id)))


def _first_day(record: MeasureRecord) -> str:
    dates: list[DateInterval] = [date for date in (record.announced, record.published, *record.effective) if date]
    return min((date.start.isoformat() for date in dates), default="")
