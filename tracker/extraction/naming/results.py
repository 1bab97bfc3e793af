"""What naming finds: the entities of an article and every place where it refers to one."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Entity, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that stand for one or more entities; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    """The ``Entity.key`` of each entity meant: several for ``the two firms``, none where it stayed open.

    A demonym's key may be of a place that the article does not name and that `Naming.entities` therefore lacks.
    """
    kind: Kind | None
    rule: str
    """What resolved it: ``name``, ``surname``, ``acronym``, ``short form``, ``metonym``, ``demonym``, ``descriptor``,
    ``pronoun``, ``office`` or ``plural``."""
    generic: bool
    """Whether the words name a class of goods (``AI chips``) and no particular thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The entities in order of first mention, and all references to them in the order of the text, not overlapping."""

    entities: tuple[Entity, ...]
    references: tuple[Reference, ...]
