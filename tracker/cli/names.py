"""From a name as people write it to the key of an entity, so that ``tracker entity H20`` needs no look-up first."""

from __future__ import annotations

import click

from tracker.errors import InputError, NotFound
from tracker.knowledge import Knowledge
from tracker.model import ROLES
from tracker.store import EntityFilter, Store

ENTITY_FIELDS = frozenset({"entity", *ROLES})
"""The filters whose value is the key of an entity."""


def entity_key(given: str, knowledge: Knowledge, store: Store) -> str:
    """The key of the one entity that ``given`` names: a key itself, a known form of a name, or a name in the database.

    Raises ``InputError`` listing the keys if there are several, ``NotFound`` if there is none.
    """
    if given in knowledge.entities or "~" in given:
        return given
    keys = knowledge.forms.get(given) or _stored(given, store)
    if not keys:
        raise NotFound(f"nothing is known under the name '{given}'. 'tracker entities --text WORD' lists names")
    if len(keys) > 1:
        raise InputError(f"'{given}' may be {' or '.join(keys)}. Give one of these keys")
    return keys[0]


def _stored(given: str, store: Store) -> tuple[str, ...]:
    found = store.entities(EntityFilter(text=given, limit=20)).items
    same = [entity.key for entity in found if given.casefold() in (entity.name.casefold(), entity.key.casefold())]
    return tuple(same or [entity.key for entity in found])


def keys_for_names(values: dict[str, object], knowledge: Knowledge, store: Store) -> dict[str, object]:
    """``values`` of a command with every name of an entity replaced by its key."""
    named = {name: value for name, value in values.items() if name in ENTITY_FIELDS and isinstance(value, str)}
    try:
        return values | {name: entity_key(value, knowledge, store) for name, value in named.items() if value.strip()}
    except (InputError, NotFound) as error:
        raise click.UsageError(str(error)) from None
