"""Places whom the knowledge base lacks: a list of their names, and the words that lead to one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.runs import Run
from tracker.extraction.naming.words import Words, form_words

_LAST = lexicon.words("heads", "place_last")
_SITES = lexicon.words("cues", "places.sites")
_LEADING_NOUNS = {
    **dict.fromkeys(("in", "near", "outside", "at"), _SITES),
    "of": frozenset({"city", "town", "port", "province", "district", "village", "county", "region"}),
    "to": frozenset({"flew", "travelled", "traveled"}),
    "from": frozenset({"flew", "travelled", "traveled"}),
}
_LEADS = frozenset({"in", "at", "to", "near", "outside", "from", "of", "around"})


@cache
def listed() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The listed places by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in lexicon.phrases("places", "places"):
        parts = form_words(name)
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rows, key=lambda row: (-len(row), row))) for first, rows in found.items()}


@cache
def single() -> frozenset[str]:
    """The listed places of one word."""
    return frozenset(row[0] for rows in listed().values() for row in rows if len(row) == 1)


@cache
def all_names() -> frozenset[str]:
    """The listed places, their words joined by single spaces."""
    return frozenset(" ".join(row) for rows in listed().values() for row in rows)


def named_places(words: Words) -> Iterator[Candidate]:
    """Every listed place."""
    for position, word in enumerate(words.row):
        for parts in listed().get(word.text.title() if word.text.isupper() and len(word.text) > 3 else word.text, ()):
            if all(_same(words.at(position + n), part) for n, part in enumerate(parts)):
                yield _place(words, position, position + len(parts), 2.0)
                break


def led_places(words: Words, run: Run) -> Iterator[Candidate]:
    """Unknown places that their surroundings give away: ``a plant in Fernleigh``, ``the port of X``, ``X, Ohio``."""
    first, last = run.first, run.last
    if words.at(last - 1) in _LAST and last - first > 1 and words.at(last) != "of":
        yield _place(words, first, last, 2.3)
        return
    if last - first > 3:
        return
    lead, noun = words.fold(first - 1), words.fold(first - 2)
    if lead in {"a", "an"} and words.fold(last) in {
        "company",
        "firm",
        "resident",
        "man",
        "woman",
        "businessman",
        "suburb",
        "court",
    }:
        yield _place(words, first, last, 2.0)
        return
    if (noun in _LEADING_NOUNS.get(lead, ()) and words.fold(last) not in {"'s", "&"}) or (
        words.at(last) == "," and words.at(last + 1) in single() and lead in _LEADS
    ):
        yield _place(words, first, last, 2.0)


def _same(text: str, part: str) -> bool:
    return text == part or (text.isupper() and len(part) > 3 and text == part.upper())


def _place(words: Words, first: int, last: int, weight: float) -> Candidate:
    name = words.written(first, last).replace("’", "'")
    if name.isupper() and len(name) > 3:
        name = name.title()
    return Candidate(first=first, last=last, kind="place", ids=(), name=name, rule="name", weight=weight)
