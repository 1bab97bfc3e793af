"""The API and the pages as one application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import tracker.web
from tracker import __version__
from tracker.api import changes, changing, citing, counting, desk, docs, finding, history, problems, routes, status
from tracker.api import sources as source_routes
from tracker.api.description import DescribedApp
from tracker.api.exporting import SuffixAsFormat
from tracker.api.guarding import ON_THIS_MACHINE, Access, Guard
from tracker.errors import TrackerError
from tracker.exports import FORMATS
from tracker.knowledge import Knowledge, load_knowledge
from tracker.model import Document
from tracker.pipeline import Outcome, Pipeline, pipeline
from tracker.settings import Settings
from tracker.store import Store
from tracker.store.keys import KeyStore
from tracker.web import compare, errors, items, pages, search
from tracker.web import events as event_pages
from tracker.web import help as help_page
from tracker.web import measures as measure_pages
from tracker.web import sources as source_pages
from tracker.web import status as status_page
from tracker.web import today as first_page
from tracker.web.rendering import root

_DESCRIPTION = """
What happened in export controls on chips: who did what to whom, about which item, when, who says so, and the words
that prove it.

On this machine no key is asked for. Elsewhere send one as `Authorization: Bearer KEY` or `X-API-Key: KEY`.

Lists are paged: follow `next` until it is null. Errors are problem details (RFC 9457).
"""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self'{images}; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STRICT = _POLICY.format(styles="", images="")
# The documentation page's program draws its icons from data: addresses and sets styles as it goes.
_DOCS = _POLICY.format(styles=" 'unsafe-inline'", images=" data:")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_COMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, *(FORMATS[name].media_type for name in ("xlsx", "parquet")))
"""Types that are compressed already."""


_USER_AGENT = f"trade-tracker/{__version__}"


def build_app(
    store: Store, knowledge: Knowledge, access: Access = ON_THIS_MACHINE, user_agent: str = _USER_AGENT
) -> FastAPI:
    """Put the API and the pages together over ``store``, which stays the caller's to close.

    ``user_agent``: how addresses that are handed in are fetched.
    """
    app = DescribedApp(
        title="Export-control tracker",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=docs.OPENAPI,
        docs_url=None,
        redoc_url=None,
    )
    app.state.store = store
    app.state.knowledge = knowledge
    app.state.desk = desk_of(pipeline(store, knowledge, user_agent))
    # Before /api/events/{id} and /api/entities/{key}, which would take their names for ids.
    app.include_router(counting.router)
    app.include_router(finding.router)
    app.include_router(routes.router)
    app.include_router(history.router)
    app.include_router(citing.router)
    app.include_router(changes.router)
    app.include_router(changing.router)
    app.include_router(status.router)
    app.include_router(source_routes.router)
    app.include_router(desk.router)
    app.include_router(docs.router)
    app.include_router(first_page.router)
    app.include_router(event_pages.router)
    app.include_router(pages.router)
    app.include_router(items.router)
    app.include_router(measure_pages.router)
    app.include_router(help_page.router)
    app.include_router(search.router)
    app.include_router(compare.router)
    app.include_router(status_page.router)
    app.include_router(source_pages.router)
    app.router.routes.append(docs.assets())
    app.mount("/static", StaticFiles(directory=Path(tracker.web.__file__).parent / "static"))
    for error in (TrackerError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, _answer)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4, exclude_content_types=_COMPRESSED)
    app.add_middleware(SuffixAsFormat)
    app.add_middleware(Guard, keys=KeyStore(store), access=access, tell=_answer)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    return app


def desk_of(stages: Pipeline) -> changing.Desk:
    """What takes in documents that are handed in, by the usual stages."""

    @cache
    def prepare() -> int:
        return stages.store.add_entities(stages.knowledge.entities.values())

    def take(document: Document, live: bool) -> tuple[Outcome, int]:
        prepare()
        report = stages.submit(document, live=live)
        return report.outcomes[0], report.events

    return changing.Desk(stages.fetch, take)


def create_app(settings: Settings, access: Access = ON_THIS_MACHINE) -> FastAPI:
    """Open what ``settings`` name and build the application over it; the store is closed when it stops.

    Raises ``StoreError`` or ``KnowledgeError`` when either cannot be used.
    """
    store = Store.open(settings.database_url)
    app = build_app(store, load_knowledge(), access, settings.user_agent)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        with store:
            yield

    app.router.lifespan_context = closing
    return app


class SecurityHeaders:
    """Middleware that lets a browser load nothing from elsewhere, run nothing inline and frame nothing."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as ``app`` does, with the headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(security_headers(scope["path"]))
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class HeadAsGet:
    """Middleware that answers HEAD as GET without the body, which every server owes its clients (RFC 9110, 9.1)."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as ``app`` does to GET; the body is left out."""

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, without_body)
        else:
            await self._app(scope, receive, send)


def security_headers(path: str) -> Mapping[str, str]:
    """The headers of every response to ``path``."""
    return {**_HEADERS, "Content-Security-Policy": _DOCS if path.endswith("/api/docs") else _STRICT}


def _answer(request: Request, error: Exception) -> Response:
    """Programs get problem details, readers get a page."""
    tell: Callable[[Request, Exception], Response] = problems.answer if _for_programs(request) else errors.answer
    response = tell(request, error)
    # The answer to an unforeseen error is sent from outside of all middleware.
    response.headers.update(security_headers(request.url.path))
    return response


def _for_programs(request: Request) -> bool:
    path = request.url.path.removeprefix(root(request))
    return path == "/api" or path.startswith("/api/")
