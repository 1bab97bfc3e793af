"""The shape of `listings.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.records import Footnote, ListingRecord
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records
from tracker.model import Confidence

FILE = "listings.yaml"


class FootnoteRow(BaseModel):
    """A footnote at an entry of the Entity List."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    date: IsoDate
    confidence: Confidence

    def record(self) -> Footnote:
        """With the date as days."""
        return Footnote(number=self.number, date=parse_interval(self.date), confidence=self.confidence)


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
    footnotes: tuple[FootnoteRow, ...] = ()
    checked: IsoDate | None = None

    def record(self) -> ListingRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {"date": interval(self.date), "checked": interval(self.checked)}
        return ListingRecord(**values | {"footnotes": tuple(row.record() for row in self.footnotes)})


def read_listings(folder: Path) -> tuple[ListingRecord, ...]:
    """Every listing in the order of the file. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(ListingRow, folder / FILE))
