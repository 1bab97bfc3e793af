"""Groups claims so that any two in a group are compatible, comparing only claims that can be.

Claims are taken in a fixed order (reference records, then the most exact) and each joins the group
with which it shares most, or founds one. Two claims are compared only if they share an entity and
a week, so the cost grows with the number of claims that speak of the same week, not of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta

from tracker.resolution.choosing import describe, first_told
from tracker.resolution.compatibility import NEARBY, WHO_OR_WHAT, compatible, is_exact_enough, shared
from tracker.resolution.sourced import ResolvedEvent, SourcedClaim


def resolve(claims: Iterable[SourcedClaim]) -> tuple[ResolvedEvent, ...]:
    """One event for each happening that ``claims`` speak of, ordered by id; every claim is in exactly one."""
    groups: list[list[SourcedClaim]] = []
    blocks: defaultdict[Hashable, set[int]] = defaultdict(set)
    for claim in sorted(claims, key=_most_telling_first):
        home = _home(claim, groups, blocks)
        groups[home].append(claim)
        for block in _blocks(claim):
            blocks[block].add(home)
    return tuple(sorted((describe(group) for group in groups), key=lambda event: event.id))


def _most_telling_first(claim: SourcedClaim) -> tuple[bool, timedelta, tuple[bool, object, str]]:
    span = claim.date.end - claim.date.start if claim.date is not None else timedelta.max
    return not claim.reference, span, first_told(claim)


def _home(claim: SourcedClaim, groups: list[list[SourcedClaim]], blocks: defaultdict[Hashable, set[int]]) -> int:
    """The number of the group that ``claim`` belongs to; a new one if it belongs to none."""
    nearby = sorted(set[int]().union(*(blocks.get(block, ()) for block in _blocks(claim, widened=True))))
    fitting = [number for number in nearby if all(compatible(claim, member) for member in groups[number])]
    if fitting:
        return max(fitting, key=lambda number: (shared(claim, groups[number][0]), -number))
    groups.append([])
    return len(groups) - 1


def _blocks(claim: SourcedClaim, *, widened: bool = False) -> Iterator[Hashable]:
    """Under what a claim is found; ``widened``: under what all that may be compatible with it is found."""
    keys = {key for role in WHO_OR_WHAT for key in claim.roles.get(role, ())}
    for when in _times(claim, NEARBY if widened else timedelta()):
        for key in keys:
            yield claim.type, key, when


def _times(claim: SourcedClaim, slack: timedelta) -> Iterator[Hashable]:
    if claim.date is not None and is_exact_enough(claim.date):
        yield from (("happened", week) for week in _weeks(claim.date.start, claim.date.end))
    elif claim.date is not None:
        yield "happened", claim.date.start, claim.date.end
    if claim.told is not None:
        yield from (("told", week) for week in _weeks(claim.told, claim.told, slack))


def _weeks(first: date, last: date, slack: timedelta = timedelta()) -> range:
    return range((first.toordinal() - slack.days) // 7, (last.toordinal() + slack.days) // 7 + 1)
