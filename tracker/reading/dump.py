"""Plain-text dumps: what is left of an article when its page was copied or printed to text.

Order and repetition cannot be trusted: the headline may stand at the end, the body twice, headlines of other articles in the
middle of it. So every line is first sorted by itself; the body is the longest run of prose, each line in its first copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.errors import NotAnArticle
from tracker.model import Article, Document, Link
from tracker.reading import bylines, publication
from tracker.reading.data import zones
from tracker.reading.datelines import dateline_alone, dateline_of
from tracker.reading.dates import stamps
from tracker.reading.furniture import is_furniture_line, is_label
from tracker.reading.languages import language_of
from tracker.reading.lines import LineSort, TextLine, sorted_lines, word_count
from tracker.reading.structured import Statements
from tracker.reading.texts import ends_sentence, fold, weight
from tracker.reading.zones import Home, home_of, host_of, outlet_at, outlet_named

_MAX_GAP = 2
"""Lines between two paragraphs that may be sub-headings, advertisements or stray headlines; three end the article."""
_TOPIC_LABEL = re.compile(r"^(?:tags?|topics?|keywords?|tagged|filed under|categories)\s?:\s", re.IGNORECASE)
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
class _Dump:
    """A dump with its lines sorted and its body found."""

    lines: list[TextLine]
    body: list[TextLine]
    first: int
    last: int
    fields: dict[str, str]

    @property
    def outside(self) -> list[TextLine]:
        """The lines before and after the body, copies of the body left out."""
        inside = {fold(line.text) for line in self.body}
        return [
            line
            for i, line in enumerate(self.lines)
            if not self.first <= i < self.last and fold(line.text) not in inside
        ]


def read_dump(document: Document, text: str) -> Article:
    """The article of a plain-text dump.

    Raises ``NotAnArticle`` when no run of prose stands in it.
    """
    dump = _sorted(text)
    body = "\n\n".join(line.text for line in dump.body)
    if weight(body) < 120:
        raise NotAnArticle("No article was found in the text: give the text of a single article, one paragraph a line")
    origins = {"text": "longest run of prose"}
    headline = _headline(dump, origins)
    standfirst = _standfirst(dump, headline)
    outlet, home, address = _outlet(dump, document, origins)
    when = _published(dump, home)
    if when:
        origins["published"] = when.origin
    names, place = _byline(dump)
    if names:
        origins["byline"] = "byline"
    return Article(
        url=address or document.url or None,
        outlet=outlet,
        headline=headline.text if headline else None,
        standfirst=standfirst,
        byline=names,
        dateline=dump.fields.get("dateline") or dateline_of(body) or _own_dateline(dump) or place,
        published=when.at if when else None,
        published_precision=when.precision if when else None,
        modified=publication.modified(Statements(), _near(dump), home, month_first=_month_first(home)),
        language=language_of(body, None),
        text=body,
        topics=_topics(dump),
        related=_related(dump, headline, standfirst),
        links=tuple(Link(url=url, text=words) for line in dump.body for url, words in line.links),
        origins=origins,
    )


def _sorted(text: str) -> _Dump:
    lines = sorted_lines(text)
    fields: dict[str, str] = {}
    lines = _without_fields(lines, fields)
    first, last = _longest_run(lines)
    body = _body(lines, first, last)
    return _Dump(lines, body, first, last, fields)


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
            key = fold(line.text)
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
        key = fold(line.text)
        if line.sort in ("prose", "item", "row") or _is_heading(line, run[i + 1 :]) or _follows_colon(line, body):
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


def _headline(dump: _Dump, origins: dict[str, str]) -> TextLine | None:
    """The line that is the headline: named so, set as one, beside the standfirst, or last before the article."""
    if "headline" in dump.fields:
        origins["headline"] = "field"
        return TextLine(text=dump.fields["headline"], sort="headline")
    scored = [(score, -i, line) for i, line in enumerate(dump.lines) if (score := _headline_score(dump, i, line)) > 0]
    if not scored:
        return None
    best = max(scored, key=lambda entry: entry[:2])[2]
    origins["headline"] = "first-level heading" if best.level == 1 else "line without a full stop"
    return best


def _headline_score(dump: _Dump, i: int, line: TextLine) -> int:
    inside = dump.first <= i < dump.last and line in dump.body
    if inside or line.sort != "headline" or line.under == "topics" or word_count(line.text) > 30:
        return 0
    twins = [other for other in dump.lines if other is not line and fold(other.text) == fold(line.text)]
    if any(ends_sentence(other.text) for other in twins) or (dump.first < i < dump.last and line not in _head_of(dump)):
        return 0
    after = dump.lines[i + 1] if i + 1 < len(dump.lines) else None
    said = set(fold(" ".join(other.text for other in dump.body)).split())
    words = [word for word in fold(line.text).split() if len(word) > 3] or ["?"]
    score = 10 + 20 * sum(word in said for word in words) // len(words)
    score += 80 * (line.level == 1) - 8 * (line.under == "related")
    score += 40 * (after is not None and _has_other_copy(dump, after))
    between = dump.lines[i + 1 : dump.first] if i < dump.first else []
    score += 15 * (i < dump.first and all(other.sort not in ("headline",) for other in between)) + 5 * (i == 0)
    return score + 10 * any(other.sort in ("byline", "date") for other in dump.lines[i + 1 : i + 4])


def _head_of(dump: _Dump) -> list[TextLine]:
    """The lines of the run that were cut off before its byline."""
    begin = dump.lines.index(dump.body[0]) if dump.body else dump.first
    return dump.lines[dump.first : begin]


def _has_other_copy(dump: _Dump, line: TextLine) -> bool:
    """Whether a line outside the body is printed twice: the standfirst is, in dumps that print the page twice."""
    inside = {fold(other.text) for other in dump.body}
    key = fold(line.text)
    return key not in inside and sum(fold(other.text) == key for other in dump.lines) > 1 and word_count(line.text) > 5


def _standfirst(dump: _Dump, headline: TextLine | None) -> str | None:
    """The line after the headline and before byline or body, if it is no paragraph of the body."""
    if "standfirst" in dump.fields:
        return dump.fields["standfirst"]
    if headline is None or headline not in dump.lines:
        return None
    at = dump.lines.index(headline)
    after = dump.lines[at + 1 : at + 2]
    if (
        not after
        or after[0] in dump.body
        or word_count(after[0].text) < 6
        or after[0].sort not in ("prose", "headline")
    ):
        return None
    closing = at >= dump.last or any(line.sort in ("byline", "date") for line in dump.lines[at + 2 : at + 5])
    settled = closing or _has_other_copy(dump, after[0]) or dump.lines[at + 2 : at + 3] == dump.body[:1]
    return after[0].text if settled else None


def _outlet(dump: _Dump, document: Document, origins: dict[str, str]) -> tuple[str | None, Home | None, str | None]:
    """The outlet, its home zone, and the article's address as far as the dump tells them."""
    address = dump.fields.get("url")
    hosts = [
        host_of(a if "://" in a else f"//{a}")
        for a in [address, *(line.text for line in dump.lines if line.sort == "address")]
        if a
    ]
    if document.url.startswith(("http:", "https:")):
        hosts.append(host_of(document.url))
    stated = dump.fields.get("outlet")
    named = next(
        (known.name for line in dump.outside if (known := outlet_named(line.text.strip("()"))) is not None), None
    )
    by_host = next((known.name for host in hosts if (known := outlet_at(host)) is not None), None)
    outlet = stated or by_host or named
    if outlet:
        origins["outlet"] = "field" if stated else "address line" if by_host else "line"
    full = next(
        (a for a in [address, *(line.text for line in dump.lines if line.sort == "address")] if a and "://" in a), None
    )
    return outlet, home_of(hosts, outlet, [], ""), full if full and full.count("/") > 3 else None


