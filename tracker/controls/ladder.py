"""How far the licences of one company for one item and destination have come, rung by rung.

hinted → promised → applied → granted → shipped → booked as revenue. Hints and promises are not needed to apply; every
other rung stands on the one below, and a claim that skips one is flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

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
"""Which event climbs to which rung; what a firm books is told by a person, for results name many things."""


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
        role: Role = "actor" if rung in ("applied", "shipped") else "target"
        named = [knowledge.entities[key].country for key in record.roles.get("destination", ())]
        for company in record.roles.get(role, ()):
            for item in record.roles.get("item", ()):
                yield from (_claim(record, rung, company, item, place) for place in named or [destination])


def _claim(record: TimelineRecord, rung: Rung, company: str, item: str, destination: str | None) -> RungClaim:
    return RungClaim(
        company=company,
        item=item,
        destination=destination,
        rung=rung,
        date=record.date,
        known=record.date.end,
        reported=record.reported_only,
        words=record.description,
        sources=record.sources,
    )


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
