"""What came of a promise, and what was done in return for an act."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from tracker.model import Role
from tracker.resolution.kinship import Kinship

LONGEST: Final = 730
"""Days after which an event is no longer taken for the outcome of a promise."""

_IN_RETURN = re.compile(
    r"\b(retaliat\w*|counter-?measures?|in (?:response|return|reply|reaction|answer) (?:to|for)"
    r"|respond(?:s|ed|ing)? (?:to|by|with)|react(?:s|ed|ing) (?:to|by|with)"
    r"|tit[- ]for[- ]tat|hit(?:s|ting)? back|struck back|strik(?:es|ing) back"
    r"|reciprocal\w*|revenge|in the (?:light|wake) of|as punishment for|prompted by"
    r"|one day after|(?:hours|days) after)\b"
    r"|反制|报复|對等|对等",
    re.IGNORECASE,
)
WHAT: tuple[Role, ...] = ("target", "participant", "item", "instrument")
"""The roles that say what a promise is about."""


def in_return(sentence: str) -> bool:
    """Whether a sentence tells of an act as the answer to another."""
    return _IN_RETURN.search(sentence) is not None


def is_outcome(
    promise: Mapping[Role, Collection[str]], later: Mapping[Role, Collection[str]], kinship: Kinship
) -> bool:
    """Whether what happened later is what was promised: the same parts, done by the same side."""
    if not any(set(promise.get(role, ())) & set(later.get(role, ())) for role in WHAT):
        return False
    if any(_apart(promise.get(role, ()), later.get(role, ()), kinship) for role in ("target", "item")):
        return False
    return not _apart(promise.get("actor", ()), later.get("actor", ()), kinship)


def other_side(one: Collection[str], other: Collection[str], kinship: Kinship) -> bool:
    """Whether two acts are of different powers."""
    here = {root for key in one for root in kinship.roots(key)}
    there = {root for key in other for root in kinship.roots(key)}
    return bool(here and there) and here.isdisjoint(there)


def _apart(one: Collection[str], other: Collection[str], kinship: Kinship) -> bool:
    return bool(one and other) and not any(kinship.acts_for(a, b) for a in one for b in other)
