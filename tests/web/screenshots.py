"""Pictures of every page, by day and by night, on a desk and on a phone: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.web.browsing import DESKTOP, PHONE, browser, pages, served
from tests.web.desk import furnished
from tracker.app import build_app
from tracker.knowledge import load_knowledge


def take(folder: Path, only: list[str]) -> int:
    """Write the pictures into ``folder``; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with (
        tempfile.TemporaryDirectory() as here,
        furnished(f"sqlite:///{here}/desk.db") as store,
        served(build_app(store, load_knowledge())) as address,
        browser() as chromium,
    ):
        for scheme in ("light", "dark"):
            for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
                context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale="en-GB")  # type: ignore[arg-type]
                page = context.new_page()
                for name, path in pages(address).items():
                    if only and name not in only:
                        continue
                    page.goto(address + path)
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                    taken += 1
                context.close()
    return taken


if __name__ == "__main__":
    where = Path(sys.argv[1])
    print(f"{take(where, sys.argv[2:])} pictures in {where}")  # noqa: T201
