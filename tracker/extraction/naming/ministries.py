"""Ministries that are described by country and field rather than named: ``Japan's trade ministry``."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.words import Words
from tracker.knowledge import KnownEntity

_FIELDS = lexicon.words("anaphora", "portfolios")
_SAME = {"defence": "defense", "defense": "defence", "labour": "labor", "labor": "labour", "economy": "economic"}


def ministries(words: Words, index: Index) -> Iterator[Candidate]:
    """Known ministries written as a country and a field, where only one of that country fits."""
    for position, word in enumerate(words.row):
        if word.text not in {"ministry", "department"} or words.at(position - 1) not in _FIELDS:
            continue
        country = _country(words, index, position - 2)
        fitting = [e for e in index.entities.values() if _fits(e, country, words.at(position - 1), word.text)]
        if country and len(fitting) == 1:
            yield Candidate(
                first=position - 1,
                last=position + 1,
                kind="agency",
                ids=(fitting[0].id,),
                name=fitting[0].name,
                rule="name",
                weight=5.0,
            )


def _country(words: Words, index: Index, position: int) -> str | None:
    """The country whose adjective or possessive stands there."""
    if words.at(position) in {"'s", "'"}:
        forms = index.written((words.at(position - 1),))
        places = [i for form in forms for i in form.ids if index.entities[i].kind == "place"]
        return index.entities[places[0]].country if places else None
    place = index.demonyms.get(words.at(position))
    return index.entities[place].country if place else None


def _fits(entity: KnownEntity, country: str | None, field: str, noun: str) -> bool:
    if entity.kind != "agency" or entity.country != country or entity.subkind not in {"ministry", "department"}:
        return False
    parts = set(entity.name.casefold().replace(",", " ").split())
    return noun in parts and (field in parts or _SAME.get(field) in parts)
