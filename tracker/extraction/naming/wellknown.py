"""Names that every reader knows and the knowledge base need not describe, from a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.words import Words, form_words
from tracker.model import Kind

_KINDS: tuple[Kind, ...] = ("company", "organisation", "agency", "instrument")


def wellknown(words: Words) -> Iterator[Candidate]:
    """Every listed name, in its exact case."""
    for position, word in enumerate(words.row):
        for parts, kind, name in _listed().get(word.text, ()):
            last = position + len(parts)
            if last <= len(words) and all(words.at(position + n) == part for n, part in enumerate(parts)):
                yield Candidate(first=position, last=last, kind=kind, ids=(), name=name, rule="name", weight=4.0)
                break


@cache
def _listed() -> dict[str, tuple[tuple[tuple[str, ...], Kind, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Kind, str]]] = {}
    for kind in _KINDS:
        for name in lexicon.phrases("wellknown", kind):
            parts = form_words(name)
            found.setdefault(parts[0], []).append((parts, kind, name))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[2]))) for first, rows in found.items()}
