"""Which claims are compared at all: those that share a part and a time, found by key and not by trying every pair.

A claim stands under its *places* and looks for others under its *views*. Two claims meet where a view of
either is a place of the other. Keys depend on the claim alone, so a new one is placed without looking at
the rest. Every key holds a time: what one claim meets grows with how much is told in a season, and not with
how much was ever told. The farther apart two claims are in time, the more parts they must share.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tracker.model import Role
from tracker.resolution.features import Features

_LONGEST = 24
"""Of a longer interval only so many months are placed."""
_MONTH = 30
_SEASON = 120
"""Days between two dates that one happening may be given: announced, and in force."""
_YEAR = 365
_YEARS = 10
"""Years after which an undated report is no longer taken for one of a happening that seldom recurs."""
_WIDE = 12
"""A claim about more parts, such as a list of firms, is found by each of them alone: their pairs are too many."""
_PARTIES: tuple[Role, ...] = ("target", "participant")
_THINGS: tuple[Role, ...] = ("item", "instrument")
_SELDOM = frozenset(
    "diversion_reported deal_made prosecution_advanced penalty_imposed investigation_opened court_ruled"
    " investment_restricted support_granted".split()
)
"""Happenings that seldom recur between the same parties, so that an undated report may be of an earlier year."""
_FREQUENT = frozenset({"statement_made", "market_moved"})
"""Happenings of which one actor has several a week: the actor alone is no reason to compare."""


def places(one: Features) -> Iterator[str]:
    """Under which keys a claim stands."""
    kind, parts = one.claim.type, sorted(set(_parts(one)))
    for month in _times(one, _MONTH):
        yield from (f"{kind} {part} {month}" for part in parts)
        yield f"{kind} any {month}"
        if _is_open(one):
            yield f"{kind} open {month}"
    for season in _times(one, _SEASON):
        yield from (f"{kind} {shared} season {season}" for shared in _shared(parts))
    if kind in _SELDOM:
        mark = "ever" if _is_exact(one) else "once"
        for year in _times(one, _YEAR):
            yield from (f"{kind} {mark} {pair} {year}" for pair in _pairs(parts))


def views(one: Features) -> Iterator[str]:
    """Under which keys a claim looks for others."""
    kind, parts = one.claim.type, sorted(set(_parts(one)))
    # One that is wide is found by each of its parts, so it must look for each of them as far.
    reach = _SEASON // _MONTH if len(parts) > _WIDE else 1
    for month in _around(one, _MONTH, reach):
        yield from (f"{kind} {part} {month}" for part in parts)
    for season in _around(one, _SEASON, 1):
        yield from (f"{kind} {shared} season {season}" for shared in (*_pairs(parts), *(f"wide {p}" for p in parts)))
    for month in _times(one, _MONTH):
        yield f"{kind} open {month}"
        if _is_open(one):
            yield f"{kind} any {month}"
    if kind in _SELDOM:
        for year in _around(one, _YEAR, _YEARS):
            for pair in _pairs(parts):
                yield f"{kind} once {pair} {year}"
                if not _is_exact(one):
                    yield f"{kind} ever {pair} {year}"


def _shared(parts: list[str]) -> Iterator[str]:
    """What two claims that are a season apart must have in common."""
    return _pairs(parts) if len(parts) <= _WIDE else (f"wide {part}" for part in parts)


def _pairs(parts: list[str]) -> Iterator[str]:
    if len(parts) <= _WIDE:
        yield from (f"{one}+{other}" for one, other in combinations(parts, 2))


def _parts(one: Features) -> Iterator[str]:
    """Whom and what it is about; the side that acts counts where that is not said several times a week."""
    for role in _PARTIES:
        yield from one.lines.get(role, ())
    for role in _THINGS:
        yield from one.fillers.get(role, ())
    if one.claim.type in _FREQUENT:
        yield from (f"{actor}'s" for actor in one.fillers.get("actor", ()) if one.claim.type == "market_moved")
    else:
        yield from (f"by {side}" for side in one.sides)


def _is_open(one: Features) -> bool:
    """Whether it names so little that only the time is left to look for."""
    return not one.sides or not any(one.fillers.get(role) for role in (*_PARTIES, *_THINGS))


def _is_exact(one: Features) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first <= _MONTH


def _times(one: Features, days: int) -> range:
    """Numbers of spans of so many days, counted from the first day of the calendar."""
    first, last = (one.first, one.last) if one.first is not None else (one.told, one.told)
    if first is None or last is None:
        return range(0)
    return range(first // days, min(last, first + _LONGEST * _MONTH) // days + 1)


def _around(one: Features, days: int, reach: int) -> range:
    times = _times(one, days)
    return range(times.start - reach, times.stop + reach) if times else times
