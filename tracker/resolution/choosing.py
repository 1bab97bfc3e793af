"""The best value of each field: a reference record's, else the most exact, else the most common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from tracker.model import CLAIM_STATUSES, ROLES, Amount, ClaimStatus, DateInterval, Role
from tracker.resolution.sourced import ResolvedEvent, SourcedClaim

V = TypeVar("V", bound=Hashable)

_NEVER = datetime.max.replace(tzinfo=UTC)


def first_told(claim: SourcedClaim) -> tuple[bool, datetime, str]:
    """A sort key: reference records first, then by publication."""
    return not claim.reference, claim.published or _NEVER, claim.id


def describe(members: Iterable[SourcedClaim]) -> ResolvedEvent:
    """The event that all ``members`` speak of."""
    claims = sorted(members, key=first_told)
    return ResolvedEvent(
        id=claims[0].id,
        type=claims[0].type,
        status=_status(claims),
        date=_date(claims),
        roles={role: keys for role in ROLES if (keys := _fillers(claims, role))},
        amounts=_amounts(claims),
        attribution=_attribution(claims),
        claims=tuple(claim.id for claim in claims),
    )


def _status(claims: Sequence[SourcedClaim]) -> ClaimStatus:
    if claims[0].reference:
        return claims[0].status
    told = Counter(claim.status for claim in claims)
    return max(told, key=lambda status: (told[status], -CLAIM_STATUSES.index(status)))


def _date(claims: Sequence[SourcedClaim]) -> DateInterval | None:
    dates = [claim.date for claim in claims if claim.date is not None]
    if not dates or (claims[0].date is not None and claims[0].reference):
        return claims[0].date
    told = Counter((date.start, date.end) for date in dates)
    return min(dates, key=lambda date: (date.end - date.start, -told[date.start, date.end]))


def _fillers(claims: Sequence[SourcedClaim], role: Role) -> tuple[str, ...]:
    """A reference record's, else all, the most common first."""
    if claims[0].reference and role in claims[0].roles:
        return claims[0].roles[role]
    return _by_frequency(key for claim in claims for key in claim.roles.get(role, ()))


def _amounts(claims: Sequence[SourcedClaim]) -> tuple[Amount, ...]:
    given = [claim.amounts for claim in claims if claim.amounts]
    if not given or (claims[0].reference and claims[0].amounts):
        return claims[0].amounts if given else ()
    figures: Mapping[frozenset[tuple[float, str]], int] = Counter(_figures(amounts) for amounts in given)
    return max(given, key=lambda amounts: (figures[_figures(amounts)], len(amounts)))


def _figures(amounts: tuple[Amount, ...]) -> frozenset[tuple[float, str]]:
    return frozenset((amount.value, amount.unit) for amount in amounts)


def _attribution(claims: Sequence[SourcedClaim]) -> str | None:
    names = [claim.attribution for claim in claims]
    if any(name is None for name in names):
        return None
    return _by_frequency(names)[0]


def _by_frequency(values: Iterable[V]) -> tuple[V, ...]:
    """Distinct values, the most common first, then in order of appearance."""
    return tuple(value for value, _ in Counter(values).most_common())
