"""Options out of filter models: a field in ``tracker/store/filters.py`` is an option here, with its help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import click
from click.core import ParameterSource
from pydantic import ValidationError
from pydantic.fields import FieldInfo

if TYPE_CHECKING:
    from tracker.store import Selection

PAGING = ("limit", "cursor", "sort")

F = TypeVar("F", bound="Selection")
Command = TypeVar("Command", bound=Callable[..., Any])


def filter_options(model: type[Selection]) -> Callable[[Command], Command]:
    """A decorator that gives a command one option for each field of ``model``, paging last."""

    def decorate(command: Command) -> Command:
        fields = sorted(model.model_fields.items(), key=lambda named: named[0] in PAGING)
        for name, field in reversed(fields):
            command = option(name, field)(command)
        return command

    return decorate


def option(name: str, field: FieldInfo) -> Callable[[Command], Command]:
    """The option for one field: ``date_from`` becomes ``--date-from``; a sequence may be given several times."""
    flag = field.annotation is bool
    many = get_origin(field.annotation) is tuple
    return click.option(
        flag_of(name),
        name,
        is_flag=flag,
        multiple=many,
        default=None if not many else (),
        metavar=None if flag else _metavar(name, field),
        help=_help(field, many=many),
    )


def flag_of(name: str) -> str:
    """``date_from`` to ``--date-from``."""
    return f"--{name.replace('_', '-')}"


def read_filter(model: type[F], values: Mapping[str, Any]) -> F:
    """``model`` filled with the options that were given; raises ``click.UsageError`` naming the option at fault."""
    given = {name: value for name, value in values.items() if name in model.model_fields and _is_given(name)}
    try:
        chosen = model.model_validate(given)
    except ValidationError as error:
        raise click.UsageError("; ".join(_complaint(problem) for problem in error.errors())) from None
    _check_choices(chosen)
    return chosen


def _check_choices(chosen: Selection) -> None:
    # A misspelt event type would find nothing, and that would look like an answer.
    for name, _, criterion in chosen.criteria():
        value = getattr(chosen, name)
        if not value or criterion.choices is None:
            continue
        choices = criterion.choices()
        for word in value if isinstance(value, tuple) else (str(value).lower() if value in (True, False) else value,):
            if word not in choices:
                near = get_close_matches(word, choices) or choices
                raise click.UsageError(f"{flag_of(name)}: there is no '{word}'. Did you mean {' or '.join(near)}?")


def _is_given(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) != ParameterSource.DEFAULT


def _complaint(problem: Mapping[str, Any]) -> str:
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not problem["loc"]:
        return message
    return f"{flag_of(str(problem['loc'][0]))}: {message[:1].lower()}{message[1:]} (given: {problem['input']!r})"


def _metavar(name: str, field: FieldInfo) -> str:
    if field.annotation is int:
        return "NUMBER"
    return "YYYY-MM-DD" if date in (field.annotation, *get_args(field.annotation)) else name.rpartition("_")[2].upper()


def _values(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _values(part))), ())


def _help(field: FieldInfo, *, many: bool) -> str:
    from tracker.store import KEYS_ONLY

    text = " ".join((field.description or "").split()).replace("`", "'").replace(KEYS_ONLY, "")
    if values := _values(field.annotation):
        text += f" One of {', '.join(values)}."
    elif examples := [example for example in field.examples or () if example not in (None, True)]:
        text += f" Example: {examples[0]}."
    return f"{text} May be given several times." if many else text
