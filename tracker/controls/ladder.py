"""How far the licences of one company for one item and destination have come, rung by rung.

hinted → promised → applied → granted → shipped → booked as revenue. Hints and promises are not needed to apply; every
other rung stands on the one below, and a claim that skips one is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from tracker.controls.shipments import Shipment
from tracker.knowledge import Knowledge, TimelineRecord
from tracker.model import ClaimStatus, DateInterval, Role

Rung: TypeAlias = Literal["hinted", "promised", "applied", "granted", "shipped", "booked"]
"""How far a licence has come; ``booked`` is revenue in the accounts."""

RUNGS: tuple[Rung, ...] = ("hinted", "promised", "applied", "granted", "shipped", "booked")

_FREE = RUNGS.index("promised")
"""The highest rung that nothing needs to stand on."""

_BY_TYPE: Mapping[tuple[str, ClaimStatus], Rung] = {
    ("licence_applied", "occurred"): "applied",
    ("licence_granted", "proposed"): "hinted",
    ("licence_granted", "planned"): "promised",
    ("licence_granted", "occurred"): "granted",
    ("sale_resumed", "occurred"): "shipped",
}
"""Which event climbs to which rung; a financial impact does where its words tell of revenue, see :func:`_rung`."""

_BOOKING = re.compile(r"\b(?:book|record|recogni[sz]|generat|report|post|earn)", re.IGNORECASE)
_REVENUE = re.compile(r"\b(?:revenues?|sales)\b", re.IGNORECASE)
_LOSS = re.compile(r"\b(?:charges?|write-?(?:off|down)s?|impairments?|loss|losses|lost|hit|no)\b", re.IGNORECASE)
"""A sentence that names any of these may speak of revenue that was lost, and proves nothing."""

LADDER_TYPES: tuple[str, ...] = (*dict.fromkeys(type_ for type_, _ in _BY_TYPE), "financial_impact")
"""The event types that climb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungClaim:
    """Somebody says that a company has reached a rung."""

    company: str
    item: str
    destination: str | None
    """ISO code; ``None``: not said."""
    rung: Rung
    known: date
    """When it was said."""
    date: DateInterval
    """When it happened, or is to."""
    reported: bool
    """From the press or unnamed sources alone."""
    words: str
    sources: tuple[str, ...]
    place_said: bool = True
    """Whether the destination was named, and is not just the one that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceSaid:
    """What an article says was, or is to be, done about a licence."""

    type: str
    """The event type."""
    status: ClaimStatus
    trigger: str
    """The words that made it one, e.g. ``booked``; empty where they are not known."""
    roles: Mapping[Role, tuple[str, ...]]
    """Entity keys."""
    known: date
    """The day from which it could be read."""
    date: DateInterval | None
    words: str
    source: str | None
    """The address of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A claim on the ladder."""

    claim: RungClaim
    skipped: tuple[Rung, ...]
    """Rungs below it that no earlier claim had reached; a claim with any is flagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The licences of one company for one item and destination."""

    company: str
    item: str
    destination: str | None
    steps: tuple[Step, ...]
    """In order of date."""
    reached: Rung | None
    """The highest rung that is confirmed and stands on those below; ``None``: only reports or leaps."""

    @property
    def flagged(self) -> tuple[Step, ...]:
        """Claims that skip a rung."""
        return tuple(step for step in self.steps if step.skipped)


def ladders(claims: Iterable[RungClaim], *, known_at: date) -> tuple[Ladder, ...]:
    """One ladder for each company, item and destination, from what had been said by ``known_at``."""
    groups: dict[tuple[str, str, str | None], list[RungClaim]] = {}
    for claim in claims:
        if claim.known <= known_at:
            groups.setdefault((claim.company, claim.item, claim.destination), []).append(claim)
    return tuple(_ladder(*key, found) for key, found in sorted(groups.items(), key=lambda pair: _order(pair[0])))


def rung_claims(knowledge: Knowledge, *, destination: str | None = None) -> Iterator[RungClaim]:
    """The claims in the reference timeline: one for each company, item and destination that a record names.

    ``destination`` stands for records that name none. Low-confidence records are left out.
    """
    for record in knowledge.timeline:
        rung = _BY_TYPE.get((record.type or "", record.status))
        if rung is None or not record.default:
            continue
        yield from _spread(_of_record(record, rung, destination), record.roles, knowledge)


def reported_rungs(
    said: Iterable[LicenceSaid], knowledge: Knowledge, *, destination: str | None = None
) -> Iterator[RungClaim]:
    """The claims of articles, all of them reported: one for each company, item and destination that is named.

    A hint or a promise stands on the day on which it was read; any other rung without a date is left out.
    Of articles that print the same sentence the first counts. ``destination`` stands for those that name none.
    """
    firsts = {(one.type, one.words): one for one in sorted(said, key=lambda one: one.known, reverse=True)}
    for one in sorted(firsts.values(), key=lambda one: one.known):
        rung = _rung(one)
        day = _said_on(one.known) if rung in ("hinted", "promised") else one.date
        if rung is None or day is None or day.start > one.known:
            continue
        yield from _spread(_of_article(one, rung, day, destination), one.roles, knowledge)


def ladders_of(
    shipment: Shipment, said: Iterable[LicenceSaid], *, known_at: date, knowledge: Knowledge
) -> tuple[Ladder, ...]:
    """The ladders of an item to a destination, one for each company, or that of the party alone.

    From the reference timeline and from what articles say.
    """
    place = shipment.destination
    claims = [*rung_claims(knowledge, destination=place), *reported_rungs(said, knowledge, destination=place)]
    return tuple(
        ladder
        for ladder in ladders(claims, known_at=known_at)
        if (ladder.item, ladder.destination) == (shipment.item, place) and shipment.party in (None, ladder.company)
    )


def _rung(said: LicenceSaid) -> Rung | None:
    if (said.type, said.status) != ("financial_impact", "occurred"):
        return _BY_TYPE.get((said.type, said.status))
    told = _BOOKING.match(said.trigger) and _REVENUE.search(said.words)
    return "booked" if told and not _LOSS.search(said.words) else None


def _spread(template: RungClaim, roles: Mapping[Role, tuple[str, ...]], knowledge: Knowledge) -> Iterator[RungClaim]:
    """One claim for each company, item and destination; a place of no known country is none that can be asked for."""
    role: Role = "actor" if template.rung in ("applied", "shipped", "booked") else "target"
    named = roles.get("destination", ())
    held = [knowledge.entities[key].country for key in named if key in knowledge.entities]
    places = held if named else [template.destination]
    for company in roles.get(role, ()):
        for item in roles.get("item", ()):
            for place in dict.fromkeys(places):
                yield replace(template, company=company, item=item, destination=place, place_said=bool(named))


def _of_record(record: TimelineRecord, rung: Rung, destination: str | None) -> RungClaim:
    return RungClaim(
        company="",
        item="",
        destination=destination,
        rung=rung,
        date=record.date,
        known=record.date.end,
        reported=record.reported_only,
        words=record.description,
        sources=record.sources,
    )


def _of_article(said: LicenceSaid, rung: Rung, day: DateInterval, destination: str | None) -> RungClaim:
    return RungClaim(
        company="",
        item="",
        destination=destination,
        rung=rung,
        date=day,
        known=said.known,
        reported=True,
        words=said.words,
        sources=(said.source,) if said.source else (),
    )


def _said_on(day: date) -> DateInterval:
    return DateInterval(start=day, end=day, precision="day", words="", rule="day of publication")


def _ladder(company: str, item: str, destination: str | None, claims: list[RungClaim]) -> Ladder:
    steps: list[Step] = []
    seen: set[Rung] = set()
    sound: Rung | None = None
    for claim in sorted(claims, key=lambda c: (c.date.start, RUNGS.index(c.rung))):
        skipped = tuple(rung for rung in RUNGS[_FREE + 1 : RUNGS.index(claim.rung)] if rung not in seen)
        steps.append(Step(claim=claim, skipped=skipped))
        seen.add(claim.rung)
        if not skipped and not claim.reported and (sound is None or RUNGS.index(claim.rung) > RUNGS.index(sound)):
            sound = claim.rung
    return Ladder(company=company, item=item, destination=destination, steps=tuple(steps), reached=sound)


def _order(key: tuple[str, str, str | None]) -> tuple[str, str, str]:
    return key[0], key[1], key[2] or ""
