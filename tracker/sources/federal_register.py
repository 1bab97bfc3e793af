"""The daily journal of the US government, by its API: rules, notices, and what is on public inspection.

https://www.federalregister.gov/developers/documentation/api/v1
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, Field

from tracker.errors import SourceChanged
from tracker.sources.source import JSON_TYPES, Ask, Found, Lead, Listing, Memory
from tracker.sources.strictness import checked, json_of

_API = "https://www.federalregister.gov/api/v1/"
_WEB = ("https://www.federalregister.gov/", "https://public-inspection.federalregister.gov/")
_PAGES = 10
_PER_PAGE = 100
_LARGEST = 20_000_000

WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Agency(BaseModel):
    """Only named here; its other fields are of no use."""

    model_config = ConfigDict(extra="ignore", strict=True)
    raw_name: str


class _Published(_Strict):
    document_number: str = Field(pattern=r"^[\w-]{4,20}$")
    title: str
    type: str
    abstract: str | None
    action: str | None
    publication_date: str
    effective_on: str | None
    html_url: WebAddress
    body_html_url: WebAddress | None
    agencies: list[_Agency]


class _Filed(BaseModel):
    """A document on public inspection; the API does not let one choose its fields."""

    model_config = ConfigDict(extra="ignore", strict=True)
    document_number: str = Field(pattern=r"^[\w-]{4,20}$")
    title: str | None
    type: str
    filed_at: str | None
    publication_date: str | None
    html_url: WebAddress
    raw_text_url: WebAddress | None
    agencies: list[_Agency]


class _Page(_Strict):
    count: int
    description: str | None = None
    total_pages: int | None = None
    next_page_url: str | None = None
    previous_page_url: str | None = None
    results: list[Any] = []


class _Desk(_Strict):
    count: int
    results: list[Any]
    special_filings_updated_at: str | None = None
    regular_filings_updated_at: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class FederalRegister:
    """What these agencies published in the last days; ``term`` narrows it down to documents with these words."""

    agencies: tuple[str, ...]
    """As the API names them, e.g. ``industry-and-security-bureau``."""
    term: str | None = None
    days: int = 14
    api: str = _API

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The first page, newest first."""
        conditions = [("conditions[agencies][]", agency) for agency in self.agencies]
        if self.term:
            conditions.append(("conditions[term]", self.term))
        since = now.date() - timedelta(days=self.days)
        query = [
            *conditions,
            ("conditions[publication_date][gte]", since.isoformat()),
            ("order", "newest"),
            ("per_page", str(_PER_PAGE)),
            *(("fields[]", name) for name in _Published.model_fields),
        ]
        return (_ask(f"{self.api}documents.json?{urlencode(query)}", 0),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Documents, and the next page. Raises ``SourceChanged`` where the answer is of another shape."""
        page, alarms = checked(_Page, json_of(listing), listing.url)
        records, others = _records(_Published, page.results, listing.url)
        leads = [_lead(record, alarms) for record in records]
        if len(page.results) < min(page.count, 1):
            raise SourceChanged(f"{listing.url} counts {page.count} documents and lists none: look at it in a browser")
        return Found(leads=tuple(leads), more=self._next(page, listing), alarms=(*alarms, *others))

    def _next(self, page: _Page, listing: Listing) -> tuple[Ask, ...]:
        depth = listing.ask.depth + 1
        if not page.next_page_url or depth >= _PAGES:
            return ()
        if urlsplit(page.next_page_url)[:2] != urlsplit(self.api)[:2]:
            raise SourceChanged(f"{listing.url} names a next page on another server: left unread")
        return (_ask(page.next_page_url, depth),)


@dataclass(frozen=True, slots=True)
class PublicInspection:
    """What these agencies have filed and not yet published."""

    agencies: tuple[str, ...]
    api: str = _API

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The documents on the desk now."""
        query = [("conditions[agencies][]", agency) for agency in self.agencies]
        return (_ask(f"{self.api}public-inspection-documents/current.json?{urlencode(query)}", 0),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Documents of these agencies. Raises ``SourceChanged`` where the answer is of another shape."""
        desk, alarms = checked(_Desk, json_of(listing), listing.url)
        own = [record for record in desk.results if self._concerns(record)]
        records, others = _records(_Filed, own, listing.url)
        leads = tuple(
            Lead(
                url=record.raw_text_url or record.html_url,
                page=record.html_url,
                title=record.title,
                published=_instant(record.filed_at),
                precision="instant" if record.filed_at else None,
            )
            for record in records
        )
        return Found(leads=leads, alarms=(*alarms, *others))

    def _concerns(self, record: Any) -> bool:
        """Whether one of the agencies filed it; what cannot be told stays, so that the check below sees it."""
        if not isinstance(record, dict) or not isinstance(record.get("agencies"), list):
            return True
        slugs = [agency.get("slug") for agency in record["agencies"] if isinstance(agency, dict)]
        return not any(slugs) or any(slug in self.agencies for slug in slugs)


Record = TypeVar("Record", bound=BaseModel)


def _records(model: type[Record], found: list[Any], url: str) -> tuple[list[Record], list[str]]:
    """Those that are what they should be; for each other, and for each new field, an alarm."""
    records, alarms = [], []
    for value in found:
        try:
            record, surprises = checked(model, value, url)
        except SourceChanged as error:
            alarms.append(str(error))
        else:
            records.append(record)
            alarms += surprises
    if found and not records:
        raise SourceChanged(alarms[0])
    return records, list(dict.fromkeys(alarms))


def _lead(record: _Published, alarms: list[str]) -> Lead:
    published = _day(record.publication_date)
    if published is None:
        alarms.append(f"{record.html_url} is published on {record.publication_date[:20]!r}, which is no date")
    return Lead(
        url=record.body_html_url or record.html_url,
        page=record.html_url,
        title=record.title,
        published=published,
        precision="day" if published else None,
    )


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        return None


def _instant(text: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else None


def _ask(url: str, depth: int) -> Ask:
    return Ask(url=url, media_types=JSON_TYPES, largest=_LARGEST, depth=depth)
