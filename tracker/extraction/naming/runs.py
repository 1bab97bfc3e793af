"""Stretches of capitalised words, cut where a title, a nationality or a known name begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.words import Words

_NAME_STARTS = lexicon.words("words", "name_starts")
HEADS: frozenset[str] = frozenset().union(
    *(
        lexicon.words("heads", section)
        for section in (
            "corporate",
            "sector",
            "agency_last",
            "agency_first",
            "agency_modifiers",
            "organisation_last",
            "organisation_first",
            "instrument_last",
            "place_last",
        )
    )
)
_OWNERS = frozenset(
    {
        "People",
        "Attorney",
        "Prosecutors",
        "Prosecutor",
        "General",
        "Workers",
        "Consumers",
        "Director",
        "Governor",
        "Children",
        "Defendants",
        "Farmers",
        "Women",
        "Veterans",
        "Traders",
        "Manufacturers",
        "Employers",
        "Producers",
        "Attorneys",
    }
)
_CALENDAR = lexicon.words("heads", "weekdays_months")
_OPENERS = lexicon.words("words", "openers")
_PARTICLES = lexicon.words("people", "particles")
_HONORIFICS = (
    lexicon.words("titles", "honorifics")
    | lexicon.words("titles", "honorifics_male")
    | lexicon.words("titles", "honorifics_female")
)
_TITLES = lexicon.phrases("titles", "offices") | lexicon.phrases("titles", "roles")
TITLE_WORDS = _HONORIFICS | frozenset(
    word.capitalize() for title in _TITLES for word in title.replace("-", " ").split()
)
"""Single words that belong to a title when they are capitalised."""
UPPER_TITLES = frozenset({"CEO", "CFO", "COO", "CTO", "MP", "MEP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words ``first`` up to, not including, ``last``, all written like parts of a name."""

    first: int
    last: int


def runs(words: Words) -> Iterator[Run]:
    """Every maximal stretch of capitalised words within a sentence, opening words and calendar words cut off."""
    for first, last in words.bounds:
        if _is_heading(words, first, last):
            continue
        position = first
        while position < last:
            end = _end(words, position, last)
            if end > position:
                yield from _trimmed(words, position, end)
            position = max(end, position + 1)


def is_opener(words: Words, position: int) -> bool:
    """Whether the word there is an ordinary one that only its place in the sentence (or a heading) capitalises."""
    word = words.row[position]
    if word.text in _OPENERS or word.text in _CALENDAR:
        return True
    return word.initial and word.fold in words.lower


def _end(words: Words, position: int, limit: int) -> int:
    if not _starts(words, position):
        return position
    end = position + 1
    while end < limit:
        if _continues(words, end):
            end += 1
        elif _bridges(words, end, limit):
            end += 2
        else:
            break
    return end


def _starts(words: Words, position: int) -> bool:
    word = words.row[position]
    return word.capital and word.text not in _CALENDAR and word.text != "I"


def _continues(words: Words, position: int) -> bool:
    word = words.row[position]
    return word.capital and word.text not in _CALENDAR and word.text not in FUNCTION_WORDS


def _bridges(words: Words, position: int, limit: int) -> bool:
    """Whether ``&``, a hyphen or a particle there joins two capitalised words."""
    if position + 1 >= limit:
        return False
    word, following = words.row[position], words.row[position + 1]
    if word.text == "-":
        if following.fold in _COMPOUND_TAILS:
            return False
        return word.glued and following.glued and (following.capital or _is_syllable(words, position + 1))
    if word.text == "&":
        return following.capital
    if word.text in {"'s", "'"} and word.glued:
        return following.text in HEADS and words.at(position - 1) in _OWNERS
    return word.text in _PARTICLES and following.capital and word.text.islower()


def _is_syllable(words: Words, position: int) -> bool:
    """Whether it is the lower-case half of a given name such as ``Han-koo``."""
    return len(words.at(position)) <= 5 and words.at(position).isalpha() and words.at(position) not in _COMPOUND_TAILS


FUNCTION_WORDS = lexicon.words("cues", "runs.function_words")
"""Words that are never part of a name, wherever they stand in it."""
_COMPOUND_TAILS = lexicon.words("cues", "runs.compound_tails")


def _trimmed(words: Words, first: int, last: int) -> Iterator[Run]:
    while first < last and (_is_loose(words, first, last) or words.at(first) in {"-", "&"}):
        first += 1
    if first < last:
        yield Run(first=first, last=last)


def _is_loose(words: Words, first: int, last: int) -> bool:
    """Whether the first word of the run is no part of a name."""
    if last - first > 1 and not words.row[first].initial:
        return words.at(first) in FUNCTION_WORDS or words.at(first) in _CALENDAR
    if last - first > 1 and words.at(first) in _NAME_STARTS and words.row[first + 1].capital:
        if words.at(last - 1) in HEADS:
            return False
        return words.row[first].initial and words.row[first].fold in words.lower
    return is_opener(words, first)


def _is_heading(words: Words, first: int, last: int) -> bool:
    """Whether the sentence is written in title case or capitals, where capitals tell nothing."""
    row = [word for word in words.row[first:last] if word.alphabetic]
    if len(row) < 5 or words.at(last - 1) in {".", "!", "?", "”", '"'}:
        return False
    return sum(word.capital for word in row) >= 0.8 * len(row)
