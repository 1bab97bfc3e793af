"""Lists in other formats: which one a client wants, and the answer that is written while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, islice
from threading import BoundedSemaphore
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import HTTPException, Request
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.api.asked import Asked
from tracker.api.description import problem
from tracker.exports import FORMATS, Format, Occasion, file_name, format_of, formats_of
from tracker.store import ArticleFilter, ClaimFilter, ConflictFilter, EntityFilter, EventFilter, Store

JSON = "json"
_AT_ONCE = 8
"""Exports that are written at the same time; each holds a thread while it reads."""
_INLINE = ("atom", "rss")
"""Formats that are read where they are, not saved."""

_exports = BoundedSemaphore(_AT_ONCE)


def asked_format(listed: str) -> Any:
    """The parameter by which a client names a format."""
    names = [JSON, *(form.name for form in formats_of(listed))]
    return Field(
        description=f"In which format: {', '.join(names)}. All but json are the whole list, unless there is a limit.",
        examples=["csv"],
        json_schema_extra={"enum": [*names, None]},
    )


class EventsAsked(EventFilter):
    """Which events, and in which format."""

    format: Annotated[str | None, asked_format("events")] = None


class ClaimsAsked(ClaimFilter):
    """Which claims, and in which format."""

    format: Annotated[str | None, asked_format("claims")] = None


class ConflictsAsked(ConflictFilter):
    """Which conflicts, and in which format."""

    format: Annotated[str | None, asked_format("conflicts")] = None


class EntitiesAsked(EntityFilter):
    """Which entities, and in which format."""

    format: Annotated[str | None, asked_format("entities")] = None


class ArticlesAsked(ArticleFilter):
    """Which articles, and in which format."""

    format: Annotated[str | None, asked_format("articles")] = None


class SourcesAsked(Asked):
    """In which format."""

    format: Annotated[str | None, asked_format("sources")] = None


class MeasuresAsked(Asked):
    """In which format."""

    format: Annotated[str | None, asked_format("measures")] = None


def files_of(listed: str) -> dict[int | str, dict[str, Any]]:
    """How a route declares the formats of its list."""
    content: dict[str, Any] = {form.media_type.partition(";")[0]: {} for form in formats_of(listed)}
    return {
        200: {"description": "A page as JSON, or the whole list in the format that was asked for.", "content": content},
        400: problem("The cursor is not one that this list gave out, or the list cannot be had in this format."),
        422: problem("A parameter is unknown or cannot be used; `errors` says which."),
        503: problem("The database cannot be used, or many exports are being written: try again later."),
    }


def wanted(listed: str, name: str | None, request: Request) -> Format | None:
    """The format that a client names or accepts; ``None`` for pages of JSON. Raises ``InputError``."""
    if name == JSON:
        return None
    if name is not None:
        return format_of(listed, name)
    return _accepted(listed, request.headers.get("accept", ""))


def _accepted(listed: str, accept: str) -> Format | None:
    """What ``Accept`` prefers of what there is; JSON where it does not mind, and where nothing fits."""
    offered: dict[str, Format | None] = {"application/json": None}
    for form in formats_of(listed):
        offered.setdefault(form.media_type.partition(";")[0], form)
    for media_type, weight in sorted(_ranges(accept), key=lambda pair: -pair[1]):
        if weight and media_type in (*offered, "*/*", "application/*"):
            return offered.get(media_type)
    return None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """``text/csv;q=0.5`` to its type and weight (RFC 9110, 12.5.1)."""
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                with suppress(ValueError):
                    weight = float(parameter[2:])
        yield media_type, weight


def answer_list(listed: str, asked: Any, request: Request, store: Store, page: Callable[[], Any]) -> Any:
    """The list as ``page`` gives it, or whole in another format. Raises ``InputError``."""
    form = wanted(listed, asked.format, request)
    if form is None:
        return page()
    most = asked.limit if "limit" in asked.model_fields_set else None
    return export(listed, form, request, lambda: store.walk(asked, most=most))


def export(listed: str, form: Format, request: Request, views: Callable[[], Iterable[Any]]) -> StreamingResponse:
    """A response that is written while ``views`` are read. Raises what reading the first of them raises."""
    made = datetime.now(UTC)
    occasion = Occasion(listed=listed, title=_title(listed, request), made=made, base=str(request.base_url).rstrip("/"))
    pieces = _in_turn(form, views, occasion)
    first = next(pieces, b"")  # so that what is wrong with the question is told before the answer begins
    headers = {"Vary": "Accept"}
    if form.name not in _INLINE:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(listed, form, made)}"'
    return StreamingResponse(chain([first], pieces), media_type=form.media_type, headers=headers)


def _title(listed: str, request: Request) -> str:
    query = urlencode([(k, v) for k, v in request.query_params.multi_items() if v.strip() and k != "format"])
    return f"Export controls on chips: {listed}" + (f" ({query})" if query else "")


def _in_turn(form: Format, views: Callable[[], Iterable[Any]], occasion: Occasion) -> Iterator[bytes]:
    if not _exports.acquire(blocking=False):
        raise HTTPException(503, "Many exports are being written: try again later", headers={"Retry-After": "10"})
    try:
        yield from form.write(_begun(views()), occasion)
    finally:
        _exports.release()


def _begun(views: Iterable[Any]) -> Iterable[Any]:
    """The same, the first of them read already: some formats write their head before they ask for it."""
    rest = iter(views)
    return chain(list(islice(rest, 1)), rest)


class SuffixAsFormat:
    """Middleware that takes ``/api/events.csv`` for ``/api/events?format=csv``."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as ``app`` does to the plain path."""
        await self._app(_without_suffix(scope) if scope["type"] == "http" else scope, receive, send)


def _without_suffix(scope: Scope) -> Scope:
    folder, _, name = scope["path"].rpartition("/")
    listed, dot, suffix = name.partition(".")
    if not dot or not folder.endswith("/api"):
        return scope
    named = {form.suffix: form.name for form in FORMATS.values() if listed in form.lists} | {JSON: JSON}
    if suffix not in named or not formats_of(listed):
        return scope
    query = b"&".join(part for part in (scope["query_string"], f"format={named[suffix]}".encode()) if part)
    return {**scope, "path": f"{folder}/{listed}", "raw_path": None, "query_string": query}
