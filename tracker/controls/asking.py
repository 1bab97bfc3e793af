"""Turns the words of a question into ids: an item, a destination, a party."""

from __future__ import annotations

from difflib import get_close_matches

from tracker.controls.shipments import Shipment
from tracker.errors import InputError
from tracker.knowledge import Knowledge
from tracker.model import Kind

PARTIES: tuple[Kind, ...] = ("company", "organisation", "agency")
"""Who can receive goods."""


def read_shipment(words: Shipment, knowledge: Knowledge) -> Shipment:
    """The shipment that ``words`` mean: names or ids, places by name or ISO code; a city stands for its country.

    Raises ``InputError`` for a word that means nothing here or several things.
    """
    return Shipment(
        item=read_entity(words.item, ("item",), knowledge, "item"),
        destination=read_place(words.destination, knowledge),
        party=read_entity(words.party, PARTIES, knowledge, "party") if words.party else None,
        end_use=words.end_use or None,
        origin=read_place(words.origin, knowledge) if words.origin else None,
    )


def read_place(words: str, knowledge: Knowledge) -> str:
    """The ISO code of a country or territory; raises ``InputError``."""
    code = words.strip().upper()
    if any(e.kind == "place" and e.country == code for e in knowledge.entities.values()):
        return code
    entity = knowledge.entities[read_entity(words, ("place",), knowledge, "destination")]
    if entity.country is None:
        raise InputError(f"{entity.name} is no country: name a country, a city or an ISO code such as CN")
    return entity.country


def read_entity(words: str, kinds: tuple[Kind, ...], knowledge: Knowledge, what: str) -> str:
    """The id of the entity of one of ``kinds`` that ``words`` name; raises ``InputError``."""
    given = words.strip()
    entity = knowledge.entities.get(given)
    if entity and entity.kind in kinds:
        return given
    keys = _named(given, kinds, knowledge)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise InputError(f"{what} {given!r} may mean {' or '.join(keys)}: give one of these ids")
    forms = {f.casefold(): f for f, ids in knowledge.forms.items() if _of(ids, kinds, knowledge)}
    near = [forms[form] for form in get_close_matches(given.casefold(), list(forms), n=3)]
    hint = f"did you mean {' or '.join(near)}?" if near else "give the name or id of an entity that the tracker knows"
    raise InputError(f"there is no {what} {given!r}: {hint}")


def _named(words: str, kinds: tuple[Kind, ...], knowledge: Knowledge) -> tuple[str, ...]:
    exact = _of(knowledge.forms.get(words, ()), kinds, knowledge)
    if exact:
        return exact
    folded = words.casefold()
    found = {
        key
        for form, ids in (*knowledge.forms.items(), *knowledge.ambiguous_forms.items())
        if form.casefold() == folded
        for key in _of(ids, kinds, knowledge)
    }
    return tuple(sorted(found))


def _of(ids: tuple[str, ...], kinds: tuple[Kind, ...], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(key for key in ids if knowledge.entities[key].kind in kinds)
