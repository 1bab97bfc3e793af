"""Articles of a few sentences, and what naming finds in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType

import pytest

from tracker.extraction.naming import Naming, find_names
from tracker.extraction.text import sentences
from tracker.knowledge import load_knowledge
from tracker.model import Article

Read = Callable[..., Naming]


def article(text: str, *, published: str = "2025-11-12", byline: tuple[str, ...] = ()) -> Article:
    """An article with this body."""
    return Article(
        url=None, outlet=None, headline=None, standfirst=None, byline=byline, dateline=None,
        published=datetime.fromisoformat(f"{published}T09:00:00+00:00"), published_precision="instant", modified=None,
        language="en", text=text, topics=(), related=(), links=(), origins=MappingProxyType({}),
    )  # fmt: skip


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a body and returns what it names."""

    def naming(text: str, *, byline: tuple[str, ...] = ()) -> Naming:
        return find_names(article(text, byline=byline), sentences(text), load_knowledge())

    return naming


@pytest.fixture(scope="session")
def named(read: Read) -> Callable[..., set[tuple[str, str]]]:
    """Reads a body and returns the kinds and names of its entities."""
    return lambda text, **options: {(entity.kind, entity.name) for entity in read(text, **options).entities}


@pytest.fixture(scope="session")
def meant(read: Read) -> Callable[[str, str], list[tuple[str, ...]]]:
    """Reads a body and returns, for each place where the words stand, the names of what they mean there."""

    def names_of(text: str, words: str) -> list[tuple[str, ...]]:
        naming = read(text)
        known = load_knowledge().entities
        names = {entity.key: entity.name for entity in naming.entities}
        return [
            tuple(names.get(key) or known[key].name for key in reference.keys)
            for reference in naming.references
            if reference.text == words
        ]

    return names_of
