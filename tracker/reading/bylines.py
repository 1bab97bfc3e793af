"""Who wrote it: people's names out of byline lines and author statements; no roles, desks, agencies or firms."""

from __future__ import annotations

import re

from tracker.reading.data import zones
from tracker.reading.dates import stamps
from tracker.reading.texts import squeeze
from tracker.reading.zones import outlet_named

_BY = re.compile(
    r"^\W*(?:(?:story|words|text|report|written|reported|posted|published|analysis|commentary|opinion|article|"
    r"guest\spost)\s+)?"
    r"(?:by|von|par|por|door|di|av|af|przez|oleh)\b[:\s]+",
    re.IGNORECASE,
)
_INNER_BY = re.compile(r"[|·•]\s*(?:by|von|par|por|di)\s+(?=[A-Z\u00c0-\u024f])", re.IGNORECASE)
_CUT = re.compile(
    r"\s*(?:[|·•●/;]|\s[–—-]\s|\bfor\s+(?:the\s+)?[A-Z]|\bphoto\w*\s+by\b|\billustrat\w+\s+by\b|\bupdated\b|"
    r"\bpublished\b|\bposted\b|\bediting\b"
    r"|@|\b\d|\bin\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|、|，|&|\band\b|\bund\b|\bet\b|\by\b|\ben\b|\bwith\b)\s*")
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le el al bin binti ibn ter ten zu st y e af av".split()
)
_ORGANISATION = re.compile(
    r"\b(?:staff|desk|team|newsroom|editors?|editorial|agency|agencies|agence|news|press|wire|reuters|bloomberg|"
    r"associated|afp|xinhua|yonhap|kyodo|"
    r"llp|llc|inc|ltd|plc|gmbh|corp|company|group|media|times|post|daily|herald|journal|tribune|institute|ministry|"
    r"department|office|bureau|"
    r"commission|committee|council|government|university|foundation|association|admin|webmaster|reporters?|"
    r"correspondents?|writers?|contributors?|"
    r"columnists?|journalists?|analysts?|fellows?|partners?|counsel|director|associate|professor|chief|senior|author|"
    r"photographer|specialist|"
    r"producer|advisor|adviser|secretary|minister|president|manager|technology|business|economics|markets|politics|"
    r"world|updated|published|"
    r"minutes?|ministerie|ministère|ministerium|ministerio|kementerian|publication|rule|document|page|views|date|"
    r"filing|read|share|comments?|today|yesterday|ago|subscribe|follow|listen|print|save|source|redaktion|redacción|"
    r"rédaction|redactie)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|prof|sir|dame)\.?\s+", re.IGNORECASE)
_CJK_NAME = re.compile("^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff\u3040-\u30ff]{2,7}|[\uac00-\ud7af]{2,4})$")
_MONTHS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|"
    r"december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether a line says by whom the article is: 'By Ann Lee', 'Posted on 3 May 2025 by Ann Lee'."""
    return len(line) < 250 and bool(_BY.match(line) or _posted_by(line)) and bool(authors(line, stated=False))


def authors(line: str, *, stated: bool) -> tuple[str, ...]:
    """The people a byline names; ``stated`` is for a field that holds names and nothing else, where one word may
    be a name."""
    line = _without_dates(squeeze(line))
    posted = _posted_by(line)
    line = posted if posted is not None else _BY.sub("", line)
    line = re.sub(r"\([^)]*\)", " ", line)
    cut = _CUT.search(line)
    head = line[: cut.start()] if cut else line
    if stated and cut:
        head = re.split(r"\s*[|/;@]\s*", line)[0]
    names: list[str] = []
    for part in _SPLIT.split(head):
        name = squeeze(_TITLE.sub("", part.strip(" .,:;–—-|·'\"")))
        if not _is_name(name, stated):
            if names:
                continue
            if not stated:
                break
            continue
        if name not in names:
            names.append(name)
    return tuple(names)


def place_in(line: str, names: tuple[str, ...]) -> str | None:
    """The place that a byline gives after the names: 'Ann Lee in Shanghai', 'By Ann Lee · May 3, 2025 · Milwaukee'."""
    line = squeeze(line)
    for name in names:
        after = line.partition(name)[2]
        found = re.search(r"(?:^|\s)in\s+([A-Z\u00c0-\u024f][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,2})", after)
        if found:
            return found.group(1).rstrip(".,")
    for part in re.split(r"(?<!\s)\s*+[|·•]\s*", line)[1:]:
        if part in zones().places or (
            re.fullmatch(r"[A-Z][a-z]{3,}", part) and not _ORGANISATION.search(part) and not _MONTHS.search(part)
        ):
            return part
    return None


def _posted_by(line: str) -> str | None:
    """What follows 'by' in 'Posted on 3 May 2025 by Ann Lee'."""
    found = re.match(r"^\W*(?:posted|published|written|added)\b.{0,40}?\bby\s+", line, re.IGNORECASE)
    found = found or _INNER_BY.search(line)
    return line[found.end() :] if found else None


def _without_dates(line: str) -> str:
    for stamp in reversed(stamps(line)):
        line = line[: stamp.start].rstrip(" ,") + " | " + line[stamp.start + len(stamp.words) :]
    return line.strip(" |,")


def _is_name(text: str, stated: bool) -> bool:
    if (
        not text
        or len(text) > 45
        or any(c.isdigit() or c == ":" for c in text)
        or _ORGANISATION.search(text)
        or _MONTHS.search(text)
    ):
        return False
    if _CJK_NAME.match(text):
        return True
    if text in zones().places or outlet_named(text) is not None or "://" in text or "@" in text:
        return False
    words = text.split()
    if not (1 if stated else 2) <= len(words) <= 5:
        return False
    proper = [w for w in words if w.lower() not in _PARTICLES]
    return len(proper) >= min(2, len(words)) and all(
        w[0].isupper() and not (len(w) > 3 and w.isupper()) for w in proper
    )
