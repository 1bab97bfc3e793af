"""What all tests share: none of them sees the settings or the database of whoever runs them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.figures import Say, append_figures, figures_of, now

ROOT = Path(__file__).parent.parent

for name in [name for name in os.environ if name.startswith("TRACKER_")]:
    del os.environ[name]


@pytest.fixture(autouse=True)
def _own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that asks for the default database finds an empty one of its own."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'tracker.db'}")
    yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the reliability tests at their full size")
    parser.addoption("--figures", metavar="FILE", help="append what they measure to FILE")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "torture(test): a reliability test, whose size --full sets; see tests/figures.py"
    )


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Say:
    """Say what was measured: a name, the figure, the goal."""

    def say(name: str, measured: str, goal: str) -> None:
        request.node.user_properties.append(("figure", (name, measured, goal)))

    return say


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the reliability tests run at their full size."""
    return bool(request.config.getoption("--full"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("torture"):
            item.user_properties.append(("torture", mark.args[0]))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    file, full = config.getoption("--figures"), config.getoption("--full")
    if not (file or full):
        return
    reports = [report for kind in ("passed", "failed", "skipped") for report in terminalreporter.stats.get(kind, ())]
    figures = [figure for report in reports if hasattr(report, "duration") for figure in figures_of(report, now())]
    terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.line(figure.line)
    if file:
        append_figures(Path(file), [figure for figure in figures if figure.test])
