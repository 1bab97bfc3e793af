"""A page as a small tree of elements, built so that no page, however hostile, costs more than seconds.

The parser is lexbor's, by way of selectolax: the cheapest correct HTML5 tree to walk from Python. Its time is
quadratic in the attributes of one element and in the depth of nesting, so both are bounded before it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.errors import UnreadableDocument
from tracker.reading.texts import squeeze

MAX_NODES = 250_000
"""Elements of one page; the longest law on one page has a tenth of it."""
MAX_OPEN = 4_000
"""Elements open at once before a page is given up."""
MAX_DEPTH = 150
"""Depth of the tree; what is nested deeper hangs on the last level."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element; a page is read up to the first that has more."""
MAX_ATTRIBUTE_LENGTH = 20_000
_SAFE_TAGS = 20_000
"""A page of no more tags than this cannot nest deep enough to be dear."""
_HINTS = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-qa", "data-module")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TAG = re.compile(r"""(<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+'){800})(?:[^>"']++|"[^"]*+"|'[^']*+')++(?=>)""")
"""A tag of some hundred attributes or more; the first group is what is kept of it."""
_BARE_TAG = re.compile(r"(<[a-zA-Z](?:\s*+[^\s<>\"'=]++){500})[^<>\"']*+(?=>)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")

UNSEEN = frozenset(
    "script style template svg math noscript iframe object head title button select option textarea canvas map".split()
)
"""Elements whose text is not part of what a reader reads."""
BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup html li main nav ol p page pre section summary table caption tbody td tfoot th "
    "thead tr ul hr app-root amp-sidebar".split()
)
_OPAQUE = frozenset(
    "script style svg math template iframe object canvas select textarea title noscript button video audio nav".split()
)
"""Elements in which nothing is looked for but their plain text."""
_PLAIN_TEXT = ("script", "style", "textarea", "title", "iframe")
_KEPT = frozenset("meta script link title html time".split())
_UNNESTED = frozenset(
    "p li dd dt tr td th thead tbody option br img input meta link hr source col area base embed wbr".split()
)
"""Elements that need no closing tag."""


class Node:
    """An element: its tag, attributes and children in order, which are elements or strings."""

    __slots__ = (
        "_attributes",
        "_hints",
        "_source",
        "children",
        "depth",
        "first",
        "holds_blocks",
        "last",
        "parent",
        "tag",
    )

    def __init__(self, tag: str, source: LexborNode | None, parent: Node | None) -> None:
        """Make an element that hangs under ``parent``."""
        self.tag = tag
        self.parent = parent
        self.children: list[Node | str] = []
        self.depth: int = parent.depth + 1 if parent else 0
        self.holds_blocks = False
        """Whether it or an element below it begins a new line."""
        self.first = -1
        """Index of the first block cut from it; -1 for an element within a block."""
        self.last = -1
        self._source = source
        self._attributes: dict[str, str | None] | None = None
        self._hints: str | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        """Attributes by lower-case name; ``None`` is the value of one that has none."""
        if self._attributes is None:
            self._attributes = self._source.attributes if self._source is not None else {}
        return self._attributes

    def attribute(self, name: str) -> str:
        """The attribute's value; empty when it is absent."""
        return (self.attributes.get(name) or "")[:MAX_ATTRIBUTE_LENGTH]

    @property
    def hints(self) -> str:
        """What class, id and role call the element."""
        if self._hints is None:
            own = self.attributes
            self._hints = " ".join([own[name] or "" for name in _HINTS if name in own])[:2000] if own else ""
        return self._hints

    @property
    def words(self) -> frozenset[str]:
        """The words in class, id and role: ``articleBody-main`` gives article, body, main."""
        return words_of(self.hints)

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
        return (self._source.text(deep=True) if self._source is not None else "") or ""

    @property
    def text(self) -> str:
        """The visible text on one line."""
        return squeeze("".join(self.strings()))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The visible strings one by one, so that 'Ann Lee' and '3 May' in neighbouring spans stay apart."""
        return tuple(piece for piece in map(squeeze, self.strings()) if piece)


class Tree:
    """The elements of a page, and those that state something about it by tag."""

    def __init__(self, parsed: LexborHTMLParser) -> None:
        """Take the parser's tree over."""
        self._parsed = parsed
        self.root, self._named, self._nodes = _grown(parsed.root)

    def all(self, tag: str) -> list[Node]:
        """All ``meta``, ``script``, ``link``, ``title``, ``html`` or ``time`` elements."""
        return self._named[tag]

    def release(self) -> None:
        """Cut the elements from each other, so that the page's memory is free at once and not at some later time."""
        for node in self._nodes:
            node.children = []

    def matching(self, selector: str) -> list[Node]:
        """All elements that a CSS selector finds, each as a tree of its own."""
        return [_alone(found) for found in self._parsed.css(selector)]


