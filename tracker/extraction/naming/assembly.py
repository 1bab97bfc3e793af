"""Entities and references out of names."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.results import Naming, Reference
from tracker.extraction.naming.words import Words
from tracker.model import Article, Entity, Mention


def naming_of(article: Article, words: Words, index: Index, names: Iterable[Named]) -> Naming:
    """The result for names in the order of the text."""
    names = tuple(names)
    return Naming(entities=_entities(article, words, names), references=_references(article, words, index, names))


def _entities(article: Article, words: Words, names: Iterable[Named]) -> tuple[Entity, ...]:
    owners: dict[str, Named] = {}
    mentions: dict[str, list[Mention]] = {}
    for named in names:
        owners.setdefault(named.key, named)
        start, end = words.row[named.first].start, words.row[named.last - 1].end
        mentions.setdefault(named.key, []).append(Mention(start=start, end=end, text=article.text[start:end]))
    return tuple(
        Entity(id=named.id, kind=named.kind, name=named.name, mentions=tuple(mentions[key]))
        for key, named in owners.items()
    )


def _references(article: Article, words: Words, index: Index, names: Iterable[Named]) -> tuple[Reference, ...]:
    found = []
    for named in names:
        start, end = words.row[named.first].start, words.row[named.last - 1].end
        known = index.entities.get(named.id or "")
        found.append(
            Reference(
                start=start,
                end=end,
                text=article.text[start:end],
                keys=(named.key,),
                kind=named.kind,
                rule=named.rule,
                generic=bool(known and known.generic),
            )
        )
    return tuple(found)
