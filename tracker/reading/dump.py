"""Plain-text dumps: what is left of an article when its page was copied or printed to text.

Order and repetition cannot be trusted: the headline may stand at the end, the body twice, headlines of other
articles in the middle of it. So every line is first sorted by itself; the body is the longest run of prose, each
line in its first copy.
"""

from __future__ import annotations

import re

from tracker.errors import NotAnArticle
from tracker.model import Article, Document, Link
from tracker.reading import bylines, publication
from tracker.reading.data import zones
from tracker.reading.datelines import dateline_alone, dateline_of
from tracker.reading.dates import stamps
from tracker.reading.decoding import decode
from tracker.reading.furniture import is_furniture_line
from tracker.reading.languages import language_of
from tracker.reading.lines import TextLine, word_count
from tracker.reading.runs import Dump, sorted_dump
from tracker.reading.structured import Statements
from tracker.reading.texts import fold, weight
from tracker.reading.zones import Home, home_of, host_of, outlet_at, outlet_named

_TOPIC_LABEL = re.compile(r"^(?:tags?|topics?|keywords?|tagged|filed under|categories)\s?:\s", re.IGNORECASE)


def read_text(document: Document) -> Article:
    """The article of a plain text as received; raises ``NotAnArticle`` and ``UnreadableDocument``."""
    return read_dump(document, decode(document.body, document.charset))


def read_dump(document: Document, text: str) -> Article:
    """The article of a plain-text dump.

    Raises ``NotAnArticle`` when no run of prose stands in it.
    """
    dump = sorted_dump(text)
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
        modified=publication.modified(Statements(), _near(dump, home), home),
        language=language_of(body, None),
        text=body,
        topics=_topics(dump),
        related=_related(dump, headline, standfirst),
        links=tuple(Link(url=url, text=words) for line in dump.body for url, words in line.links),
        origins=origins,
    )


def _headline(dump: Dump, origins: dict[str, str]) -> TextLine | None:
    """The line that is the headline: named so, set as one, beside the standfirst, or last before the article."""
    if "headline" in dump.fields:
        origins["headline"] = "field"
        return TextLine(text=dump.fields["headline"], sort="headline")
    said = set(fold(" ".join(line.text for line in dump.body)).split())
    scored = [
        (_headline_score(dump, i, said), -i, line)
        for i, line in enumerate(dump.lines)
        if _can_be_headline(dump, i, line)
    ]
    if not scored:
        return None
    best = max(scored, key=lambda entry: entry[:2])[2]
    origins["headline"] = "first-level heading" if best.level == 1 else "line without a full stop"
    return best


def _can_be_headline(dump: Dump, i: int, line: TextLine) -> bool:
    if line.sort != "headline" or line.under == "topics" or word_count(line.text) > 30:
        return False
    stray = dump.first < i < dump.last and line not in dump.head
    return not stray and line not in dump.body[:1] and line.key not in dump.sentences


def _headline_score(dump: Dump, i: int, said: set[str]) -> int:
    """How much speaks for a line: its words are in the body, the standfirst follows it, byline or body come next."""
    line, after = dump.lines[i], dump.lines[i + 1 : i + 2]
    words = [word for word in line.key.split() if len(word) > 3] or ["?"]
    score = 10 + 20 * sum(word in said for word in words) // len(words)
    score += 80 * (line.level == 1) - 8 * (line.under == "related") + 5 * (i == 0)
    score += 40 * bool(after and _has_other_copy(dump, after[0]))
    score += 25 * _has_standfirst_line(dump.lines[i : i + 3])
    between = dump.lines[i + 1 : min(dump.first, i + 40)]
    score += 15 * (i < dump.first <= i + 40 and all(other.sort != "headline" for other in between))
    return score + 10 * any(other.sort in ("byline", "date") for other in dump.lines[i + 1 : i + 4])


def _has_standfirst_line(lines: list[TextLine]) -> bool:
    """Whether two unpunctuated lines stand before a byline or date, the second being the longer: headline and
    standfirst."""
    if [line.sort for line in lines[:2]] != ["headline", "headline"] or len(lines) < 3:
        return False
    return lines[2].sort in ("byline", "date") and lines[1].weight >= 0.8 * lines[0].weight


def _has_other_copy(dump: Dump, line: TextLine) -> bool:
    """Whether a line outside the body is printed twice: the standfirst is, in dumps that print the page twice."""
    return line.key not in dump.inside and dump.copies[line.key] > 1 and word_count(line.text) > 5


def _standfirst(dump: Dump, headline: TextLine | None) -> str | None:
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


def _outlet(dump: Dump, document: Document, origins: dict[str, str]) -> tuple[str | None, Home | None, str | None]:
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
    return outlet, home_of(hosts, outlet, [], str), full if full and full.count("/") > 3 else None


def _near(dump: Dump, home: Home | None) -> list[publication.Line]:
    """The lines that may show the date, with their dates."""
    head, month_first, country = dump.head, _month_first(home), home.country if home else None
    stated = dump.fields.get("date", "")
    dates = stamps(stated, month_first=month_first, country=country)
    lines = [publication.Line(text=stated, before="date", follows=True, dated=True, dates=dates)] if dates else []
    for i, line in enumerate(dump.lines):
        if line.sort in ("date", "byline", "label", "other") and (line in head or not dump.first <= i < dump.last):
            dates = stamps(line.text, month_first=month_first, country=country)
            if dates:
                lines.append(
                    publication.Line(
                        text=line.text,
                        before=dump.lines[i - 1].text if i else "",
                        follows=abs(i - dump.first) < 5,
                        dated=line.sort == "date",
                        dates=dates,
                    )
                )
    return lines


def _month_first(home: Home | None) -> bool:
    return bool(home and home.country == "US")


def _published(dump: Dump, home: Home | None) -> publication.When | None:
    when = publication.published(Statements(), [], _near(dump, home), home)
    if when is not None:
        return when
    for line in (*dump.body[:1], *dump.body[-1:]):
        dates = stamps(line.text, month_first=_month_first(home))
        if len(dates) == 1 and line.weight < 120 and line.text.endswith(dates[0].words):
            return publication.settle(dates[0], "date line of the body", home)
    return None


def _byline(dump: Dump) -> tuple[tuple[str, ...], str | None]:
    """The authors, and the place that stands with them, even where a copy glued 'Ann Lee' and 'in Shanghai'
    together."""
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


def _own_dateline(dump: Dump) -> str | None:
    return next((place for line in dump.lines if (place := dateline_alone(line.text))), None)


def _topics(dump: Dump) -> tuple[str, ...]:
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


def _related(dump: Dump, headline: TextLine | None, standfirst: str | None) -> tuple[str, ...]:
    """Headlines under a label such as 'Further Reading', and those that strayed into the body."""
    known = {fold(headline.text if headline else ""), fold(standfirst or ""), *dump.inside}
    found = []
    for i, line in enumerate(dump.lines):
        stray = dump.first <= i < dump.last and line not in dump.head
        if line.sort == "headline" and (line.under == "related" or stray) and line.key not in known:
            found.append(line.text)
    return tuple(dict.fromkeys(found))
