"""Where the claims of one event do not say the same: on date, amount, actor, status, or on whom and what it hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from tracker.model import DateInterval, Role
from tracker.resolution.kinship import Kinship
from tracker.resolution.sourced import STANDINGS, Conflict, ConflictKind, Side, SourcedClaim

Best = tuple[SourcedClaim | None, SourcedClaim | None]
"""Whose status and whose date the event shows."""

_A_DAY = timedelta(days=1)
_SURE = {"denied": 0, "proposed": 1, "planned": 2, "occurred": 3}
_SCOPE: tuple[Role, ...] = ("target", "participant", "item", "destination", "instrument")


def conflicts(claims: Sequence[SourcedClaim], best: Best, kinship: Kinship) -> tuple[Conflict, ...]:
    """Every field on which sources differ, in a fixed order; ``claims`` in the order in which they were told."""
    if len(claims) < 2:
        return ()
    found = (
        _dates(claims, best[1]),
        _amounts(claims),
        _parts("actor", ("actor",), claims, kinship),
        _statuses(claims, best[0]),
        _parts("scope", _SCOPE, claims, kinship),
    )
    return tuple(conflict for conflict in found if conflict)


def _sides(
    claims: Iterable[SourcedClaim], value: Callable[[SourcedClaim], Any], first: Any = None
) -> dict[Any, list[str]]:
    """Each value with the claims that give it, that of the event first."""
    told: defaultdict[Any, list[str]] = defaultdict(list)
    for claim in claims:
        if value(claim):
            told[value(claim)].append(claim.id)
    return dict(sorted(told.items(), key=lambda side: side[0] != first))


def _dates(claims: Sequence[SourcedClaim], best: SourcedClaim | None) -> Conflict | None:
    spans = {claim.id: claim.date for claim in claims if claim.date}
    told = _sides(claims, lambda claim: _span(claim.date), _span(best.date) if best else None)
    if len(told) < 2:
        return None
    apart = [gap for one, other in combinations(spans.values(), 2) if (gap := _gap(one, other))]
    note = "one day apart: it may be one moment in two time zones" if apart and max(apart) == _A_DAY else None
    return _conflict("date", bool(apart), told, note=note)


def _span(date: DateInterval | None) -> str | None:
    if date is None:
        return None
    return f"{date.start}" if date.start == date.end else f"{date.start}/{date.end}"


def _gap(one: DateInterval, other: DateInterval) -> timedelta:
    return max(max(one.start, other.start) - min(one.end, other.end), timedelta())


def _amounts(claims: Sequence[SourcedClaim]) -> Conflict | None:
    told = _sides(claims, lambda claim: ", ".join(sorted(f"{a.value:.15g} {a.unit}" for a in claim.amounts)))
    if len(told) < 2:
        return None
    figures = [{(a.unit, a.value) for a in claim.amounts} for claim in claims if claim.amounts]
    return _conflict("amount", any(_exclude(one, other) for one, other in combinations(figures, 2)), told)


def _exclude(one: set[tuple[str, float]], other: set[tuple[str, float]]) -> bool:
    """Whether both give a figure in the same unit, and none of them is the same."""
    units = {unit for unit, _ in one} & {unit for unit, _ in other}
    return bool(units) and not one & other


def _statuses(claims: Sequence[SourcedClaim], best: SourcedClaim | None) -> Conflict | None:
    told = _sides(claims, lambda claim: claim.status, best.status if best else None)
    if len(told) < 2 or best is None:
        return None
    over = tuple(claim.id for claim in claims if _overclaims(claim, best))
    contradiction = bool(over) or "denied" in told
    note = None if contradiction else "what was announced may have happened since"
    return _conflict("status", contradiction, told, overclaims=over, note=note)


def _overclaims(claim: SourcedClaim, best: SourcedClaim) -> bool:
    """Whether it says more than a better source says that does not speak long before it."""
    if _SURE[claim.status] <= _SURE[best.status]:
        return False
    if STANDINGS.index(claim.standing) <= STANDINGS.index(best.standing):
        return False
    return not (claim.told and best.told) or claim.told - best.told <= 3 * _A_DAY


def _parts(
    kind: ConflictKind, roles: Sequence[Role], claims: Sequence[SourcedClaim], kinship: Kinship
) -> Conflict | None:
    for role in roles:
        told = _sides(claims, lambda claim, role=role: tuple(sorted(claim.roles.get(role, ()))))  # type: ignore[misc]
        if len(told) > 1:
            apart = any(_unrelated(one, other, kinship) for one, other in combinations(told, 2))
            shown = {", ".join(keys): ids for keys, ids in told.items()}
            return _conflict(kind, apart, shown, note=None if role == "actor" else role)
    return None


def _unrelated(one: Iterable[str], other: Iterable[str], kinship: Kinship) -> bool:
    """Whether nobody of the one is, or acts for, anybody of the other; a sort of goods may hold any."""
    return not any(kinship.acts_for(a, b) or kinship.is_class(a) or kinship.is_class(b) for a in one for b in other)


def _conflict(
    kind: ConflictKind,
    contradiction: bool,
    told: dict[str, list[str]],
    *,
    overclaims: tuple[str, ...] = (),
    note: str | None = None,
) -> Conflict:
    sides = tuple(Side(value=value, claims=tuple(ids)) for value, ids in told.items())
    return Conflict(kind=kind, contradiction=contradiction, sides=sides, overclaims=overclaims, note=note)


def kinds_of(found: Iterable[Conflict]) -> Iterator[ConflictKind]:
    """The kinds of conflict, each once."""
    yield from dict.fromkeys(conflict.kind for conflict in found)
