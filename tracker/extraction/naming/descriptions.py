"""Definite descriptions: ``the Dutch toolmaker``, ``the ministry``, ``both companies``; and what fits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.profiles import Profile
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_NOUNS: dict[str, tuple[Kind, ...]] = {}
for _kind in ("company", "agency", "organisation", "person", "item", "instrument", "place"):
    for _noun in lexicon.words("anaphora", _kind):
        _NOUNS[_noun] = (*_NOUNS.get(_noun, ()), _kind)  # type: ignore[arg-type]
_MODIFIERS = lexicon.words("anaphora", "modifiers")
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "pair": 2, "duo": 2, "trio": 3}
_PLURAL_NOUNS = {
    "sides": ("agency", "place"),
    "parties": ("agency", "place", "company"),
    "countries": ("place", "agency"),
    "nations": ("place", "agency"),
    "governments": ("agency",),
    "capitals": ("agency",),
    "powers": ("agency", "place"),
    "economies": ("place", "agency"),
    "leaders": ("person",),
    "men": ("person",),
    "women": ("person",),
    "ministries": ("agency",),
    "agencies": ("agency",),
    "companies": ("company",),
    "businesses": ("company",),
    "foundries": ("company",),
}
_COMPOUND = lexicon.words("cues", "descriptions.compound")
_CHIP = lexicon.words("cues", "descriptions.chip")
_TRADE: dict[str, frozenset[str]] = {
    "chipmaker": _CHIP | {"chipmaker"},
    "toolmaker": frozenset(
        {"equipment", "lithography", "tools", "toolmaker", "metrology", "deposition", "etch", "cleaning"}
    ),
    "foundry": frozenset({"foundry", "foundries", "contract"}),
    "carmaker": frozenset({"carmaker", "cars", "automotive", "auto", "vehicles", "automaker", "electric"}),
    "automaker": frozenset({"carmaker", "cars", "automotive", "auto", "vehicles", "automaker"}),
    "bank": frozenset({"bank", "banking", "lender"}),
    "lender": frozenset({"bank", "banking", "lender"}),
    "retailer": frozenset({"retailer", "retail", "stores"}),
    "lab": frozenset({"ai", "lab", "models", "model", "llm"}),
    "start-up": frozenset(
        {
            "ai",
            "startup",
            "start-up",
            "models",
            "model",
            "llm",
            "lab",
            "robotics",
            "design",
            "designer",
            "chip",
            "quantum",
        }
    ),
    "miner": frozenset({"miner", "mining"}),
}
_EXACT = lexicon.words("cues", "descriptions.exact")
"""Nouns that must be part of the name that they stand for."""
_SPECIFIC = _EXACT | frozenset(
    "rule act law bill list order regulation truce framework university institute association".split()
)
_ANY_AGENCY = frozenset({"agency", "regulator", "watchdog", "body"})
_STATES = frozenset({"government", "administration"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A determiner, modifiers and a noun."""

    first: int
    last: int
    noun: str
    """In lower case, singular where it is one of the listed nouns."""
    kind: Kind
    kinds: tuple[Kind, ...]
    plural: bool
    number: int | None
    countries: frozenset[str]
    """ISO codes that its adjectives name."""
    lands: frozenset[str]
    """ISO codes of the towns and regions that it names: ``the Santa Clara company``."""
    modifiers: tuple[str, ...]

    @property
    def specific(self) -> bool:
        """Whether it may reach back over the whole article: ``the ministry``, ``the chipmaker``."""
        return (
            self.noun in _SPECIFIC or self.noun in _TRADE or bool(self.countries or self.lands) or self.kind == "person"
        )


def description_at(words: Words, index: Index, position: int, starts: Mapping[int, Named]) -> Description | None:
    """The description whose determiner stands at ``position``."""
    determiner = words.fold(position)
    if determiner not in _DETERMINERS or (position in starts and starts[position].last > position + 1):
        return None
    at, number = position + 1, 2 if determiner == "both" else None
    if (
        words.fold(at) in {"former", "latter"}
        and words.fold(at + 1) not in _NOUNS
        and not words.at(at + 1)[:1].isupper()
    ):
        return _build(position, at + 1, words.fold(at), ("company",), determiner)
    if words.fold(at) in {"pair", "duo", "trio"} and words.fold(at + 1) != "of":
        return _build(
            position,
            at + 1,
            "pair",
            ("company", "person", "agency"),
            determiner,
            plural=True,
            number=_NUMBERS[words.fold(at)],
        )
    if words.fold(at) in _NUMBERS and determiner != "both":
        number, at = _NUMBERS[words.fold(at)], at + 1
        if words.at(at) in {",", "."} or words.fold(at) in {
            "may",
            "can",
            "could",
            "must",
            "should",
            "might",
            "did",
            "do",
            "said",
            "met",
            "have",
            "had",
            "are",
            "were",
            "agreed",
            "would",
            "will",
            "also",
        }:
            return _build(position, at, "pair", ("company", "person", "agency"), determiner, plural=True, number=number)
    return _with_modifiers(words, index, position, at, number, starts)


