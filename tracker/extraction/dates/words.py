"""The words of time: months, weekdays, numbers, and the pattern pieces made of them."""

from __future__ import annotations

import re

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()

NUMBERS = {word: value for value, word in enumerate(_SMALL)}
NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
NUMBERS |= {f"{tens}-{_SMALL[one]}": 10 * value + one for value, tens in enumerate(_TENS, 2) for one in range(1, 10)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS)}

MONTH_STARTS = frozenset(MONTHS) | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
WEEKDAY_STARTS = frozenset(WEEKDAYS)
WEEKDAY_SHORT_STARTS = frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
QUALIFIER_STARTS = frozenset(
    "early late mid later earlier sometime the end start beginning middle close rest remainder year".split()
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)"
_UNIT = r"(?:second|minute|hour|day|week|month|quarter|year|decade)"
_COUNT = (
    r"(?:\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,2})?(?: million| billion| thousand)|\d{1,3}(?:,\d{3}){1,3}(?![\d,.]\d)"
    r"|\d{1,4}(?:\.\d|\s1/2)?(?![\d,.]\d)|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r"|half an?|an?(?: couple of)?|the couple of|several|a few|few|dozens of|a dozen|many|some)(?!\w)"
)
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|more than|less than|over|at least|at most|up to|just"
    r"|only|under|barely|no more than|as many as|another|the|a further) )?"
)
_QUALIFIER = (
    r"(?:(?:early|late|mid|later|earlier|sometime)(?:-| in the | in | on | )"
    r"|(?:the )?(?:very )?(?:end|start|beginning|middle|close|rest|remainder|turn|early part|latter part|second half"
    r"|first half|latter half) of )"
)

_PIECES = {
    "{MONTH}": _MONTH,
    "{WEEKDAY}": _WEEKDAY,
    "{SHORTDAY}": r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?",
    "{UNIT}": _UNIT,
    "{COUNT}": _COUNT,
    "{ABOUT}": _ABOUT,
    "{QUALIFIER}": _QUALIFIER,
    "{YEAR}": r"(?:1[89]|20)\d\d(?!\d|[.,]\d|%|[A-Za-z]|-\d)",
    "{LATER}": r"2[1-9]\d\d(?!\d|[.,]\d|%|[A-Za-z]|-\d)",  # only behind a day and a month
    "{DAY}": r"\d{1,2}(?:st|nd|rd|th)?(?!\w|[.,]\d|%)",
    "{ORDINAL}": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "{DAYPART}": r"(?:(?:early |late )?(?:morning|afternoon|evening|night)(?!\w))",
    "{DASH}": r"(?: ?[-–—] ?)",
    "{THAT}": r"(?:this|last|next)",
}


def pattern(template: str) -> re.Pattern[str]:
    """A compiled pattern; ``{MONTH}`` and the like are filled in, and a blank stands for one to three white spaces."""
    for name, piece in _PIECES.items():
        template = template.replace(name, piece)
    template = template.replace("[- ]", "(?:-| )").replace(" ", r"\s{1,3}").replace(r"\s{1,3}?", r"\s{0,3}")
    return re.compile(template, re.IGNORECASE)


def month_number(word: str) -> int:
    """``Sept.`` to 9."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.casefold().rstrip(".")[:3]))


def weekday_number(word: str) -> int:
    """``Friday`` or ``Fri.`` to 4, counting from Monday."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word.casefold()[:3]))


def number(word: str) -> int | None:
    """``three``, ``3``, ``3rd``, ``third`` or ``a`` to their value; ``None`` for ``several`` and fractions."""
    word = " ".join(word.casefold().split())
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", word):
        return int(match.group(1))
    if word in {"a", "an"}:
        return 1
    return 2 if word.endswith("couple of") else NUMBERS.get(word, ORDINALS.get(word))


def is_name(word: str) -> bool:
    """Whether a month or weekday is written as a name, so that ``may`` and ``march`` do not count."""
    return word[:1].isupper()
