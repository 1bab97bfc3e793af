"""Templates to responses. Everything is escaped unless a template says otherwise, and none does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.web import wording
from tracker.web.derivation import steps

_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def safe_url(url: str | None) -> str | None:
    """``url`` if a reader may follow it: ``http`` or ``https`` and nothing else."""
    return url if url and _WEB_ADDRESS.fullmatch(url) else None


def root(request: Request) -> str:
    """Where the site is mounted; empty at the top of a server."""
    # Inside of a mount, such as that of the static files, root_path is the mount's.
    return str(request.scope.get("app_root_path", request.scope.get("root_path", "")))


def show(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Render ``template``; all pages know the event types, the day and where the site is mounted."""
    shared = {
        "root": root(request),
        "twin": twin(request) if status < 400 else None,
        "asked_words": "",
        "event_types": request.app.state.knowledge.event_types,
        "section": "",
        "this_day": datetime.now(UTC).date(),
    }
    return _TEMPLATES.TemplateResponse(request, template, {**shared, **context}, status_code=status)


_NO_TWIN = ("/help", "/status", "/search", "/compare")
_OF_ONE = frozenset({"known_at", "known_by", "valid_at", "destination", "party"})
_ASKED: Mapping[str, frozenset[str]] = {
    "entities": frozenset({"known_at", "known_by"}),
    "events": frozenset({"known_at", "known_by"}),
    "items": _OF_ONE,
    "measures": frozenset({"known_at", "valid_at"}),
}
"""The parameters that a page of one thing shares with its twin; the others only choose what is in sight."""


def twin(request: Request) -> str | None:
    """The address under which a program gets what a page shows; lists that ask by names state it themselves."""
    path = request.url.path.removeprefix(root(request))
    if path in _NO_TWIN:
        return None
    path = {"/": "/today", "/types": "/event-types"}.get(path, path)
    first, _, one = path[1:].partition("/")
    shared = _ASKED.get(first, frozenset()) if one else {"since"} if path == "/today" else frozenset()
    kept = [(name, value) for name, value in request.query_params.multi_items() if name in shared and value.strip()]
    return f"{root(request)}/api{path}" + (f"?{urlencode(kept)}" if kept else "")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        safe_url=safe_url,
        day=wording.day,
        period=wording.period,
        span=wording.span,
        machine_period=wording.machine_period,
        instant=wording.instant,
        access=wording.access,
        amount=wording.amount,
        steps=steps,
    )
    return environment


_TEMPLATES = Jinja2Templates(env=_environment())
