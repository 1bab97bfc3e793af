"""The Consolidated Screening List of the US government: what two downloads differ in becomes listings and delistings.

https://www.trade.gov/consolidated-screening-list. A party is named by list and number, else by list and name, so that
a corrected address is no delisting. A download that lost rows is an alarm and changes nothing; a party counts as
removed once two downloads in a row leave it out.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from tracker.errors import SourceChanged
from tracker.sources.source import TABLE_TYPES, Ask, Found, Lead, Listing, Memory

COLUMNS = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
    "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    "places_of_birth,source_information_url,ids"
).split(",")
"""Of the table, in order; any other is an alarm."""

LISTS: Mapping[str, tuple[str, str]] = {
    "Entity List (EL)": ("The Bureau of Industry and Security", "Entity List"),
    "Military End User (MEU) List": ("The Bureau of Industry and Security", "Military End User List"),
    "Unverified List (UVL)": ("The Bureau of Industry and Security", "Unverified List"),
    "Denied Persons List (DPL)": ("The Bureau of Industry and Security", "Denied Persons List"),
    "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC)": (
        "The Office of Foreign Assets Control",
        "Non-SDN Chinese Military-Industrial Complex Companies List",
    ),
}
"""The lists that bear on chips, by their abbreviation at the end: who keeps them, and how they are called."""

_LOST_SHARE = 0.1
_LOST_FEW = 5
"""A list may lose so many, or a tenth, from one day to the next; more has to be confirmed by hand."""
_LARGEST = 100_000_000
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ScreeningList:
    """The download in one table."""

    address: str
    lists: tuple[str, ...] = tuple(LISTS)

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The table."""
        return (Ask(url=self.address, media_types=TABLE_TYPES, largest=_LARGEST),)

    def read(self, listing: Listing, memory: Memory) -> Found:
        """Listings and delistings since the last download; the first one only tells what is listed already.

        Raises ``SourceChanged`` where columns changed, or rows are missing that one day does not remove; a visit whose
        memory says ``accept`` takes them as removed.
        """
        rows, alarms = _rows(listing, self.lists)
        parties = {_key(row): _kept(row) for row in rows}
        today = listing.now.date().isoformat()
        if memory.get("format") != _FORMAT:
            if not parties:
                raise SourceChanged(f"{listing.url} names no party of {len(self.lists)} lists: try again later")
            return Found(alarms=alarms, memory=_memory(parties, {}, today))
        known: Mapping[str, Any] = memory["parties"]
        if not memory.get("accept"):
            _check_losses(known, parties, listing.url)
        missing = {key: memory["missing"].get(key, today) for key in known.keys() - parties.keys()}
        removed = {key for key in missing if key in memory["missing"] or memory.get("accept")}
        added = parties.keys() - known.keys()
        leads = [self._lead(parties[key], "added", listing, memory["day"]) for key in sorted(added)]
        leads += [self._lead(known[key], "removed", listing, memory["day"]) for key in sorted(removed)]
        waiting = {key: since for key, since in missing.items() if key not in removed}
        kept = {**parties, **{key: known[key] for key in waiting}}
        return Found(leads=tuple(leads), alarms=alarms, memory=_memory(kept, waiting, today))

    def _lead(self, party: Mapping[str, str], change: str, listing: Listing, before: str) -> Lead:
        today = listing.now.date()
        title = f"{party['name']} {_VERBS[change]} the {_keeper(party)[1]}"
        query = urlencode({"list": party["list"], "name": party["name"], change: today.isoformat()})
        url = f"{self.address}?{query}"
        days = (date.fromisoformat(before), today)
        return Lead(
            url=url,
            title=title,
            published=datetime.combine(today, time(), UTC),
            precision="day",
            body=_notice(title, _sentences(party, change, days)),
        )


_VERBS = {"added": "added to", "removed": "removed from"}


def _keeper(party: Mapping[str, str]) -> tuple[str, str]:
    return LISTS.get(party["list"], ("The United States government", party["list"]))


