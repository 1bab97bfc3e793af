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
    lower: bool
    """Whether it is written without capitals: ``copper``."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """Forms by their first two words in lower case, the longest first; those of one word by it."""

    entities: dict[str, KnownEntity]
    forms: dict[str, tuple[Form, ...]]
    demonyms: dict[str, str]
    """Adjective of nationality, as written, to the id of the place."""
    governed: dict[str, str]
    """Government id to the id of its country."""
    described: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Last word of what an agency is called with its country, to all of those words and the agency's id."""

    def matches(self, words: Words) -> Iterator[tuple[int, Form]]:
        """Every form found, with its first position: at each position the longest that fits, plain forms first."""
        for position, word in enumerate(words.row):
            if form := next(
                (form for form in self._near(words, position, word) if self._fits(words, position, form)), None
            ):
                yield position, form

    def _near(self, words: Words, position: int, word: Word) -> Iterator[Form]:
        """Forms that begin like the words there: of two words or more by the first two, then of one."""
        if position + 1 < len(words):
            following = words.row[position + 1]
            yield from self.forms.get(f"{word.fold} {following.fold}", ())
            if _singular(following) != following.fold:
                yield from self.forms.get(f"{word.fold} {_singular(following)}", ())
        yield from self.forms.get(word.fold, ()) or self.forms.get(_singular(word), ())

    def written(self, words: tuple[str, ...]) -> tuple[Form, ...]:
        """The forms of exactly these words, in any case."""
        folds = tuple(word.casefold() for word in words)
        return tuple(form for form in self.forms.get(" ".join(folds[:2]), ()) if form.folds == folds)

    def _fits(self, words: Words, position: int, form: Form) -> bool:
        row = words.row[position : position + len(form.words)]
        if len(row) < len(form.words) or row[0].sentence != row[-1].sentence:
            return False
        kind = self.entities[form.ids[0]].kind
        if not all(word.fold == fold for word, fold in zip(row[:-1], form.folds, strict=False)):
            return False
        if row[-1].fold != form.folds[-1] and not (kind == "item" and _singular(row[-1]) == form.folds[-1]):
            return False
        if form.lower:
            return row[0].text.islower() or not _within_name(words, position, position + len(row))
        single = len(form.words) == 1
        lower = kind in _LOWER_KINDS and all(word.text.islower() or not word.alphabetic for word in row)
        return all(
            _same_case(w.text, form_word, single=single, lower=lower)
            for w, form_word in zip(row, form.words, strict=True)
        )

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
    places = [entity for entity in knowledge.entities.values() if entity.kind == "place"]
    return Index(
        entities=dict(knowledge.entities),
        forms=_forms(knowledge),
        demonyms={
            **{" ".join(form_words(demonym)): place.id for place in places for demonym in place.demonyms},
            **{short: ids[0] for short in ("US", "UK", "UAE") if (ids := knowledge.forms.get(short))},
        },
        described=_described(knowledge),
        governed={place.government: place.id for place in places if place.government and place.subkind != "capital"},
    )


def _described(knowledge: Knowledge) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """'China's market regulator', 'the Chinese internet watchdog'; without its country it could be anybody's."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    demonyms = {d.casefold() for e in knowledge.entities.values() if e.kind == "place" for d in e.demonyms}
    for entity in knowledge.entities.values():
        for descriptor in entity.descriptors if entity.kind == "agency" else ():
            words = tuple(word.casefold() for word in form_words(descriptor))
            owned = len(words) > 2 and words[1] == "'s"
            national = len(words) > 2 and words[0] == "the" and words[1] in demonyms
            if owned or national:
                found.setdefault(words[-1], []).append((words if owned else words[1:], entity.id))
    return {last: tuple(forms) for last, forms in found.items()}


def _forms(knowledge: Knowledge) -> dict[str, tuple[Form, ...]]:
    rows: dict[str, list[Form]] = {}
    for words, (ids, doubtful) in _collected(knowledge).items():
        folds = tuple(word.casefold() for word in words)
        lower = not any(word[0].isupper() for word in words)
        form = Form(words=words, folds=folds, ids=tuple(sorted(ids)), doubtful=doubtful, lower=lower)
        rows.setdefault(" ".join(folds[:2]), []).append(form)
    return {first: tuple(sorted(forms, key=lambda f: (-len(f.words), f.doubtful))) for first, forms in rows.items()}


def _collected(knowledge: Knowledge) -> dict[tuple[str, ...], tuple[set[str], bool]]:
    """Ids by form, and whether the form is doubtful; a surname never competes with a name that stands alone (Dell)."""
    collected: dict[tuple[str, ...], tuple[set[str], bool]] = {}
    for doubtful, table in ((False, knowledge.forms), (True, knowledge.ambiguous_forms)):
        for name, ids in table.items():
            words = form_words(name)
            if not words or _owned(name, table, ids):
                continue
            found, uncertain = collected.setdefault(words, (set(), doubtful))
            found.update(i for i in ids if uncertain == doubtful or knowledge.entities[i].kind != "person")
    return collected


def _within_name(words: Words, first: int, last: int) -> bool:
    """Whether a capitalised word stands right beside: ``Copper | Lane Ventures``."""
    after = words.same_sentence(first, last) and words.at(last)[:1].isupper() and words.at(last)[1:].islower()
    before = words.same_sentence(first - 1, first) and words.at(first - 1)[:1].isupper()
    return after or (before and words.at(first - 1)[1:].islower() and not words.row[first - 1].initial)


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
