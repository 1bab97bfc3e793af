"""The shape of `timeline.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import ReferenceAmount, TimelineRecord
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records
from tracker.model import ClaimStatus, Role

FILE = "timeline.yaml"


class AmountRow(BaseModel):
    """A figure that belongs to the record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    unit: Text
    what: Text


class TimelineRow(Record):
    """One happening; ``type`` is absent where none of the event types fits."""

    type: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)+$")] | None = None
    status: ClaimStatus
    date: IsoDate
    effective: IsoDate | None = None
    jurisdictions: tuple[Text, ...] = ()
    roles: dict[Role, Annotated[tuple[Id, ...], Field(min_length=1)]] = Field(default_factory=dict)
    related: tuple[Id, ...] = ()
    products: tuple[Text, ...] = ()
    instruments: tuple[Text, ...] = ()
    amounts: tuple[AmountRow, ...] = ()
    description: Text
    reported_only: bool = False
    withdrawn: bool = False
    primary: tuple[Text, ...] = ()

    def record(self) -> TimelineRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {"date": parse_interval(self.date), "effective": interval(self.effective)}
        values["amounts"] = tuple(ReferenceAmount(**dict(amount)) for amount in self.amounts)
        return TimelineRecord(**values)


def read_timeline(folder: Path) -> tuple[TimelineRecord, ...]:
    """Every record in order of date. Raises ``KnowledgeError``."""
    records = [row.record() for row in read_records(TimelineRow, folder / FILE)]
    return tuple(sorted(records, key=lambda record: (record.date.start, record.date.end, record.id)))
