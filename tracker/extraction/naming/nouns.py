"""Nouns that describe an entity in place of its name, and the kinds that they describe."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.words import Words
from tracker.model import KINDS, Kind

_PLURALS: dict[str, tuple[Kind, ...]] = {
    "sides": ("agency", "place"),
    "parties": ("agency", "place", "company"),
    "countries": ("place", "agency"),
    "nations": ("place", "agency"),
    "governments": ("agency",),
    "capitals": ("agency",),
    "powers": ("agency", "place"),
    "economies": ("place", "agency"),
    "leaders": ("person",),
    "men": ("person",),
    "women": ("person",),
    "ministries": ("agency",),
    "agencies": ("agency",),
    "companies": ("company",),
    "foundries": ("company",),
}
_COMPOUND = lexicon.words("cues", "descriptions.compound")
_AFTER_ITEM = lexicon.words("cues", "descriptions.after_item")
_PHRASES: dict[tuple[str, ...], tuple[str, Kind, bool]] = {
    ("start", "-", "up"): ("start-up", "company", False),
    ("start", "-", "ups"): ("start-up", "company", True),
    ("think", "tank"): ("think-tank", "organisation", False),
    ("chief", "executive"): ("chief executive", "person", False),
}


def _load() -> dict[str, tuple[Kind, ...]]:
    found: dict[str, tuple[Kind, ...]] = {}
    for kind in KINDS:
        for word in sorted(lexicon.words("anaphora", kind)):
            found[word] = (*found.get(word, ()), kind)
    return found


_NOUNS: dict[str, tuple[Kind, ...]] = _load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A describing noun and where it ends."""

    last: int
    noun: str
    """In lower case, singular where the singular is listed."""
    kinds: tuple[Kind, ...]
    plural: bool


def noun_at(words: Words, position: int) -> Noun | None:
    """The describing noun that begins at ``position``."""
    for size in (3, 2):
        phrase = tuple(words.fold(at) for at in range(position, position + size))
        if phrase in _PHRASES:
            noun, kind, plural = _PHRASES[phrase]
            return Noun(last=position + size, noun=noun, kinds=(kind,), plural=plural)
    word = words.fold(position)
    for form, plural in ((word, False), (word.removesuffix("s"), True)):
        if form in _NOUNS:
            return Noun(last=position + 1, noun=form, kinds=_NOUNS[form], plural=plural)
        if word in _PLURALS:
            return Noun(last=position + 1, noun=word, kinds=_PLURALS[word], plural=True)
    return None


def is_listed(word: str) -> bool:
    """Whether the word is one of the describing nouns."""
    return word in _NOUNS


def modifies(words: Words, noun: Noun, named: bool) -> bool:
    """Whether the noun only qualifies what follows: ``the chip industry``, ``the company Nexperia`` (``named``)."""
    if not words.same_sentence(noun.last - 1, noun.last):
        return False
    following = words.fold(noun.last)
    if following == "-" and words.row[noun.last].glued:
        return True
    if noun.kinds == ("item",) and not noun.plural:
        return following[:1].isalpha() and following not in _AFTER_ITEM
    if following in _COMPOUND:
        return True
    if named and words.at(noun.last)[:1].isupper():
        return True
    return not noun.plural and noun_at(words, noun.last) is not None
