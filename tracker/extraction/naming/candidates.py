"""A stretch of words that may be a name, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words ``first`` up to, not including, ``last`` read as a name of one kind."""

    first: int
    last: int
    kind: Kind
    ids: tuple[str, ...]
    """The known entities that it may be; none for a name that the knowledge base lacks."""
    name: str
    rule: str
    weight: float = 1.0
    """How sure the reading is; at or above 2 an unknown name stands without further support."""

    @property
    def size(self) -> int:
        """The number of words."""
        return self.last - self.first


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that stand when the longer, then the surer, win; in the order of the text."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.size, -c.weight, c.first, c.kind)):
        positions = range(candidate.first, candidate.last)
        if taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.first)
