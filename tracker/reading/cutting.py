"""A page cut into blocks in one walk over the parser's nodes."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tracker.errors import UnreadableDocument
from tracker.reading.blocks import BREAK, Block, Run, is_hidden, paragraphs
from tracker.reading.texts import squeeze, weight
from tracker.reading.tree import BLOCK_TAGS, CLOSED, NO_ELEMENT, TEXT, Node, words_of

MAX_NODES = 250_000
"""Elements of one page; the longest law on one page has a tenth of it."""
MAX_DEPTH = 150
"""Depth of the elements; what is nested deeper hangs on the last level."""
_BOLD = frozenset("b strong em i u".split())
_SPECIAL = frozenset("sup sub q".split())
_NOT_IN_DATA = frozenset("table h1 h2 h3 ul article form img".split())
_INLINE_FURNITURE = frozenset(
    ("sr", "hidden", "visuallyhidden", "screen", "printed", "footnote", "tooltip", "anchorjs", "permalink")
)
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z*†‡])[\])]?$")


def cut(root: Node) -> tuple[list[Block], list[Node]]:
    """The blocks of an element in document order, and its ``time`` elements.

    Raises ``UnreadableDocument`` for a page of more elements than any has.
    """
    cutter = Cutter()
    cutter.cut(root)
    return cutter.blocks, cutter.times


class Cutter:
    """Cuts an element into blocks, in document order."""

    def __init__(self) -> None:
        """Start with no blocks."""
        self.blocks: list[Block] = []
        self.times: list[Node] = []
        """The ``time`` elements of the page."""
        self._run = Run()
        self._linked = False
        """Whether a link is open that holds whole blocks, as around the card of another story."""
        self._holding: set[int] = set()
        """The parser's numbers of elements within lines that were seen to hold blocks all the same."""
        self._nodes = 0

    def cut(self, node: Node) -> None:
        """Cut ``node`` and all below it; every block element learns which blocks are its own."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _too_large()
        node.first = len(self.blocks)
        if node.tag == "table" and _is_data(node):
            self._rows(node)
        elif node.tag not in CLOSED:
            linked = self._linked
            self._linked = linked or node.tag == "a"
            (self._children if node.depth < MAX_DEPTH else self._flat)(node)
            if self._run.parts:
                self._flush(node)
            self._linked = linked
        node.last = len(self.blocks)

    def _children(self, node: Node) -> None:
        lex, linked, parts = node.inside, self._linked, self._run.parts
        while lex is not None:
            tag = lex.tag or ""
            if tag == TEXT:
                string = lex.text_content or ""
                if parts or not string.isspace():
                    parts.append((string, linked, False))
            elif tag in BLOCK_TAGS or (tag not in CLOSED and self._holds_blocks(lex)):
                if parts:
                    self._flush(node)
                self.cut(Node(tag, lex, node))
                parts = self._run.parts
            elif tag not in CLOSED:
                self._inline(lex, tag, node, linked, False)
            lex = lex.next

    def _inline(self, lex: LexborNode, tag: str, parent: Node, linked: bool, bold: bool) -> None:
        if tag == "br":
            self._run.parts.append((BREAK, False, False))
            self._run.breaks = True
            return
        if tag in CLOSED or tag[:1] in NO_ELEMENT:
            return
        node = Node(tag, lex, parent)
        if tag in _SPECIAL:
            self._run.parts.append((_special(node, self._run.last), linked, bold))
            return
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _too_large()
        if tag == "time":
            self.times.append(node)
        strong = tag in _BOLD
        if not strong:
            attributes = node.attributes
            if attributes and (is_hidden(node) or _is_for_ears(node.hints)):
                return
        self._run.elements.append(node)
        if node.depth <= MAX_DEPTH:
            self._line(node, linked or tag == "a", bold or strong)
        else:
            self._run.parts.extend((string, linked, bold) for string in node.strings())

    def _line(self, node: Node, linked: bool, bold: bool) -> None:
        parts, lex = self._run.parts, node.inside
        while lex is not None:
            tag = lex.tag or ""
            if tag == TEXT:
                parts.append((lex.text_content or "", linked, bold))
            else:
                self._inline(lex, tag, node, linked, bold)
            lex = lex.next

    def _flat(self, node: Node) -> None:
        """Cut what is nested too deep as if it hung on ``node`` itself."""
        for tag, lex in node.below():
            if tag == TEXT:
                self._run.parts.append((lex.text_content or "", self._linked, False))
            elif tag in BLOCK_TAGS and self._run.parts:
                self._flush(node)

    def _holds_blocks(self, lex: LexborNode) -> bool:
        """Whether an element that belongs in a line, such as a link, holds whole blocks."""
        at = lex.child
        if at is None or (at.next is None and at.tag == TEXT):
            return False
        if lex.mem_id in self._holding:
            return True
        path = [lex]
        while at is not None:
            tag = at.tag or ""
            if tag in BLOCK_TAGS:
                self._holding.update(above.mem_id for above in path)
                return True
            child = at.child if tag != TEXT and tag not in CLOSED else None
            if child is not None:
                path.append(at)
            at = child if child is not None else at.next
            while at is None and len(path) > 1:
                at = path.pop().next
        return False

    def _flush(self, node: Node) -> None:
        run, self._run = self._run, Run()
        for parts in paragraphs(run.parts) if run.breaks else [run.parts]:
            text = squeeze("".join([part[0] for part in parts]))
            if text:
                self.blocks.append(Block(text, node, parts, run))

    def _rows(self, table: Node) -> None:
        for row in table.find("tr", "caption"):
            texts = [text for text in (cell.text for cell in _cells(row) or [row]) if text]
            if texts:
                linked = [(a.text, True, False) for a in row.find("a")]
                parts = [(text, False, False) for text in texts] + linked
                self.blocks.append(Block(" | ".join(texts), table, parts, None, row=True))


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(f"The page has over {MAX_NODES:,} elements: save the article alone and read that")


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")]


def _is_data(table: Node) -> bool:
    """Whether a table holds figures rather than the layout of the page."""
    if table.attribute("role") in ("presentation", "none") or not _NOT_IN_DATA.isdisjoint(table.tags):
        return False
    if any(weight(cell.text) > 400 or sum(1 for _ in cell.find("p")) > 1 for cell in table.find("td")):
        return False
    return any(len(_cells(row)) > 1 for row in table.find("tr"))


@lru_cache(maxsize=4096)
def _is_for_ears(hints: str) -> bool:
    """Whether an element within a line is named for what is not printed: notes for screen readers, marks of notes."""
    return not words_of(hints).isdisjoint(_INLINE_FURNITURE)


def _special(node: Node, before: str) -> str:
    """A quote in its marks; '10<sup>25</sup>' keeps its exponent as a raised figure, '4<sup>th</sup>' joins, a note's
    mark goes."""
    text = node.text
    if node.tag == "q":
        return f"“{text}”"
    if node.tag == "sub":
        return text.translate(_SUBSCRIPT)
    if "a" in node.tags or text.startswith("["):
        return ""
    figure = before.rstrip()[-1:]
    if re.fullmatch(r"[+\-−]?\d+", text):
        power = figure.isdigit() and not re.search(r"\b(19|20)\d\d$", before.rstrip())
        return text.translate(_SUPERSCRIPT) if power or re.search(r"\b[kcdmn]?m$", before) else ""
    return "" if _NOTE_MARK.match(text) and not figure.isdigit() else text
