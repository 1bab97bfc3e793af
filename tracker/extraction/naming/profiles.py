"""What is known of each named entity that descriptions and pronouns can agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.context import honorific_before, post_at, post_before, role_follows
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.people import sex_of
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_MALE, _FEMALE = lexicon.words("titles", "honorifics_male"), lexicon.words("titles", "honorifics_female")
_FIRMS = lexicon.words("heads", "firm_nouns") | lexicon.words("anaphora", "company")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An entity of the article, with what it agrees with."""

    key: str
    kind: Kind
    name: str
    subkind: str | None
    countries: frozenset[str]
    """ISO codes of where it is from; empty where unknown."""
    sex: str | None
    posts: frozenset[str]
    """Titles and roles, in lower case, from the article and the knowledge base."""
    nouns: frozenset[str]
    """What the article or the knowledge base calls it: ``toolmaker``, its sector's words."""
    words: frozenset[str]
    """All words of its names, in lower case."""
    seats: frozenset[str]
    """Places, in lower case, by which it may be called: ``santa clara``."""


@dataclass(slots=True)
class _Traits:
    countries: set[str] = field(default_factory=set)
    sex: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)


def profiles(words: Words, index: Index, names: Iterable[Named]) -> Mapping[str, Profile]:
    """The profile of every named entity, by key."""
    names = tuple(names)
    traits: dict[str, _Traits] = defaultdict(_Traits)
    for named in names:
        traits[named.key].words.update(words.row[at].fold for at in range(named.first, named.last))
        traits[named.key].words.update(named.name.casefold().split())
        _from_knowledge(index, named, traits[named.key])
        _from_text(words, index, named, traits[named.key])
    owners = {named.key: named for named in reversed(names)}
    found = {key: _profile(index, owners[key], traits) for key, traits in traits.items()}
    for identifier in {index.demonyms[word.text] for word in words.row if word.text in index.demonyms} - found.keys():
        found[identifier] = _unnamed(index, identifier)
    for government in [key for key in found if key in index.governed]:
        found.setdefault(index.governed[government], _unnamed(index, index.governed[government]))
    american = any("US" in p.countries and p.kind in {"agency", "person"} for p in found.values())
    if american and any(word.fold == "administration" for word in words.row):
        for government in [key for key, place in index.governed.items() if index.entities[place].country == "US"]:
            found.setdefault(government, _unnamed(index, government))
    return found


def _unnamed(index: Index, identifier: str) -> Profile:
    """A country that only its adjective or its government brings up, or a government that only its bodies do."""
    known = index.entities[identifier]
    return Profile(
        key=identifier,
        kind=known.kind,
        name=known.name,
        subkind=known.subkind,
        countries=frozenset({known.country} if known.country else ()),
        sex=None,
        posts=frozenset(),
        nouns=frozenset(),
        words=frozenset(known.name.casefold().split()),
        seats=frozenset(),
    )


def _profile(index: Index, named: Named, found: _Traits) -> Profile:
    known = index.entities.get(named.id or "")
    return Profile(
        key=named.key,
        kind=named.kind,
        name=named.name,
        subkind=known.subkind if known else None,
        countries=frozenset(found.countries),
        sex=next(iter(found.sex)) if len(found.sex) == 1 else None,
        posts=frozenset(found.posts),
        nouns=frozenset(found.nouns),
        words=frozenset(found.words),
        seats=frozenset(found.seats),
    )


def _from_knowledge(index: Index, named: Named, found: _Traits) -> None:
    known = index.entities.get(named.id or "")
    if named.kind == "person" and (sex := sex_of(named.name.split()[0])):
        found.sex.add(sex)
    if known is None:
        return
    if known.country:
        found.countries.add(known.country)
    if known.kind not in {"person", "item", "place"}:
        found.words.update(word for form in known.forms for word in form.casefold().split())
    for office in known.offices:
        holder = index.entities.get(office.organisation)
        found.posts.add(f"{office.title} {holder.name if holder else ''}".casefold())
    found.nouns.update((known.sector or "").casefold().replace("-", " ").split())
    for descriptor in known.descriptors:
        parts = descriptor.casefold().removeprefix("the ").split()
        found.nouns.add(parts[-1])
        found.seats.add(" ".join(parts[:-1]))


def _from_text(words: Words, index: Index, named: Named, found: _Traits) -> None:
    if named.kind == "person":
        _person_in_text(words, named, found)
        return
    if words.fold(named.first - 1) in _FIRMS:
        found.nouns.add(words.fold(named.first - 1))
        _origin(index, words.at(named.first - 2), found)
    _origin(index, words.at(named.first - 1), found)
    if words.at(named.last) == "," and words.fold(named.last + 1) in {"a", "an", "the", "another"}:
        for at in range(named.last + 2, min(named.last + 9, len(words))):
            if not words.same_sentence(named.last, at) or words.at(at) in {",", ".", ";"}:
                break
            _origin(index, words.at(at), found)
            if words.fold(at) in _FIRMS:
                found.nouns.add(words.fold(at))
                if words.fold(at + 1) in {"in", "from", "of"} and words.at(at + 2)[:1].isupper():
                    found.seats.add(words.fold(at + 2))
                break


def _person_in_text(words: Words, named: Named, found: _Traits) -> None:
    honorific = honorific_before(words, named.first)
    if honorific in _MALE:
        found.sex = {"male"}
    elif honorific in _FEMALE:
        found.sex = {"female"}
    post = post_before(words, named.first)
    if post is None and words.at(named.first - 1) == ",":
        post = post_before(words, named.first - 1)
    if post:
        found.posts.add(words.written(max(post.first - 2, 0), post.last).casefold())
        if post.title in {"spokesman", "chairman", "businessman", "congressman"}:
            found.sex = {"male"}
        elif post.title in {"spokeswoman", "chairwoman", "businesswoman", "congresswoman"}:
            found.sex = {"female"}
    if role := role_follows(words, named.last) or post_at(words, named.last + 1):
        found.posts.add(words.written(role.first, min(role.last + 4, len(words))).casefold())


def _origin(index: Index, word: str, found: _Traits) -> None:
    place = index.entities.get(index.demonyms.get(word, ""))
    if place and place.country:
        found.countries.add(place.country)
