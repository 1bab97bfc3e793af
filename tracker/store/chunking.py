"""Many values, as many at once as one query takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, some at once."""
    kept: list[T] = []
    for value in values:
        kept.append(value)
        if len(kept) == AT_ONCE:
            yield kept
            kept = []
    if kept:
        yield kept