def _near(dump: _Dump) -> list[publication.Line]:
    """The lines that may show the date."""
    head = _head_of(dump)
    lines = [
        publication.Line(text=value, before="date", follows=True, dated=True)
        for value in [dump.fields.get("date")]
        if value
    ]
    for i, line in enumerate(dump.lines):
        if line.sort in ("date", "byline", "label", "other") and (line in head or not dump.first <= i < dump.last):
            before = dump.lines[i - 1].text if i else ""
            lines.append(
                publication.Line(
                    text=line.text, before=before, follows=abs(i - dump.first) < 5, dated=line.sort == "date"
                )
            )
    return lines


def _month_first(home: Home | None) -> bool:
    return bool(home and home.country == "US")


def _published(dump: _Dump, home: Home | None) -> publication.When | None:
    when = publication.published(Statements(), [], _near(dump), home, _month_first(home))
    if when is not None:
        return when
    for line in (*dump.body[:1], *dump.body[-1:]):
        dates = stamps(line.text, month_first=_month_first(home))
        if len(dates) == 1 and line.weight < 120 and line.text.endswith(dates[0].words):
            return publication.settle(dates[0], "date line of the body", home)
    return None


def _byline(dump: _Dump) -> tuple[tuple[str, ...], str | None]:
    """The authors, and the place that stands with them, even where a copy glued 'Ann Lee' and 'in Shanghai' together."""
    if "byline" in dump.fields:
        names = bylines.authors(dump.fields["byline"], stated=False)
        return names, bylines.place_in(dump.fields["byline"], names)
    for line in dump.lines:
        if line.sort == "byline":
            text = unglued(line.text)
            names = bylines.authors(text, stated=False)
            if names:
                return names, bylines.place_in(text, names)
    return (), None


def unglued(line: str) -> str:
    """'Ann Leein Shanghai' as 'Ann Lee in Shanghai'; only before a place that is known."""
    found = re.match(r"^(.*\w)in\s([A-Z].*)$", line)
    return f"{found.group(1)} in {found.group(2)}" if found and found.group(2) in zones().places else line


def _own_dateline(dump: _Dump) -> str | None:
    return next((place for line in dump.lines if (place := dateline_alone(line.text))), None)


def _topics(dump: _Dump) -> tuple[str, ...]:
    found = re.split(r"\s*[,;|]\s*", dump.fields.get("topics", ""))
    for line in dump.outside:
        if line.sort == "topics":
            found += re.split(r"\s*[|;]\s*|\s*#|,\s+", _TOPIC_LABEL.sub("", line.text))
        elif (
            line.under in ("topics", "related")
            and line.sort == "other"
            and word_count(line.text) <= 4
            and not is_furniture_line(line.text)
        ):
            found.append(line.text)
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def _related(dump: _Dump, headline: TextLine | None, standfirst: str | None) -> tuple[str, ...]:
    """Headlines under a label such as 'Further Reading', and those that strayed into the body."""
    known = {fold(headline.text if headline else ""), fold(standfirst or ""), *(fold(line.text) for line in dump.body)}
    found = []
    for i, line in enumerate(dump.lines):
        stray = dump.first <= i < dump.last and line not in _head_of(dump)
        if line.sort == "headline" and (line.under == "related" or stray) and fold(line.text) not in known:
            found.append(line.text)
    return tuple(dict.fromkeys(found))


__all__ = ["LineSort", "read_dump", "unglued"]
