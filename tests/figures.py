"""Figures that the reliability tests measure, and the table in ``docs/reliability.md`` that is written from them.

A test marked ``torture("R10")`` asks for the fixture ``figure`` and says what it measured before it asserts. With
``--full`` it runs at full size, and what was said is printed and appended to the file that ``--figures`` names.
``python -m tests.figures FILE`` writes the table.
"""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TESTS = {
    "R1": "Addresses that must not be reached",
    "R2": "Names that change their address",
    "R3": "Servers that fail",
    "R3b": "Clients that are slow",
    "R4": "Bombs",
    "R5": "Hostile pages",
    "R6": "robots.txt and sitemaps",
    "R7": "Patterns that explode",
    "R8": "Hostile text through store and answers",
    "R9": "Impossible dates",
    "R10": "A crash at any point",
    "R11": "A torn journal",
    "R12": "Writers at once",
    "R13": "A reader that stays",
    "R14": "A full disk",
    "R15": "Corruption, backup and restore",
    "R16": "Migrations",
    "R17": "Clocks",
    "R18": "Delivery of alerts",
    "R19": "Hostile searches",
    "R20": "Limits of queries",
    "R21": "Fuzzed API",
    "R22": "Keys and routes",
    "R23": "Script, formulas and paths in answers",
    "R24": "Static checks and supply chain",
    "R25": "Articles that give orders to a model",
    "R26": "Fuzzed readers",
    "R27": "The store against a model",
    "R28": "Leaks",
    "R29": "PostgreSQL killed",
    "R30": "Guards that are broken on purpose",
}
ABSENT = {"R18": "There are no webhooks: nothing is delivered."}
PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured."""

    test: str
    """``R10`` and so on."""
    name: str
    """What was done, in a few words."""
    measured: str
    goal: str
    outcome: str
    """Of the test that measured it: ``passed``, ``failed`` or ``skipped``."""
    seconds: float
    """Wall time of that test."""
    at: str
    """The day."""

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"{self.test:<4} {self.outcome:<8} {self.name}: {self.measured} (goal: {self.goal})"


def figures_of(report: Any, now: datetime) -> list[Figure]:
    """What a test said, by its report; a skipped test says why it was."""
    said: Sequence[tuple[str, Any]] = [value for name, value in report.user_properties if name == "figure"]
    ids = [value for name, value in report.user_properties if name == "torture"]
    if not said and report.outcome == "skipped" and ids:
        reason = str(report.longrepr[2]).removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else "skipped"
        said = [(report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " "), reason, "-")]
    if not said and ids:
        said = [(report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " "), report.outcome, "passed")]
    return [
        Figure(
            test=ids[0] if ids else "",
            name=name,
            measured=measured,
            goal=goal,
            outcome=report.outcome,
            seconds=round(report.duration, 1),
            at=now.date().isoformat(),
        )
        for name, measured, goal in said
    ]


def read_figures(file: Path) -> list[Figure]:
    """The newest of each, in the order of the tests."""
    newest: dict[tuple[str, str], Figure] = {}
    for line in file.read_text("utf-8").splitlines():
        figure = Figure(**json.loads(line))
        newest[figure.test, figure.name] = figure
    order = list(TESTS)
    return sorted(_together(newest.values()), key=lambda figure: order.index(figure.test))


def _together(figures: Iterable[Figure]) -> Iterator[Figure]:
    """One figure for all cases of a test that only passes or fails."""
    cases: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        cases.setdefault((figure.test, figure.name.partition("[")[0]), []).append(figure)
    for (_, name), some in cases.items():
        if len(some) == 1 or any(each.measured != each.outcome for each in some):
            yield from some
            continue
        passed = sum(each.outcome == "passed" for each in some)
        outcome = "passed" if passed == len(some) else "failed"
        yield replace(
            some[-1], name=name, measured=f"{passed} of {len(some)} cases passed", goal="all", outcome=outcome
        )


def append_figures(file: Path, figures: Sequence[Figure]) -> None:
    """Add figures to a file; a later one of the same name counts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(figure), ensure_ascii=False) + "\n" for figure in figures)


def table(figures: Sequence[Figure]) -> str:
    """The summary, as Markdown."""
    lines = ["| | Test | What was done | Measured | Goal | Outcome |", "|---|---|---|---|---|---|"]
    for test, title in TESTS.items():
        own = [figure for figure in figures if figure.test == test]
        for figure in own:
            cells = (test, title, figure.name, figure.measured, figure.goal, figure.outcome)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        if not own:
            lines.append(f"| {test} | {title} | - | {ABSENT.get(test, 'not measured')} | - | - |")
    days = sorted({figure.at for figure in figures})
    where = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    when = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "never"
    return "\n".join([f"Measured {when} with {where}.", "", *lines])


def write_page(figures: Sequence[Figure], page: Path = PAGE) -> None:
    """Put the summary into its place on the page."""
    text = page.read_text("utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n{table(figures)}\n{END}{after}", "utf-8")


Say = Callable[[str, str, str], None]
"""Name, what was measured, goal."""


def now() -> datetime:
    """The clock, at the edge."""
    return datetime.now(UTC)


if __name__ == "__main__":
    write_page(read_figures(Path(sys.argv[1])))
