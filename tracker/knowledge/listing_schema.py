"""The shape of `listings.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.knowledge.records import ListingRecord
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records

FILE = "listings.yaml"


class ListingRow(Record):
    """A party's place on, or absence from, a list."""

    party: Id
    list: Id
    listed: bool
    date: IsoDate | None = None
    action: Text | None = None
    entry: Text | None = None
    entries: int | None = None
    citations: tuple[Text, ...] = ()
    checked: IsoDate | None = None

    def record(self) -> ListingRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        return ListingRecord(**values | {"date": interval(self.date), "checked": interval(self.checked)})


def read_listings(folder: Path) -> tuple[ListingRecord, ...]:
    """Every listing in the order of the file. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(ListingRow, folder / FILE))