@cache
def _tokens() -> re.Pattern[str]:
    """As much of a page as has no endless tag, in one linear match.

    The tokens of the HTML standard: text, comments, elements of plain text, tags with quoted and unquoted values.
    """
    value = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)"""
    attribute = rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{value}?+)?+"
    rest = rf"(?:[\s/]*+{attribute}){{0,{MAX_ATTRIBUTES}}}+[\s/]*+>"
    plain = "|".join(rf"<{name}(?=[\s/>]){rest}(?:[^<]++|<(?!/{name}))*+" for name in _PLAIN_TEXT)
    comment = r"<!(?:--(?:-?+>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+))?+"
    tag = rf"</?+[a-z][^\s/>]*+{rest}"
    return re.compile(rf"(?:[^<]++|<(?:[^a-z/!]|/(?![a-z]))|{comment}|{plain}|{tag})*+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def words_of(hints: str) -> frozenset[str]:
    """The words of a name, in lower case: ``articleBody-main`` gives article, body, main."""
    return frozenset(word.lower() for word in _WORD.findall(hints))


def parse(markup: str) -> Tree:
    """The tree of a page.

    Raises ``UnreadableDocument`` for a page that exceeds the caps.
    """
    return Tree(LexborHTMLParser(_bounded(markup.replace("\x00", "")).encode("utf-8", "replace")))


def _bounded(markup: str) -> str:
    """The markup up to the first tag of more attributes than any page has, or that never ends.

    Raises ``UnreadableDocument`` for one that nests without end.
    """
    bounded = _tokens().match(markup)
    markup = markup[: bounded.end()] if bounded else ""
    if markup.count("<") > _SAFE_TAGS and _depth(markup) > MAX_OPEN:
        raise UnreadableDocument(
            f"The page nests over {MAX_OPEN:,} elements deep: save the article alone and read that"
        )
    return markup


def _depth(markup: str) -> int:
    """How deep the tags of the markup nest at most."""
    deepest = depth = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() not in _UNNESTED:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _alone(lex: LexborNode) -> Node:
    node = Node(lex.tag or "", lex, None)
    if lex.child is not None:
        node.children = _grown(lex.child)[0].children
    return node


def _grown(first: LexborNode | None) -> tuple[Node, dict[str, list[Node]], list[Node]]:
    """An element of ours that holds a parser's node and all that follow it, those of some tags, and all of them."""
    page = Node("page", None, None)
    page.holds_blocks = True
    named: dict[str, list[Node]] = {tag: [] for tag in _KEPT}
    lex, parent, nodes = first, page, [page]
    stack: list[tuple[LexborNode, Node]] = []
    while lex is not None or stack:
        if lex is None:
            lex, parent = stack.pop()
        tag = lex.tag or ""
        if tag == "-text":
            parent.children.append(lex.text_content or "")
        elif tag[:1] not in "-!_":
            node = Node(tag, lex, parent)
            nodes.append(node)
            parent.children.append(node)
            if tag in BLOCK_TAGS:
                at: Node | None = node
                while at is not None and not at.holds_blocks:
                    at.holds_blocks = True
                    at = at.parent
            if tag in _KEPT:
                named[tag].append(node)
            child = lex.child if tag not in _OPAQUE else None
            if child is not None:
                following = lex.next
                if following is not None:
                    stack.append((following, parent))
                lex, parent = child, node if node.depth < MAX_DEPTH else parent
                continue
        lex = lex.next
        if len(nodes) > MAX_NODES:
            raise UnreadableDocument(f"The page has over {MAX_NODES:,} elements: save the article alone and read that")
    return page, named, nodes