def _sentences(party: Mapping[str, str], change: str, seen: tuple[date, date]) -> Iterator[str]:
    keeper, name = _keeper(party)
    verb, preposition = _VERBS[change].split()
    on = f" on {_words(date.fromisoformat(party['since']))}" if change == "added" and party["since"] else ""
    yield f"{keeper} {verb} {party['name']} {preposition} the {name}{on}."
    if party["countries"]:
        yield f"The list gives an address of the party in {party['countries']}."
    if change == "added" and party["notice"]:
        yield f"The listing cites {party['notice']}."
    if change == "added" and party["requirement"]:
        yield f"Licence requirement: {party['requirement']}"
    names, leaves = ("does not name", "does") if change == "added" else ("names", "does not")
    yield f"The download of {_words(seen[0])} {names} the party; that of {_words(seen[1])} {leaves}."


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _notice(title: str, sentences: Iterable[str]) -> bytes:
    """A plain page of our own words: the table has none."""
    body = "\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
        f"<body><article><h1>{html.escape(title)}</h1>\n{body}</article></body></html>"
    ).encode()


def _rows(listing: Listing, lists: tuple[str, ...]) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    try:
        text = listing.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceChanged(f"{listing.url} is no UTF-8 at byte {error.start}: try again later") from error
    table = csv.DictReader(StringIO(text, newline=""), strict=True)
    if table.fieldnames is None or list(table.fieldnames) != COLUMNS:
        different = set(table.fieldnames or ()) ^ set(COLUMNS)
        named = ", ".join(sorted(different))[:200] or "their order"
        raise SourceChanged(f"{listing.url} has other columns than it had ({named}): the reader must be adapted")
    rows, broken = [], 0
    try:
        for row in table:
            if None in row or None in row.values():
                broken += 1
            elif _of_interest(row["source"], lists):
                rows.append(row)
    except csv.Error as error:
        raise SourceChanged(f"{listing.url} is no sound table ({error}): try again later") from error
    return rows, (f"{listing.url} has {broken} rows with too few or too many fields: left out",) if broken else ()


def _of_interest(name: str, lists: tuple[str, ...]) -> bool:
    return _abbreviation(name) in {_abbreviation(each) for each in lists}


def _abbreviation(name: str) -> str:
    """``EL`` of ``Entity List (EL) - Bureau of Industry and Security``."""
    found = re.search(r"\(([A-Z]+)\)", name)
    return found[1] if found else name


def _kept(row: Mapping[str, str]) -> dict[str, str]:
    full = next((name for name in LISTS if _abbreviation(name) == _abbreviation(row["source"])), row["source"])
    return {
        "list": full,
        "name": " ".join(row["name"].split())[:300],
        "since": row["start_date"] if _is_day(row["start_date"]) else "",
        "notice": " ".join(row["federal_register_notice"].split())[:100],
        "requirement": " ".join(row["license_requirement"].split())[:500],
        "countries": " and ".join(dict.fromkeys(re.findall(r"(?:^|[,\s])([A-Z]{2})(?=\s*(?:;|$))", row["addresses"])))[
            :40
        ],
    }


def _key(row: Mapping[str, str]) -> str:
    who = row["entity_number"].strip() or " ".join(row["name"].casefold().split())
    return f"{_abbreviation(row['source'])}|{who}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_losses(known: Mapping[str, Any], parties: Mapping[str, Any], url: str) -> None:
    """Raise ``SourceChanged`` where one list lost more than a day removes."""
    before, lost = Counter(key.partition("|")[0] for key in known), Counter[str]()
    lost.update(key.partition("|")[0] for key in known.keys() - parties.keys())
    for name, number in lost.items():
        if number > max(_LOST_FEW, before[name] * _LOST_SHARE):
            raise SourceChanged(
                f"{url} lost {number} of {before[name]} parties of list {name}: nothing is taken as removed; "
                "if it is so, run the crawl with --accept-losses"
            )


def _memory(parties: Mapping[str, Any], missing: Mapping[str, str], today: str) -> dict[str, Any]:
    return {"format": _FORMAT, "parties": dict(parties), "missing": dict(missing), "day": today}
