"""The body of a plain-text dump: the longest run of prose, each line in its first copy."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from tracker.errors import UnreadableDocument
from tracker.reading import bylines
from tracker.reading.dates import stamps
from tracker.reading.furniture import is_label
from tracker.reading.lines import TextLine, sorted_lines, word_count
from tracker.reading.texts import ends_sentence

MAX_LINES = 20_000
_MAX_GAP = 2
"""Lines between two paragraphs that may be sub-headings, advertisements or stray headlines; three end the article."""
_FIELDS = {
    "headline": ("title", "headline", "subject", "überschrift", "titre", "标题"),
    "date": ("date", "published", "publication date", "posted", "datum", "sent", "日期"),
    "byline": ("by", "author", "authors", "byline", "from", "von", "作者"),
    "outlet": ("source", "outlet", "publication", "publisher", "newspaper", "site", "来源"),
    "url": ("url", "link", "address", "web"),
    "standfirst": ("standfirst", "subtitle", "summary", "dek", "description"),
    "dateline": ("location", "dateline", "place"),
    "topics": ("tags", "topics", "keywords", "section", "category", "categories"),
}


@dataclass(slots=True)
class Dump:
    """A dump with its lines sorted and its body found."""

    lines: list[TextLine]
    body: list[TextLine]
    first: int
    """Index of the first line of the run that holds the body."""
    last: int
    fields: dict[str, str]
    """What lines such as 'Title: …' at the head state."""
    copies: Counter[str] = field(init=False)
    """How often each line is printed."""
    sentences: set[str] = field(init=False)
    """Lines printed at least once with a full stop."""
    inside: set[str] = field(init=False)
    """The lines of the body."""
    head: set[TextLine] = field(init=False)
    """The lines of the run that were cut off before its byline."""

    def __post_init__(self) -> None:
        """Index the lines."""
        self.copies = Counter(line.key for line in self.lines)
        self.sentences = {line.key for line in self.lines if ends_sentence(line.text)}
        self.inside = {line.key for line in self.body}
        begin = self.lines.index(self.body[0]) if self.body else self.first
        self.head = set(self.lines[self.first : begin])

    @property
    def outside(self) -> list[TextLine]:
        """The lines before and after the body, copies of the body left out."""
        return [x for i, x in enumerate(self.lines) if not self.first <= i < self.last and x.key not in self.inside]


def sorted_dump(text: str) -> Dump:
    """Sort the lines of a dump and find its body.

    Raises ``UnreadableDocument`` for a text of more lines than any article has.
    """
    if text.count("\n") > MAX_LINES:
        raise UnreadableDocument(f"The text has over {MAX_LINES:,} lines: give the article alone")
    fields: dict[str, str] = {}
    lines = _without_fields(sorted_lines(text), fields)
    first, last = _longest_run(lines)
    return Dump(lines, _body(lines, first, last), first, last, fields)


def _without_fields(lines: list[TextLine], fields: dict[str, str]) -> list[TextLine]:
    """Take lines such as 'Title: …' out of the head of the dump."""
    kept = []
    names = {label: field for field, labels in _FIELDS.items() for label in labels}
    for i, line in enumerate(lines):
        found = re.match(r"^[*_]*([^\W\d_][\w ]{1,20})[*_]*\s?[:：][*_]*\s*(\S.*)$", line.text) if i < 20 else None
        field = names.get(found.group(1).lower()) if found else None
        if (
            found
            and field
            and field not in fields
            and (field not in ("date", "byline") or _fits(field, found.group(2)))
        ):
            fields[field] = found.group(2).strip()
        else:
            kept.append(line)
    return kept


def _fits(field: str, value: str) -> bool:
    return bool(stamps(value)) if field == "date" else bool(bylines.authors(value, stated=False))


def _longest_run(lines: list[TextLine]) -> tuple[int, int]:
    """Bounds of the run of lines with most prose that was not said before."""
    best, best_mass = (0, 0), 0
    seen: set[str] = set()
    start, mass, gap, end = 0, 0, 0, 0
    for i, line in enumerate(lines):
        if line.sort in ("prose", "item", "row"):
            key = line.key
            mass, start = (mass, start) if mass else (0, i)
            mass += 0 if key in seen else line.weight
            seen.add(key)
            gap, end = 0, i + 1
        else:
            gap += 1 if line.sort != "label" else 0
        if mass > best_mass:
            best, best_mass = (start, end), mass
        if gap > _MAX_GAP:
            mass, gap = 0, 0
    return best


def _body(lines: list[TextLine], first: int, last: int) -> list[TextLine]:
    """The run without furniture, stray headlines and what stands before a byline or date line."""
    run = lines[first:last]
    marks = [i for i, line in enumerate(run) if line.sort in ("byline", "date")]
    early = [i for i in marks if sum(line.weight for line in run[:i]) < 0.3 * sum(line.weight for line in run)]
    run = run[early[-1] + 1 :] if early else run
    body: list[TextLine] = []
    seen: set[str] = set()
    for i, line in enumerate(run):
        key = line.key
        if line.sort in ("prose", "item", "row") or _is_heading(line, run[i + 1 : i + 2]) or _follows_colon(line, body):
            if key not in seen:
                body.append(line)
            seen.add(key)
    while body and body[-1].sort in ("headline", "other"):
        body.pop()
    return body


def _is_heading(line: TextLine, rest: list[TextLine]) -> bool:
    """A sub-heading of the body: marked as one, or a few words before a paragraph."""
    if line.level > 1:
        return True
    short = line.sort in ("headline", "other") and word_count(line.text) <= 7 and not is_label(line.text)
    return short and bool(rest) and rest[0].sort in ("prose", "item")


def _follows_colon(line: TextLine, body: list[TextLine]) -> bool:
    return line.sort in ("headline", "other") and bool(body) and body[-1].text.endswith((":", "："))
