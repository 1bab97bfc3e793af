"""Whether two claims can speak of one happening. In doubt they do not."""

from __future__ import annotations

from datetime import timedelta

from tracker.model import ROLES, Amount, DateInterval, Role
from tracker.resolution.sourced import SourcedClaim

WHO_OR_WHAT: tuple[Role, ...] = ("actor", "target", "participant", "item")
"""Roles in which one claim may know more than the other, but not something else."""

NEARBY = timedelta(days=7)
"""How far apart two undated reports of one happening may be published."""

EXACT_ENOUGH = timedelta(days=31)
"""A longer interval says too little about when: it only agrees with the very same interval."""

_AMOUNTS_AGREE = 0.1
_OFTEN_SEVERAL_A_DAY = frozenset({"statement_made"})


def compatible(one: SourcedClaim, other: SourcedClaim) -> bool:
    """Whether the two can speak of one happening. Symmetric."""
    return (
        one.type == other.type
        and not (one.reference and other.reference)
        and _statuses_agree(one, other)
        and _dates_agree(one, other)
        and _roles_agree(one, other)
        and _amounts_agree(one.amounts, other.amounts)
        and _enough_in_common(one, other)
    )


def shared(one: SourcedClaim, other: SourcedClaim) -> int:
    """How many entities play the same role in both."""
    return sum(len(set(one.roles.get(role, ())) & set(other.roles.get(role, ()))) for role in ROLES)


def is_exact_enough(interval: DateInterval) -> bool:
    """Whether an interval is short enough to tell happenings apart."""
    return interval.end - interval.start < EXACT_ENOUGH


def _statuses_agree(one: SourcedClaim, other: SourcedClaim) -> bool:
    """What was planned may have happened; a proposal or a denial is a matter of its own."""
    return one.status == other.status or {one.status, other.status} == {"planned", "occurred"}


def _dates_agree(one: SourcedClaim, other: SourcedClaim) -> bool:
    if one.date is None or other.date is None:
        told, retold = one.told, other.told
        return told is not None and retold is not None and abs(told - retold) <= NEARBY
    if (one.date.start, one.date.end) == (other.date.start, other.date.end):
        return True
    overlap = one.date.start <= other.date.end and other.date.start <= one.date.end
    return overlap and is_exact_enough(one.date) and is_exact_enough(other.date)


def _roles_agree(one: SourcedClaim, other: SourcedClaim) -> bool:
    for role in WHO_OR_WHAT:
        here, there = set(one.roles.get(role, ())), set(other.roles.get(role, ()))
        if here and there and not (here <= there or there <= here):
            return False
    here, there = set(one.roles.get("destination", ())), set(other.roles.get("destination", ()))
    return not (here and there) or bool(here & there)


def _amounts_agree(one: tuple[Amount, ...], other: tuple[Amount, ...]) -> bool:
    """Where both give figures in a unit, some of them must be about the same."""
    for unit in {amount.unit for amount in one} & {amount.unit for amount in other}:
        pairs = [(a.value, b.value) for a in one for b in other if a.unit == b.unit == unit]
        if not any(abs(a - b) <= _AMOUNTS_AGREE * max(abs(a), abs(b)) for a, b in pairs):
            return False
    return True


def _enough_in_common(one: SourcedClaim, other: SourcedClaim) -> bool:
    """Two shared parts; a single one only where neither claim says more and both name the same day."""
    if not any(set(one.roles.get(role, ())) & set(other.roles.get(role, ())) for role in WHO_OR_WHAT):
        return False
    if shared(one, other) > 1:
        return True
    same_parts = all(set(one.roles.get(role, ())) == set(other.roles.get(role, ())) for role in ROLES)
    same_day = one.date is not None and other.date is not None and _days(one.date) == _days(other.date) == 1
    return same_parts and same_day and one.type not in _OFTEN_SEVERAL_A_DAY


def _days(interval: DateInterval) -> int:
    return (interval.end - interval.start).days + 1
