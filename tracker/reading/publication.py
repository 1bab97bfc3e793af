"""When an article was published, in the outlet's own clock: from what is stated, what is shown, and where the
outlet is at home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Literal

from tracker.reading.dates import Stamp, iso_stamp, moment_of, offset_between
from tracker.reading.structured import Statements, strings
from tracker.reading.texts import ends_sentence
from tracker.reading.tree import Node
from tracker.reading.zones import Home, fixed, named_zone, zone_from

PUBLISHED = (
    "article:published_time article:published article:published:time "
    "og:article:published_time og:published_time datepublished publish-date "
    "publishdate "
    "publish_date publication_date published_time published-date pubdate pub_date date dc.date.issued dcterms.issued "
    "dcterms.created dc.date "
    "dcterms.date dc.date.created dcterms.available cxenseparse:recs:publishtime cxenseparse:publishtime "
    "parsely-pub-date sailthru.date "
    "article_date_original article.published ptime original-publish-date releasedate displaydate "
    "citation_publication_date"
).split()
MODIFIED = (
    "article:modified_time article:modified:time "
    "og:updated_time datemodified lastmod last-modified dcterms.modified article:modified revised"
).split()
_SHOWN = re.compile(
    r"publish|post(?:ed|date)|releas|issued|first|\bdate\b|filing date|filed on|accepted|answered on|veröffentlicht|"
    r"erstellt|stand|publié|"
    r"publicado|gepubliceerd|pubblicato|発表|公開|发布|發布|時間|时间|입력|승인",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(
    r"updat|modif|edited|correct|revis|changed|effective|expir|deadline|views|as of|event|period|when|until|copyright|"
    r"©|comment|aktualisiert|mis à jour|"
    r"actualizado|bijgewerkt|aggiornato|更新|수정|printed|accessed|reviewed|meeting|comes into force|in force",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A short line near the headline, with the one before it and whether it stands after the headline."""

    text: str
    before: str
    follows: bool
    dated: bool
    """Whether its element is named for a date."""
    dates: list[Stamp]
    """The dates in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as read: the instant, or the day's midnight."""

    at: datetime
    precision: Literal["instant", "day"]
    origin: str


def published(said: Statements, times: list[Node], lines: list[Line], home: Home | None) -> When | None:
    """The publication date: what the page states for machines, then its own ``time`` element, then what it shows."""
    shown = list(_shown(lines))
    for stamp, origin in _stated(said, "datePublished", PUBLISHED, times):
        found = _settled(stamp, origin, shown, home)
        if found is not None:
            return found
    return _from_shown(shown, home)


def modified(said: Statements, lines: list[Line], home: Home | None) -> datetime | None:
    """When the article was last changed, if the page says so to the minute."""
    for stamp, origin in _stated(said, "dateModified", MODIFIED, []):
        found = _settled(stamp, origin, [], home)
        if found is not None and found.precision == "instant":
            return found.at
    for line in lines:
        first = line.dates[0]
        if re.search(r"updat|modif|aktualisiert|更新|수정", line.text[: first.start] + line.before, re.IGNORECASE):
            moment = moment_of(first, named_zone(home.zone) if home else None)
            if moment is not None:
                return moment
    return None


def day_in(address: str | None) -> Stamp | None:
    """The day in an address such as ``/2025/12/08/``."""
    found = re.search(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=[/._-]|$)", address or "")
    return iso_stamp("-".join(found.groups())) if found else None


def settle(stamp: Stamp, origin: str, home: Home | None) -> When:
    """A shown date in the outlet's clock; only the day where no zone is known."""
    zone = named_zone(home.zone) if home else None
    moment = moment_of(stamp, zone)
    if moment is not None:
        if stamp.zone is None and home is not None:
            origin += f"; offset inferred from {home.why}"
        return When(at=_local(moment, stamp.zone, zone), precision="instant", origin=origin)
    return _only_day(stamp, origin, zone, home)


def _only_day(stamp: Stamp, origin: str, zone: tzinfo | None, home: Home | None) -> When:
    at = fixed(datetime.combine(stamp.day, time(0), tzinfo=zone or zone_from("UTC", None)))
    lost = " (clock time without a zone)" if stamp.clock and not zone else ""
    why = f"; offset inferred from {home.why}" if home else "; offset unknown"
    return When(at=at, precision="day", origin=origin + lost + why)