def _with_modifiers(
    words: Words, index: Index, position: int, at: int, number: int | None, starts: Mapping[int, Named]
) -> Description | None:
    countries: set[str] = set()
    lands: set[str] = set()
    modifiers: list[str] = []
    for _ in range(7):
        if not words.same_sentence(position, at):
            return None
        noun, kinds, plural = _noun(words, at) if words.at(at).islower() or at == position + 1 else ("", (), False)
        named = starts.get(at)
        if named and named.kind not in {"place", "agency"} and words.at(at)[:1].isupper():
            return None
        if named and named.kind == "agency" and named.rule != "metonym":
            return None
        if (
            words.at(at)[:1].isupper()
            and kinds
            and (named or words.at(at + 1)[:1].isupper() or words.fold(at + 1) in {"of", "for"})
        ):
            return None
        if kinds and words.fold(at + _noun_length(words, at)) == "of":
            return None
        if kinds and plural and words.fold(position) in {"that", "this"}:
            return None
        if kinds and not _modifies(words, at, starts):
            return _build(
                position, at + _noun_length(words, at), noun, kinds, words.fold(position),
                plural=plural, number=number, countries=frozenset(countries), lands=frozenset(lands), modifiers=tuple(modifiers),
            )  # fmt: skip
        place = index.entities.get(index.demonyms.get(words.at(at), ""))
        if place is None and (double := index.demonyms.get(f"{words.at(at)} {words.at(at + 1)}")):
            place, at = index.entities[double], at + 1
        if place and place.country:
            countries.add(place.country)
        elif named and named.kind in {"place", "agency"}:
            known = index.entities.get(named.id or "")
            modifiers.append(words.written(named.first, named.last).casefold())
            if known and known.country:
                (countries if known.subkind in {"country", "government"} else lands).add(known.country)
            at = named.last - 1
        elif not words.at(at).islower() and words.at(at) not in {"-", "AI", "'s"}:
            return None
        elif words.fold(at) in _MODIFIERS or words.at(at) == "-" or words.fold(at) in {"based", "listed", "owned"}:
            if words.at(at) != "-":
                modifiers.append(words.fold(at))
        elif not kinds:
            return None
        else:
            modifiers.append(words.fold(at))
        at += 1
    return None


def _noun(words: Words, at: int) -> tuple[str, tuple[Kind, ...], bool]:
    word = words.fold(at)
    if word == "start" and words.at(at + 1) == "-" and words.fold(at + 2).rstrip("s") == "up":
        return "start-up", ("company",), words.fold(at + 2) == "ups"
    if word == "think" and words.fold(at + 1) == "tank":
        return "think-tank", ("organisation",), False
    if word == "chief" and words.fold(at + 1) == "executive":
        return "chief executive", ("person",), False
    if word in _NOUNS:
        return word, _NOUNS[word], False
    if word in _PLURAL_NOUNS:
        return word, _PLURAL_NOUNS[word], True  # type: ignore[return-value]
    if word.endswith("s") and word[:-1] in _NOUNS:
        return word[:-1], _NOUNS[word[:-1]], True
    return "", (), False


def _noun_length(words: Words, at: int) -> int:
    if words.fold(at) == "start":
        return 3
    return 2 if words.fold(at) in {"think", "chief"} and words.fold(at + 1) in {"tank", "executive"} else 1


def _modifies(words: Words, at: int, starts: Mapping[int, Named]) -> bool:
    """Whether the noun only modifies the next one: ``the chip industry``, ``the company Nexperia``."""
    after = at + _noun_length(words, at)
    if not words.same_sentence(at, after):
        return False
    following = words.fold(after)
    if kinds_of(words, at) == ("item",) and not words.fold(at).endswith("s"):
        return following[:1].isalpha() and following not in _AFTER_ITEM
    if following in _COMPOUND or (following == "-" and words.row[after].glued):
        return True
    if after in starts and words.at(after)[:1].isupper():
        return True
    return bool(_noun(words, after)[1]) and not words.fold(at).endswith("s")


def kinds_of(words: Words, at: int) -> tuple[Kind, ...]:
    """The kinds that the noun there may describe."""
    return _noun(words, at)[1]


_AFTER_ITEM = lexicon.words("cues", "descriptions.after_item")


