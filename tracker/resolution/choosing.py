"""The best value of each field, and why: whose word it is, then corrections, then exactness, then how many say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from tracker.model import ROLES, Amount, DateInterval, Role
from tracker.resolution.conflicts import conflicts
from tracker.resolution.kinship import Kinship
from tracker.resolution.sourced import STANDINGS, Choice, ResolvedEvent, SourcedClaim, Standing

V = TypeVar("V", bound=Hashable)

_NEVER = datetime.max.replace(tzinfo=UTC)
_WHOSE: Mapping[Standing, str] = {
    "official": "an official document",
    "filing": "a filing of the party itself",
    "reference": "the reference timeline",
    "press": "a named source in the press",
    "passed on": "an outlet that passes on another",
    "unnamed": "unnamed sources",
}


def first_told(claim: SourcedClaim) -> tuple[bool, datetime, str]:
    """A sort key: reference records first, then by publication."""
    return not claim.reference, claim.published or _NEVER, claim.id


def describe(members: Iterable[SourcedClaim], kinship: Kinship) -> ResolvedEvent:
    """The event that all ``members`` speak of."""
    claims = sorted(members, key=first_told)
    told = _best(claims, "status", lambda claim: claim.status, lambda _: 0)
    dated = _best(claims, "date", _days, _length)
    counted = _best(claims, "amount", lambda claim: _figures(claim.amounts), lambda claim: -len(claim.amounts))
    chosen = {role: _fillers(claims, role) for role in ROLES}
    return ResolvedEvent(
        id=claims[0].id,
        type=claims[0].type,
        status=told[0].status if told else claims[0].status,
        date=dated[0].date if dated else None,
        roles={role: keys for role, (keys, _) in chosen.items() if keys},
        amounts=counted[0].amounts if counted else (),
        attribution=_attribution(claims),
        claims=tuple(claim.id for claim in claims),
        choices=tuple(
            choice
            for choice in (*(best[1] for best in (told, dated, counted) if best), *(c for _, c in chosen.values() if c))
            if len(claims) > 1
        ),
        conflicts=conflicts(claims, (told[0], dated[0] if dated else None) if told else (None, None), kinship),
        origins=tuple(dict.fromkeys(claim.origin for claim in claims)),
    )


def _best(
    claims: Sequence[SourcedClaim],
    field: str,
    value: Callable[[SourcedClaim], Any],
    exactness: Callable[[SourcedClaim], int],
) -> tuple[SourcedClaim, Choice] | None:
    """The claim whose value of the field is best; ``None`` where no claim has one."""
    given = [claim for claim in claims if value(claim)]
    if not given:
        return None
    said = Counter(value(claim) for claim in given)

    def weight(claim: SourcedClaim) -> tuple[Any, ...]:
        return (
            STANDINGS.index(claim.standing),
            not claim.revised,
            exactness(claim),
            -said[value(claim)],
            first_told(claim),
        )

    best = min(given, key=weight)
    return best, Choice(field=field, claim=best.id, reason=_reason(best, given, value, exactness))


def _reason(
    best: SourcedClaim,
    given: Sequence[SourcedClaim],
    value: Callable[[SourcedClaim], Any],
    exactness: Callable[[SourcedClaim], int],
) -> str:
    if len({value(claim) for claim in given}) == 1:
        return "all that say agree" if len(given) > 1 else f"only said by {_WHOSE[best.standing]}"
    rivals = [claim for claim in given if value(claim) != value(best)]
    if all(STANDINGS.index(rival.standing) > STANDINGS.index(best.standing) for rival in rivals):
        return f"{_WHOSE[best.standing]} outweighs {_WHOSE[rivals[0].standing]}"
    equals = [rival for rival in rivals if rival.standing == best.standing]
    if best.revised and not any(rival.revised for rival in equals):
        return "a later correction"
    if all(exactness(rival) > exactness(best) for rival in equals):
        return "the most exact"
    number = sum(value(claim) == value(best) for claim in given)
    return f"said by {number} of {len(given)}" if number > 1 else "told first"


def _days(claim: SourcedClaim) -> tuple[Any, ...] | None:
    return (claim.date.start, claim.date.end) if claim.date else None


def _length(claim: SourcedClaim) -> int:
    date: DateInterval | None = claim.date
    return (date.end - date.start).days if date else 0


def _figures(amounts: tuple[Amount, ...]) -> frozenset[tuple[float, str]]:
    return frozenset((amount.value, amount.unit) for amount in amounts)


def _fillers(claims: Sequence[SourcedClaim], role: Role) -> tuple[tuple[str, ...], Choice | None]:
    """What the best kind of source fills the role with; of one kind all, the most common first."""
    given = [claim for claim in claims if claim.roles.get(role)]
    if not given:
        return (), None
    rank = min(STANDINGS.index(claim.standing) for claim in given)
    heard = [claim for claim in given if STANDINGS.index(claim.standing) == rank]
    keys = _by_frequency(key for claim in heard for key in claim.roles[role])
    agree = len({frozenset(claim.roles[role]) for claim in given}) == 1
    outweighs = f"{_WHOSE[heard[0].standing]} outweighs the others" if len(heard) < len(given) else "all that are named"
    return keys, Choice(field=role, claim=heard[0].id, reason="all that say agree" if agree else outweighs)


def _attribution(claims: Sequence[SourcedClaim]) -> str | None:
    names = [claim.attribution for claim in claims]
    if any(name is None for name in names):
        return None
    return _by_frequency(names)[0]


def _by_frequency(values: Iterable[V]) -> tuple[V, ...]:
    """Distinct values, the most common first, then in order of appearance."""
    return tuple(value for value, _ in Counter(values).most_common())
