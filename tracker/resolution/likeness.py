"""How likely two claims are to speak of one happening: what speaks for it and what against, added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.model import Role
from tracker.resolution.features import Features

_START = -3.0
_FEW_WORDS = 6
"""Of a shorter sentence the words say little."""
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "date": {
        "same day": 2.5,
        "next day": 1.5,
        "days": 0.5,
        "fortnight": -0.5,
        "weeks": -1.2,
        "months": -1.5,
        "far": -5.0,
        "same month": 1.8,
        "same span": 1.0,
        "within": 1.5,
        "within year": 0.3,
        "undated near": -0.5,
        "undated": -1.0,
        "undated far": -2.0,
        "half near": 0.0,
        "half": -0.5,
        "half far": -1.8,
    },
    "actor": {
        "same": 1.0,
        "within": 0.8,
        "some": 0.5,
        "kin": 1.0,
        "side": 0.5,
        "other side": -1.0,
        "sibling": -1.5,
        "differ": -4.0,
    },
    "target": {"same": 1.7, "within": 1.2, "some": 0.3, "kin": 1.2, "differ": -4.0, "open": -0.3},
    "participant": {"same": 2.3, "within": 0.8, "some": -1.5, "kin": 0.0, "differ": -4.0},
    "item": {"same": 0.9, "within": 0.9, "some": -0.5, "class": -0.3, "differ": -4.0, "open": -0.6},
    "instrument": {"same": 0.6, "within": 0.4, "differ": -1.3, "open": -0.2},
    "destination": {"same": 0.6, "differ": -1.3, "open": -0.3},
    "place": {"same": 0.6, "within": 0.6, "open": -0.2},
    "amount": {"same": 3.0, "near": 3.0, "differ": -1.0},
    "status": {"same": 0.0, "planned": -0.5, "proposed": -1.0, "denied": -4.0},
    "measure": {"same": 1.6},
    "source": {"same": -3.5},
    "words": {"alike": 1.5, "close": 1.0, "some": 0.5, "few": -0.4},
    "kind": {
        "statement_made": -3.0,
        "market_moved": -1.5,
        "penalty_imposed": -0.6,
        "investment_restricted": 1.5,
        "control_suspended": 0.9,
        "control_eased": 0.6,
        "control_imposed": 0.5,
        "licence_applied": 0.8,
        "licence_granted": 0.5,
        "licence_denied": 0.3,
        "prosecution_advanced": 0.8,
        "deal_made": 0.8,
        "diversion_reported": 0.6,
    },
}

_ROLES: tuple[Role, ...] = ("actor", "target", "participant", "item", "instrument", "destination", "place")


def signs(one: Features, other: Features) -> Iterator[tuple[str, str]]:
    """What was compared between two claims of one type, and what was found; symmetric."""
    yield ("date", _dates(one, other))
    for role in _ROLES:
        found = _role(role, one, other)
        if found:
            yield (role, found)
    if _one_measure(one, other):
        yield ("measure", "same")
    found = _figures(one, other)
    if found:
        yield ("amount", found)
    yield ("status", _statuses(one, other))
    if one.claim.source == other.claim.source:
        yield ("source", "same")
    yield ("words", _wording(one, other))
    yield ("kind", one.claim.type)


def _dates(one: Features, other: Features) -> str:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _undated(one, other)
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        return next(
            (
                name
                for days, name in ((1, "next day"), (4, "days"), (14, "fortnight"), (45, "weeks"), (130, "months"))
                if gap <= days
            ),
            "far",
        )
    _, longer = sorted((one.last - one.first, other.last - other.first))
    if longer == 0:
        return "same day"
    if (one.first, one.last) == (other.first, other.last):
        return "same month" if longer <= 31 else "same span"
    return "within" if longer <= 31 else "within year"


def _undated(one: Features, other: Features) -> str:
    known, unknown = (one, other) if one.first is not None else (other, one)
    if known.first is None:
        gap = abs((one.told or 0) - (other.told or 0)) if one.told and other.told else 999
        return "undated near" if gap <= 14 else "undated" if gap <= 130 else "undated far"
    gap = abs((unknown.told or 0) - known.first) if unknown.told else 999
    return "half near" if gap <= 14 else "half" if gap <= 130 else "half far"


def _role(role: Role, one: Features, other: Features) -> str | None:
    here, there = one.fillers.get(role), other.fillers.get(role)
    if here and there:
        return _overlap(here, there) or _kinship(role, one, other)
    if role == "actor" and one.sides and other.sides:
        return "side" if one.sides & other.sides else "other side"
    return "open" if here or there else None


def _overlap(here: frozenset[str], there: frozenset[str]) -> str | None:
    if not here & there:
        return None
    return "same" if here == there else "within" if here <= there or there <= here else "some"


def _kinship(role: Role, one: Features, other: Features) -> str:
    """What fillers that are not the same have to do with each other."""
    if one.fillers[role] & other.lines[role] or other.fillers[role] & one.lines[role]:
        return "kin"
    if role == "actor" and one.sides & other.sides:
        return "sibling"
    return "class" if role == "item" and (one.broad or other.broad) else "differ"


def _one_measure(one: Features, other: Features) -> bool:
    """Whether one state controls the same named goods: it seldom does so twice in a season."""
    if _role("actor", one, other) == "sibling":
        return False
    goods = one.fillers.get("item", frozenset()) & other.fillers.get("item", frozenset())
    return one.claim.type.startswith("control_") and bool(goods and one.sides & other.sides) and not one.broad


def _figures(one: Features, other: Features) -> str | None:
    units = one.figures.keys() & other.figures.keys()
    if not units:
        return None
    for unit in units:
        gaps = [abs(a - b) / max(abs(a), abs(b), 1e-9) for a in one.figures[unit] for b in other.figures[unit]]
        if min(gaps) < 0.001:
            return "same"
    for unit in units:
        gaps = [abs(a - b) / max(abs(a), abs(b), 1e-9) for a in one.figures[unit] for b in other.figures[unit]]
        if min(gaps) <= 0.1:
            return "near"
    return "differ"


def _statuses(one: Features, other: Features) -> str:
    pair = {one.claim.status, other.claim.status}
    if len(pair) == 1:
        return "same"
    if "denied" in pair:
        return "denied"
    return "planned" if "proposed" not in pair else "proposed"


def _wording(one: Features, other: Features) -> str:
    shared = len(one.words & other.words)
    share = shared / max(_FEW_WORDS, min(len(one.words), len(other.words)))
    return "alike" if share >= 0.5 else "close" if share >= 0.3 else "some" if share >= 0.15 else "few"


def likeness(one: Features, other: Features) -> float:
    """Above zero where more speaks for one happening than against it."""
    return _START + sum(_WEIGHTS[what].get(found, 0.0) for what, found in signs(one, other))
