"""How a rule is written: the words that may open an expression, its pattern, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.words import pattern

Read: TypeAlias = Callable[["re.Match[str]", Scene, Place], Reading | None]
"""Gives the meaning of a match, or ``None`` when the words mean something else there."""

DIGITS = "#"
"""Opens every expression whose first token begins with a digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to speak of time."""

    starts: frozenset[str]
    """Lower-case first tokens; a pattern is tried nowhere else, so reading stays linear in the text."""
    pattern: re.Pattern[str]
    read: Read


def rule(starts: Iterable[str], template: str) -> Callable[[Read], Rule]:
    """Makes a rule of the reading below it."""
    return lambda read: Rule(starts=frozenset(starts), pattern=pattern(template), read=read)
