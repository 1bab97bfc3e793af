"""Groups claims: those that are linked make a neighbourhood, and each neighbourhood is gathered into happenings.

Every step depends on the set of claims alone and never on their order. A neighbourhood is closed under
links, so a new claim changes the neighbourhoods that it touches and no other.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracker.resolution.blocking import places, views
from tracker.resolution.choosing import describe
from tracker.resolution.features import Features, features
from tracker.resolution.kinship import Kinship
from tracker.resolution.likeness import likeness
from tracker.resolution.sourced import Decision, ResolvedEvent, SourcedClaim
from tracker.resolution.stages import is_matter, stage_keys, with_stages

LINKED = 0.0
"""Above this two claims are neighbours."""
TOGETHER = -0.5
"""Above this, on average over all pairs, two groups are one happening."""
NEVER = -1e6
"""The score of two claims that cannot be one happening, whatever the others say."""
_LARGEST = 300
"""A larger neighbourhood is cut where its links are weakest, so that cost stays bounded."""
_STRONGEST = 8.0


def resolve(
    claims: Iterable[SourcedClaim], kinship: Kinship | None = None, decisions: Iterable[Decision] = ()
) -> tuple[ResolvedEvent, ...]:
    """One event for each happening that ``claims`` speak of, ordered by id; every claim is in exactly one."""
    kin = kinship or Kinship()
    known = [features(claim, kin) for claim in sorted(claims, key=lambda claim: claim.id)]
    judge = Judge(tuple(decisions))
    events = (event for members in neighbourhoods(known, judge) for event in resolve_neighbourhood(members, kin, judge))
    return tuple(sorted(events, key=lambda event: event.id))


class Judge:
    """Scores pairs of claims; what a person decided counts for more than what they are like."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        """Take the decisions that hold."""
        self._scores: dict[tuple[str, str], float] | None = None
        self._decided = {frozenset((d.one, d.other)): d.same for d in decisions}
        self._joined: defaultdict[str, set[str]] = defaultdict(set)
        for decision in decisions:
            if decision.same:
                self._joined[decision.one].add(decision.other)
                self._joined[decision.other].add(decision.one)

    def joined(self, claim: str) -> frozenset[str]:
        """The claims that a person put together with it."""
        return frozenset(self._joined.get(claim, ()))

    def remembering(self) -> Judge:
        """The same, but every pair is scored once; for one neighbourhood, since pairs are many."""
        other = Judge()
        other._decided, other._joined, other._scores = self._decided, self._joined, {}
        return other

    def score(self, one: Features, other: Features) -> float:
        """How alike; far below zero where they can never be one."""
        if self._scores is None:
            return self._judge(one, other)
        pair = (one.claim.id, other.claim.id) if one.claim.id < other.claim.id else (other.claim.id, one.claim.id)
        known = self._scores.get(pair)
        if known is None:
            known = self._scores[pair] = self._judge(one, other)
        return known

    def _judge(self, one: Features, other: Features) -> float:
        decided = self._decided.get(frozenset((one.claim.id, other.claim.id))) if self._decided else None
        if decided is not None:
            return -NEVER if decided else NEVER
        if one.claim.type != other.claim.type or (one.claim.reference and other.claim.reference):
            return NEVER
        return likeness(one, other)

    def linked(self, one: Features, other: Features) -> bool:
        """Whether what is made of one may depend on the other."""
        return self.score(one, other) > LINKED or is_matter(one, other)


def standing_under(one: Features) -> set[str]:
    """Every key under which a claim is found."""
    return {*places(one), *stage_keys(one, around=0)}


def looking_under(one: Features) -> set[str]:
    """Every key under which a claim looks for others; if it sees one, that one sees it."""
    return {*views(one), *stage_keys(one, around=1)}


def links(known: Sequence[Features], judge: Judge) -> list[set[int]]:
    """For each claim, by its number, the numbers of its neighbours."""
    found: list[set[int]] = [set() for _ in known]
    for one, other in _candidates(known, judge):
        if judge.linked(known[one], known[other]):
            found[one].add(other)
            found[other].add(one)
    return found


def neighbourhoods(known: Sequence[Features], judge: Judge) -> Iterator[list[Features]]:
    """Claims that are linked, directly or through others; each claim in exactly one, in order of id."""
    leaders = list(range(len(known)))
    for one, other in _candidates(known, judge):
        if judge.linked(known[one], known[other]):
            _unite(leaders, one, other)
    members: defaultdict[int, list[Features]] = defaultdict(list)
    for number, claim in enumerate(known):
        members[_leader(leaders, number)].append(claim)
    yield from members.values()


def _candidates(known: Sequence[Features], judge: Judge) -> Iterator[tuple[int, int]]:
    """Pairs that meet under a key, each once."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    numbers = {one.claim.id: number for number, one in enumerate(known)}
    for number, one in enumerate(known):
        met = {other for view in looking_under(one) for other in standing.get(view, ())}
        met |= {numbers[other] for other in judge.joined(one.claim.id) if numbers.get(other, number) < number}
        yield from ((other, number) for other in met)
        for place in standing_under(one):
            standing[place].append(number)


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = number = leaders[leaders[number]]
    return number


