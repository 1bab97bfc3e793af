"""How much the words around a name speak for a product: ``the X accelerator``, ``a part called X``."""

from __future__ import annotations

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.items import NOUNS
from tracker.extraction.naming.support import Spots
from tracker.extraction.naming.words import Words

_KINDS = lexicon.words("cues", "products.kinds")
"""Nouns that little but a product's name qualifies."""
_CALLED = frozenset("called dubbed codenamed named nicknamed".split())
_OWNERS = frozenset({"its", "their", "his", "'s"})
_FRESH = frozenset("new upcoming latest flagship forthcoming planned current next-generation first".split())
_ARTICLES = frozenset({"the", "a", "an", "each", "this", "that", "every"})
_OFFERED = lexicon.words("cues", "items.offered")


def support(words: Words, first: int, last: int, makers: Spots) -> float:
    """The weight of one mention; 2 is enough for a name to stand. ``makers`` are positions of words in firms' names."""
    if not words.same_sentence(first, min(last, len(words) - 1)):
        return 0.0
    weight = _before_noun(words, first, last, makers) + _called(words, first) + _apposed(words, last)
    lead = words.fold(first - 1)
    if lead in {"the", "its"} and words.fold(first - 2) in _OFFERED:
        weight += 0.8
    return weight + 1.0 * _numbered(words, last) * (lead in _ARTICLES | _OWNERS | _FRESH)


def _before_noun(words: Words, first: int, last: int, makers: Spots) -> float:
    at = _past_partner(words, last)
    noun = words.fold(at)
    sure = noun in _KINDS or noun.removesuffix("s") in _KINDS
    if not sure and noun not in NOUNS and noun != "parts":
        return 0.0
    first = _first_partner(words, first)
    lead = words.fold(first - 1)
    made = lead in _OWNERS or lead in _FRESH or first - 1 in makers
    if made:
        return 2.2 if sure else 2.0
    if lead in _ARTICLES and not noun.endswith("s"):
        return 2.0 if sure else 1.0
    return 0.8 if sure else 0.4


def _past_partner(words: Words, last: int) -> int:
    """Where the noun stands behind ``and Y``, and behind a number: ``X | and Y chips``, ``X | 2 chip``."""
    at = last
    while words.fold(at) in {"and", "or", ",", "/"} and words.at(at + 1)[:1].isupper() and at < last + 6:
        at += 2
        while words.at(at)[:1].isupper() or words.at(at).isdigit():
            at += 1
    if words.at(at)[:1].isdigit() and len(words.at(at)) < 3:
        at += 1
    return at + (words.fold(at) in {"ai", "gaming", "training", "inference", "graphics", "server"})


def _first_partner(words: Words, first: int) -> int:
    """The first of names joined with ``and``: ``its | X and Y``."""
    while words.fold(first - 1) in {"and", "or", ","} and words.at(first - 2)[:1].isupper():
        first -= 2
        while words.at(first - 1)[:1].isupper() and words.fold(first - 1) not in _OWNERS | _ARTICLES:
            first -= 1
    return first


def _called(words: Words, first: int) -> float:
    """``a chip called X``, ``known as the X``."""
    at = first - 1 - (words.fold(first - 1) == "the")
    known = words.fold(at) == "as" and words.fold(at - 1) == "known"
    coded = words.fold(at) == "named" and words.fold(at - 2) == "code"
    if coded:
        return 2.2
    if words.fold(at) not in _CALLED and not known:
        return 0.0
    window = range(max(0, at - 5), at)
    return 2.2 * any(words.fold(n).removesuffix("s") in _KINDS | {"part", "tool", "machine", "product"} for n in window)


def _apposed(words: Words, last: int) -> float:
    """``X, a processor``, ``X, its newest accelerator``."""
    if words.at(last) != "," or words.fold(last + 1) not in {"a", "an", "its", "the", "another"}:
        return 0.0
    for at in range(last + 2, min(last + 9, len(words))):
        word, follows = words.fold(at), words.fold(at + 1)
        if word in _KINDS and follows not in {"maker", "firm", "company", "designer", "group", "start", "-"}:
            return 2.2
        if word in {",", ".", "of", "that", "which", "for"} or word.endswith(("maker", "firm", "company")):
            return 0.0
    return 0.0


def _numbered(words: Words, last: int) -> bool:
    """Whether a small number follows: ``the X | 2``."""
    number = words.at(last)
    return number.isdigit() and len(number) <= 4 and not (len(number) == 4 and number[:2] in {"19", "20"})
