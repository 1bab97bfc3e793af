"""The lines of a plain-text dump, each sorted by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from tracker.reading import bylines
from tracker.reading.data import zones
from tracker.reading.dates import stamps
from tracker.reading.furniture import is_furniture_line, is_label
from tracker.reading.texts import ends_sentence, fold, squeeze, visible, weight

LineSort: TypeAlias = Literal[
    "prose", "headline", "item", "row", "label", "topics", "byline", "date", "address", "other"
]

_RELATED = re.compile(
    r"further reading|read (?:more|next|also)|related (?!topics)|related$|more (?:on|from|stories)|discover more|stay "
    r"updated|recommended|"
    r"most (?:read|viewed|popular)|also like|see also|don.t miss|latest (?:news|stories)|trending|popular|top stories",
    re.IGNORECASE,
)
_TOPICS = re.compile(r"(?:related )?(?:topics|tags|keywords|themes)\W*$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^<?(?:https?://\S+|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:/\S*)?)>?$", re.IGNORECASE
)
_ITEM = re.compile(r"^(?:[-*•·‣▪●–]|\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]{0,300})\]\((https?://[^\s)]{1,500})[^)]{0,100}\)")


@dataclass(slots=True, eq=False)
class TextLine:
    """One line: its text without marks, its sort, and the label it stands under."""

    text: str
    sort: LineSort
    level: int = 0
    """1 to 6 for a marked heading."""
    under: Literal["related", "topics"] | None = None
    links: list[tuple[str, str]] = field(default_factory=list)

    key: str = field(init=False)
    """Under which copies of the line are equal."""

    def __post_init__(self) -> None:
        """Fold the text once."""
        self.key = fold(self.text)

    @property
    def weight(self) -> int:
        """Length; an ideograph counts as three."""
        return weight(self.text)


def word_count(text: str) -> int:
    """Words; two ideographs count as one."""
    return len(text.split()) + (weight(text) - len(text)) // 4


def sorted_lines(text: str) -> list[TextLine]:
    """The lines of a dump in order, hard-wrapped paragraphs joined, each with its sort."""
    lines = [_line(line) for line in _unwrapped(visible(text).replace("\r\n", "\n").replace("\r", "\n"))]
    lines = _with_setext(lines)
    _place_bylines(lines)
    _place_labels(lines)
    return lines


def _unwrapped(text: str) -> list[str]:
    """Paragraph by paragraph; lines broken at a fixed width are joined again."""
    paragraphs = [part.split("\n") for part in re.split(r"\n[ \t]*\n+", text)]
    broken = [line for part in paragraphs if len(part) > 2 for line in part[:-1] if line.strip()]
    wrapped = (
        len(broken) >= 4
        and 40 <= _middle(len(line) for line in broken) <= 100
        and max(len(line) for line in broken) <= 110
        and sum(ends_sentence(line) for line in broken) < 0.4 * len(broken)
    )
    lines: list[str] = []
    for part in paragraphs:
        if (
            wrapped
            and len(part) > 1
            and all(len(line) > 35 for line in part[:-1])
            and not any(_ITEM.match(s.strip()) for s in part)
        ):
            lines.append(squeeze(" ".join(part)))
        else:
            lines += [squeeze(line) for line in part]
    return [line for line in lines if line]


def _line(text: str) -> TextLine:
    links = [(found.group(2), found.group(1)) for found in _MARKDOWN_LINK.finditer(text)]
    text = (
        squeeze(_MARKDOWN_LINK.sub(lambda found: "" if found.group().startswith("!") else found.group(1), text)) or text
    )
    heading = _HEADING.match(text)
    if heading:
        return TextLine(text=_plain(heading.group(2)), sort="headline", level=len(heading.group(1)), links=links)
    text = re.sub(r"^>\s?", "", text)
    item = _ITEM.match(text)
    if item and item.group().strip() not in ("–",) and weight(text) > 12 and not is_furniture_line(text[item.end() :]):
        return TextLine(text=_plain(text[item.end() :]), sort="item", links=links)
    text = _plain(text)
    return TextLine(text=text, sort=_sort(text), links=links)


def _plain(text: str) -> str:
    """Without the marks of bold and italics."""
    text = re.sub(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", r"\2", text)
    return squeeze(re.sub(r"(?<!\w)([*_])(?=\S)([^*_]{1,2000})(?<=\S)\1(?!\w)", r"\2", text))


def _sort(text: str) -> LineSort:
    tests: tuple[tuple[LineSort, Callable[[str], object]], ...] = (
        ("address", _ADDRESS.match),
        ("topics", _is_topics),
        ("byline", lambda line: bylines.is_byline(line) and not ends_sentence(line)),
        ("date", _is_date),
        ("label", lambda line: is_furniture_line(line) or not any(c.isalnum() for c in line)),
        ("prose", _is_prose),
        ("row", lambda line: " | " in line),
        ("headline", lambda line: word_count(line) >= 4 and weight(line) >= 18),
    )
    return next((sort for sort, test in tests if test(text)), "other")


def _is_date(text: str) -> bool:
    """Whether a line is there for its date: little else stands in it."""
    dates = stamps(text)
    rest = len(text) - len(dates[0].words) if dates else 0
    return bool(dates) and rest < 60 and not (ends_sentence(text) and rest > 25)


def _is_prose(text: str) -> bool:
    size = weight(text)
    return size >= 220 or (size >= 45 and ends_sentence(text)) or (size > 40 and text.endswith((":", "：")))


def _is_topics(text: str) -> bool:
    """'AI: Companies | AI: Policy | Semiconductors', '#chips #trade', 'Tags: chips, trade'."""
    if re.match(r"^(?:tags?|topics?|keywords?|tagged|filed under|categories)\s?:\s", text, re.IGNORECASE):
        return True
    if re.fullmatch(r"(?:#[\w-]+[\s,]*){1,20}", text):
        return True
    parts = re.split(r"\s*\|\s*", text)
    short = all(0 < len(part.split()) <= 5 and not re.search(r"\d[\d.,]*\s?(?:%|$)", part) for part in parts)
    return len(parts) >= 3 and short and not stamps(text) and not any(bylines.is_byline(part) for part in parts)


def _with_setext(lines: list[TextLine]) -> list[TextLine]:
    """Headings underlined with === or ---."""
    for above, line in pairwise(lines):
        if re.fullmatch(r"={3,}|-{3,}", line.text) and above.sort in ("headline", "other"):
            above.level = 1 if line.text[0] == "=" else 2
            above.sort = "headline"
    return lines


def _place_bylines(lines: list[TextLine]) -> None:
    """A bare name beside a date line is the byline: 'Ann Lee', 'Ann Lee in Shanghai', even glued."""
    for i, line in enumerate(lines):
        beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if line.sort in ("other", "headline") and line.level == 0 and any(other.sort == "date" for other in beside):
            words = re.sub(
                r"(?<=\w)in\s([A-Z][\w ]+)$",
                lambda m: " in " + m.group(1) if m.group(1) in zones().places else m.group(),
                line.text,
            )
            if word_count(words) <= 8 and bylines.authors(words, stated=False):
                line.sort = "byline"


def _place_labels(lines: list[TextLine]) -> None:
    """Mark what stands under a label, up to the next prose, label, byline or date."""
    under: Literal["related", "topics"] | None = None
    for line in lines:
        if line.level == 0 and _TOPICS.fullmatch(line.text):
            under, line.sort = "topics", "label"
        elif line.sort == "label" or (line.level > 0 and is_label(line.text)):
            under = "related" if _RELATED.search(line.text) else None
            line.sort = "label"
        elif line.sort in ("prose", "byline", "date"):
            under = None
        else:
            line.under = under
            if under == "related" and line.sort == "item":
                line.sort = "headline"


def _middle(numbers: Iterable[int]) -> int:
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]
