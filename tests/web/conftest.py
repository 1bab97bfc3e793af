"""The application over a small press of our own."""

import os
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from tests.web.browsing import browser, served
from tests.web.browsing import chromium as find_chromium
from tests.web.desk import furnished
from tests.web.press import printed
from tracker.app import build_app
from tracker.knowledge import load_knowledge

NO_BROWSER = "no Chromium or Chrome is on the path"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with printed(tmp_path_factory.mktemp("press")) as store:
        yield build_app(store, load_knowledge())


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application over the desk."""
    with (
        furnished(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}") as store,
        served(build_app(store, load_knowledge())) as address,
    ):
        yield address


@pytest.fixture(scope="module")  # it runs a loop of its own, beside which no other test could start one
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out, which is told at the end; in CI they must run."""
    if find_chromium() or os.environ.get("BROWSER_TESTS") == "required":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A test that could not run for want of a browser is told of loudly."""
    left_out = [one for one in terminalreporter.stats.get("skipped", ()) if NO_BROWSER in str(one.longrepr)]
    if left_out:
        terminalreporter.section("NOT TESTED IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(left_out)} tests of the pages did not run: {NO_BROWSER}. Debian, Ubuntu: apt-get install chromium",
            red=True,
        )
