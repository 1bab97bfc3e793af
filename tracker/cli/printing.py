"""How the command line writes: JSON for programs, tables and cards for people.

Text from pages is untrusted: control characters are taken out before a terminal sees them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PIPED_WIDTH = 160


def write_json(value: Any) -> None:
    """Print ``value`` as indented JSON; dataclasses as objects, dates as ISO 8601."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(jsonable(value), ensure_ascii=not unicode, indent=2))


def jsonable(value: Any) -> Any:
    """``value`` as lists, objects and plain values."""
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(value)


def printable(text: str) -> str:
    """``text`` without the characters that could steer a terminal."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """``text`` on one line and printable."""
    return printable(" ".join(text.split()))


def console(*, stderr: bool = False) -> Console:
    """Where tables go: as wide as the terminal, or wide enough to read when piped."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not found.is_terminal:
        found.width = _PIPED_WIDTH
    return found


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under bold headings; the last column takes the room that is left."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns[:-1]:
        table.add_column(column, overflow="fold", no_wrap=False)
    table.add_column(columns[-1], overflow="fold", ratio=1)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    out = console()
    if out.is_terminal:
        out.print(table)
        return
    with out.capture() as written:
        out.print(table)
    click.echo("\n".join(line.rstrip() for line in written.get().splitlines()))


def day(value: date | None) -> str:
    """``2025-07-14``; a dash where unknown."""
    return value.isoformat() if value else "–"


def period(start: date, end: date, precision: str) -> str:
    """``2025-07-14``, ``2025-07``, ``2025``, ``2025-Q3``, or both ends: never more exact than known."""
    match precision:
        case "month":
            return f"{start:%Y-%m}"
        case "quarter":
            return f"{start.year}-Q{(start.month + 2) // 3}"
        case "year":
            return f"{start:%Y}"
        case _:
            return str(start) if start == end else f"{start}/{end}"


def instant(value: datetime | None, precision: str | None) -> str:
    """``2025-07-15 20:05 -04:00``, or the day alone where only that is known; a dash where nothing is."""
    if value is None:
        return "–"
    if precision == "day":
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m-%d %H:%M} {value.isoformat()[-6:]}"


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def amount(value: float, unit: str) -> str:
    """``5,500,000,000 USD``, ``15 %``, ``20,000 units``."""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {'%' if unit == 'percent' else unit}"
