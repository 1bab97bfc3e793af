"""Whether an entity can be what a description means: by kind, country and calling."""

from __future__ import annotations

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.descriptions import Description
from tracker.extraction.naming.profiles import Profile

_CHIP = lexicon.words("cues", "descriptions.chip")
_CARS = frozenset({"carmaker", "cars", "automotive", "auto", "vehicles", "automaker", "electric"})
_BANKS = frozenset({"bank", "banking", "lender"})
_MODELS = frozenset({"ai", "lab", "models", "model", "llm"})
_TRADE: dict[str, frozenset[str]] = {
    "chipmaker": _CHIP | {"chipmaker"},
    "toolmaker": frozenset("equipment lithography tools toolmaker metrology deposition etch cleaning".split()),
    "foundry": frozenset({"foundry", "foundries", "contract"}),
    "carmaker": _CARS,
    "automaker": _CARS,
    "bank": _BANKS,
    "lender": _BANKS,
    "retailer": frozenset({"retailer", "retail", "stores"}),
    "lab": _MODELS,
    "start-up": _MODELS | frozenset("startup start-up robotics design designer chip quantum".split()),
    "miner": frozenset({"miner", "mining"}),
}
"""Words of a firm's sector, one of which a firm with a known sector must have to be called so."""
_EXACT = lexicon.words("cues", "descriptions.exact")
"""Nouns that must be part of the name that they stand for."""
_SPECIFIC = _EXACT | frozenset(
    "rule act law bill list order regulation truce framework university institute association".split()
)
_PORTFOLIOS = lexicon.words("anaphora", "portfolios")
_ANY_AGENCY = frozenset({"agency", "regulator", "watchdog", "body", "pair", "agencies", "ministries"})
_STATES = frozenset({"government", "administration"})
_ANY_STATE = frozenset("sides parties countries nations governments powers economies capitals".split())


def is_specific(description: Description) -> bool:
    """Whether it may reach back over the whole article: ``the ministry``, ``the chipmaker``."""
    says_where = bool(description.countries or description.lands)
    return description.noun in _SPECIFIC or description.noun in _TRADE or says_where or description.kind == "person"


def fits(description: Description, profile: Profile) -> bool:
    """Whether the entity can be what the description means: by kind, country and calling."""
    if description.countries and profile.kind != "person" and not description.countries & profile.countries:
        return False
    if profile.kind not in description.kinds:
        return description.noun in {"country", "nation"} and profile.subkind == "government"
    return _FITS[profile.kind](description, profile)


def is_called(description: Description, profile: Profile) -> bool:
    """Whether the article or the knowledge base uses the very noun, or the trade's words, for the entity."""
    trade = _TRADE.get(description.noun, frozenset())
    return description.noun in profile.nouns or not trade.isdisjoint(profile.nouns)


def _fits_company(description: Description, profile: Profile) -> bool:
    wanted = _TRADE.get(description.noun.replace("chip-maker", "chipmaker"))
    if wanted and profile.nouns and not wanted & profile.nouns:
        return False
    return not description.lands or not profile.countries or bool(description.lands & profile.countries)


def _fits_agency(description: Description, profile: Profile) -> bool:
    noun = description.noun
    if profile.subkind == "government" or profile.name.endswith("government"):
        return noun in _ANY_STATE or noun == "government" or (noun == "administration" and "US" in profile.countries)
    if any(modifier in _PORTFOLIOS and modifier not in profile.words for modifier in description.modifiers):
        return False
    if noun in _EXACT:
        return noun in profile.words or (noun == profile.subkind and noun != "department")
    if noun == "panel":
        return not profile.words.isdisjoint({"committee", "council"})
    return noun not in _STATES and (noun in _ANY_AGENCY or noun in profile.words)


def _fits_person(description: Description, profile: Profile) -> bool:
    noun = description.noun
    if description.holder and not any(description.holder in post for post in profile.posts):
        return False
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
            return all(m in post for m in description.modifiers if m in (_PORTFOLIOS | {"prime", "vice", "deputy"}))
    return False


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
