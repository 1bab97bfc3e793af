"""One matter told at different stages: 'filing applications' against 'approved' against 'resuming sales'.

The stages are events of different types, so they are never one happening; but where sources tell of the same
firm and goods at the same time, one of them may claim more than is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.model import Role
from tracker.resolution.features import Features
from tracker.resolution.sourced import STANDINGS, Conflict, ResolvedEvent, Side, SourcedClaim

STAGES: Mapping[str, tuple[int, Role]] = {
    "licence_applied": (1, "actor"),
    "licence_granted": (2, "target"),
    "sale_resumed": (3, "actor"),
}
"""How far each type says that a matter has come, and the role of the firm that wants to sell."""

_NEARBY = 14
"""Days between two reports of one matter."""


def stage_keys(one: Features, around: int) -> Iterator[str]:
    """Where a claim stands with its matter, and with ``around`` where it looks for others of it."""
    if one.claim.type not in STAGES or one.told is None:
        return
    for firm in _firms(one):
        for time in range(one.told // _NEARBY - around, one.told // _NEARBY + around + 1):
            yield f"matter {firm} {time}"


def is_matter(one: Features, other: Features) -> bool:
    """Whether two claims tell one matter at different stages."""
    if one.claim.type == other.claim.type or one.claim.type not in STAGES or other.claim.type not in STAGES:
        return False
    if one.told is None or other.told is None or abs(one.told - other.told) > _NEARBY:
        return False
    here, there = one.fillers.get("item", frozenset()), other.fillers.get("item", frozenset())
    return not _firms(one).isdisjoint(_firms(other)) and bool(here & there)


def _firms(one: Features) -> frozenset[str]:
    return one.fillers.get(STAGES[one.claim.type][1], frozenset())


def with_stages(events: Sequence[ResolvedEvent], members: Iterable[Features]) -> tuple[ResolvedEvent, ...]:
    """The events, each with the conflict of its matter if its sources tell it at different stages."""
    known = {one.claim.id: one for one in members if one.claim.type in STAGES}
    staged = [event for event in events if event.type in STAGES]
    if len({event.type for event in staged}) < 2:
        return tuple(events)
    found: dict[str, Conflict] = {}
    for event in staged:
        related = [
            other
            for other in staged
            if other.id == event.id or any(is_matter(known[a], known[b]) for a in event.claims for b in other.claims)
        ]
        conflict = _conflict([known[claim].claim for other in related for claim in other.claims])
        if conflict:
            found[event.id] = conflict
    return tuple(
        replace(event, conflicts=(*event.conflicts, found[event.id])) if event.id in found else event
        for event in events
    )


def _conflict(claims: Sequence[SourcedClaim]) -> Conflict | None:
    stages: defaultdict[int, list[SourcedClaim]] = defaultdict(list)
    for claim in claims:
        stages[_stage(claim)].append(claim)
    if len(stages) < 2 or len({claim.source for claim in claims}) < 2:
        return None
    best = min(claims, key=lambda claim: (STANDINGS.index(claim.standing), _stage(claim), claim.id))
    agreed = _agreed(stages, best)
    over = sorted(
        claim.id
        for stage, told in stages.items()
        for claim in told
        if stage > agreed and claim.source not in {other.source for other in stages[agreed]}
    )
    ordered = sorted(stages, key=lambda stage: (stage != agreed, stage))
    return Conflict(
        kind="status",
        contradiction=bool(over),
        sides=tuple(
            Side(value=_words(stages[stage][0]), claims=tuple(sorted(claim.id for claim in stages[stage])))
            for stage in ordered
        ),
        overclaims=tuple(over),
        note="the same matter is told at different stages",
    )


def _agreed(stages: Mapping[int, Sequence[SourcedClaim]], best: SourcedClaim) -> int:
    """The stage of the best source; among equals the one that most sources tell, and of those the lowest."""
    rank = STANDINGS.index(best.standing)
    sources = {
        stage: len({claim.source for claim in told if STANDINGS.index(claim.standing) == rank})
        for stage, told in stages.items()
    }
    return min(stages, key=lambda stage: (-sources[stage], stage))


def _stage(claim: SourcedClaim) -> int:
    """Twice the stage; what is only planned stands just below what has happened."""
    stage = 2 * STAGES[claim.type][0]
    return stage if claim.status == "occurred" else stage - 1


def _words(claim: SourcedClaim) -> str:
    return claim.type if claim.status == "occurred" else f"{claim.type} ({claim.status})"
