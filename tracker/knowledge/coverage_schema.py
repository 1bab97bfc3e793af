"""The shape of `coverage.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import CoverageRecord
from tracker.knowledge.schema import IsoDate, Record, read_records

FILE = "coverage.yaml"


class CoverageRow(Record):
    """How far the sources of the file with this name reach."""

    until: IsoDate

    def record(self) -> CoverageRecord:
        """With the date as days."""
        values: dict[str, Any] = dict(self)
        return CoverageRecord(**values | {"until": parse_interval(self.until)})


def read_coverage(folder: Path) -> tuple[CoverageRecord, ...]:
    """Every file's coverage. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(CoverageRow, folder / FILE))