def _build(
    first: int,
    last: int,
    noun: str,
    kinds: tuple[Kind, ...],
    determiner: str,
    *,
    plural: bool = False,
    number: int | None = None,
    countries: frozenset[str] = frozenset(),
    lands: frozenset[str] = frozenset(),
    modifiers: tuple[str, ...] = (),
) -> Description:
    return Description(
        first=first,
        last=last,
        noun=noun,
        kind=kinds[0],
        kinds=kinds,
        plural=plural or determiner in {"these", "those", "both"},
        number=number,
        countries=countries,
        lands=lands,
        modifiers=modifiers,
    )


def fits(description: Description, profile: Profile) -> bool:
    """Whether the entity can be what the description means: by kind, country and calling."""
    if profile.kind not in description.kinds:
        return (
            description.noun in {"country", "nation"}
            and profile.subkind == "government"
            and (not description.countries or bool(description.countries & profile.countries))
        )
    if description.countries and profile.kind != "person" and not description.countries & profile.countries:
        return False
    return _FITS[profile.kind](description, profile)


def is_called(description: Description, profile: Profile) -> bool:
    """Whether the article or the knowledge base uses the very noun for the entity."""
    return description.noun in profile.nouns


def _fits_company(description: Description, profile: Profile) -> bool:
    wanted = _TRADE.get(description.noun.replace("chip-maker", "chipmaker"))
    if wanted and profile.nouns and not wanted & profile.nouns:
        return False
    return not description.lands or not profile.countries or bool(description.lands & profile.countries)


def _fits_agency(description: Description, profile: Profile) -> bool:
    noun, name = description.noun, profile.name.casefold()
    state = profile.subkind == "government" or name.endswith("government")
    if noun in {"sides", "parties", "countries", "nations", "governments", "powers", "economies", "capitals"}:
        return state
    if noun in _STATES:
        return state and (noun != "administration" or "US" in profile.countries)
    if noun == "country" or state:
        return False
    if noun in _EXACT:
        if noun == "department" and "ministry" not in profile.words:
            return "department" in profile.words
        return noun in profile.words or noun == profile.subkind
    if noun == "panel":
        return not profile.words.isdisjoint({"committee", "council"})
    return noun in _ANY_AGENCY or noun in {"pair", "agencies", "ministries"} or noun in profile.words


def _fits_person(description: Description, profile: Profile) -> bool:
    noun = description.noun
    if noun in {"man", "men"}:
        return profile.sex != "female"
    if noun in {"woman", "women"}:
        return profile.sex != "male"
    if noun in {"pair", "leaders"}:
        return True
    noun = {"chief executive": "chief executive", "boss": "chief executive", "leader": "president"}.get(noun, noun)
    for post in profile.posts:
        if (
            noun in post
            or (noun == "chief executive" and "ceo" in post)
            or (noun == "ceo" and "chief executive" in post)
        ):
            return all(m in post for m in description.modifiers if m in _OFFICE_WORDS)
    return False


_OFFICE_WORDS = lexicon.words("cues", "descriptions.office_words")


def _fits_item(description: Description, profile: Profile) -> bool:
    material = profile.subkind == "material"
    if description.noun in {"metal", "material", "mineral", "element", "magnet"}:
        return material
    return not material or description.noun == "product"


def _fits_instrument(description: Description, profile: Profile) -> bool:
    noun, names = description.noun, profile.words
    if noun in {"legislation", "law", "statute"}:
        return not names.isdisjoint({"act", "law"})
    if noun == "bill":
        return not names.isdisjoint({"act", "bill"})
    if noun == "measure":
        return True
    return noun in names or (noun == "regulation" and "regulations" in names)


def _fits_place(description: Description, profile: Profile) -> bool:
    noun = description.noun
    if noun in {"country", "nation", "countries", "nations", "sides", "republic", "economies", "powers", "parties"}:
        return profile.subkind == "country" or profile.name == "Taiwan"
    if noun == "city":
        return profile.subkind in {"city", "capital"}
    if noun == "island":
        return profile.name in {"Taiwan", "Singapore"}
    if noun == "territory":
        return profile.subkind == "territory"
    return noun in {"region", "province", "state"} and profile.subkind == "region"


def _fits_organisation(description: Description, profile: Profile) -> bool:
    noun, name = description.noun, profile.name.casefold()
    return noun in name.split() or noun in {
        "group",
        "organisation",
        "organization",
        "lobby",
        "think-tank",
        "institution",
    }


_FITS = {
    "company": _fits_company,
    "agency": _fits_agency,
    "organisation": _fits_organisation,
    "person": _fits_person,
    "item": _fits_item,
    "instrument": _fits_instrument,
    "place": _fits_place,
}
