"""A number with its unit: what the digits and words say by themselves, before the words around them are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from tracker.extraction.amounts.units import (
    CODES,
    CURRENCIES,
    HYPHENED,
    NATURAL_AFTER_YEAR,
    NOUNS,
    NUMBERS,
    PARTS,
    SCALES,
    SIGNS,
)

AmountKind: TypeAlias = Literal["money", "percent", "count"]
"""What sort of quantity an amount is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value and a unit with offsets into the article."""

    start: int
    end: int
    value: float
    unit: str
    kind: AmountKind


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first).replace("\\ ", r"\s{1,3}")


_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,4})?(?!\d)|\d{1,12}(?:\.\d{1,4})?(?!\d|,\d{3}))"
_SCALE = rf"(?:(?:\s{{1,3}}|-)?(?P<scale>{_any(w for w in SCALES if len(w) > 1)}|[kKmMbBtT])(?!\w))?"
_NUMBER = rf"(?:(?P<digits>{_DIGITS})|(?P<word>{_any([*NUMBERS, *PARTS])})(?=[\s-]))"
_SIGN = (
    r"(?P<sign>(?:US|HK|AU?|CA?|Can|NT|SG?|NZ|R)?\$|CN¥|JP¥|[€£¥₩₹]"
    rf"|(?:RMB|Rs\.?|RM|{_any(CODES)})(?=\s?\d))\s?"
)
_MODIFIER = (
    r"(?:(?!(?:and|or|to|of|in|on|for|by|with|from|at|the|that|which|as|is|are|was|were|than|per|a|an|who|have|had|mm|nm|cm|km|GHz|years?|months?|weeks?|days?)\b)"
    r"[A-Za-z][\w'’.+&/-]{0,30}\s{1,3})"
)
_MODEL = r"(?-i:(?:[A-Z]{1,5}[- ]?\d[\dA-Z]{0,9}|[A-Z]{2,6}\d*)s)"
"""Several pieces of one model: 'H200s', 'A100s'."""

_MONEY_BY_SIGN = re.compile(rf"{_SIGN}(?P<digits>{_DIGITS}){_SCALE}", re.IGNORECASE)
_MONEY_BY_NAME = re.compile(
    rf"{_NUMBER}{_SCALE}[\s-]{{1,3}}(?P<name>{_any(CURRENCIES)}|{_any(CODES)})(?!\w)", re.IGNORECASE
)
_PERCENT = re.compile(
    rf"(?P<minus>[-−+])?{_NUMBER}(?:\s{{0,2}}%|(?:\s{{1,3}}|-)"
    r"(?P<name>percentage[\s-]points?|basis\spoints?|per\s?cent|pct|pp)(?!\w))(?P<points>\s{1,3}points?(?!\w))?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"{_NUMBER}{_SCALE}(?:\s{{1,3}}of\s{{1,3}}(?:the|its|their|[A-Z]\w{{0,30}}[’']s))?\s{{1,3}}{_MODIFIER}{{0,4}}?"
    rf"(?P<noun>{_any(NOUNS)}|{_MODEL})(?![\w-])",
    re.IGNORECASE,
)
_HYPHENED = re.compile(rf"(?P<digits>{_DIGITS})-(?P<noun>{_any(HYPHENED)})(?!\w)", re.IGNORECASE)
_SECOND = re.compile(rf"(?P<digits>{_DIGITS}){_SCALE}")
_ANY_SIGN = r"(?:(?:US|HK|AU?|C|NT|SG?)?[$€£¥₩₹]|RMB\s?|Rs\.?\s?)"
_PAIR = re.compile(
    rf"(?P<sign>{_ANY_SIGN})?(?P<first>{_DIGITS})(?P<link>\s?[-–—]\s?|\s(?:to|and)\s)(?=(?:{_ANY_SIGN})?\d)"
)

_CHINESE = re.compile(r"\b(?:yuan|RMB|renminbi|Chinese|China|Beijing|Shanghai|Shenzhen)\b")
_JAPANESE = re.compile(r"\b(?:yen|Japan|Japanese|Tokyo|METI|Nikkei)\b")


def figure_at(text: str, start: int, end: int) -> Figure | None:
    """The money, percentage or count that begins at an offset and ends before another."""
    return _money(text, start, end) or _percent(text, start, end) or _count(text, start, end)


def pair_at(text: str, start: int, end: int) -> tuple[Figure, Figure] | None:
    """The two ends of '10-15%', '$2-5 billion' or 'between 10 and 15 percent'; ``None`` for anything else."""
    match = _PAIR.match(text, start, end)
    if match is None or not _links(match, text):
        return None
    sign = (match["sign"] or "").strip()
    high = figure_at(text, match.end(), end) or (_signed(text, match.end(), end, sign) if sign else None)
    if high is None or (sign and high.kind != "money"):
        return None
    value = plain(match["first"]) * _lent_scale(text[match.end() : high.end], high, match["first"])
    low = Figure(start=start, end=match.end("first"), value=tidy(value), unit=high.unit, kind=high.kind)
    return (low, high) if low.value < high.value else None


def plain(digits: str) -> float:
    """``1,200.5`` to its value."""
    return float(digits.replace(",", ""))


def tidy(value: float) -> float:
    """Free of the dust of multiplication: 3 × 0.1 is 0.3."""
    return float(f"{value:.12g}")


def _links(match: re.Match[str], text: str) -> bool:
    """'and' makes a range after 'between' only, 'to' not after 'from', where it tells a change."""
    before = text[max(0, match.start() - 9) : match.start()].casefold()
    if "and" in match["link"]:
        return before.endswith("between ")
    return not before.endswith("from ")


def _lent_scale(words: str, high: Figure, first: str) -> float:
    """'$2-5 billion' are two billions; a first number in full figures ('1,000') takes no scale."""
    digits = re.search(_DIGITS, words)
    base = plain(digits.group()) if digits else 0.0
    return high.value / base if base and "," not in first else 1.0


def _signed(text: str, start: int, end: int, sign: str) -> Figure | None:
    """The second number of '$2-5 billion', which lacks the sign of the first."""
    match, unit = _SECOND.match(text, start, end), _currency(sign, text)
    if match is None or unit is None:
        return None
    return Figure(start=start, end=match.end(), value=_value(match), unit=unit, kind="money")


def _money(text: str, start: int, end: int) -> Figure | None:
    if match := _MONEY_BY_SIGN.match(text, start, end):
        unit = _currency(match["sign"], text)
    elif match := _MONEY_BY_NAME.match(text, start, end):
        unit = _named_currency(match, text)
    else:
        return None
    return Figure(start=start, end=match.end(), value=_value(match), unit=unit, kind="money") if unit else None


def _currency(sign: str, text: str) -> str | None:
    sign = sign.strip()
    return _yuan_or_yen(text) if sign == "¥" else SIGNS.get(sign.casefold(), sign.upper())


@lru_cache(maxsize=8)
def _yuan_or_yen(text: str) -> str | None:
    """What '¥' means in a text: the money of the country that it speaks of more, ``None`` if that is undecided."""
    chinese, japanese = len(_CHINESE.findall(text)), len(_JAPANESE.findall(text))
    return None if chinese == japanese else "CNY" if chinese > japanese else "JPY"


def _named_currency(match: re.Match[str], text: str) -> str | None:
    """'won' and 'pounds' are money only with a large number: one is also a verb, the other a weight."""
    name = " ".join(match["name"].casefold().split())
    if name in {"won", "dong", "baht"} and not (match["scale"] or "," in (match["digits"] or "")):
        return None
    weighs = re.match(r"\s+of\s+(?!sterling)", text[match.end() : match.end() + 15])
    if name == "pounds" and (not match["scale"] or weighs):
        return None
    return CURRENCIES.get(name) or name.upper()


def _percent(text: str, start: int, end: int) -> Figure | None:
    match = _PERCENT.match(text, start, end)
    if match is None:
        return None
    name = " ".join((match["name"] or "%").casefold().replace("-", " ").split())
    points = name.startswith("percentage") or name == "pp" or match["points"]
    unit = "percentage points" if points else "basis points" if name.startswith("basis") else "percent"
    return Figure(start=start, end=match.end(), value=_value(match), unit=unit, kind="percent")


def _count(text: str, start: int, end: int) -> Figure | None:
    if match := _HYPHENED.match(text, start, end):
        noun = f"{match['noun'].casefold()}s"
        value = plain(match["digits"])
        return Figure(start=start, end=match.end(), value=value, unit=NOUNS.get(noun, noun), kind="count")
    match = _COUNT.match(text, start, end)
    if match is None or _counts_nothing(match):
        return None
    unit = NOUNS.get(match["noun"].casefold(), "units")
    return Figure(start=start, end=match.end(), value=_value(match), unit=unit, kind="count")


def _counts_nothing(match: re.Match[str]) -> bool:
    """'a chips maker', 'one of the firms' and '2025 models' count nothing."""
    if match["scale"]:
        return False
    word = (match["word"] or "").casefold()
    if word and (word not in NUMBERS or word in {"zero", "one"}):
        return True
    is_year = re.fullmatch(r"(?:19|20)\d\d", match["digits"] or "") is not None
    return is_year and match["noun"].casefold() not in NATURAL_AFTER_YEAR


def _value(match: re.Match[str]) -> float:
    groups = match.groupdict()
    word = " ".join((groups.get("word") or "").casefold().split())
    number = plain(groups["digits"]) if groups["digits"] else NUMBERS.get(word, PARTS.get(word, 0.0))
    scale = SCALES[" ".join(groups["scale"].casefold().split())] if groups.get("scale") else 1.0
    return tidy(number * scale)
