"""A page cut into blocks: paragraphs, headings, list items and table rows, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from tracker.model import Link
from tracker.reading.texts import ends_sentence, squeeze, weight
from tracker.reading.tree import UNSEEN, Node

BlockKind: TypeAlias = Literal["paragraph", "heading", "item", "row"]

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 "
    "h5 h6 header hgroup html li main nav ol p page pre section summary table caption tbody td tfoot th thead tr ul hr "
    "app-root amp-sidebar".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD = frozenset("b strong em i u".split())
_INLINE_FURNITURE = frozenset(
    ("sr", "hidden", "visuallyhidden", "screen", "printed", "footnote", "tooltip", "anchorjs", "permalink")
)
_BREAK = "\n"
_JOINT = " \n"
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z*†‡])[\])]?$")


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph, heading, list item or table row."""

    text: str
    kind: BlockKind
    node: Node
    """The block element that holds the text."""
    linked: int = 0
    """How many of the characters are links."""
    emphasised: int = 0
    """How many are bold or italic."""
    links: tuple[Link, ...] = ()
    elements: tuple[Node, ...] = ()
    """The inline elements in it."""
    pieces: tuple[str, ...] = ()
    """Its strings one by one: 'Ann Lee' and '3 May' of neighbouring spans stay apart."""
    spaced: str = ""
    """Its text with a bar where two elements would run into one word: 'Ann Lee | Published 3 May'."""
    level: int = 0
    """1 to 6 for headings."""
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        """Weigh the text once."""
        self.weight = weight(self.text)

    @property
    def link_share(self) -> float:
        """Share of the text that is links."""
        return self.linked / max(len(self.text), 1)

    @property
    def is_emphasised(self) -> bool:
        """Whether the whole block is bold or italic."""
        return self.emphasised >= 0.95 * len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence or more, not like a label, a teaser or a menu."""
        if self.kind in ("heading", "row") or self.link_share > 0.6:
            return False
        return self.weight >= 140 or (self.weight >= 45 and ends_sentence(self.text))


class _Run:
    """Inline text being collected for the next block."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool, bool]] = []
        self.links: list[Link] = []
        self.elements: list[Node] = []

    def add(self, text: str, *, linked: bool, bold: bool) -> None:
        self.parts.append((text, linked, bold))

    @property
    def last(self) -> str:
        return self.parts[-1][0] if self.parts else ""


class Cutter:
    """Cuts an element into blocks, in document order."""

    def __init__(self) -> None:
        """Start with no blocks."""
        self.blocks: list[Block] = []
        self._run = _Run()

    def cut(self, node: Node) -> list[Block]:
        """The blocks of ``node`` and all below it."""
        self._block(node)
        return self.blocks

    def _block(self, node: Node) -> None:
        if node.tag in UNSEEN or is_hidden(node):
            return
        if node.tag == "table" and _is_data(node):
            self._rows(node)
            return
        for child in node.children:
            if isinstance(child, Node) and _holds_blocks(child):
                self._flush(node)
                self._block(child)
                self._flush(child if child.tag in BLOCK_TAGS else node)
            else:
                self._inline(child, linked=False, bold=False)
        self._flush(node)

    def _inline(self, item: Node | str, *, linked: bool, bold: bool) -> None:
        if isinstance(item, str):
            self._run.add(item, linked=linked, bold=bold)
        elif item.tag == "br":
            self._run.add(_BREAK + "\x00", linked=False, bold=False)
        elif item.tag in ("sup", "sub"):
            self._run.add(_raised(item, self._run.last), linked=False, bold=bold)
        elif item.tag == "q":
            self._run.add(f"“{item.text}”", linked=linked, bold=bold)
        elif item.tag not in UNSEEN and not is_hidden(item) and not item.words & _INLINE_FURNITURE:
            self._run.elements.append(item)
            if item.tag == "a" and item.attribute("href") and item.text:
                self._run.links.append(Link(url=item.attribute("href"), text=item.text))
            for child in item.children:
                self._inline(child, linked=linked or item.tag == "a", bold=bold or item.tag in _BOLD)

    def _flush(self, node: Node) -> None:
        run, self._run = self._run, _Run()
        for parts in _paragraphs(run.parts):
            text = squeeze("".join(part[0] for part in parts))
            if not text:
                continue
            block = Block(text, _kind(node), node)
            block.linked = sum(len(squeeze(p[0])) for p in parts if p[1])
            block.emphasised = sum(len(squeeze(p[0])) + 1 for p in parts if p[2])
            block.links = tuple(link for link in run.links if squeeze(link.text) in text)
            block.elements = tuple(run.elements)
            block.pieces = tuple(piece for piece in (squeeze(part[0]) for part in parts) if piece)
            block.spaced = _spaced([part[0] for part in parts])
            block.level = int(node.tag[1]) if node.tag in HEADINGS else 0
            self.blocks.append(block)

    def _rows(self, table: Node) -> None:
        for row in table.find("tr", "caption"):
            cells = [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")] or [row]
            text = " | ".join(cell.text for cell in cells if cell.text)
            if text:
                linked = sum(len(a.text) for a in row.find("a"))
                pieces = tuple(cell.text for cell in cells if cell.text)
                self.blocks.append(Block(text, "row", table, linked=linked, pieces=pieces, spaced=text))


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
    return "display:none" in attributes.get("style", "").replace(" ", "").lower()


def _holds_blocks(node: Node) -> bool:
    return node.tag in BLOCK_TAGS or any(below.tag in BLOCK_TAGS for below in node.walk())


def _kind(node: Node) -> BlockKind:
    for at in (node, *node.ancestors()):
        if at.tag in HEADINGS:
            return "heading"
        if at.tag in ("li", "dd", "dt"):
            return "item"
        if at.tag in ("div", "section", "article", "td", "body"):
            break
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


def _paragraphs(parts: list[tuple[str, bool, bool]]) -> list[list[tuple[str, bool, bool]]]:
    """Split at two line breaks, and at one where a sentence ends before and a long line follows."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for part in parts:
        if part[0] == _BREAK + "\x00":
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
