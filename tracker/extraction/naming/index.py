"""The forms of all known names as a dictionary over words; made once for a knowledge base."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.words import Word, Words, form_words
from tracker.knowledge import Knowledge, KnownEntity

_LOWER_KINDS = frozenset({"agency", "instrument", "item", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write the names of the entities ``ids``."""

    words: tuple[str, ...]
    folds: tuple[str, ...]
    ids: tuple[str, ...]
    doubtful: bool
    """Whether it counts only where the context supports it."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """Forms by their first word in lower case, the longest first."""

    entities: dict[str, KnownEntity]
    forms: dict[str, tuple[Form, ...]]
    demonyms: dict[str, str]
    """Adjective of nationality, as written, to the id of the place."""
    governed: dict[str, str]
    """Government id to the id of its country."""

    def matches(self, words: Words) -> Iterator[tuple[int, Form]]:
        """Every form found, with its first position: at each position the longest that fits, plain forms first."""
        for position, word in enumerate(words.row):
            for form in self.forms.get(word.fold, ()) or self.forms.get(_singular(word), ()):
                if self._fits(words, position, form):
                    yield position, form
                    break

    def _fits(self, words: Words, position: int, form: Form) -> bool:
        row = words.row[position : position + len(form.words)]
        if len(row) < len(form.words):
            return False
        kind = self.entities[form.ids[0]].kind
        if row[-1].fold != form.folds[-1] and not (kind == "item" and _singular(row[-1]) == form.folds[-1]):
            return False
        if row[0].sentence != row[-1].sentence:
            return False
        lower = kind in _LOWER_KINDS and all(word.text.islower() or not word.alphabetic for word in row)
        for number, (word, wanted, fold) in enumerate(zip(row, form.words, form.folds, strict=True)):
            last = number == len(form.words) - 1
            if word.fold != fold and not (last and kind == "item" and _singular(word) == fold):
                return False
            if not _same_case(word.text, wanted, single=len(form.words) == 1, lower=lower):
                return False
        return True

    def candidate(self, position: int, form: Form) -> Candidate:
        """The match as a candidate."""
        first = self.entities[form.ids[0]]
        return Candidate(
            first=position,
            last=position + len(form.words),
            kind=first.kind,
            ids=form.ids,
            name=first.name,
            rule="name",
            weight=5.0,
        )


_made: weakref.WeakKeyDictionary[object, Index] = weakref.WeakKeyDictionary()
_by_identity: dict[int, tuple[Knowledge, Index]] = {}


def index_of(knowledge: Knowledge) -> Index:
    """The index of a knowledge base, made on first use."""
    kept = _by_identity.get(id(knowledge))
    if kept is None or kept[0] is not knowledge:
        _by_identity.clear()
        kept = _by_identity[id(knowledge)] = (knowledge, _make(knowledge))
    return kept[1]


def _make(knowledge: Knowledge) -> Index:
    collected: dict[tuple[str, ...], tuple[set[str], bool]] = {}
    for doubtful, table in ((False, knowledge.forms), (True, knowledge.ambiguous_forms)):
        for form, ids in table.items():
            words = form_words(form)
            if words and not _owned(form, table, ids):
                collected.setdefault(words, (set(), doubtful))[0].update(ids)
    rows: dict[str, list[Form]] = {}
    for words, (found, doubtful) in collected.items():
        folds = tuple(word.casefold() for word in words)
        rows.setdefault(folds[0], []).append(
            Form(words=words, folds=folds, ids=tuple(sorted(found)), doubtful=doubtful)
        )
    places = [entity for entity in knowledge.entities.values() if entity.kind == "place"]
    return Index(
        entities=dict(knowledge.entities),
        forms={first: tuple(sorted(forms, key=lambda f: (-len(f.words), f.doubtful))) for first, forms in rows.items()},
        demonyms={demonym: place.id for place in places for demonym in place.demonyms},
        governed={place.government: place.id for place in places if place.government and place.subkind != "capital"},
    )


def _owned(form: str, table: Mapping[str, tuple[str, ...]], ids: tuple[str, ...]) -> bool:
    """Whether it is an owner and a form that does without: ``China's | Ministry of Commerce``."""
    return set(ids) <= set(table.get(form.replace("’", "'").partition("'s ")[2], ()))


def _singular(word: Word) -> str:
    fold = word.fold
    if len(fold) > 2 and fold.endswith("s") and word.text.endswith("s"):
        return fold[:-1]
    return fold


def _same_case(text: str, wanted: str, *, single: bool, lower: bool) -> bool:
    if text == wanted or wanted.islower() or not wanted[0].isalpha():
        return True
    if single:
        if len(wanted) < 5:
            return text.rstrip("s") == wanted
        return text[0].isupper() or text == wanted
    return text[0].isupper() or not wanted[0].isupper() or lower
