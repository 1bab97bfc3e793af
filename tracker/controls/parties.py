"""Who receives: places on lists, owners, and where a party and its owners have their seat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.controls.outcomes import Finding, no, unknown, yes
from tracker.controls.view import View
from tracker.knowledge import ListingRecord
from tracker.knowledge.scopes import OwnershipRecord


def name_of(key: str, view: View) -> str:
    """The usual name of an entity; its id where it has none."""
    entity = view.entities.get(key)
    return entity.name if entity else key


def listed(party: str, list_: str, day: date, view: View, footnotes: tuple[int, ...] = ()) -> Finding:
    """Whether ``party`` is on a list on ``day``, under one of ``footnotes`` if any are given."""
    name, where = name_of(party, view), name_of(list_, view)
    record = listing(party, list_, day, view)
    if record is None:
        return no(f"{name} is not on the {where} as far as is known")
    if record.date is None and not (record.checked and record.checked.end <= day):
        return unknown(f"{name} is on the {where}; since when was not read")
    since = f" since {record.date.start}" if record.date else ""
    if not footnotes:
        return yes(f"{name} is on the {where}{since}")
    marks = [note.number for note in record.footnotes if note.number in footnotes and note.date.end <= day]
    wanted = " or ".join(str(number) for number in footnotes)
    if not marks:
        return no(f"the entry of {name} bears no footnote {wanted}")
    return yes(f"{name} is on the {where} with footnote {', '.join(str(number) for number in marks)}")


def listing(party: str, list_: str, day: date, view: View) -> ListingRecord | None:
    """The entry of ``party`` that stands on ``day``; ``None`` if it has none."""
    records = [record for record in view.listings.get(party, ()) if record.list == list_]
    begun = [record for record in records if record.date is None or record.date.end <= day]
    latest = max(begun, key=lambda record: record.date.end if record.date else date.min, default=None)
    return latest if latest and latest.listed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Asks who, on a list, holds how much on one day."""

    list: str
    share: float
    """The least share in percent that passes a listing on."""
    day: date
    view: View

    def of(self, party: str) -> Finding:
        """Whether listed parties hold that share of ``party``, directly or through others.

        Holdings of several listed owners are added up; an owner that is itself held that far counts as listed.
        """
        name, total = name_of(party, self.view), 0.0
        doubts: list[str] = []
        words: list[str] = []
        for holding in _holdings(party, self.day, self.view):
            if not self._counts(holding.owner, frozenset({party})):
                continue
            owner = name_of(holding.owner, self.view)
            if holding.share is None:
                doubts.append(f"{owner} is a listed owner of {name}; its share is unknown")
            else:
                total += holding.share
                words.append(f"{owner} holds {holding.share:g} percent")
        if total >= self.share:
            return yes(f"{'; '.join(words)} of {name} and is on the {name_of(self.list, self.view)}")
        if doubts:
            return unknown("; ".join(doubts))
        return no(f"no listed owner of {self.share:g} percent or more of {name} is known")

    def _counts(self, owner: str, seen: frozenset[str]) -> bool:
        if owner in seen:
            return False
        if listed(owner, self.list, self.day, self.view).outcome == "yes":
            return True
        above = (h for h in _holdings(owner, self.day, self.view) if self._counts(h.owner, seen | {owner}))
        return sum(holding.share or 0.0 for holding in above) >= self.share


def seated(party: str, places: frozenset[str], day: date, view: View) -> Finding:
    """Whether ``party`` or the parent at the head of its chain of owners has its seat in one of ``places``."""
    chain = list(dict.fromkeys([party, *_parents(party, day, view)]))
    seats = {key: view.entities[key].country for key in chain if key in view.entities}
    for key in chain:
        if seats.get(key) in places:
            return yes(f"{name_of(key, view)}, {_relation(key, party)}, has its seat in {seats[key]}")
    if not any(seats.values()):
        return unknown(f"the seat of {name_of(party, view)} is unknown")
    return no(f"{name_of(party, view)} has its seat in {seats.get(party) or 'an unknown country'}")


def _relation(key: str, party: str) -> str:
    return "the party itself" if key == party else "its parent"


def _parents(party: str, day: date, view: View) -> Iterator[str]:
    """Majority owners and parents whose share is not known, upwards; a circle ends the walk."""
    seen = {party}
    waiting = [party]
    while waiting:
        for holding in _holdings(waiting.pop(), day, view):
            if holding.owner not in seen and (holding.share is None or holding.share >= 50):
                seen.add(holding.owner)
                waiting.append(holding.owner)
                yield holding.owner


def _holdings(party: str, day: date, view: View) -> Iterator[OwnershipRecord]:
    for holding in view.ownership.get(party, ()):
        begun = holding.since is None or holding.since.end <= day
        ended = holding.until is not None and holding.until.start < day
        if begun and not ended:
            yield holding
