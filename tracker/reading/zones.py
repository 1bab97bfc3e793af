"""Time zones and home places of outlets: which clock a page's times are read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tracker.reading.data import Outlet, outlets, zones
from tracker.reading.texts import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The zone in which an outlet's clock times are meant, and how that was found."""

    zone: str
    country: str | None
    why: str


def host_of(address: str | None) -> str:
    """The host of an address without ``www.``; empty when there is none."""
    try:
        return (urlsplit(address or "").hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def outlet_at(host: str) -> Outlet | None:
    """The outlet at a host or its nearest known parent domain."""
    labels = host.split(".")
    known = _by_domain()
    return next((known[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in known), None)


def outlet_named(name: str | None) -> Outlet | None:
    """The outlet of this name, with or without an article before it."""
    return _by_name().get(_plain(name or ""))


def home_of(hosts: list[str], name: str | None, regions: list[str], imprint: Callable[[], str]) -> Home | None:
    """Where the outlet publishes from: the table by host and name, then country domain, page language region,
    postal address; ``imprint`` is asked for only then."""
    for outlet in (*map(outlet_at, hosts), outlet_named(name)):
        if outlet is not None:
            return Home(zone=outlet.zone, country=outlet.country, why=f"home zone of {outlet.name}")
    countries = zones().countries
    for host in hosts:
        code = host.rpartition(".")[2].upper()
        if "." in host and code in countries:
            return Home(zone=countries[code], country=code, why=f"country domain .{code.lower()}")
    for region in regions:
        if region.upper() in countries and region.upper() not in ("GB", "UK"):
            return Home(zone=countries[region.upper()], country=region.upper(), why=f"language region {region.upper()}")
    return _by_imprint(imprint())


def _by_imprint(imprint: str) -> Home | None:
    found = {zones().places[place]: place for place in _places().findall(imprint)}
    if len(found) != 1:
        return None
    zone, place = next(iter(found.items()))
    country = next((code for code, name in zones().countries.items() if name == zone), None)
    return Home(zone=zone, country=country, why=f"address in {place}")


def zone_from(words: str, country: str | None) -> tzinfo | None:
    """The zone that a page's words state: ``EDT``, ``GMT+8``, ``Taipei time``, ``+09:00``."""
    words = words.strip(" ()[].,")
    offset = re.fullmatch(r"(?:(?:UTC|GMT)\s*)?([+\-−])\s*(\d{1,2}):?(\d\d)?", words, re.IGNORECASE)
    if offset:
        return _offset(offset.group(1).replace("−", "-"), int(offset.group(2)), int(offset.group(3) or 0))
    table = zones()
    entry = table.abbreviations.get(words.upper())
    if entry is None:
        entry = table.words.get(re.sub(r"\s+(?:local\s+|standard\s+|daylight\s+)?time$", "", words.casefold()))
    if entry is not None and not isinstance(entry, str):
        entry = entry.get(country or "default") or entry["default"]
    return named_zone(entry) if entry else None


def named_zone(name: str) -> tzinfo | None:
    """An IANA zone or a fixed offset such as ``-05:00``."""
    if name[:1] in "+-":
        return _offset(name[0], int(name[1:3]), int(name[4:6]))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def fixed(moment: datetime) -> datetime:
    """The same instant with a plain offset in place of a named zone."""
    offset = moment.utcoffset()
    return moment.replace(tzinfo=timezone(offset)) if offset is not None else moment


def _offset(sign: str, hours: int, minutes: int) -> timezone | None:
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if sign == "-" else size) if size <= timedelta(hours=14) else None


@cache
def _places() -> re.Pattern[str]:
    names = sorted(map(re.escape, zones().places), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


@cache
def _by_domain() -> dict[str, Outlet]:
    return {outlet.domain: outlet for outlet in outlets()}


@cache
def _by_name() -> dict[str, Outlet]:
    return {_plain(outlet.name): outlet for outlet in reversed(outlets())}


def _plain(name: str) -> str:
    return re.sub(r"^(the|der|die|das|le|la|el) ", "", fold(name))
