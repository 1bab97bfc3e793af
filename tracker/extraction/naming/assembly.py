"""Entities and references out of names and of what refers back to them."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.extraction.naming.anaphora import Referral
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.results import Naming, Reference
from tracker.extraction.naming.words import Words
from tracker.model import Entity, Mention


def naming_of(words: Words, index: Index, names: Iterable[Named], referrals: Iterable[Referral]) -> Naming:
    """The result for names and referrals, each in the order of the text."""
    names = tuple(names)
    found = [*_named(words, index, names), *_referring(words, referrals), *_demonyms(words, index)]
    return Naming(entities=_entities(words, index, names), references=_longest(found))


def _entities(words: Words, index: Index, names: Iterable[Named]) -> tuple[Entity, ...]:
    """Named things; classes of goods (``AI chips``) are only referred to."""
    owners: dict[str, Named] = {}
    mentions: dict[str, list[Mention]] = {}
    for named in names:
        if not _is_generic(index, named):
            owners.setdefault(named.key, named)
            start, end = _offsets(words, named.first, named.last)
            mentions.setdefault(named.key, []).append(Mention(start=start, end=end, text=words.text[start:end]))
    return tuple(
        Entity(id=named.id, kind=named.kind, name=named.name, mentions=tuple(mentions[key]))
        for key, named in owners.items()
    )


def _named(words: Words, index: Index, names: Iterable[Named]) -> Iterable[Reference]:
    for named in names:
        start, end = _offsets(words, named.first, named.last)
        yield Reference(
            start=start,
            end=end,
            text=words.text[start:end],
            keys=(named.key,),
            kind=named.kind,
            rule=named.rule,
            generic=_is_generic(index, named),
        )


def _referring(words: Words, referrals: Iterable[Referral]) -> Iterable[Reference]:
    for referral in referrals:
        start, end = _offsets(words, referral.first, referral.last)
        yield Reference(
            start=start,
            end=end,
            text=words.text[start:end],
            keys=referral.keys,
            kind=referral.kind,
            rule=referral.rule,
            generic=False,
        )


def _demonyms(words: Words, index: Index) -> Iterable[Reference]:
    for word in words.row:
        if place := index.demonyms.get(word.text):
            yield Reference(
                start=word.start,
                end=word.end,
                text=words.text[word.start : word.end],
                keys=(place,),
                kind="place",
                rule="demonym",
                generic=False,
            )


def _longest(found: Iterable[Reference]) -> tuple[Reference, ...]:
    """Those that stand when the longer wins, and a name wins over a demonym of its length."""
    kept: list[Reference] = []
    taken: set[int] = set()
    for reference in sorted(found, key=lambda r: (r.start - r.end, r.rule == "demonym", r.start)):
        if taken.isdisjoint((reference.start, reference.end - 1)):
            taken.update(range(reference.start, reference.end))
            kept.append(reference)
    return tuple(sorted(kept, key=lambda r: r.start))


def _is_generic(index: Index, named: Named) -> bool:
    known = index.entities.get(named.id or "")
    return bool(known and known.generic)


def _offsets(words: Words, first: int, last: int) -> tuple[int, int]:
    return words.row[first].start, words.row[last - 1].end