def _unite(leaders: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[second] = first


def resolve_neighbourhood(members: Sequence[Features], kinship: Kinship, judge: Judge) -> tuple[ResolvedEvent, ...]:
    """The events of claims that are linked with no others."""
    by_type: defaultdict[str, list[Features]] = defaultdict(list)
    for one in members:
        by_type[one.claim.type].append(one)
    groups = [group for alike in by_type.values() for part in _bounded(alike, judge) for group in _gather(part, judge)]
    events = [describe([one.claim for one in group], kinship) for group in groups]
    return with_stages(events, members)


def _bounded(members: list[Features], judge: Judge, least: float = LINKED) -> Iterator[list[Features]]:
    """The neighbourhood, or where it is too large its parts between which links are weak."""
    if len(members) <= _LARGEST:
        yield members
        return
    leaders = list(range(len(members)))
    for number, one in enumerate(members):
        for other in range(number):
            if judge.score(members[other], one) > least + 1:
                _unite(leaders, other, number)
    parts: defaultdict[int, list[Features]] = defaultdict(list)
    for number, one in enumerate(members):
        parts[_leader(leaders, number)].append(one)
    for part in parts.values():
        if least > _STRONGEST:
            yield part
        else:
            yield from _bounded(part, judge, least + 1)


def _gather(members: list[Features], judge: Judge) -> Iterator[list[Features]]:
    """Joins the two most alike groups again and again, until none are alike on average over all their pairs."""
    groups = {number: [one] for number, one in enumerate(members)}
    sums: dict[int, dict[int, float]] = {number: {} for number in groups}
    for number, one in enumerate(members):
        for other in range(number):
            sums[number][other] = sums[other][number] = judge.score(members[other], one)
    _treat_alike(members, sums, judge)
    heap = [(-score, other, number) for number, row in sums.items() for other, score in row.items() if other < number]
    heap = [entry for entry in heap if -entry[0] > TOGETHER]
    heapq.heapify(heap)
    following = len(members)
    while heap:
        _, left, right = heapq.heappop(heap)
        if left not in groups or right not in groups:
            continue
        groups[following] = groups.pop(left) + groups.pop(right)
        first, second = sums.pop(left), sums.pop(right)
        row = sums[following] = {
            third: NEVER if min(first[third], second[third]) <= NEVER / 2 else first[third] + second[third]
            for third in groups
            if third != following
        }
        for third, total in row.items():
            sums[third][following] = total
            mean = total / (len(groups[following]) * len(groups[third]))
            if mean > TOGETHER:
                heapq.heappush(heap, (-mean, third, following))
        following += 1
    yield from groups.values()


def _treat_alike(members: Sequence[Features], sums: dict[int, dict[int, float]], judge: Judge) -> None:
    """Claims that a person put together are as like any other as the most alike of them, so that more may join."""
    numbers = {one.claim.id: number for number, one in enumerate(members)}
    for number, one in enumerate(members):
        joined = sorted(numbers[other] for other in judge.joined(one.claim.id) if other in numbers)
        for third in range(len(members)) if joined else ():
            if third == number or third in joined:
                continue
            scores = [sums[third][other] for other in (number, *joined)]
            if min(scores) > NEVER / 2:
                for other in (number, *joined):
                    sums[third][other] = sums[other][third] = max(scores)
