"""A real Chromium over a served application, for the tests and for `make screenshots`."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.types import ASGIApp

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars"
).split()

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 760}


def chromium() -> str | None:
    """The browser of this machine, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, without a window and without a word to anyone else."""
    path = chromium()
    if path is None:
        raise RuntimeError("no Chromium or Chrome is on the path: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=QUIET, headless=True)
        yield found
        found.close()


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of ``app`` on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def pages(address: str) -> dict[str, str]:
    """Every sort of page by a name, with its path; those of single events and articles are looked up."""
    import json
    from urllib.request import urlopen

    def first(query: str) -> str:
        with urlopen(f"{address}/api/{query}") as answer:
            return json.load(answer)["items"][0]["id"]

    return {
        "today": "/",
        "today-new": "/?since=2025-08-05",
        "events": "/events",
        "events-filtered": "/events?entity=Huawei&type=party_listed&view=timeline",
        "events-map": "/events?view=map",
        "events-none": "/events?text=zzzz",
        "events-wrong": "/events?entity=Nobodyville",
        "event": f"/events/{first('events?item=nvidia-h20&has_conflict=true')}",
        "event-long": f"/events/{first('events?text=Supervision')}",
        "conflicts": "/conflicts",
        "article": f"/articles/{first('articles?text=minister')}",
        "articles": "/articles",
        "entities": "/entities?kind=company",
        "entity-company": "/entities/nvidia",
        "entity-agency": "/entities/cn-mofcom",
        "entity-person": "/entities/wang-wentao",
        "chips": "/items",
        "chip": "/items/nvidia-h20",
        "chip-party": "/items/nvidia-h20?destination=NL&party=Nexperia&valid_at=2025-05-01&known_at=2025-05-01",
        "measures": "/measures",
        "measure": "/measures/us-bis-2025-09-29-affiliates-rule",
        "compare-chips": "/compare?one=H20&other=H200",
        "compare-firms": "/compare?one=Nvidia&other=AMD",
        "status": "/status?item=H20&destination=CN&valid_at=2025-05-01",
        "search": "/search?q=chinese+commerce+minister",
        "search-none": "/search?q=zzzz",
        "sources": "/sources",
        "types": "/types",
        "help": "/help",
        "not-found": "/nothing",
    }
