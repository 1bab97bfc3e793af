"""A page as lexbor's tree, with elements of ours around its nodes as far as they are asked for; built so that no page,
however hostile, costs more than seconds.

The parser is lexbor's, by way of selectolax: the cheapest correct HTML5 tree to walk from Python. Its time is
quadratic in the attributes of one element and in the depth of nesting, so both are bounded before it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.reading.texts import squeeze

MAX_OPEN = 4_000
"""Elements open at once; a page is read up to where there are more."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element; one that has more is left out."""
_MAX_LEFT_OUT = 20
"""So many such elements are left out, then the page ends."""
MAX_ATTRIBUTE_LENGTH = 20_000
_SAFE_TAGS = 20_000
"""A page of no more tags than this cannot nest deep enough to be dear."""
_HINTS = frozenset("class id role itemprop data-testid data-component data-qa data-module".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
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
CLOSED = UNSEEN | frozenset("nav video audio".split())
"""Elements in which no text is looked for."""
NO_ELEMENT = "-!_"
"""How the parser's names of text, comments and doctypes begin."""
TEXT = "-text"
_STATING = 'title, meta, link[rel*="canonical" i], script[type*="ld+json" i]'
_PLAIN_TEXT = ("script", "style", "textarea", "title", "iframe")
_UNNESTED = frozenset(
    "p li dd dt tr td th thead tbody option br img input meta link hr source col area base embed wbr".split()
)
"""Elements that need no closing tag."""
BlockKind: TypeAlias = Literal["paragraph", "heading", "item", "row"]
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("div", "section", "article", "td", "body"), "paragraph"),
}
"""What the text in an element is; in any other, what it is around it."""


