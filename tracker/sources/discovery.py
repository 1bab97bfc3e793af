"""Finds the sources: those of the catalogue by looking at its modules, the user's own by what was written down."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import tracker.sources.catalogue
from tracker.errors import InputError, NotFound
from tracker.sources.feeds import Feed
from tracker.sources.local import Folder, Warc
from tracker.sources.sections import Section, Site
from tracker.sources.sitemaps import Sitemap
from tracker.sources.source import Every, Expectation, Reader, Source

FORMS = ("site", "feed", "sitemap", "section", "folder", "warc")
"""What a user's own source may be."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")


@cache
def catalogued() -> Mapping[str, Source]:
    """The sources that come with the tracker, by name."""
    package = tracker.sources.catalogue
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found = {}
    for module in names:
        source: Source = import_module(f"{package.__name__}.{module}").SOURCE
        name = module.replace("_", "-")
        found[name] = replace(source, name=name)
    return MappingProxyType(found)


def find(name: str, own: Iterable[Source] = ()) -> Source:
    """The source called ``name``, of the catalogue or the user's own. Raises ``NotFound``, naming similar ones."""
    known = {**catalogued(), **{source.name: source for source in own}}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "'tracker sources' lists them"
    raise NotFound(f"There is no source {name}: {hint}")


def own_source(definition: Mapping[str, str]) -> Source:
    """A source of the user's own: by ``name``, ``form`` (see ``FORMS``), ``address``, ``only``, ``story``.

    Raises ``InputError`` where it cannot be one.
    """
    name, form, address = definition["name"], definition["form"], definition["address"]
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a source: use 2 to 41 small letters, digits and hyphens")
    if name in catalogued():
        raise InputError(f"There is a source {name} in the catalogue: choose another name")
    for pattern in (definition.get("only"), definition.get("story")):
        _check_pattern(pattern)
    local = form in ("folder", "warc")
    host = Path(address).name if local else urlsplit(address).hostname
    if not host or (not local and not address.startswith(("http://", "https://"))):
        raise InputError(f"{address} is no web address: give one that begins with https:// or http://")
    return Source(
        name=name,
        title=f"{address} ({form})" if local else host,
        publisher=host,
        country="XX",
        language="und",
        kind="press",
        reader=_reader(form, definition),
        schedule=Every(minutes=int(definition.get("minutes", "60"))),
        licence="Not stated: see the terms of use of the publisher",
        expects=Expectation(documents=0, days=30),
        homepage=Path(address).absolute().as_uri() if local else address,
        definition=dict(definition),
    )


def _reader(form: str, definition: Mapping[str, str]) -> Reader:
    address, chosen = definition["address"], definition.get("only")
    match form:
        case "feed":
            return Feed(address, chosen)
        case "sitemap":
            return Sitemap(address, chosen)
        case "section" if definition.get("story"):
            return Section((address,), definition["story"], chosen)
        case "site":
            return Site(address, chosen)
        case "folder":
            return Folder(Path(address))
        case "warc":
            return Warc(Path(address))
        case "section":
            raise InputError("A section needs the pattern of its stories' addresses: give --story")
        case _:
            raise InputError(f"{form} is no form of a source: use one of {', '.join(FORMS)}")


def _check_pattern(pattern: str | None) -> None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise InputError(f"The pattern {pattern!r} cannot be used ({error}): give a regular expression") from error