def _local(moment: datetime, stated: tzinfo | None, home: tzinfo | None) -> datetime:
    """The instant in the outlet's clock, where the page gave it in universal time."""
    if home is not None and stated is not None and not moment.utcoffset():
        return fixed(moment.astimezone(home))
    return moment


def _stated(said: Statements, key: str, names: list[str], times: list[Node]) -> Iterator[tuple[Stamp, str]]:
    for value in strings(said.ld.get(key)):
        yield from _named(value, f"JSON-LD {key}")
    for name in names:
        for value in said.meta.get(name, ()):
            yield from _named(value, f"meta {name}")
    for node in said.items.get(key.lower(), ()):
        value = node.attribute("datetime") or node.attribute("content") or node.text
        yield from _named(value, f"itemprop {key}")
    for node in times:
        yield from _named(node.attribute("datetime") or node.text, "time element")


def _named(value: str, origin: str) -> Iterator[tuple[Stamp, str]]:
    stamp = iso_stamp(value)
    if stamp is not None:
        yield stamp, origin


def _settled(stamp: Stamp, origin: str, shown: list[tuple[Stamp, int]], home: Home | None) -> When | None:
    """A stated date, made more exact or local by what the page shows."""
    zone = named_zone(home.zone) if home else None
    near = [other for other, score in shown if abs((other.day - stamp.day).days) <= 1 and other.clock and score > 0]
    if stamp.clock is None or (
        stamp.clock == time(0) and (near or stamp.zone is None or not stamp.zone.utcoffset(None))
    ):
        same = next((other for other in near if other.day == stamp.day), None)
        return (
            settle(same, f"{origin} with the time shown", home) if same else _only_day(_bare(stamp), origin, zone, home)
        )
    moment = moment_of(stamp, None)
    if moment is None:
        zoned = next((other for other in near if other.zone and other.clock == stamp.clock.replace(second=0)), None)
        return settle(zoned, f"{origin} with the zone shown", home) if zoned else settle(stamp, origin, home)
    if moment.utcoffset():
        return When(at=moment, precision="instant", origin=origin)
    return When(at=_shown_locally(moment, near) or _local(moment, stamp.zone, zone), precision="instant", origin=origin)


def _shown_locally(moment: datetime, near: list[Stamp]) -> datetime | None:
    """The instant under the offset at which the page shows it."""
    for other in near:
        shown = moment_of(other, None)
        if shown is not None and abs((shown - moment).total_seconds()) < 60 and shown.utcoffset():
            return moment.astimezone(shown.tzinfo)
    for other in near:
        gap = offset_between(other, moment) if other.zone is None else None
        if gap:
            zone = zone_from(
                f"{'-' if gap.days < 0 else '+'}{abs(gap).seconds // 3600:02d}:{abs(gap).seconds % 3600 // 60:02d}",
                None,
            )
            return moment.astimezone(zone)
    return None


def _bare(stamp: Stamp) -> Stamp:
    return Stamp(day=stamp.day, clock=None, zone=None, start=stamp.start, words=stamp.words)


def _shown(lines: list[Line]) -> Iterator[tuple[Stamp, int]]:
    """Dates near the headline, each with how much speaks for its being the publication date."""
    for line in lines:
        for stamp in line.dates:
            if len(line.text) - len(stamp.words) > 140:
                continue
            label = line.text[max(0, stamp.start - 40) : stamp.start]
            if len(label.strip()) < 3:
                label = line.before[-40:] + label
            told = ends_sentence(line.text) and len(line.text) - len(stamp.words) > 60 and not _SHOWN.search(label)
            if told:
                continue
            score = 1 + 2 * line.follows + line.dated + (stamp.clock is not None)
            score += 3 * bool(_SHOWN.search(label)) - 8 * bool(_NOT_SHOWN.search(label))
            yield stamp, score


def _from_shown(shown: list[tuple[Stamp, int]], home: Home | None) -> When | None:
    if not shown:
        return None
    stamp, score = max(shown, key=lambda pair: pair[1])
    return settle(stamp, "date line", home) if score > 0 else None
