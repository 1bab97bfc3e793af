"""What of a claim is compared, worked out once: who is on whose side, which words and figures it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.model import Role
from tracker.resolution.kinship import Kinship
from tracker.resolution.sourced import SourcedClaim

_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_PLAIN = frozenset(
    "the and for that with from have has had was were are its it his her their this which said says will would been but"
    " not who also than into over after before about more other they them she him our your you all any can could may"
    " might when where what while under between on in of to at by as an or is be".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One claim, ready to be compared."""

    claim: SourcedClaim
    fillers: Mapping[Role, frozenset[str]]
    lines: Mapping[Role, frozenset[str]]
    """By role, the fillers and all for whom they act."""
    sides: frozenset[str]
    """The topmost for whom the actors act, else those whose instrument it is."""
    broad: bool
    """Whether it names its goods only by their sort."""
    first: int | None
    last: int | None
    """The days of its date as ordinals."""
    told: int | None
    words: frozenset[str]
    figures: Mapping[str, tuple[float, ...]]


def features(claim: SourcedClaim, kinship: Kinship) -> Features:
    """What of ``claim`` is compared."""
    fillers = {role: frozenset(keys) for role, keys in claim.roles.items() if keys}
    lines = {role: _lines(keys, kinship) for role, keys in fillers.items()}
    return Features(
        claim=claim,
        fillers=fillers,
        lines=lines,
        sides=_sides(fillers, kinship),
        broad=any(kinship.is_class(item) for item in fillers.get("item", ())),
        first=_ordinal(claim.date.start if claim.date else None),
        last=_ordinal(claim.date.end if claim.date else None),
        told=_ordinal(claim.told),
        words=words(claim.evidence),
        figures=_figures(claim),
    )


def words(text: str) -> frozenset[str]:
    """The telling words of a sentence, folded."""
    found = (word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return frozenset(word for word in found if len(word) > 2 and word not in _PLAIN)


def _lines(keys: frozenset[str], kinship: Kinship) -> frozenset[str]:
    return frozenset[str]().union(*(kinship.line(key) for key in keys))


def _sides(fillers: Mapping[Role, frozenset[str]], kinship: Kinship) -> frozenset[str]:
    acting = fillers.get("actor") or fillers.get("instrument") or frozenset[str]()
    return frozenset[str]().union(*(kinship.roots(key) for key in acting))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day is not None else None


def _figures(claim: SourcedClaim) -> Mapping[str, tuple[float, ...]]:
    found: dict[str, tuple[float, ...]] = {}
    for amount in claim.amounts:
        unit = amount.unit if amount.unit.isupper() or amount.unit == "percent" else "count"
        found[unit] = (*found.get(unit, ()), amount.value)
    return found
