"""Names in an article and what each refers to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.extraction.naming import (
    bodies,
    firms,
    items,
    materials,
    metonyms,
    ministries,
    people,
    places,
    unmarked,
    wellknown,
)
from tracker.extraction.naming.anaphora import referrals
from tracker.extraction.naming.assembly import naming_of
from tracker.extraction.naming.candidates import Candidate, without_overlaps
from tracker.extraction.naming.context import honorific_before, post_before
from tracker.extraction.naming.credits import is_credit
from tracker.extraction.naming.firms import FIRM_NOUNS
from tracker.extraction.naming.index import Index, index_of
from tracker.extraction.naming.linking import Linker
from tracker.extraction.naming.results import Naming
from tracker.extraction.naming.roster import Roster
from tracker.extraction.naming.runs import Run, runs
from tracker.extraction.naming.support import is_ticker
from tracker.extraction.naming.words import Words, words_of
from tracker.extraction.text import Sentence
from tracker.knowledge import Knowledge
from tracker.model import Article


def find_names(
    article: Article,
    sentences: tuple[Sentence, ...],
    knowledge: Knowledge,
    *,
    unlisted: frozenset[str] = frozenset(),
) -> Naming:
    """All that the body of ``article`` names, and every name, pronoun and description that refers to it.

    ``sentences`` are those of ``article.text``. An unknown name whose kind stays unclear is left out.
    ``unlisted`` are well-known names to take as unknown, so that one can measure how names are found without them.
    """
    words = words_of(article.text, sentences)
    index = index_of(knowledge)
    plain, doubtful = _known(words, index)
    stretches = tuple(run for found in runs(words) if (run := _without_lead(words, found, index)))
    listed = [name for name in wellknown.wellknown(words) if name.name not in unlisted]
    known = [*plain, *listed, *ministries.ministries(words, index)]
    found = without_overlaps([*known, *_unknown(words, index, stretches, known, doubtful)])
    found = _without_surnames(words, found)
    named = frozenset(i for candidate in found if _is_clear(candidate, index) for i in candidate.ids)
    linker = Linker(
        words=words,
        index=index,
        named=named,
        day=article.published.date() if article.published else None,
    )
    taken = {at for candidate in found for at in range(candidate.first, candidate.last)}
    free = [c for c in doubtful if taken.isdisjoint(range(c.first, c.last)) and linker.accepts(c)]
    names = Roster(words=words, index=index, linker=linker).names(without_overlaps([*found, *free]))
    names = metonyms.governments(words, index, names)
    names = [named for named in names if not is_credit(article, words, named)]
    return naming_of(words, index, names, referrals(words, index, names))


def _is_clear(candidate: Candidate, index: Index) -> bool:
    """Whether the form means one entity, or several of one country such as the EU as a body and as a place."""
    countries = {index.entities[identifier].country for identifier in candidate.ids}
    return len(candidate.ids) == 1 or (len(countries) == 1 and None not in countries)


def _known(words: Words, index: Index) -> tuple[list[Candidate], list[Candidate]]:
    """Matches of forms that stand alone, and of those that need context."""
    plain: list[Candidate] = []
    doubtful: list[Candidate] = []
    for position, form in index.matches(words):
        if is_ticker(words, position):
            continue
        (doubtful if form.doubtful else plain).append(index.candidate(position, form))
    return plain, doubtful


def _unknown(
    words: Words, index: Index, stretches: Sequence[Run], known: Sequence[Candidate], doubtful: Sequence[Candidate]
) -> list[Candidate]:
    barred = {
        at
        for c in known
        if c.kind != "person" and not _after_given_name(words, c)
        for at in range(c.first, c.last)
        if c.size > 1 or c.kind != "place"
    }
    listed = places.all_names()
    at_people = frozenset(at for c in known if c.kind == "person" for at in range(c.first, c.last))
    found: list[Candidate] = [*places.named_places(words)]
    for run in stretches:
        if is_ticker(words, run.first):
            continue
        if any(c.first <= run.first and run.last <= c.last for c in known) and words.at(run.last) != "(":
            continue
        found.extend(firms.firms(words, _with_lead(words, run, index), listed))
        found.extend(bodies.bodies(words, _with_lead(words, run, index)))
        found.extend(places.led_places(words, run))
        for piece in _pieces(run, barred):
            met = people.positions(found[-2:])
            found.extend(people.people(words, piece, at_people | met))
    found.extend(bodies.numbered(words))
    at_places = frozenset(c.first for c in [*known, *found] if c.kind == "place" and c.size == 1)
    named = frozenset(at for c in [*known, *found, *doubtful] if c.kind != "place" for at in range(c.first, c.last))
    found.extend(firms.seated(words, at_places, named))
    found.extend(people.brothers(words, found))
    at_firms = frozenset(at for c in [*known, *found] if c.kind == "company" for at in range(c.first, c.last))
    taken = frozenset(at for c in [*known, *found] if c.weight >= 2 for at in range(c.first, c.last))
    others = _said_otherwise(words, [*known, *found]) | {words.written(c.first, c.last) for c in doubtful}
    found.extend(unmarked.unmarked(words, stretches, at_firms, taken, others))
    makers = frozenset(c.last for c in [*known, *found] if c.kind == "company")
    goods = frozenset(c.last for c in known if c.kind == "item")
    series = frozenset(c.name for c in [*known, *found] if c.kind == "item")
    found.extend(materials.materials(words))
    found.extend(items.items(words, makers, goods, series))
    return [c for c in found if c.last <= len(words)]


def _after_given_name(words: Words, candidate: Candidate) -> bool:
    """Whether a firm's name of one word is a person's surname there: ``Trade minister Hana | Suzuki``."""
    first = candidate.first
    single = candidate.kind == "company" and candidate.size == 1 and words.same_sentence(first - 1, first)
    if not single or words.row[first - 1].initial:
        return False
    titled = words.at(first - 1).istitle() and (post_before(words, first - 1) or honorific_before(words, first - 1))
    return words.at(first - 1) in people.GIVEN or bool(titled)


def _without_surnames(words: Words, found: Iterable[Candidate]) -> list[Candidate]:
    """What was found less the firms whose name is the surname of a person whom the article names in full."""
    found = list(found)
    surnames = {
        words.at(person.last - 1): person.first
        for person in reversed(found)
        if person.kind == "person" and not person.ids and person.size > 1
    }
    return [
        c
        for c in found
        if not (c.kind == "company" and c.size == 1 and c.first > surnames.get(words.at(c.first), len(words)))
    ]


def _said_otherwise(words: Words, found: Iterable[Candidate]) -> frozenset[str]:
    """Short forms of firms and people, and those explained in brackets after another name."""
    shorts: set[str] = set()
    for candidate in found:
        if candidate.kind == "company":
            shorts.update(words.written(candidate.first, last) for last in range(candidate.first + 1, candidate.last))
        if candidate.kind == "person":
            shorts.update(words.at(at) for at in range(candidate.first, candidate.last))
        elif words.at(candidate.last) == "(" and words.at(candidate.last + 2) == ")":
            shorts.add(words.at(candidate.last + 1))
    return frozenset(shorts)


def _pieces(run: Run, barred: set[int]) -> Iterable[Run]:
    first = run.first
    for position in range(run.first, run.last + 1):
        if position == run.last or position in barred:
            if position > first:
                yield Run(first=first, last=position)
            first = position + 1


def _without_lead(words: Words, run: Run, index: Index) -> Run | None:
    """The run without a nationality or an opening ``Chipmaker`` before the name; nothing if no name is left."""
    first = run.first
    while first + 1 < run.last and words.written(first, first + 2) in index.demonyms:
        first += 2  # 'South Korean'
    while first < run.last and (
        _is_nationality(words.at(first), index) or (words.row[first].initial and words.fold(first) in FIRM_NOUNS)
    ):
        first += 1
    whole = words.written(first, run.last) if first < run.last else ""
    return Run(first=first, last=run.last) if whole and whole not in index.demonyms else None


def _with_lead(words: Words, run: Run, index: Index) -> Run:
    """The run together with the one nationality before it, which may belong to a firm: ``Baltic | Orbit Logistics``."""
    first = run.first - 1
    belongs = words.same_sentence(first, run.first) and _is_nationality(words.at(first), index)
    return Run(first=first, last=run.last) if belongs and words.at(first) in _REGIONAL else run


_REGIONAL = frozenset(
    "American Asian African Baltic Nordic Scandinavian European Balkan Arabian Alpine Iberian Indian".split()
)


def _is_nationality(word: str, index: Index) -> bool:
    return word not in {"US", "UK", "EU"} and (word in index.demonyms or word.removesuffix("s") in index.demonyms)
