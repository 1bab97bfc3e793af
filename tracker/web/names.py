"""What a reader types into a filter for an entity: its key, or simply its name."""

from __future__ import annotations

from tracker.knowledge import Knowledge
from tracker.store import EntityFilter, Store


class Unclear(ValueError):
    """The words name nobody, or more than one."""


def key_of(words: str, store: Store, knowledge: Knowledge) -> str:
    """The key of the entity that ``words`` name: ``Nvidia``, ``NVIDIA`` and ``nvidia`` alike.

    Raises ``Unclear`` with what could be meant.
    """
    if words in knowledge.entities or "~" in words:
        return words
    known = knowledge.forms.get(words, ())
    if len(known) == 1:
        return known[0]
    found = store.entities(EntityFilter(text=words, limit=200)).items
    same = [entity for entity in found if words.casefold() in (entity.name.casefold(), entity.key)]
    if len(same) == 1:
        return same[0].key
    if len(found) == 1:
        return found[0].key
    raise Unclear(_advice(words, [entity.name for entity in (same or found)[:5]]))


def _advice(words: str, names: list[str]) -> str:
    if not names:
        return f"No entity here is called “{words}”"
    return f"“{words}” could be {', '.join(names)}: write the full name"
