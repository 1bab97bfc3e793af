"""From the parameters of a request to a filter and the form that shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from pydantic import ValidationError

from tracker.knowledge import Knowledge
from tracker.store import PARTS, Filter, Page, Store
from tracker.web.forms import Form, arguments, errors_of, filled, form
from tracker.web.names import Unclear, key_of
from tracker.web.rendering import root

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
    exact: bool
    """Whether there are no more than ``total``."""
    first: str | None
    """The address of the first page, unless this is it."""
    next: str | None
    """The address of the following page, if there is one."""


def ask(
    model: type[F], request: Request, store: Store, knowledge: Knowledge, besides: Collection[str] = ()
) -> Question[F]:
    """Read the parameters of ``request`` as ``model``; names of entities are turned into their keys.

    ``besides`` names parameters of the page that are no filter.
    """
    given = {name: values for name, values in _given(request).items() if name not in besides}
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
        exact=page.total_is == "exact",
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


def address(request: Request, changes: Mapping[str, Sequence[str]]) -> str:
    """This page's address with other values for some parameters, from the first page on; no values take one away."""
    given = {**filled(_given(request)), **changes}
    return _address(request, {name: values for name, values in given.items() if values and name != "cursor"})


def toggled(request: Request, name: str, value: str) -> str:
    """This page's address with ``value`` of a parameter added, or taken away where it is there."""
    held = filled(_given(request)).get(name, [])
    return address(request, {name: [v for v in held if v != value] if value in held else [*held, value]})


def as_query(asked: Filter) -> str:
    """The filter as the API takes it: keys in place of names, and without the place in the list."""
    given = asked.model_dump(mode="json", exclude_defaults=True, exclude={"cursor", "limit"})
    return urlencode({n: str(v).lower() if isinstance(v, bool) else v for n, v in given.items()}, doseq=True)


def twin_of(request: Request, asked: Filter) -> str:
    """The address under which a program gets this list."""
    query = as_query(asked)
    path = request.url.path.removeprefix(root(request))
    return f"{root(request)}/api{path}" + (f"?{query}" if query else "")
