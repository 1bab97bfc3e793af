"""A page cut into blocks: paragraphs, headings, list items and table rows, each with where it stands."""

from __future__ import annotations

import re
from typing import TypeAlias

from tracker.model import Link
from tracker.reading.furniture import is_furniture_line
from tracker.reading.texts import ends_sentence, fold, squeeze, weight
from tracker.reading.tree import HEADINGS, BlockKind, Node

Part: TypeAlias = tuple[str, bool, bool]
"""A string, whether it is a link, and whether it is bold or italic."""

BREAK = "\n\x00"
_JOINT = " \n"
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0", re.IGNORECASE)


class Block:
    """One paragraph, heading, list item or table row."""

    __slots__ = (
        "_furniture",
        "_key",
        "_parts",
        "_run",
        "_spaced",
        "is_prose",
        "kind",
        "level",
        "linked",
        "node",
        "text",
        "weight",
    )

    def __init__(self, text: str, node: Node, parts: list[Part], run: Run | None, *, row: bool = False) -> None:
        """Weigh a piece of text that stands in ``node``."""
        self.text = text
        self.node = node
        """The block element that holds the text."""
        self.kind: BlockKind = "row" if row else node.kind
        self.weight = weight(text)
        self.level = int(node.tag[1]) if node.tag in HEADINGS else 0
        """1 to 6 for headings."""
        self.linked = _linked(text, parts)
        """How many of the characters are links."""
        self._parts = parts
        self._run = run
        self._key: str | None = None
        self._furniture: bool | None = None
        self._spaced: str | None = None
        self.is_prose = (
            self.weight >= 45
            and self.linked <= 0.6 * len(text)
            and self.kind not in ("heading", "row")
            and (self.weight >= 140 or ends_sentence(text))
        )
        """Whether it reads like a sentence or more, not like a label, a teaser or a menu."""

    @property
    def key(self) -> str:
        """The text folded: what copies of it have in common."""
        if self._key is None:
            self._key = fold(self.text)
        return self._key

    @property
    def is_furniture(self) -> bool:
        """Whether the line is by its own words none of an article's."""
        if self._furniture is None:
            self._furniture = is_furniture_line(self.text)
        return self._furniture

    @property
    def link_share(self) -> float:
        """Share of the text that is links."""
        return self.linked / max(len(self.text), 1)

    @property
    def is_emphasised(self) -> bool:
        """Whether the whole block is bold or italic."""
        return sum(len(squeeze(part[0])) + 1 for part in self._parts if part[2]) >= 0.95 * len(self.text)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in it, as written."""
        anchors = [node for node in self.elements if node.tag == "a" and node.attribute("href")]
        if self._run is None:
            anchors = list(self.node.find("a")) if self.kind == "row" else []
        found = [Link(url=node.attribute("href"), text=node.text) for node in anchors]
        return tuple(link for link in found if link.text and link.text in self.text)

    @property
    def elements(self) -> list[Node]:
        """The inline elements in it."""
        return self._run.elements if self._run is not None else []

    @property
    def pieces(self) -> tuple[str, ...]:
        """Its strings one by one: 'Ann Lee' and '3 May' of neighbouring spans stay apart."""
        row = self.kind == "row"
        return tuple(piece for piece in (squeeze(part[0]) for part in self._parts if not (row and part[1])) if piece)

    @property
    def spaced(self) -> str:
        """Its text with a bar where two elements would run into one word: 'Ann Lee | Published 3 May'."""
        if self._spaced is None:
            self._spaced = self.text if self.kind == "row" else _spaced([part[0] for part in self._parts])
        return self._spaced


def _linked(text: str, parts: list[Part]) -> int:
    """How many of the characters of a block are links."""
    links = [part[0] for part in parts if part[1]]
    return len(text) if links and len(links) == len(parts) else sum([len(squeeze(link)) for link in links])


class Run:
    """Inline text being collected for the next block."""

    __slots__ = ("breaks", "elements", "parts")

    def __init__(self) -> None:
        """Start with nothing."""
        self.parts: list[Part] = []
        self.elements: list[Node] = []
        self.breaks = False

    @property
    def last(self) -> str:
        """The string before."""
        return self.parts[-1][0] if self.parts else ""


def _spaced(strings: list[str]) -> str:
    if len(strings) == 1:
        return squeeze(strings[0])
    text = ""
    for string in strings:
        glued = text[-1:].isalnum() and string[:1].isalnum()
        text += " | " if glued or string == _JOINT else ""
        text += string
    return squeeze(text)


def is_hidden(node: Node) -> bool:
    """Whether the element says that it is not shown."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return _HIDING.search(attributes.get("style") or "") is not None


def paragraphs(parts: list[Part]) -> list[list[Part]]:
    """Split at two line breaks, and at one where a sentence ends before and a long line follows."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        if part[0] == BREAK:
            lines.append([])
        else:
            lines[-1].append(part)
    joined = [lines[0]]
    last = squeeze("".join(part[0] for part in lines[0]))
    mass, gap = weight(last), False
    for line in lines[1:]:
        text = squeeze("".join(part[0] for part in line))
        if not text:
            gap = True
            continue
        if gap or not last or (ends_sentence(last) and mass > 100 and weight(text) > 60):
            joined.append(line)
            mass = 0
        else:
            joined[-1] += [(_JOINT, False, False), *line]
        last, mass, gap = text, mass + weight(text), False
    return joined
