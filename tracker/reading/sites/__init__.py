"""Readers for single sites whose pages the general reader cannot read as they are.

Each is one module of this package with

- ``HOSTS``: the hosts it reads, without ``www.``; subdomains are included
- ``wants(url)``: whether an address is of a page that it reads
- ``read(document, markup)``: the article; ``SourceChanged`` when the page is not as the reader knows it

Modules are found by being there. What a page states and shows as any other does is left to the general reader.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from urllib.parse import urlsplit

from tracker.model import Article, Document

SiteReader = Callable[[Document, str], Article]


@cache
def site_modules() -> dict[str, ModuleType]:
    """Host to the module that reads its pages."""
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        for host in getattr(module, "HOSTS", ()):
            found[host] = module
    return found


def site_reader(url: str) -> SiteReader | None:
    """The reader of the site that an address is of; ``None`` for most."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    for i in range(len(labels) - 1):
        module = site_modules().get(".".join(labels[i:]))
        if module is not None:
            reader: SiteReader | None = module.read if module.wants(url) else None
            return reader
    return None
