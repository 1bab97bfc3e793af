"""The documentation page of the API. Its program comes with an installed package; nothing is loaded from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

OPENAPI = "/api/openapi.json"
ASSETS = "/api/docs-assets"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Export-control tracker</title>
<link rel="icon" href="{root}/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}{assets}/swagger-ui.css">
<script src="{root}{assets}/swagger-ui-bundle.js" defer></script>
<script src="{root}{assets}/own/docs.js" defer></script>
</head>
<body>
<div id="docs" data-openapi="{root}{openapi}"></div>
<noscript>
<p>This page needs JavaScript. The same description for programs: <a href="{root}{openapi}">{openapi}</a></p>
</noscript>
</body>
</html>
"""

router = APIRouter(include_in_schema=False)


@router.get("/api/docs", response_class=HTMLResponse)
def docs(request: Request) -> str:
    """The routes of the API, to read and to try."""
    return _PAGE.format(root=escape(request.scope.get("root_path", "")), assets=ASSETS, openapi=OPENAPI)


def assets() -> Mount:
    """The files that the page loads."""
    packaged = Path(fastapi_offline.__file__).parent / "static"
    own = Path(__file__).parent / "static"
    return Mount(
        ASSETS, routes=[Mount("/own", StaticFiles(directory=own)), Mount("/", StaticFiles(directory=packaged))]
    )
