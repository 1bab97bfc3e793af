"""Strict reading of JSON answers: a surprising field is an alarm, a missing or changed one stops the reading."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tracker.errors import SourceChanged
from tracker.sources.source import Listing

_DEEPEST = 64
Model = TypeVar("Model", bound=BaseModel)


def json_of(listing: Listing) -> Any:
    """The answer as plain values. Raises ``SourceChanged`` for what is no JSON, or JSON that is made to hurt."""
    try:
        value = json.loads(listing.body.decode("utf-8-sig"), parse_constant=_refuse, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise SourceChanged(f"{listing.url} is no JSON ({type(error).__name__}): look at it in a browser") from error
    if _depth(value) > _DEEPEST:
        raise SourceChanged(f"{listing.url} is nested deeper than {_DEEPEST} levels: left unread")
    return value


def checked(model: type[Model], value: Any, url: str) -> tuple[Model, list[str]]:
    """``value`` as ``model``, and an alarm for each field that the model does not know.

    Raises ``SourceChanged`` naming the field where one is missing or of another type.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        problems = error.errors(include_url=False)
    surprises = [problem for problem in problems if problem["type"] == "extra_forbidden"]
    if len(surprises) < len(problems) or not isinstance(value, dict):
        fault = next(problem for problem in problems if problem["type"] != "extra_forbidden")
        raise SourceChanged(f"{url}: {_name(fault)} has changed ({fault['msg'].lower()}): the reader must be adapted")
    known = {name: content for name, content in value.items() if name in model.model_fields}
    record, _ = checked(model, known, url)
    return record, [f"{url}: the field {_name(problem)} is new: see what it means" for problem in surprises]


def _name(problem: Any) -> str:
    return ".".join(str(part)[:60] for part in problem["loc"]) or "the answer"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError("a number of more than 20 digits")
    return int(digits)


def _depth(value: Any) -> int:
    """How deep lists and objects are nested; walked without recursion."""
    deepest, open_values = 0, [(value, 1)]
    while open_values:
        current, depth = open_values.pop()
        deepest = max(deepest, depth)
        inner = current.values() if isinstance(current, dict) else current if isinstance(current, list) else ()
        open_values += [(item, depth + 1) for item in inner if isinstance(item, (dict, list))]
    return deepest
