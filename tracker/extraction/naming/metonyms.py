"""Whether the name of a capital or country stands for its government: ``Washington said``, ``talks with Seoul``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.words import Words

_DECIDES = lexicon.words("cues", "metonyms.decides")
_AUXILIARIES = lexicon.words("cues", "metonyms.auxiliaries")
_BETWEEN = lexicon.words("cues", "metonyms.between")
_ADDRESSED = lexicon.words("cues", "metonyms.addressed")
_TALKS = lexicon.words("cues", "metonyms.talks")
_POLICY = lexicon.words("cues", "metonyms.policy")
_PHYSICAL = lexicon.words("cues", "metonyms.physical")
_LOCATION = frozenset(
    {"visit", "visited", "visits", "visiting", "toured", "left", "leaving", "reached", "leaves"}
) | frozenset(
    {"in", "at", "near", "outside", "around", "across", "within", "inside", "via", "through", "leave", "visit"}
)
_MODIFIER = lexicon.words("cues", "metonyms.modifier")


def governments(words: Words, index: Index, names: Iterable[Named]) -> list[Named]:
    """The names, with the government in place of each capital or country that acts as one."""
    kept = (named for named in names if not is_adjective(words, named))
    return [_government(words, index, named) for named in kept]


def is_adjective(words: Words, named: Named) -> bool:
    """Whether ``US`` only qualifies the next word: ``U.S. persons``, ``the US chip giant``, ``U.S.-origin``."""
    if named.kind != "place" or words.at(named.first) not in {"US", "UK", "EU", "UAE"} or named.last - named.first > 1:
        return False
    following = words.fold(named.last)
    if following == "-":
        return words.row[named.last].glued and words.at(named.last + 1).islower()
    if not following[:1].isalpha() or following in _AFTER_NOUN or not words.same_sentence(named.first, named.last):
        return False
    return not (words.fold(named.first - 1) == "the" and (following in _DECIDES or following.endswith("ed")))


_AFTER_NOUN = lexicon.words("cues", "metonyms.after_noun")


def _government(words: Words, index: Index, named: Named) -> Named:
    place = index.entities.get(named.id or "")
    government = index.entities.get(place.government or "") if place else None
    if place is None or government is None or place.kind != "place":
        return named
    if not stands_for_government(words, named, capital=place.subkind == "capital"):
        return named
    return replace(named, kind=government.kind, id=government.id, name=government.name, rule="metonym")


def stands_for_government(words: Words, place: Named, *, capital: bool) -> bool:
    """Whether the place acts, is addressed or owns a policy there; a capital does so unless something locates it."""
    first, last = place.first, place.last
    if words.at(last) == "-" and words.row[last].glued:
        return words.fold(last + 1) in {"led", "imposed", "backed"} and capital
    first = first - 1 if words.fold(first - 1) == "the" else first
    if _located(words, first):
        return False
    if words.fold(last) == "'s":
        return _owns_policy(words, last + 1) or (
            capital and words.at(last + 1).islower() and words.fold(last + 1) not in _PHYSICAL
        )
    if _acts(words, first, last, capital=capital) or _addressed(words, first, last) or _negotiates(words, first, last):
        return True
    return capital and _left_open(words, first, last)


def _located(words: Words, first: int) -> bool:
    if words.fold(first - 1) == "both":
        first -= 1
    if words.fold(first - 1) == "and" and words.at(first - 2)[:1].isupper():
        first -= 2
        first -= words.fold(first - 1) in {"the", "both"}
    return words.fold(first - 1) in _LOCATION and words.same_sentence(first - 1, first)


def _owns_policy(words: Words, position: int) -> bool:
    for at in range(position, min(position + 5, len(words))):
        if words.fold(at) in _POLICY and words.fold(at + 1) not in {"market", "agency", "administration"}:
            return not words.at(at)[0].isupper()
        if words.fold(at) not in _MODIFIER and not words.fold(at).endswith(("ing", "ed", "ive", "al")):
            return False
    return False


def _past_insertion(words: Words, at: int) -> int:
    """Behind ``, for its part,`` or ``, the biggest supplier,``; a place after the comma is no insertion."""
    if words.fold(at) == "on" and words.at(at + 1) in _WEEKDAYS:
        return at + 2
    if words.at(at) != "," or words.at(at + 1)[:1].isupper():
        return at
    if words.fold(at + 1) == "which":
        return at + 2
    for end in range(at + 2, min(at + 16, len(words))):
        if words.at(end) == "," and words.same_sentence(at, end):
            return end + 1
        if words.fold(end) in {"and", "which", "that"} or not words.same_sentence(at, end):
            return at
    return at


_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_OBJECT = frozenset("of to from into with for on against than like in".split())


def _acts(words: Words, first: int, last: int, *, capital: bool) -> bool:
    before = first - 2 if words.fold(first - 1) == "and" and words.at(first - 2)[:1].isupper() else first
    if words.fold(before - 1) in _OBJECT:
        return False
    at = _past_insertion(words, _past_partner(words, last))
    auxiliary = False
    while words.fold(at) in _BETWEEN | _AUXILIARIES | {"“", '"'} and at < last + 12:
        auxiliary = auxiliary or words.fold(at) in _AUXILIARIES
        at += 1
    verb = words.fold(at)
    if verb in _DECIDES - _AUXILIARIES:
        return auxiliary or capital or verb not in _ALSO_OF_COUNTRIES
    return auxiliary and verb.isalpha() and verb not in _OF_PLACES and (capital or verb.endswith("ing"))


_ALSO_OF_COUNTRIES = frozenset({"used", "takes", "needs", "uses", "holds", "controls", "sees"})
"""What a country does as an economy, too."""
_OF_PLACES = frozenset(
    {"being", "located", "home", "the", "a", "an", "in", "at", "where", "full", "hot", "cold", "next"}
)


def _past_partner(words: Words, at: int) -> int:
    """Behind a second actor: ``Washington | and the European Union``."""
    if words.fold(at) != "and":
        return at
    end = at + 1 + (words.fold(at + 1) == "the")
    if not words.at(end)[:1].isupper():
        return at
    while words.at(end)[:1].isupper() and words.same_sentence(at, end):
        end += 1
    return end


def _addressed(words: Words, first: int, last: int) -> bool:
    before = words.fold(first - 1)
    if before in {"on", "of"} and words.fold(first - 2) in {"called", "calls", "calling", "accused", "ahead"}:
        return words.fold(first - 2) != "ahead"
    if before == "by":
        return words.fold(first - 2).endswith(("ed", "en", "put", "set", "cut")) or words.fold(first - 2) in _POLICY
    if before == "from":
        return words.fold(first - 2) in {
            "pressure",
            "protests",
            "protest",
            "criticism",
            "objections",
            "order",
            "permission",
            "approval",
            "licence",
            "license",
            "orders",
            "demand",
            "assurances",
        }
    return before in _ADDRESSED - {"by", "from"} and words.fold(last) in {
        "to",
        "of",
        "for",
        "over",
        "that",
        "not",
        ",",
        ".",
        "with",
    }


def _negotiates(words: Words, first: int, last: int) -> bool:
    for at in range(max(0, first - 6), first):
        if words.fold(at) in _TALKS and words.same_sentence(at, first):
            between = [words.fold(n) for n in range(at + 1, first)]
            if words.fold(at + 1) in {"with", "between"} and len(between) <= 5:
                return True
    after = words.fold(last)
    return after == "and" and words.fold(first - 1) == "between"


def _is_verb_like(word: str) -> bool:
    known = (
        _DECIDES
        | _BETWEEN
        | _OBJECT
        | {"and", "or", "but", "that", "over", "about", "when", "while", "if", "because", "as", "a", "the"}
    )
    return word in known or (word.endswith(("s", "ed", "ing")) and word not in _NOT_VERBS)


_NOT_VERBS = lexicon.words("cues", "metonyms.not_verbs")


def _left_open(words: Words, first: int, last: int) -> bool:
    """A capital with no preposition of place before it and no name around it."""
    before, after = words.fold(first - 1), words.at(last)
    if (
        before in {",", "–", "—", ";", ":", "and", ")"}
        and after.islower()
        and after.endswith(("s", "ed"))
        and after != "as"
    ):
        return True
    if before in {"to", "from", "for", "of", ",", "(", "and", "–", "—", "-", "or", "on", "leaving"}:
        return False
    if after[:1].isupper() or after in {",", "("} or before in {"a", "an", "the", "this", "that", "each", "every"}:
        return False
    if after[:1].isalpha() and not _is_verb_like(after.casefold()):
        return False
    return not words.row[first].initial or after.islower()
