"""What listed companies file with the US Securities and Exchange Commission: current reports (8-K, 6-K).

https://www.sec.gov/search-filings/edgar-application-programming-interfaces. The Commission asks for a user agent that
names a contact, and for at most ten requests a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from tracker.errors import SourceChanged
from tracker.sources.dates import read_date
from tracker.sources.source import JSON_TYPES, Ask, Found, Lead, Listing, Memory
from tracker.sources.strictness import checked, json_of

_API = "https://data.sec.gov/submissions/"
_ARCHIVE = "https://www.sec.gov/Archives/edgar/data/"
_LARGEST = 20_000_000


class _Recent(BaseModel):
    """One list for each column; the columns that are not read may change."""

    model_config = ConfigDict(extra="ignore", strict=True)
    accessionNumber: list[str] = Field(max_length=5_000)  # noqa: N815 - as the Commission spells it
    form: list[str]
    filingDate: list[str]  # noqa: N815
    acceptanceDateTime: list[str]  # noqa: N815
    primaryDocument: list[str]  # noqa: N815
    items: list[str]


class _Filings(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    recent: _Recent


class _Company(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    cik: str
    name: str
    filings: _Filings


@dataclass(frozen=True, slots=True)
class Edgar:
    """The current reports of one company, by its Central Index Key."""

    cik: int
    forms: tuple[str, ...] = ("8-K", "6-K")
    days: int = 30
    api: str = _API
    archive: str = _ARCHIVE

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The company's recent filings."""
        return (Ask(url=f"{self.api}CIK{self.cik:010d}.json", media_types=JSON_TYPES, largest=_LARGEST),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Reports of the last days. Raises ``SourceChanged`` where the answer is of another shape."""
        company, alarms = checked(_Company, json_of(listing), listing.url)
        if int(company.cik or 0) != self.cik:
            raise SourceChanged(f"{listing.url} is of company {company.cik[:12]}, not of {self.cik}")
        recent = company.filings.recent.model_dump()
        if len({len(column) for column in recent.values()}) != 1:
            raise SourceChanged(f"{listing.url} has columns of different length: try again later")
        leads = []
        for filing in (dict(zip(recent, row, strict=True)) for row in zip(*recent.values(), strict=True)):
            if filing["form"].removesuffix("/A") not in self.forms or not filing["primaryDocument"]:
                continue
            lead = self._lead(filing, company.name, listing.now)
            if lead is None:
                alarms.append(f"{listing.url}: {filing['accessionNumber'][:30]!r} has an impossible date or number")
            elif lead.published and lead.published > listing.now - timedelta(days=self.days):
                leads.append(lead)
        return Found(leads=tuple(leads), alarms=tuple(alarms))

    def _lead(self, filing: dict[str, Any], company: str, now: datetime) -> Lead | None:
        number = filing["accessionNumber"].replace("-", "")
        accepted = read_date(filing["acceptanceDateTime"], now) or read_date(filing["filingDate"], now)
        document = filing["primaryDocument"]
        if not number.isdecimal() or accepted is None or "/" in document.strip("/") or ".." in document:
            return None
        title = f"{company} files a {filing['form']}"
        if filing["items"]:
            title += f" (items {filing['items'][:80]})"
        return Lead(
            url=f"{self.archive}{self.cik}/{number}/{document}",
            title=title,
            published=accepted[0],
            precision=accepted[1],
        )
