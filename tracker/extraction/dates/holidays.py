"""Holidays that every reader dates alike: 'Christmas Eve', 'Thanksgiving', 'Labor Day'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import in_nearest_year, yearless
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span

_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "veterans day": (11, 11),
    "may day": (5, 1),
}


def _weekday_in(month: int, weekday: int, count: int) -> Callable[[int], Span | None]:
    """The ``count``-th such weekday of a month of each year; -1 is the last."""

    def in_year(year: int) -> Span | None:
        whole = spans.month(year, month)
        if whole is None:
            return None
        days = [whole.start + timedelta(days=n) for n in range((whole.end - whole.start).days + 1)]
        fitting = [day for day in days if day.weekday() == weekday]
        return spans.day(fitting[count - 1 if count > 0 else count])

    return in_year


def _easter(year: int) -> Span | None:
    """Easter Sunday by the Gregorian reckoning (Meeus, Astronomical Algorithms, chapter 8)."""
    if not 1583 <= year <= date.max.year:
        return None
    golden, century, within = year % 19, year // 100, year % 100
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - corrected + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (within // 4) - moon - within % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return spans.day_of(year, month, day + 1)


def _from_easter(days: int) -> Callable[[int], Span | None]:
    def in_year(year: int) -> Span | None:
        sunday = _easter(year)
        return sunday and spans.moved("day", sunday.start, days)

    return in_year


_MOVING: dict[str, Callable[[int], Span | None]] = {
    "thanksgiving": _weekday_in(11, 3, 4),
    "thanksgiving day": _weekday_in(11, 3, 4),
    "labor day": _weekday_in(9, 0, 1),
    "memorial day": _weekday_in(5, 0, -1),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
}


@rule(
    {name.split()[0] for name in (*_FIXED, *_MOVING)} | {"new", "valentine", "last", "this", "next", "past"},
    r"(?:(?P<near>last|this|next|this past|past) )?(?P<day>Christmas(?: Day| Eve)?|New Year[’']s (?:Day|Eve)"
    r"|Valentine[’']s Day|Boxing Day|Halloween|Independence Day|Fourth of July|Veterans Day|May Day"
    r"|Thanksgiving(?: Day)?|Labor Day|Memorial Day|Good Friday|Easter(?: Sunday| Monday)?)"
    r"(?!\w)(?! (?:week|season|period))(?:,? (?P<year>{YEAR}))?",
)
def holiday(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'Christmas Eve', 'New Year's Day, 2026', 'last Thanksgiving'."""
    name = " ".join(match["day"].casefold().replace("’", "'").split())
    if not match["day"][0].isupper():
        return None
    in_year = _MOVING.get(name) or (lambda year: spans.day_of(year, *_FIXED[name]))
    if match["year"]:
        return Reading(span=in_year(int(match["year"])), form="day", rule="written holiday", reference=True)
    if match["near"]:
        return Reading(
            span=_near(match["near"], in_year, scene.today),
            form="day",
            rule="holiday near publication",
            anchor="publication",
        )
    return yearless(*_FIXED[name], scene, place) if name in _FIXED else in_nearest_year(in_year, "day", scene, place)


def _near(near: str, in_year: Callable[[int], Span | None], today: date) -> Span | None:
    around = [span for shift in (-1, 0, 1) if (span := in_year(today.year + shift))]
    if near.casefold() == "next":
        return next((span for span in around if span.start > today), None)
    if near.casefold() == "this":
        return in_year(today.year)
    return next((span for span in reversed(around) if span.end < today), None)


@rule({DIGITS}, r"9/11(?![\w/])")
def attacks(_match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'9/11' names one day."""
    return Reading(span=spans.day_of(2001, 9, 11), form="day", rule="the attacks of 2001")


RULES: tuple[Rule, ...] = (holiday, attacks)
