"""Which of several known entities a form means, and whether an ambiguous form means any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import honorific_before, post_before, said_near
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.items import NOUNS
from tracker.extraction.naming.words import Words
from tracker.knowledge import KnownEntity

AGENCY_HEADS = lexicon.words("heads", "agency_first")
"""First words of names that bodies of many countries bear."""
_HEADS_OF_STATE = ("president", "prime minister", "premier", "general secretary", "chancellor")


@dataclass(frozen=True, kw_only=True)
class Linker:
    """Chooses by what else the article names."""

    words: Words
    index: Index
    named: frozenset[str]
    """Ids that the article names without doubt."""
    day: date | None
    """The day of publication."""

    def one(self, candidate: Candidate) -> KnownEntity | None:
        """The entity meant; ``None`` where several fit equally well."""
        known = [self.index.entities[identifier] for identifier in candidate.ids]
        if len(known) < 2:
            return known[0] if known and not self._is_foreign(candidate, known[0]) else None
        ranked = sorted(((self._closeness(candidate, entity), entity.id) for entity in known), reverse=True)
        if ranked[0][0] > ranked[1][0]:
            return self.index.entities[ranked[0][1]]
        governed = [entity for entity in known if entity.kind == "place" and entity.government]
        return governed[0] if len(governed) == 1 else None

    def accepts(self, candidate: Candidate) -> bool:
        """Whether the context supports an ambiguous form."""
        known = [self.index.entities[identifier] for identifier in candidate.ids]
        rules: dict[str, Callable[[Candidate, Sequence[KnownEntity]], bool]] = {
            "company": self._firm, "agency": self._agency, "item": self._item, "place": self._place,
            "instrument": self._instrument, "person": self._person, "organisation": self._agency,
        }  # fmt: skip
        return rules[candidate.kind](candidate, known)

    def _is_foreign(self, candidate: Candidate, entity: KnownEntity) -> bool:
        """Whether the words around give a ministry to another country: ``the Ministry of Justice of Lithuania``."""
        if entity.kind != "agency" or not entity.country or entity.subkind == "government":
            return False
        if self.words.at(candidate.first) not in AGENCY_HEADS:
            return False
        near = self._countries_near(candidate)
        if self.words.fold(candidate.last) == "of":
            near |= self._countries_at(candidate.last + 1) | self._countries_at(candidate.last + 2)
        return bool(near) and entity.country not in near

    def _countries_at(self, position: int) -> frozenset[str]:
        place = self.index.demonyms.get(self.words.at(position))
        forms = () if place else self.index.forms.get(self.words.fold(position), ())
        ids = [place] if place else [i for form in forms if form.words == (self.words.at(position),) for i in form.ids]
        known = (self.index.entities[identifier] for identifier in ids)
        return frozenset(e.country for e in known if e.kind == "place" and e.country)

    def _closeness(self, candidate: Candidate, entity: KnownEntity) -> float:
        score = 2.0 * (entity.country is not None and entity.country in self._countries_near(candidate))
        score += 1.0 * (entity.country is not None and entity.country in self._countries)
        score += 2.0 * any(office.organisation in self.named for office in entity.offices)
        score += 1.5 * (entity.vendor in self.named) + 1.5 * (entity.parent in self.named)
        if entity.kind == "place" and entity.subkind in {"country", "territory"}:
            score += 0.5
        return score

    @property
    def _countries(self) -> frozenset[str]:
        return frozenset(c for i in self.named if (c := self.index.entities[i].country))

    def _countries_near(self, candidate: Candidate) -> frozenset[str]:
        """Countries whose name or adjective stands just before: ``the Dutch | Ministry``, ``China's | Ministry``."""
        found: set[str] = set()
        for at in range(candidate.first - 1, max(-1, candidate.first - 4), -1):
            if not self.words.same_sentence(at, candidate.first) or self.words.fold(at) in {",", "and", "(", ";", "in"}:
                break
            found.update(self._countries_at(at))
        return frozenset(found)

    def _firm(self, candidate: Candidate, known: Iterable[KnownEntity]) -> bool:
        return any(entity.id in self.named for entity in known) and not self._in_longer_name(candidate)

    def _agency(self, candidate: Candidate, known: Iterable[KnownEntity]) -> bool:
        words, first = self.words, candidate.first
        if words.at(first).islower() or _is_office(words, candidate) or self._in_longer_name(candidate):
            return False
        near = self._countries_near(candidate)
        if near and not any(entity.country in near for entity in known):
            return False
        if self._enumerated(candidate):
            return True
        spoken_of = any(e.id in self.named or e.parent in self.named or self._has_sister(e) for e in known)
        return spoken_of and (not words.row[first].initial or candidate.size > 1 or self._acts(candidate))

    def _acts(self, candidate: Candidate) -> bool:
        """Whether a verb follows, so that a sentence's first word is a name."""
        return said_near(self.words, candidate.first, candidate.last) or self.words.fold(candidate.last) in _VERBS

    def _has_sister(self, entity: KnownEntity) -> bool:
        """Whether the article names another agency of the same state."""
        others = (self.index.entities[identifier] for identifier in self.named)
        return any(
            o.country == entity.country
            and ((o.kind == "agency" and o.subkind != "government") or entity.country == "EU")
            for o in others
        )

    def _enumerated(self, candidate: Candidate) -> bool:
        """Whether it stands in ``the Departments of Commerce, State, Defense and Energy``."""
        for at in range(candidate.first - 1, max(-1, candidate.first - 14), -1):
            if self.words.at(at) in {"Departments", "departments"}:
                return True
            if not (
                self.words.at(at)[:1].isupper()
                or self.words.fold(at) in {",", "and", "of", "the", "where", "appropriate"}
            ):
                return False
        return False

    def _item(self, candidate: Candidate, known: Iterable[KnownEntity]) -> bool:
        words, text = self.words, self.words.at(candidate.first)
        if text.islower():
            return False
        if any(entity.vendor in self.named for entity in known):
            return (
                not words.row[candidate.first].initial
                or words.fold(candidate.last) in NOUNS
                or any(c.isdigit() for c in text)
            )
        return words.fold(candidate.last) in NOUNS

    def _place(self, candidate: Candidate, known: Iterable[KnownEntity]) -> bool:
        before = self.words.fold(candidate.first - 1)
        if any(entity.subkind in {"country", "group"} or entity.parent in self.named for entity in known):
            return not self._in_longer_name(candidate)
        after_comma = self.words.at(candidate.last) == "," and self.words.at(candidate.last + 1)[:1].isupper()
        return before in {"in", "to", "from", "near", "at", "of", "outside"} and (
            after_comma or not self._in_longer_name(candidate)
        )

    def _instrument(self, candidate: Candidate, known: Iterable[KnownEntity]) -> bool:
        near = self._countries_near(candidate)
        if near:
            return any(entity.country in near for entity in known)
        return any(entity.country in self._countries for entity in known)

    def _person(self, candidate: Candidate, known: Sequence[KnownEntity]) -> bool:
        return self.bearer(candidate, known) is not None

    def bearer(self, candidate: Candidate, known: Sequence[KnownEntity]) -> KnownEntity | None:
        """The one person whom a lone surname can mean: by the title before it, or because he leads a state."""
        here = [person for person in known if person.id in self.named]
        if len(here) == 1:
            return here[0]
        post = post_before(self.words, candidate.first)
        if post:
            title = post.title.rsplit(" ", 1)[-1]
            fitting = [p for p in known if any(title in o.title.casefold() and self._held(o.start) for o in p.offices)]
        elif honorific_before(self.words, candidate.first):
            fitting = [p for p in known if any(o.organisation in self.named for o in p.offices)]
        else:
            fitting = []
        fitting = fitting or [p for p in known if self._leads(p)]
        if len(fitting) == 1 and not self._in_longer_name(candidate):
            return fitting[0]
        return None

    def _leads(self, person: KnownEntity) -> bool:
        return any(
            office.title.casefold().startswith(_HEADS_OF_STATE) and office.organisation.endswith("government")
            for office in person.offices
        )

    def _held(self, start: str | None) -> bool:
        """Whether a post was held on the day of publication, or had been before it."""
        return self.day is None or start is None or start <= self.day.isoformat()

    def _in_longer_name(self, candidate: Candidate) -> bool:
        words, first, last = self.words, candidate.first, candidate.last
        following = words.at(last)
        after = following[:1].isupper() and words.same_sentence(first, last) and following not in self.index.demonyms
        before = words.at(first - 1)[:1].isupper() and words.same_sentence(first - 1, first)
        joined = words.at(last) == "-" and words.row[last].glued
        return (after and not joined) or (
            before
            and not words.row[first - 1].initial
            and words.at(first - 1) not in self.index.demonyms
            and not post_before(words, first)
        )


def _is_office(words: Words, candidate: Candidate) -> bool:
    """Whether it completes a title: ``Minister of | State``."""
    if candidate.size > 1 or words.fold(candidate.first - 1) != "of":
        return False
    return words.fold(candidate.first - 2) in {
        "secretary",
        "minister",
        "ministers",
        "secretaries",
        "head",
        "heads",
    }


_VERBS = lexicon.words("cues", "linking.verbs")
