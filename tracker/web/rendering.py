"""Templates to responses. Everything is escaped unless a template says otherwise, and none does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

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
        "event_types": request.app.state.knowledge.event_types,
        "section": "",
        "today": datetime.now(UTC).date(),
    }
    return _TEMPLATES.TemplateResponse(request, template, {**shared, **context}, status_code=status)


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
