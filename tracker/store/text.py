"""Words as they are compared: one form for finding them in any script, the same on every database.

Case, accents and widths do not count, nor does a plural ending or whether it is spelt licence or license. Chinese and
Japanese are written without spaces, and Korean hangs particles on: there every character is a word of its own, and a
word of several is found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LONGEST = 60
"""Letters of a word that count: what is longer is no word of a language, and databases refuse some."""
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_SINGLE}]|(?:[^\W_{_SINGLE}]|[\u0300-\u036f])+")
_HISSING = ("sses", "xes", "ches", "shes")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, ``text[start:end]``, and the terms by which it is found."""

    start: int
    end: int
    terms: tuple[str, ...]


def fold(*parts: str | None) -> str:
    """Lower case without accents and widths, parts on lines of their own; parts that are unknown are left out."""
    joined = "\n".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order."""
    for found in _WORD.finditer(text):
        yield Token(found.start(), found.end(), _terms(found[0]))


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text in their order."""
    return tuple(term for token in tokens(text) for term in token.terms)


def index(*parts: str | None) -> str:
    """What is stored to be searched: the terms of all parts, divided by spaces."""
    return " ".join(term for part in parts if part for word in _WORD.findall(part) for term in _terms(word))


def _terms(word: str) -> tuple[str, ...]:
    return _of_a_word(word) if len(word) <= _LONGEST else _taken_apart(word)


@lru_cache(maxsize=50_000)
def _of_a_word(word: str) -> tuple[str, ...]:
    """A text is mostly words that others were made of; what is longer than a word is not kept in memory."""
    return _taken_apart(word)


def _taken_apart(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (_stem(word[:_LONGEST].lower()),)
    # Folding may take a ligature or a circled number apart, and put Korean together again.
    folded = unicodedata.normalize("NFC", fold(word))
    return tuple(_stem(part[:_LONGEST]) for part in _WORD.findall(folded))


def _stem(term: str) -> str:
    """Without a plural ending, and in British spelling where both are common in the field."""
    if not term.isascii():
        return term
    return _singular(term).replace("licens", "licenc")


def _singular(term: str) -> str:
    if len(term) < 4 or not term.endswith("s") or term.endswith(("ss", "us", "is")):
        return term
    if term.endswith("ies") and len(term) > 4:
        return term[:-3] + "y"
    return term[:-2] if term.endswith(_HISSING) else term[:-1]
