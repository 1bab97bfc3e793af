"""How events are told: one file per event type in ``event_types/``, discovered when loaded.

A type's *frames* say which words speak of it: a verb with its object, a noun with its
complements. Its *role rules* say where in the clause each role stands and which kinds of entity
may fill it. Its examples and counter-examples are its tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from tracker.errors import KnowledgeError
from tracker.model import ClaimStatus, Kind, Role


def _words(value: object) -> object:
    """Accept ``a | b | c`` as well as a list."""
    return tuple(part.strip() for part in value.split("|") if part.strip()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Day = Annotated[str, BeforeValidator(str)]
"""YAML reads a bare date as a date; an example writes it as text."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Strict):
    """One way of telling an event. Words are base forms; ``@name`` stands for a class of ``words.yaml``."""

    verb: Words = ()
    """The trigger, if it is a verb."""
    noun: Words = ()
    """The trigger, if it is a noun."""
    adjective: Words = ()
    """The trigger, if it is a predicative adjective: 'subject to', 'off limits'."""
    particle: Words = ()
    """A particle or adverb that must go with the verb: 'off', 'back'."""
    object: Words = ()
    """Words of which one must stand in the object (the subject of a passive)."""
    subject: Words = ()
    """Words of which one must stand in the subject (the agent of a passive)."""
    near: Words = ()
    """Words of which one must stand anywhere in the trigger's clause."""
    also: Words = ()
    """Further words of which one must stand in the clause."""
    without: Words = ()
    """Words that must not stand in the clause."""
    sentence: Words = ()
    """Words of which one must stand anywhere in the sentence."""
    object_kinds: Annotated[tuple[Kind, ...], BeforeValidator(_words)] = ()
    """Kinds of entity of which one must stand in the object."""
    direct: bool = False
    """Whether the object itself must be of the kind, not only a noun in its phrase: no 'ban on chips'."""
    subject_kinds: Annotated[tuple[Kind, ...], BeforeValidator(_words)] = ()
    """Kinds of entity of which one must stand in the subject."""
    near_kinds: Annotated[tuple[Kind, ...], BeforeValidator(_words)] = ()
    """Kinds of entity of which one must stand in the clause."""
    with_kinds: Annotated[tuple[Kind, ...], BeforeValidator(_words)] = ()
    """Kinds of entity of which one must stand after 'with' or 'to'."""
    recent: Words = ()
    """Families of which the sentences just before must have told an event: 'two more were added'."""
    voice: Literal["active", "passive"] | None = None
    roles: dict[Role, Words] = {}
    """Slots per role where this frame differs from its type."""
    status: ClaimStatus | None = None
    """The status that the words themselves imply; ``denied`` for 'remain banned' of an easing."""
    amount: bool = False
    """Only where an amount stands in the clause."""
    dated: bool = False
    """Only where a date stands in the clause: a noun that merely names an event is no event."""
    deep: bool = False
    """Whether the clause that the trigger governs ('told firms that …') is searched too."""


class RoleRule(_Strict):
    """Where a role's fillers stand, best slot first, and what they may be."""

    slots: Words
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(_words)]
    every: bool = False
    """Whether the fillers of all slots are taken, not only of the first that has any."""


class Example(_Strict):
    """A sentence and what must be read out of it."""

    text: str
    published: Day = "2025-07-18"
    status: ClaimStatus = "occurred"
    date: Day | None = None
    """``2025-07-17`` or ``2025-07-01/2025-07-31``; not compared when absent."""
    roles: dict[Role, Words] = {}
    attribution: str | None = None


class EventType(_Strict):
    """One type of event and how it is told."""

    id: str
    title: str
    family: Literal["control", "party", "licence", "trade", "enforcement", "diplomacy", "politics", "money"]
    description: str
    roles: dict[Role, RoleRule]
    residual: bool = False
    """Only where the sentence tells no other event: a statement whose content is an event is that event."""
    topical: bool = False
    """Only in an article that is about trade or technology controls: meetings and share prices are told everywhere."""
    needs: tuple[Role, ...] = ()
    """Roles of which at least one must be filled."""
    amounts: Words = ()
    """Kinds of amount that belong to the event: ``money``, ``percent``, ``count``."""
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


class Vocabulary(_Strict):
    """All event types by id, and the classes of words that their frames share."""

    types: dict[str, EventType]
    classes: dict[str, Words]

    def words(self, entries: Words) -> tuple[str, ...]:
        """The plain words of a frame's field, with classes spelled out."""
        found: list[str] = []
        for entry in entries:
            found.extend(self.words(self.classes[entry[1:]]) if entry.startswith("@") else [entry])
        return tuple(dict.fromkeys(found))


@cache
def load_vocabulary() -> Vocabulary:
    """Read and validate every file of ``event_types/``.

    Raises ``KnowledgeError`` naming the file and the field when one is invalid.
    """
    folder = files("tracker.knowledge") / "event_types"
    classes = _read(folder / "words.yaml")
    types = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml") and file.name != "words.yaml":
            event_type = _event_type(file)
            types[event_type.id] = event_type
    try:
        vocabulary = Vocabulary(types=types, classes=classes)
        _check_classes(vocabulary)
    except (ValidationError, KeyError) as error:
        raise KnowledgeError(f"event_types/words.yaml: {error}") from error
    return vocabulary


def load_event_types() -> Mapping[str, EventType]:
    """The event types by id."""
    return load_vocabulary().types


def _event_type(file: Traversable) -> EventType:
    content = _read(file)
    try:
        return EventType(id=file.name.removesuffix(".yaml"), **content)
    except (ValidationError, TypeError) as error:
        raise KnowledgeError(f"event_types/{file.name}: {' '.join(str(error).split())}") from error


def _check_classes(vocabulary: Vocabulary) -> None:
    for event_type in vocabulary.types.values():
        for frame in event_type.frames:
            for field in (
                "verb",
                "noun",
                "adjective",
                "particle",
                "object",
                "subject",
                "near",
                "also",
                "without",
                "sentence",
            ):
                vocabulary.words(getattr(frame, field))


def _read(file: Traversable) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader, in C where it is built
    except yaml.YAMLError as error:
        raise KnowledgeError(f"event_types/{file.name}: {' '.join(str(error).split())}") from error
