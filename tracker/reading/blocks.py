"""A page cut into blocks: paragraphs, headings, list items and table rows, each with where it stands."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from tracker.model import Link
from tracker.reading.texts import ends_sentence, squeeze, weight
from tracker.reading.tree import BLOCK_TAGS, UNSEEN, Node

BlockKind: TypeAlias = Literal["paragraph", "heading", "item", "row"]
Part: TypeAlias = tuple[str, bool, bool]
"""A string, whether it is a link, and whether it is bold or italic."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ENDS_KIND = frozenset("div section article td body".split())
_ITEMS = frozenset("li dd dt".split())
_BOLD = frozenset("b strong em i u".split())
_INLINE_FURNITURE = frozenset(
    ("sr", "hidden", "visuallyhidden", "screen", "printed", "footnote", "tooltip", "anchorjs", "permalink")
)
_BREAK = "\n\x00"
_JOINT = " \n"
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0", re.IGNORECASE)
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z*†‡])[\])]?$")


class Block:
    """One paragraph, heading, list item or table row."""

    __slots__ = ("_parts", "_run", "is_prose", "kind", "level", "linked", "node", "text", "weight")

    def __init__(self, text: str, node: Node, parts: list[Part], run: Run | None, *, row: bool = False) -> None:
        """Weigh a piece of text that stands in ``node``."""
        self.text = text
        self.node = node
        """The block element that holds the text."""
        self.kind: BlockKind = "row" if row else _kind(node)
        self.weight = weight(text)
        self.level = int(node.tag[1]) if node.tag in HEADINGS else 0
        """1 to 6 for headings."""
        self.linked = _linked(text, parts)
        """How many of the characters are links."""
        self._parts = parts
        self._run = run
        self.is_prose = self._reads_like_prose()
        """Whether it reads like a sentence or more, not like a label, a teaser or a menu."""

    def _reads_like_prose(self) -> bool:
        if self.weight < 45 or self.kind in ("heading", "row") or self.link_share > 0.6:
            return False
        return self.weight >= 140 or ends_sentence(self.text)

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
        return self.text if self.kind == "row" else _spaced([part[0] for part in self._parts])


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


class Cutter:
    """Cuts an element into blocks, in document order."""

    def __init__(self) -> None:
        """Start with no blocks."""
        self.blocks: list[Block] = []
        self._run = Run()
        self._linked = False
        """Whether a link is open that holds whole blocks, as around the card of another story."""

    def cut(self, node: Node) -> list[Block]:
        """The blocks of ``node`` and all below it; every block element learns which are its own."""
        self._block(node)
        return self.blocks

    def _block(self, node: Node) -> None:
        node.first = len(self.blocks)
        if node.tag == "table" and _is_data(node):
            self._rows(node)
        elif node.tag not in UNSEEN:
            self._children(node)
        node.last = len(self.blocks)

    def _children(self, node: Node) -> None:
        linked, self._linked = self._linked, self._linked or node.tag == "a"
        for child in node.children:
            if isinstance(child, str):
                if self._run.parts or not child.isspace():
                    self._run.parts.append((child, self._linked, False))
            elif child.holds_blocks:
                if self._run.parts:
                    self._flush(node)
                self._block(child)
                if self._run.parts:
                    self._flush(child if child.tag in BLOCK_TAGS else node)
            else:
                self._inline(child, linked=self._linked, bold=False)
        if self._run.parts:
            self._flush(node)
        self._linked = linked

    def _inline(self, node: Node, *, linked: bool, bold: bool) -> None:
        tag = node.tag
        if tag in UNSEEN:
            return
        run = self._run
        if tag == "br":
            run.parts.append((_BREAK, False, False))
            run.breaks = True
        elif tag in ("sup", "sub"):
            run.parts.append((_raised(node, run.last), linked, bold))
        elif tag == "q":
            run.parts.append((f"“{node.text}”", linked, bold))
        elif tag in _BOLD or not (is_hidden(node) or (node.hints and not node.words.isdisjoint(_INLINE_FURNITURE))):
            run.elements.append(node)
            linked, bold = linked or tag == "a", bold or tag in _BOLD
            for child in node.children:
                if isinstance(child, str):
                    run.parts.append((child, linked, bold))
                else:
                    self._inline(child, linked=linked, bold=bold)

    def _flush(self, node: Node) -> None:
        run, self._run = self._run, Run()
        for parts in _paragraphs(run.parts) if run.breaks else [run.parts]:
            text = squeeze("".join([part[0] for part in parts]))
            if text:
                self.blocks.append(Block(text, node, parts, run))

    def _rows(self, table: Node) -> None:
        for row in table.find("tr", "caption"):
            cells = [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")] or [row]
            texts = [text for text in (cell.text for cell in cells) if text]
            if texts:
                linked = [(a.text, True, False) for a in row.find("a")]
                parts = [(text, False, False) for text in texts] + linked
                self.blocks.append(Block(" | ".join(texts), table, parts, None, row=True))


def _spaced(strings: list[str]) -> str:
    text = ""
    for string in strings:
        glued = text[-1:].isalnum() and string[:1].isalnum()
        text += " | " if glued or string == _JOINT else ""
        text += string
    return squeeze(text)


def cut(node: Node) -> list[Block]:
    """The blocks of an element in document order."""
    return Cutter().cut(node)


def is_hidden(node: Node) -> bool:
    """Whether the element says that it is not shown."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return _HIDING.search(attributes.get("style") or "") is not None


def _kind(node: Node) -> BlockKind:
    at: Node | None = node
    while at is not None and at.tag not in _ENDS_KIND:
        if at.tag in HEADINGS:
            return "heading"
        if at.tag in _ITEMS:
            return "item"
        at = at.parent
    return "paragraph"


def _is_data(table: Node) -> bool:
    """Whether a table holds figures rather than the layout of the page."""
    if table.attribute("role") in ("presentation", "none"):
        return False
    for node in table.walk():
        if node is not table and node.tag in ("table", "h1", "h2", "h3", "ul", "article", "form", "img"):
            return False
        if node.tag == "td" and (weight(node.text) > 400 or sum(1 for _ in node.find("p")) > 1):
            return False
    return any(
        len([c for c in row.children if isinstance(c, Node) and c.tag in ("td", "th")]) > 1 for row in table.find("tr")
    )


def _paragraphs(parts: list[Part]) -> list[list[Part]]:
    """Split at two line breaks, and at one where a sentence ends before and a long line follows."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        if part[0] == _BREAK:
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


def _raised(node: Node, before: str) -> str:
    """'10<sup>25</sup>' keeps its exponent as a raised figure, '4<sup>th</sup>' joins, a note's mark goes."""
    text = node.text
    if node.tag == "sub":
        return text.translate(_SUBSCRIPT)
    if next(node.find("a"), None) is not None or text.startswith("["):
        return ""
    figure = before.rstrip()[-1:]
    if re.fullmatch(r"[+\-−]?\d+", text):
        power = figure.isdigit() and not re.search(r"\b(19|20)\d\d$", before.rstrip())
        return text.translate(_SUPERSCRIPT) if power or re.search(r"\b[kcdmn]?m$", before) else ""
    return "" if _NOTE_MARK.match(text) and not figure.isdigit() else text
