"""Substances whom the knowledge base lacks: elements, minerals and compounds where a sentence speaks of trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.words import Words

_ELEMENTS = lexicon.words("materials", "elements")
_SUBSTANCES = _ELEMENTS | lexicon.words("materials", "minerals") | lexicon.words("materials", "products")
_TRADE = lexicon.words("materials", "trade")
_COMPOUND = re.compile(
    r"\w*(?:silane|fluoride|chloride|bromide|oxide|arsenide|phosphide|nitride|carbide|antimonide|selenide|telluride"
    r"|sulphide|sulfide|hydride|borane|germane|arsine|phosphine|polyimide)s?"
)
_OF_ONE = re.compile(r"(?:di|tri|tetra|hexa|poly|mono|chloro|methyl)\w+")
_FORMS = lexicon.words("materials", "forms")
_AFTER_NOUN = lexicon.words("cues", "descriptions.after_item") | frozenset({"used", "mined", "needed", "produced"})
_MODIFIED = frozenset("hydrogen nitrogen synthetic natural".split()) | _SUBSTANCES


def materials(words: Words) -> Iterator[Candidate]:
    """Every substance in a sentence that speaks of trade."""
    for first, last in words.bounds:
        if _TRADE.isdisjoint(words.fold(at) for at in range(first, last)):
            continue
        for position in range(first, last):
            size = _substance(words, position)
            if size:
                yield _material(words, position - size + 1, position + 1)


def _substance(words: Words, position: int) -> int:
    """How many words of a substance's name end at ``position``; 0 if none does."""
    word = words.row[position]
    if word.capital and not word.initial:
        return 0
    if _COMPOUND.fullmatch(word.fold):
        if words.fold(position - 1) in _MODIFIED:
            return 2
        return int(bool(_OF_ONE.fullmatch(word.fold)))
    if word.fold not in _SUBSTANCES or words.at(position + 1) == "-":
        return 0
    return int(not _qualifies(words, position))


def _qualifies(words: Words, position: int) -> bool:
    """Whether the substance only tells of what a thing is made: ``zinc alloy``, ``silicon films``."""
    following = words.at(position + 1)
    if not following.islower() or not words.same_sentence(position, position + 1):
        return False
    return following not in _TRADE | _FORMS | _AFTER_NOUN


def _material(words: Words, first: int, last: int) -> Candidate:
    name = words.written(first, last)
    return Candidate(
        first=first, last=last, kind="item", ids=(), name=name[0].lower() + name[1:], rule="name", weight=2.1
    )
