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
_MOVED_ON = 3
"""Days after which a farther stage is news and no overclaim."""


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
    """Where sources of one matter differ on how far it has come; what is only planned is no stage yet."""
    far = _stages(claim for claim in claims if claim.status == "occurred")
    if len(far) < 2:
        return None
    best = min((claim for told in far.values() for claim in told), key=_weight)
    agreed = _agreed(far, best)
    over = tuple(
        sorted(claim.id for stage in far if stage > agreed for claim in far[stage] if not _later(claim, far[agreed]))
    )
    ordered = sorted(far, key=lambda stage: (stage != agreed, stage))
    return Conflict(
        kind="status",
        contradiction=bool(over),
        sides=tuple(
            Side(value=far[stage][0].type, claims=tuple(sorted(claim.id for claim in far[stage]))) for stage in ordered
        ),
        overclaims=over,
        note="told of the same matter" if over else "told of the same matter, which may have come so far since",
    )


def _stages(claims: Iterable[SourcedClaim]) -> dict[int, list[SourcedClaim]]:
    """By stage, the claims of the sources for which the matter has come so far and no farther."""
    by_source: defaultdict[str, list[SourcedClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        by_source["" if claim.reference else claim.source].append(claim)
    stages: defaultdict[int, list[SourcedClaim]] = defaultdict(list)
    for told in by_source.values():
        farthest = max(_stage(claim) for claim in told)
        stages[farthest] += [claim for claim in told if _stage(claim) == farthest]
    return stages


def _agreed(stages: Mapping[int, Sequence[SourcedClaim]], best: SourcedClaim) -> int:
    """The stage of the best source; among equals the one that most sources tell, and of those the lowest."""
    rank = STANDINGS.index(best.standing)
    sources = {
        stage: len({claim.source for claim in told if STANDINGS.index(claim.standing) == rank})
        for stage, told in stages.items()
    }
    return min(stages, key=lambda stage: (-sources[stage], stage))


def _later(claim: SourcedClaim, agreed: Iterable[SourcedClaim]) -> bool:
    """Whether a claim came so long after the others that the matter may have moved on."""
    days = [(claim.told - other.told).days for other in agreed if claim.told and other.told]
    return bool(days) and min(days) > _MOVED_ON


def _stage(claim: SourcedClaim) -> int:
    return STAGES[claim.type][0]


def _weight(claim: SourcedClaim) -> tuple[int, int, str]:
    return STANDINGS.index(claim.standing), _stage(claim), claim.id
