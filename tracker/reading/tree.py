"""A page as a small tree of elements, built so that no page, however hostile, costs more than seconds.

The parser is libxml2's, by way of lxml. Its own tree is quadratic in the number of attributes of one element and
stops at 256 levels, so the tree is built here from parser events instead, with caps on elements, attributes and
depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tracker.errors import UnreadableDocument
from tracker.reading.texts import squeeze

MAX_NODES = 250_000
"""Elements of one page; the longest law on one page has a tenth of it."""
MAX_OPEN = 2_000
"""Elements open at once before a page is given up: closing tags are looked up in all of them."""
MAX_DEPTH = 150
"""Depth of the tree; what is nested deeper hangs on the last level."""
MAX_ATTRIBUTES = 100
MAX_ATTRIBUTE_LENGTH = 20_000
_HINTS = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-qa", "data-module")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class Node:
    """An element: its tag, attributes and children in order, which are elements or strings."""

    __slots__ = ("_words", "attributes", "children", "depth", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        """Make an element that hangs under ``parent``."""
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Node | str] = []
        self.depth: int = parent.depth + 1 if parent else 0
        self._words: frozenset[str] | None = None

    def attribute(self, name: str) -> str:
        """The attribute's value; empty when it is absent."""
        return self.attributes.get(name, "")

    @property
    def hints(self) -> str:
        """What class, id and role call the element, in lower case."""
        return " ".join(self.attributes[name] for name in _HINTS if name in self.attributes).lower()

    @property
    def words(self) -> frozenset[str]:
        """The words in class, id and role: ``articleBody-main`` gives article, body, main."""
        if self._words is None:
            names = " ".join(self.attributes[name] for name in _HINTS if name in self.attributes)
            self._words = frozenset(w.lower() for w in _WORD.findall(names))
        return self._words

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def find(self, *tags: str) -> Iterator[Node]:
        """All elements below with one of these tags, in document order."""
        return (node for node in self.walk() if node.tag in tags)

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def strings(self) -> Iterator[str]:
        """The strings below, in document order."""
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
            elif item.tag == "br":
                yield "\n"
            elif item.tag not in UNSEEN:
                stack.extend(reversed(item.children))

    @property
    def raw(self) -> str:
        """Everything between the tags, unchanged (for scripts)."""
        return "".join(child for child in self.children if isinstance(child, str))

    @property
    def text(self) -> str:
        """The visible text on one line."""
        return squeeze("".join(self.strings()))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The visible strings one by one, so that 'Ann Lee' and '3 May' in neighbouring spans stay apart."""
        return tuple(piece for piece in map(squeeze, self.strings()) if piece)


UNSEEN = frozenset(
    "script style template svg math noscript iframe object head title button select option textarea canvas map".split()
)
"""Elements whose text is not part of what a reader reads."""


class _Builder:
    """Receives the parser's events."""

    def __init__(self) -> None:
        self.root = Node("page", {}, None)
        self._current = self.root
        self._excess = 0
        self._open = 0
        self._nodes = 0

    def start(self, tag: Any, attributes: Any) -> None:
        self._nodes += 1
        self._open += 1
        if self._nodes > MAX_NODES or self._open > MAX_OPEN:
            raise UnreadableDocument(
                f"The page has over {MAX_NODES:,} elements or nests {MAX_OPEN:,} deep: save the article alone and read "
                f"that"
            )
        node = Node(str(tag), _bounded(attributes), self._current)
        self._current.children.append(node)
        if node.depth < MAX_DEPTH:
            self._current = node
        else:
            self._excess += 1

    def end(self, _tag: Any) -> None:
        self._open -= 1
        if self._excess:
            self._excess -= 1
        elif self._current.parent is not None:
            self._current = self._current.parent

    def data(self, text: str) -> None:
        self._current.children.append(text)

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are not read."""

    def close(self) -> Node:
        return self.root


def _bounded(attributes: Any) -> dict[str, str]:
    """The first attributes only, so that no page costs more than its length."""
    found: dict[str, str] = {}
    for name, value in attributes.items():
        if len(found) == MAX_ATTRIBUTES:
            break
        found[str(name).lower()] = str(value)[:MAX_ATTRIBUTE_LENGTH]
    return found


def parse(markup: str) -> Node:
    """The tree of a page.

    Raises ``UnreadableDocument`` when the markup cannot be parsed at all or exceeds the caps.
    """
    builder = _Builder()
    parser = etree.HTMLParser(target=builder, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(markup.replace("\x00", "").encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument("The page's markup cannot be parsed: save it again from a browser") from error
    return builder.root
