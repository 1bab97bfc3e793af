"""The shape of `specifications.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import ExportStatus, SpecificationRecord
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records

FILE = "specifications.yaml"


class ExportStatusRow(BaseModel):
    """How a rule version treats the item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: IsoDate
    status: Text
    measure: Id | None = None
    note: Text | None = None

    def record(self) -> ExportStatus:
        """With the date as days."""
        return ExportStatus(date=parse_interval(self.date), status=self.status, measure=self.measure, note=self.note)


class SpecificationRow(Record):
    """The figures of an item, under the item's id."""

    family: Text | None = None
    announced: IsoDate | None = None
    process: Text | None = None
    die_area_mm2: float | None = None
    dense: dict[str, float] = Field(default_factory=dict)
    tpp: float | None = None
    tpp_basis: Text | None = None
    performance_density: float | None = None
    memory_type: Text | None = None
    memory_gb: float | None = None
    memory_bandwidth_gb_s: float | None = None
    interconnect_gb_s: float | None = None
    made_for_china: bool | None = None
    export_status: tuple[ExportStatusRow, ...] = ()

    def record(self) -> SpecificationRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values["announced"] = interval(self.announced)
        values["export_status"] = tuple(status.record() for status in self.export_status)
        return SpecificationRecord(**values)


def read_specifications(folder: Path) -> tuple[SpecificationRecord, ...]:
    """Every specification in the order of the file. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(SpecificationRow, folder / FILE))
