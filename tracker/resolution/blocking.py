"""Which claims are compared at all: those that share a part and a season, found by key and not by trying every pair.

A claim stands under its *places* and looks for others under its *views*. Two claims meet where a view of
either is a place of the other. Keys depend on the claim alone, so a new one is placed without looking at
the rest, and the number of claims under a key is bounded by what is told of one party in some months.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import Role
from tracker.resolution.features import Features

_REACH = 4
"""Months between two dates that one happening may be given: announced, and in force."""
_LONGEST = 24
"""Of a longer interval only so many months are placed."""
_MONTH = 31
_PARTIES: tuple[Role, ...] = ("target", "participant")
_THINGS: tuple[Role, ...] = ("item", "instrument")
_SELDOM = frozenset(
    "diversion_reported deal_made prosecution_advanced penalty_imposed investigation_opened court_ruled"
    " investment_restricted support_granted".split()
)
"""Happenings that seldom recur between the same parties, so that an undated report may be of any year."""
_FREQUENT = frozenset({"statement_made", "market_moved"})
"""Happenings of which one actor has several a week: the actor alone is no reason to compare."""


def places(one: Features) -> Iterator[str]:
    """Under which keys a claim stands."""
    kind, dated = one.claim.type, one.first is not None
    mark = "dated" if dated else "undated"
    for month in _months(one):
        for part in _parts(one):
            yield f"{kind} {mark} {part} {month}"
        yield f"{kind} any {month}"
        if _is_open(one):
            yield f"{kind} open {month}"
    if kind in _SELDOM:
        for pair in _pairs(one):
            yield f"{kind} {'ever' if _is_exact(one) else 'once'} {pair}"


def views(one: Features) -> Iterator[str]:
    """Under which keys a claim looks for others."""
    kind, dated = one.claim.type, one.first is not None
    months = list(_months(one))
    for part in _parts(one):
        for month in _around(months, _REACH, _REACH if dated else 0):
            yield f"{kind} dated {part} {month}"
        for month in _around(months, 0 if dated else _REACH, _REACH):
            yield f"{kind} undated {part} {month}"
    for month in months:
        yield f"{kind} open {month}"
        if _is_open(one):
            yield f"{kind} any {month}"
    if kind in _SELDOM:
        for pair in _pairs(one):
            yield f"{kind} once {pair}"
            if not _is_exact(one):
                yield f"{kind} ever {pair}"


def _parts(one: Features) -> Iterator[str]:
    """Whom and what it is about; the side that acts counts where that is not said several times a week."""
    for role in _PARTIES:
        yield from sorted(one.lines.get(role, ()))
    for role in _THINGS:
        yield from sorted(one.fillers.get(role, ()))
    if one.claim.type in _FREQUENT:
        yield from (f"{actor}'s" for actor in sorted(one.fillers.get("actor", ())) if one.claim.type == "market_moved")
    else:
        yield from (f"by {side}" for side in sorted(one.sides))


def _pairs(one: Features) -> Iterator[str]:
    parties = sorted(one.lines.get("target", frozenset()) | one.fillers.get("actor", frozenset()))
    yield from (f"{a}+{b}" for at, a in enumerate(parties) for b in parties[at + 1 :])
    yield from parties


def _is_open(one: Features) -> bool:
    """Whether it names so little that only the time is left to look for."""
    return not one.sides or not any(one.fillers.get(role) for role in (*_PARTIES, *_THINGS))


def _is_exact(one: Features) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first < _MONTH


def _months(one: Features) -> range:
    """Numbers of thirty-day months, counted from the first day of the calendar."""
    first, last = (one.first, one.last) if one.first is not None else (one.told, one.told)
    if first is None or last is None:
        return range(0)
    return range(first // 30, min(last // 30, first // 30 + _LONGEST) + 1)


def _around(months: list[int], before: int, after: int) -> range:
    return range(months[0] - before, months[-1] + after + 1) if months else range(0)