class Node:
    """An element: its tag and attributes, where it stands, and what is in it, looked up when asked for."""

    __slots__ = ("_attributes", "_hints", "_lex", "depth", "first", "kind", "last", "parent", "tag")

    def __init__(self, tag: str, lex: LexborNode | None, parent: Node | None) -> None:
        """Make an element that stands in ``parent``."""
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.kind: BlockKind = _KINDS.get(tag) or (parent.kind if parent is not None else "paragraph")
        self.first = -1
        """Index of the first block cut from it; -1 for an element within a block."""
        self.last = -1
        self._lex = lex
        self._attributes: dict[str, str | None] | None = None
        self._hints: str | None = None

    @property
    def attributes(self) -> dict[str, str | None]:
        """Attributes by lower-case name; ``None`` is the value of one that has none."""
        if self._attributes is None:
            self._attributes = self._lex.attributes if self._lex is not None else {}
        return self._attributes

    def attribute(self, name: str) -> str:
        """The attribute's value; empty when it is absent."""
        return (self.attributes.get(name) or "")[:MAX_ATTRIBUTE_LENGTH]

    @property
    def hints(self) -> str:
        """What class, id and role call the element."""
        if self._hints is None:
            own = self.attributes
            self._hints = " ".join([own[name] or "" for name in own if name in _HINTS])[:2000] if own else ""
        return self._hints

    @property
    def words(self) -> frozenset[str]:
        """The words in class, id and role: ``articleBody-main`` gives article, body, main."""
        return words_of(self.hints)

    @property
    def inside(self) -> LexborNode | None:
        """The parser's first node in it, text or element."""
        return self._lex.child if self._lex is not None else None

    @property
    def children(self) -> Iterator[Node | str]:
        """The elements and strings right below, in order."""
        at = self.inside
        while at is not None:
            tag = at.tag or ""
            if tag == TEXT:
                yield at.text_content or ""
            elif tag[:1] not in NO_ELEMENT:
                yield Node(tag, at, self)
            at = at.next

    def find(self, *tags: str) -> Iterator[Node]:
        """All elements below with one of these tags, in document order."""
        return (Node(tag, at, self) for tag, at in self.below() if tag in tags)

    @property
    def tags(self) -> Iterator[str]:
        """The tags of all elements below, in document order."""
        return (tag for tag, _ in self.below() if tag[:1] not in NO_ELEMENT)

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def strings(self) -> Iterator[str]:
        """The strings below, in document order."""
        if self.tag not in UNSEEN:
            for tag, at in self.below():
                if tag == TEXT:
                    yield at.text_content or ""
                elif tag == "br":
                    yield "\n"

    def below(self) -> Iterator[tuple[str, LexborNode]]:
        """The parser's nodes below, with their names, in document order; none of what is in closed elements."""
        rest = [self.inside]
        while rest:
            at = rest.pop()
            while at is not None:
                tag = at.tag or ""
                yield tag, at
                if tag != TEXT and tag not in CLOSED:
                    rest.append(at.next)
                    at = at.child
                else:
                    at = at.next

    @property
    def raw(self) -> str:
        """Everything between the tags, unchanged (for scripts)."""
        return (self._lex.text(deep=True) if self._lex is not None else "") or ""

    @property
    def text(self) -> str:
        """The visible text on one line."""
        return squeeze("".join(self.strings()))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The visible strings one by one, so that 'Ann Lee' and '3 May' in neighbouring spans stay apart."""
        return tuple(piece for piece in map(squeeze, self.strings()) if piece)


class Tree:
    """A page's elements by tag or selector."""

    def __init__(self, parsed: LexborHTMLParser) -> None:
        """Take the parser's tree over."""
        self._parsed = parsed
        self.root = Node("html", parsed.root, None)

    @cached_property
    def _stating(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {tag: [] for tag in ("title", "meta", "link", "script")}
        for lex in self._parsed.css(_STATING):
            tag = lex.tag or ""
            found[tag].append(Node(tag, lex, None))
        return found

    def all(self, tag: str) -> list[Node]:
        """All ``title``, ``meta``, canonical ``link`` and JSON-LD ``script`` elements, in document order."""
        return self._stating[tag]

    def matching(self, selector: str) -> list[Node]:
        """All elements that a CSS selector finds, each by itself."""
        return [Node(found.tag or "", found, None) for found in self._parsed.css(selector)]


@cache
def _tokens() -> re.Pattern[str]:
    """As much of a page as has no endless tag, in one linear match.

    The tokens of the HTML standard: text, comments, elements of plain text, tags with quoted and unquoted values. Tags
    come first that can be told by one letter not to open plain text, and values first that follow their sign at once.
    """
    space = r" \t\n\r\f"
    value = rf"""(?:"[^"]*+"|'[^']*+'|[^{space}>"'][^{space}>]*+)"""
    attribute = rf"""[^{space}/>][^{space}/>=]*+(?:="[^"]*+"|[{space}]*+=[{space}]*+{value}?+)?+"""
    rest = rf"(?:[{space}/]*+{attribute}){{0,{MAX_ATTRIBUTES}}}+[{space}/]*+>"
    names = {name: "".join(f"[{letter}{letter.upper()}]" for letter in name) for name in _PLAIN_TEXT}
    initials = "".join(sorted({letter for name in names for letter in (name[0], name[0].upper())}))
    common = rf"</[a-zA-Z][^{space}/>]*+>|<(?![{initials}])[a-zA-Z][^{space}/>]*+{rest}"
    plain = "|".join(rf"<{name}(?=[{space}/>]){rest}(?:[^<]++|<(?!/{name}))*+" for name in names.values())
    comment = r"<!(?:--(?:-?+>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+))?+"
    tag = rf"</?+[a-zA-Z][^{space}/>]*+{rest}"
    other = "<(?:[^a-zA-Z/!]|/(?![a-zA-Z]))"
    return re.compile(rf"[^<]*+(?:(?:{common}|{other}|{comment}|{plain}|{tag})[^<]*+)*+")


@lru_cache(maxsize=4096)
def words_of(hints: str) -> frozenset[str]:
    """The words of a name, in lower case: ``articleBody-main`` gives article, body, main."""
    return frozenset([word.lower() for word in _WORD.findall(hints)])


def parse(markup: str) -> Tree:
    """The tree of a page, as far as it is within the caps."""
    return Tree(LexborHTMLParser(_bounded(markup.replace("\x00", "")).encode("utf-8", "replace")))


def _bounded(markup: str) -> str:
    """The markup without tags of more attributes than any page has, up to where it nests without end."""
    pieces, at = [], 0
    for _ in range(_MAX_LEFT_OUT):
        bounded = _tokens().match(markup, at)
        if bounded is None:
            break
        pieces.append(bounded.group())
        at = markup.find(">", bounded.end()) + 1
        if bounded.end() == len(markup) or not at:
            break
    markup = "".join(pieces)
    return markup[: _too_deep(markup)] if markup.count("<") > _SAFE_TAGS else markup


def _too_deep(markup: str) -> int:
    """Where more elements are open at once than any page has; else the length of the markup."""
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > MAX_OPEN:
                return tag.start()
    return len(markup)
