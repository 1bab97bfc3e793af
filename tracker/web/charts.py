"""Charts as plain values: where on an axis of days things stand, in percent of its width.

Percentages keep text at its size on every screen. The templates draw them as SVG and put the same facts into a table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_HEAD = 22
_LANE = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is named below the axis."""

    x: float
    label: str
    major: bool
    """Whether it is shown on narrow screens too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A span of days in a lane."""

    x: float
    width: float
    look: str
    """A class of the style sheet, such as ``state-permitted``."""
    label: str
    """Words inside, where there is room."""
    title: str
    """All of it in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A single day in a lane."""

    x: float
    look: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of bars and marks under a name."""

    label: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A day that all lanes share, such as today."""

    x: float
    label: str
    look: str

    @property
    def anchor(self) -> str:
        """On which side of the line its label has room."""
        return "end" if self.x > 60 else "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChart:
    """Lanes over one axis of days."""

    title: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """In CSS pixels."""
        return _HEAD + _LANE * len(self.lanes) + 20

    def top(self, lane: int) -> int:
        """Where a lane begins."""
        return _HEAD + _LANE * lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Days from ``first`` to ``last``."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where ``day`` begins, from 0 to 100; what lies outside is moved to the edge."""
        whole = max((self.last - self.first).days + 1, 1)
        return round(min(max((day - self.first).days / whole, 0.0), 1.0) * 100, 3)

    def bar(self, start: date, end: date, look: str, label: str, title: str) -> Bar:
        """The days from ``start`` to ``end``; a single day keeps a width that can be seen."""
        x = self.at(start)
        width = max(self.at(end + timedelta(days=1)) - x, 0.4)
        shown = label if width * 3.4 > len(label) * 6.4 else ""  # as on a screen of 340 px
        return Bar(x=x, width=round(width, 3), look=look, label=shown, title=title)

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies on the axis."""
        return self.first <= day <= self.last

    def ticks(self) -> tuple[Tick, ...]:
        """The years, or the months where there are few."""
        years = self.last.year - self.first.year
        if years >= 2:
            step = math.ceil(years / 5)
            starts = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 2)]
            labelled = [(day, f"{day.year}", (day.year - self.first.year) % step == 0) for day in starts]
        else:
            months = [self.first.replace(day=1)]
            while months[-1] < self.last:
                months.append((months[-1] + timedelta(days=32)).replace(day=1))
            step = math.ceil(len(months) / 4)
            labelled = [(day, f"{day:%b %Y}", place % step == 0) for place, day in enumerate(months)]
            labelled = labelled[:: max(1, len(months) // 12)]
        return tuple(
            Tick(x=self.at(day), label=label, major=major) for day, label, major in labelled if self._fits(day)
        )

    def _fits(self, day: date) -> bool:
        return self.holds(day) and self.at(day) < 94


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Someone in a network."""

    x: float
    y: float
    size: float
    key: str
    name: str
    short: str
    kind: str
    events: int
    anchor: str
    label_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line between two of a network."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int
    """From 1 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One in the middle and those around."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    width: int
    height: int


def network(around: Sequence[tuple[str, str, str, int]], shared: Iterable[tuple[str, str, int]]) -> Network:
    """Those ``around`` (key, name, kind, events) on an ellipse, tied to the middle and where they have ``shared``."""
    width, height = 760, 120 + 30 * max(len(around), 4)
    most = max((events for *_, events in around), default=1)
    nodes = tuple(_node(place, len(around), width, height, one, most) for place, one in enumerate(around))
    places = {node.key: node for node in nodes}
    between = [
        _tie(places[one].x, places[one].y, places[other].x, places[other].y, events, most)
        for one, other, events in shared
        if one in places and other in places
    ]
    centre = [_tie(width / 2, height / 2, node.x, node.y, node.events, most) for node in nodes]
    return Network(nodes=nodes, ties=(*between, *centre), width=width, height=height)


def _node(place: int, count: int, width: int, height: int, one: tuple[str, str, str, int], most: int) -> Node:  # noqa: PLR0913, PLR0917
    key, name, kind, events = one
    # Right and left halves take turns, so that labels stand one under the other and do not meet.
    right, row = place % 2 == 0, place // 2
    rows = math.ceil(count / 2) if right else count // 2
    share = (row + 0.5) / max(rows, 1)
    y = 40 + share * (height - 80)
    bulge = math.sqrt(max(1 - (2 * share - 1) ** 2, 0.0))
    x = width / 2 + (1 if right else -1) * (60 + 110 * bulge)
    size = round(5 + 7 * math.sqrt(events / most), 1)
    return Node(
        x=round(x, 1),
        y=round(y, 1),
        size=size,
        key=key,
        name=name,
        short=name if len(name) <= 30 else name[:29].rstrip() + "…",
        kind=kind,
        events=events,
        anchor="start" if right else "end",
        label_x=round(x + (1 if right else -1) * (size + 6), 1),
    )


def _tie(x1: float, y1: float, x2: float, y2: float, events: int, most: int) -> Tie:  # noqa: PLR0913, PLR0917
    return Tie(x1=x1, y1=y1, x2=x2, y2=y2, weight=min(4, 1 + round(3 * events / most)))
