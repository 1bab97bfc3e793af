"""From the parameters of a request to a filter and the form that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from pydantic import ValidationError

from tracker.knowledge import Knowledge
from tracker.store import PARTS, Filter, Page, Store
from tracker.web.forms import Form, arguments, errors_of, filled, form
from tracker.web.names import Unclear, key_of

F = TypeVar("F", bound=Filter)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[F]):
    """What a reader asks for."""

    filter: F | None
    """``None`` when it cannot be understood; the form says why."""
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A page of results with the way to the others."""

    items: tuple[T, ...]
    total: int
    first: str | None
    """The address of the first page, unless this is it."""
    next: str | None
    """The address of the following page, if there is one."""


def ask(model: type[F], request: Request, store: Store, knowledge: Knowledge) -> Question[F]:
    """Read the parameters of ``request`` as ``model``; names of entities are turned into their keys."""
    given = _given(request)
    values, errors = _with_keys(given, model, store, knowledge)
    asked = None
    try:
        asked = model.model_validate(arguments(model, values))
    except ValidationError as error:
        errors.update(errors_of(error))
    return Question(filter=None if errors else asked, form=form(model, given, errors, knowledge.event_types))


def listing(page: Page[T], request: Request) -> Listing[T]:
    """``page`` with links that keep every other parameter."""
    given = filled(_given(request))
    cursor = given.pop("cursor", None)
    onward = {**given, "cursor": [page.next]} if page.next else None
    return Listing(
        items=page.items,
        total=page.total,
        first=_address(request, given) if cursor else None,
        next=_address(request, onward) if onward else None,
    )


def _given(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _with_keys(
    given: Mapping[str, Sequence[str]], model: type[Filter], store: Store, knowledge: Knowledge
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    values, errors = filled(given), dict[str, list[str]]()
    for name in PARTS & values.keys() & model.model_fields.keys():
        try:
            values[name] = [key_of(words, store, knowledge) for words in values[name]]
        except Unclear as unclear:
            errors[name] = [str(unclear)]
    return values, errors


def _address(request: Request, parameters: Mapping[str, Sequence[str]]) -> str:
    query = urlencode(parameters, doseq=True)
    return f"{request.url.path}?{query}" if query else request.url.path
