"""Links what was found to entities, unites the forms of one name and finds its shorter forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import honorific_before, post_before
from tracker.extraction.naming.firms import firm_name
from tracker.extraction.naming.index import Form, Index
from tracker.extraction.naming.linking import Linker
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.people import GIVEN, surname_of
from tracker.extraction.naming.places import single
from tracker.extraction.naming.runs import TITLE_WORDS, is_opener
from tracker.extraction.naming.shortening import short_forms
from tracker.extraction.naming.words import Words, form_words
from tracker.knowledge import KnownEntity
from tracker.model import Kind

_AFTER_NAME = lexicon.words("cues", "roster.after_name")
_LOOSE_TAILS = frozenset({"Technology", "Technologies", "Group", "Holding", "Holdings"})


@dataclass(frozen=True, kw_only=True)
class Roster:
    """All that one article names."""

    words: Words
    index: Index
    linker: Linker

    def names(self, candidates: Iterable[Candidate]) -> list[Named]:
        """Every name in the order of the text, shorter forms included."""
        found = self._one_kind_each([self._linked(candidate) for candidate in candidates])
        found = self._united([self._with_seat(named) for named in found])
        taken = {at for named in found for at in range(named.first, named.last)}
        again = self._again(found, taken)
        return sorted([*found, *again], key=lambda named: named.first)

    def _linked(self, candidate: Candidate) -> Named:
        candidate = self._without_title(candidate)
        entity = self._entity(candidate)
        return Named(
            first=candidate.first,
            last=candidate.last,
            kind=entity.kind if entity else candidate.kind,
            id=entity.id if entity else None,
            name=entity.name if entity else self._own_name(candidate),
            rule="surname"
            if entity and entity.kind == "person" and self._whole(candidate) == entity.surname
            else "name",
            weight=candidate.weight,
        )

    def _without_title(self, candidate: Candidate) -> Candidate:
        """A person's name without ``President`` or ``Sheikh``, an instrument's without ``US``."""
        first = self.words.at(candidate.first)
        loose = (candidate.kind == "person" and (first in TITLE_WORDS and first not in GIVEN)) or (
            candidate.kind == "instrument" and not candidate.ids and first in {"US", "UK", "EU"}
        )
        if candidate.size < 2 or not loose:
            return candidate
        shorter = replace(candidate, first=candidate.first + 1)
        return shorter if candidate.ids else replace(shorter, name=self.words.written(shorter.first, shorter.last))

    def _entity(self, candidate: Candidate) -> KnownEntity | None:
        if candidate.ids and candidate.kind == "person":
            known = [self.index.entities[identifier] for identifier in candidate.ids]
            whole = self._whole(candidate)
            if all(whole == person.surname for person in known):
                return self.linker.bearer(candidate, known)
        if candidate.ids:
            return self.linker.one(candidate)
        if candidate.kind == "person" and candidate.size == 1:
            return self._bearer(candidate)
        return self._by_form(candidate)

    def _bearer(self, candidate: Candidate) -> KnownEntity | None:
        """Who is meant by a surname behind a title: ``President Trump``."""
        form = next(
            (f for f in self.index.forms.get(candidate.name.casefold(), ()) if f.words == (candidate.name,)), None
        )
        known = [self.index.entities[identifier] for identifier in form.ids] if form else []
        people = [person for person in known if person.kind == "person"]
        return self.linker.bearer(candidate, people) if people else None

    def _whole(self, candidate: Candidate) -> str:
        return self.words.written(candidate.first, candidate.last)

    def _own_name(self, candidate: Candidate) -> str:
        name = self.words.written(candidate.first, candidate.last) if candidate.ids else candidate.name
        return " ".join(name.replace("’", "'").split())

    def _by_form(self, candidate: Candidate) -> KnownEntity | None:
        """The known firm or body whose name an unknown-looking one is, its corporate form apart."""
        parts = form_words(candidate.name)
        forms = [parts, *_without_state(parts)]
        if candidate.kind == "company":
            forms.append(form_words(firm_name(candidate.name)))
            while len(forms[-1]) > 1 and forms[-1][-1] in _LOOSE_TAILS:
                forms.append(forms[-1][:-1])
        for words in forms:
            form = self._form(words)
            if form and len(form.ids) == 1 and self.index.entities[form.ids[0]].kind == candidate.kind:
                return self.index.entities[form.ids[0]]
        return None

    def _form(self, words: tuple[str, ...]) -> Form | None:
        rows = self.index.written(words) if words else ()
        return next((form for form in rows if not form.doubtful or len(words) > 1), None)

    def _one_kind_each(self, found: list[Named]) -> list[Named]:
        """Unknown names with one kind for each form: the kind for which most speaks."""
        weights: dict[str, dict[tuple[Kind, str | None, str], float]] = defaultdict(lambda: defaultdict(float))
        for named in found:
            weights[named.name.casefold()][(named.kind, named.id, named.name)] += named.weight + 10 * bool(named.id)
        best = {fold: max(sorted(kinds.items(), key=str), key=lambda kv: kv[1])[0] for fold, kinds in weights.items()}
        settled = []
        for named in found:
            kind, identifier, name = best[named.name.casefold()]
            if named.id is None:
                named = replace(named, kind=kind, id=identifier, name=name)  # noqa: PLW2901
            settled.append(named)
        return settled

    def _with_seat(self, named: Named) -> Named:
        """A subsidiary named by its country, as in ``Nexperia China said``."""
        at, words = named.last, self.words
        place = self.index.forms.get(words.fold(at), ()) if words.at(at)[:1].isupper() else ()
        if named.kind != "company" or not any(
            form.words == (words.at(at),) and self._is_country(form) for form in place
        ):
            return named
        if not words.same_sentence(at - 1, at) or words.row[at - 1].end + 1 != words.row[at].start:
            return named
        if words.fold(at + 1) not in _AFTER_NAME:
            return named
        name = f"{named.name} {words.at(at)}"
        return replace(named, last=at + 1, id=None, name=name)

    def _is_country(self, form: Form) -> bool:
        return any(self.index.entities[i].subkind in {"country", "territory"} for i in form.ids)

    def _united(self, found: list[Named]) -> list[Named]:
        """Unknown names that are forms of a fuller one in the article take its identity."""
        full = sorted({(n.kind, n.id, n.name) for n in found}, key=lambda n: (-len(n[2]), str(n)))
        settled = []
        for named in found:
            if named.id is None:
                fuller = next(
                    (f for f in full if f[0] == named.kind and f[2] != named.name and _is_form(named, f[2])), None
                )
                if fuller:
                    named = replace(named, id=fuller[1], name=fuller[2])  # noqa: PLW2901
            settled.append(named)
        return settled

    def _again(self, found: list[Named], taken: set[int]) -> list[Named]:
        shorts: dict[tuple[str, ...], dict[str, tuple[Named, str]]] = defaultdict(dict)
        for named in found:
            if named.kind == "place" and named.id:
                continue
            for form, rule in short_forms(self.words, named):
                shorts[form].setdefault(named.key, (named, rule))
        by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for form in shorts:
            by_first[form[0]].append(form)
        again: list[Named] = []
        for position, word in enumerate(self.words.row):
            for form in sorted(by_first.get(word.text, ()), key=lambda f: -len(f)):
                last = position + len(form)
                if tuple(w.text for w in self.words.row[position:last]) != form or not taken.isdisjoint(
                    range(position, last)
                ):
                    continue
                if chosen := self._chosen(position, last, shorts[form]):
                    again.append(chosen)
                    taken.update(range(position, last))
                    break
        return again

    def _chosen(self, first: int, last: int, owners: dict[str, tuple[Named, str]]) -> Named | None:
        """The one owner of a short form there; the latest before it where a surname has several."""
        rules = {rule for _, rule in owners.values()}
        pick = [(named, rule) for named, rule in owners.values() if rule != "given name"] or list(owners.values())
        if len(pick) > 1:
            if rules != {"surname"}:
                return None
            earlier = [p for p in pick if p[0].first < first]
            pick = sorted(earlier, key=lambda p: p[0].first)[-1:]
        if not pick:
            return None
        named, rule = pick[0]
        if last - first == 1 and rule != "name" and not self._may_be_short(first, rule):
            return None
        return replace(named, first=first, last=last, rule=rule)

    def _may_be_short(self, position: int, rule: str) -> bool:
        words, text = self.words, self.words.at(position)
        if is_opener(words, position) or not words.row[position].capital:
            return False
        follows = words.at(position + 1)
        joined = follows[:1].isupper() and words.same_sentence(position, position + 1)
        if rule == "acronym":
            return True
        if joined and follows not in {"US"}:
            return False
        if rule in {"surname", "given name"}:
            before = words.at(position - 1)
            odd = (
                before[:1].isupper()
                and words.same_sentence(position - 1, position)
                and not is_opener(words, position - 1)
            )
            return not odd or bool(honorific_before(words, position)) or bool(post_before(words, position))
        return text not in single()


def _without_state(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The name without the state before it: ``United States | Department of Commerce``."""
    if parts[:2] == ("United", "States"):
        return [parts[2:], ("US", *parts[2:])]
    return [parts[1:]] if parts[0] in {"US", "UK", "EU"} and len(parts) > 1 else []


def _is_form(named: Named, fuller: str) -> bool:
    """Whether the unknown name is a shorter form of ``fuller``."""
    short, whole = named.name.casefold().split(), fuller.casefold().split()
    if named.kind == "person":
        if len(short) == 1:
            return surname_of(fuller).casefold() == named.name.casefold()
        return len(short) < len(whole) and short[0] == whole[0] and short[-1] == whole[-1]
    if named.kind in {"company", "organisation"}:
        return (
            len(short) < len(whole)
            and whole[: len(short)] == short
            and len(whole) - len(short) <= 2
            and (fuller.split()[len(short)] in _LOOSE_TAILS)
        )
    return (
        named.kind == "instrument"
        and len(short) < len(whole)
        and whole[: len(short)] == short
        and whole[len(short)] in {"of", "2010", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"}
    )
