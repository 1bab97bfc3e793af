"""Filter forms: one control per field of a filter model, so that a new field needs no change here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from tracker.knowledge.vocabulary import EventType
from tracker.store import KEYS_ONLY, Criterion, Filter

Sort: TypeAlias = Literal["text", "date", "tick", "choice", "choices"]
"""Which HTML control: an input, one box, a list to choose from, or several boxes."""

Given: TypeAlias = Mapping[str, Sequence[str]]
"""The parameters of a request, each with all its values."""

FOLDED = frozenset(
    (
        "actor target participant instrument place include_subsidiaries kind family date_match published_from"
        " published_to outlet source_kind attribution origin confidence min_reading_confidence article event known_by"
        " min_origins has_conflict conflict reviewed exclude type status item destination jurisdiction include_low"
    ).split()
)
"""Filters that stand behind 'More filters' of a long form."""

_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Options under a common heading, or under none."""

    label: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One field of the form, with what was entered and what is wrong with it."""

    name: str
    label: str
    sort: Sort
    hint: str
    example: str
    groups: tuple[Group, ...]
    values: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filter form as it is shown."""

    controls: tuple[Control, ...]
    messages: tuple[str, ...]
    """What is wrong with the whole, or with a parameter that has no control."""

    @property
    def count(self) -> int:
        """How many filters are filled in."""
        return sum(bool(control.values) for control in self.controls)

    @property
    def used(self) -> bool:
        """Whether anything is filled in."""
        return any(control.values for control in self.controls) or bool(self.messages)

    @property
    def open(self) -> tuple[Control, ...]:
        """The controls that are always in sight."""
        shown = [control for control in self.controls if control not in self.folded]
        return tuple(sorted(shown, key=lambda control: control.name == "known_at"))  # who asks for the past comes last

    @property
    def folded(self) -> tuple[Control, ...]:
        """The controls behind 'More filters'."""
        if len(self.controls) <= _FEW:
            return ()
        return tuple(control for control in self.controls if control.name in FOLDED)

    @property
    def wrong(self) -> bool:
        """Whether anything entered cannot be used."""
        return bool(self.messages) or any(control.errors for control in self.controls)


def form(
    model: type[Filter], given: Given, errors: Mapping[str, Sequence[str]], types: Mapping[str, EventType]
) -> Form:
    """The form of ``model`` with what was ``given``; ``errors`` are by field, ``""`` for the whole."""
    controls = tuple(
        replace(
            _control(name, field, criterion, types),
            values=tuple(value for value in given.get(name, ()) if value.strip()),
            errors=tuple(errors.get(name, ())),
        )
        for name, field, criterion in model.criteria()
    )
    shown = {control.name for control in controls}
    messages = (
        f"{name}: {message}" if name else message
        for name, found in errors.items()
        if name not in shown
        for message in found
    )
    return Form(controls=controls, messages=tuple(messages))


def errors_of(error: ValidationError) -> dict[str, list[str]]:
    """Messages by field, in the words of a page; ``""`` for the whole."""
    found: dict[str, list[str]] = {}
    for item in error.errors():
        name = str(item["loc"][0]) if item["loc"] else ""
        unknown = item["type"] == "extra_forbidden"
        message = "there is no such filter" if unknown else item["msg"].removeprefix("Value error, ")
        found.setdefault(name, []).append(message)
    return found


def filled(given: Given) -> dict[str, list[str]]:
    """Only what was filled in: a form sends untouched fields as empty strings."""
    kept = {name: [value.strip() for value in values if value.strip()] for name, values in given.items()}
    return {name: values for name, values in kept.items() if values}


def arguments(model: type[Filter], given: Given) -> dict[str, Any]:
    """``given`` as ``model`` takes it: lists where a field holds many values, else the last value."""
    many = {name for name, field in model.model_fields.items() if _many(field)}
    return {name: list(values) if name in many else values[-1] for name, values in filled(given).items()}


def _control(name: str, field: FieldInfo, criterion: Criterion, types: Mapping[str, EventType]) -> Control:
    choices = tuple(criterion.choices()) if criterion.choices else ()
    examples = field.examples or [""]
    return Control(
        name=name,
        label=criterion.label,
        sort=_sort(field, choices),
        hint=(field.description or "").replace(KEYS_ONLY, ""),
        example=str(examples[0]),
        groups=_groups(choices, types),
        values=(),
        errors=(),
    )


def _sort(field: FieldInfo, choices: Collection[str]) -> Sort:
    held = (field.annotation, *get_args(field.annotation))
    if choices:
        return "choices" if _many(field) and len(choices) <= _FEW else "choice"
    if bool in held:
        return "tick"
    return "date" if date in held else "text"


def _many(field: FieldInfo) -> bool:
    return isinstance(field.get_default(), tuple)


def _groups(choices: Iterable[str], types: Mapping[str, EventType]) -> tuple[Group, ...]:
    """Event types stand under their families and are called by their titles; other values stand for themselves."""
    grouped: dict[str | None, list[Option]] = {}
    for value in choices:
        known = types.get(value)
        label = known.title if known else value.replace("_", " ")
        grouped.setdefault(known.family if known else None, []).append(Option(value=value, label=label))
    return tuple(Group(label=label, options=tuple(options)) for label, options in grouped.items())
