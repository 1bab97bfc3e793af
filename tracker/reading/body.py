"""Which part of a page is the article's body.

Every paragraph that reads like prose votes for its container, less for each step outwards; names of containers are
hints that the container of most of the prose overrules; the winner grows while its parent adds mostly prose; what
remains is judged line by line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from tracker.reading.blocks import Block, is_hidden
from tracker.reading.bylines import is_byline
from tracker.reading.dates import stamps
from tracker.reading.furniture import TAG_SORTS, Sort, is_box_title, is_tail_heading, sort_of
from tracker.reading.tree import HEADINGS, Node

LITTLE = 250
"""Weight of a body that is hardly one."""
_DECAY = 0.55
_STEPS = 5
_WITHIN = frozenset(
    "p li ul ol dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 center font table tbody thead tr caption".split()
)
_SURE = frozenset("footer aside nav figure figcaption dialog".split())
_NEVER = re.compile(
    r"comment(?!ar)|disqus|\brespond|discussion|cookie|consent|gdpr|privacy|popmake|(?<![\w-])sidebar(?!-)|textwidget",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Body:
    """The blocks of the article, and those that stand around them."""

    kept: list[Block]
    sorts: dict[Block, Sort | None]
    start: int
    """Index of the first kept block among all blocks of the page."""
    end: int
    """Index after the last block of the container."""


class Page:
    """The blocks of a page with what each container holds of them."""

    def __init__(self, blocks: list[Block], *, lenient: bool = False) -> None:
        """Sum up prose by container and sort every container; ``lenient`` heeds only the surest names."""
        self.blocks = blocks
        self._lenient = lenient
        self.headline: Block | None = None
        """The block that shows the headline, once it is found."""
        self.at = {block: i for i, block in enumerate(blocks)}
        self._prose = list(accumulate((block.weight if block.is_prose else 0 for block in blocks), initial=0))
        self._linked = list(accumulate((block.linked for block in blocks), initial=0))
        self.total = self._prose[-1]
        self.told: str = ""
        """The folded body that the page states for machines; empty when it states none."""
        self._sorts: dict[Node, Sort | None] = {}
        self.sorts = {block: self.sort(block.node) for block in blocks}

    def lenient(self) -> Page:
        """The same page with only the surest names heeded."""
        other = Page(self.blocks, lenient=True)
        other.headline, other.told = self.headline, self.told
        return other

    def mass(self, node: Node) -> int:
        """The weight of the prose in an element."""
        return self.prose_in(node.first, node.last)

    def prose_in(self, first: int, last: int) -> int:
        """The weight of the prose in a range of blocks."""
        return self._prose[last] - self._prose[first]

    def linked(self, node: Node) -> int:
        """The length of the links in an element."""
        return self._linked[node.last] - self._linked[node.first]

    def sort(self, node: Node) -> Sort | None:
        """What an element is by its own names or those of the elements around it."""
        if node in self._sorts:
            return self._sorts[node]
        found = self.sort(node.parent) if node.parent is not None else None
        if found in (None, "head", "pull"):
            found = self._own(node) or found
        self._sorts[node] = found
        return found

    def _own(self, node: Node) -> Sort | None:
        if node.tag in ("html", "body") or (node.tag not in TAG_SORTS and not node.attributes):
            return None
        mass = self.mass(node)
        if mass * 5 >= self.total * 4 > 0:
            return None
        if mass * 2 >= self.total > 0 and not _never_article(node):
            return None
        sort = "furniture" if is_hidden(node) else sort_of(node, prose=mass)
        if self._lenient and mass > 150 and not (is_hidden(node) or _never_article(node)):
            return None
        if sort == "related" and mass > 600 and self.linked(node) * 4 < mass:
            return None
        return sort

    @cached_property
    def first_article(self) -> Node | None:
        """The first outermost ``article`` element after the headline with a tenth of the page's prose."""
        after = self.at[self.headline] if self.headline is not None else 0
        for block in self.blocks[after:]:
            if block.is_prose and self.is_free(block):
                own = next((at for at in reversed(list(block.node.ancestors())) if at.tag == "article"), None)
                if own is not None and self.mass(own) * 10 >= self.total:
                    return own
        return None

    def tells(self, block: Block) -> bool:
        """Whether the body that the page states for machines has the block's words."""
        if not self.told or block.weight < 15:
            return False
        key = block.key
        return key[:80] in self.told or key[-60:] in self.told

    def is_free(self, block: Block) -> bool:
        """Whether nothing around the block says that it is furniture."""
        return self.sorts[block] in (None, "pull")


def find_body(page: Page) -> Body:
    """The article's body; ``kept`` is empty when the page has none.

    Where the names of the page's elements leave next to nothing, they mislead, and only the surest are heeded.
    """
    found = _find(page)
    if sum(block.weight for block in found.kept) < LITTLE and page.total > 2 * LITTLE:
        again = _find(page.lenient())
        found = again if sum(b.weight for b in again.kept) > 2 * sum(b.weight for b in found.kept) else found
    return found


def _find(page: Page) -> Body:
    container = _container(page)
    if container is None:
        return Body([], page.sorts, 0, 0)
    first, last = _span(page, container)
    if page.headline is not None:
        at = page.at[page.headline]
        opens = page.prose_in(first, max(first, at)) * 4 < page.prose_in(first, last)
        first = max(first, at + 1) if at < last and opens else first
    first, last = _told_span(page, first, last)
    candidates = [block for block in page.blocks[first:last] if _belongs(page, block)]
    kept = _without_tail(_without_boxes(_without_repeats(page, candidates)))
    kept = _without_front(_without_empty_headings(kept))
    start = page.at[kept[0]] if kept else first
    return Body(kept, page.sorts, start, last)


def _container(page: Page) -> Node | None:
    """The element that the prose votes for."""
    votes: dict[Node, float] = defaultdict(float)
    voters = [block for block in page.blocks if block.is_prose and page.is_free(block)]
    voters = voters or [block for block in page.blocks if _could_be_listed(page, block)]
    told = [block for block in voters if page.tells(block)]
    for block in told if len(told) > 2 else voters:
        _vote(block, votes)
    if not votes:
        return None
    return max(votes, key=lambda node: (votes[node] * _closeness(page, node), -node.depth))


def _could_be_listed(page: Page, block: Block) -> bool:
    """Whether a line may be of an article that is one long list, with no sentence in it."""
    return page.is_free(block) and block.weight > 8 and block.link_share < 0.5 and not block.is_furniture


def _span(page: Page, container: Node) -> tuple[int, int]:
    """The blocks of the body as a range: the container, its twins, and parents that add mostly prose."""
    twins = [container, *_twins(page, container)]
    first, last = min(node.first for node in twins), max(node.last for node in twins)
    outer = container
    while outer.parent is not None and (outer.first > first or outer.last < last):
        outer = outer.parent
    while outer.parent is not None:
        if _adds_prose(page, (first, last), outer.parent):
            first, last = outer.parent.first, outer.parent.last
        elif outer.parent.last - outer.parent.first > last - first + 12:
            break
        outer = outer.parent
    return first, last


def _told_span(page: Page, first: int, last: int) -> tuple[int, int]:
    """The range without what stands before and after the words that the page itself states as its body, where these
    are most of it."""
    told = [i for i in range(first, last) if page.tells(page.blocks[i])]
    if not told or sum(page.blocks[i].weight for i in told) < 0.6 * page.prose_in(first, last):
        return first, last
    begin = told[0]
    while (
        begin > first and page.blocks[begin - 1].is_prose and _side_by_side(page.blocks[begin - 1], page.blocks[begin])
    ):
        begin -= 1
    return begin, told[-1] + 1


def _side_by_side(a: Block, b: Block) -> bool:
    return a.node.parent is b.node.parent and a.node.tag == b.node.tag


def _twins(page: Page, container: Node) -> list[Node]:
    """Other pieces of a body that is cut by advertisements: elements of the same make in the same article."""
    if not container.attribute("class"):
        return []
    article = _article_of(container)
    found: dict[Node, None] = {}
    for block in page.blocks:
        if block.is_prose and page.is_free(block) and not container.first <= page.at[block] < container.last:
            for node in (block.node, *islice(block.node.ancestors(), 4)):
                if node.tag == container.tag and node.hints == container.hints and _article_of(node) is article:
                    found[node] = None
                    break
    return list(found)


def _article_of(node: Node) -> Node | None:
    """The outermost ``article`` element around an element; posts of a live blog lie in one."""
    return next((at for at in reversed([node, *node.ancestors()]) if at.tag == "article"), None)


def _never_article(node: Node) -> bool:
    """Whether an element is beside the article however much prose is in it: comments, cookie texts, side columns."""
    return node.tag in _SURE or bool(_NEVER.search(node.hints))


def _vote(block: Block, votes: dict[Node, float]) -> None:
    node: Node | None = block.node
    while node is not None and (node.tag in _WITHIN or node.last - node.first <= 1):
        node = node.parent
    worth = float(min(block.weight, 1500))
    for _ in range(_STEPS):
        if node is None or node.tag == "html":
            return
        votes[node] += worth
        worth *= _DECAY if node.tag != "article" else _DECAY / 2
        node = node.parent


def _closeness(page: Page, node: Node) -> float:
    """Less for a container that belongs to another article than the headline does, or stands before it."""
    own = _article_of(node)
    if _opens_another(page, node):
        return 0.3
    if page.headline is None:
        return 1.0 if own is None or own is page.first_article else 0.5
    of_headline = _article_of(page.headline.node)
    if own is not None and of_headline not in (None, own, *own.ancestors()):
        return 0.3
    if own is not None and of_headline is None and own is not page.first_article and page.first_article is not None:
        return 0.3
    return 0.3 if node.last <= page.at[page.headline] else 1.0


def _opens_another(page: Page, node: Node) -> bool:
    """Whether a container begins with the linked headline of another story."""
    first = next((block for block in page.blocks[node.first : node.last] if page.is_free(block)), None)
    return (
        first is not None
        and first.level > 0
        and first.link_share > 0.8
        and 20 < first.weight < 300
        and first is not page.headline
    )


def _adds_prose(page: Page, inner: tuple[int, int], outer: Node) -> bool:
    """Whether the parent holds more of the article: mostly prose, and no second article."""
    if outer.tag == "html":
        return False
    low, high = inner
    first, last = outer.first, outer.last
    outside = [
        b for b in (*page.blocks[first:low], *page.blocks[high:last]) if page.is_free(b) and b is not page.headline
    ]
    if any(at.tag == "article" for b in outside for at in b.node.ancestors() if at.depth > outer.depth):
        return False
    outside = [b for b in outside if not b.is_furniture]
    prose = sum(b.weight for b in outside if b.is_prose)
    everything = sum(b.weight for b in outside)
    if sum(b.is_prose for b in outside) > 1 and prose >= 0.85 * everything:
        return True
    return prose >= max(60, 0.08 * page.prose_in(low, high)) and prose >= 0.55 * everything


def _belongs(page: Page, block: Block) -> bool:
    """Whether a block of the container is of the body, as far as can be told from itself."""
    if block.is_furniture or not (page.is_free(block) or _is_titled_part(page, block)):
        return False
    if page.headline is not None and _is_copy(block, page.headline):
        return False
    if block.link_share > 0.75 and not (block.is_prose and block.weight > 100):
        return False
    return any(c.isalnum() for c in block.text)


def _is_copy(block: Block, headline: Block) -> bool:
    return abs(len(block.text) - len(headline.text)) < 10 and block.key == headline.key


def _is_titled_part(page: Page, block: Block) -> bool:
    """A heading in the body whose name says subtitle, as some pages call their cross-headings."""
    if page.sorts[block] != "head" or block.level < 2 or block.node.tag not in HEADINGS:
        return False
    at = page.at[block]
    return any(other.is_prose and page.is_free(other) for other in page.blocks[max(0, at - 3) : at])


def _without_repeats(page: Page, blocks: list[Block]) -> list[Block]:
    """Without display quotes: what is set apart and says again what a paragraph says, and second copies of a
    paragraph."""
    keys = {block: block.key for block in blocks}
    everything = "\n".join(keys.values())
    seen: set[str] = set()
    kept = []
    for block in blocks:
        key = keys[block]
        again = len(key) > 60 and key in seen
        seen.add(key)
        said_twice = page.sorts[block] == "pull" or everything.find(key, everything.find(key) + 1) >= 0
        if not again and not (said_twice and _is_display(page, block, key, keys)):
            kept.append(block)
    return kept


def _is_display(page: Page, block: Block, key: str, keys: dict[Block, str]) -> bool:
    if block.kind in ("heading", "row", "item"):
        return False
    inside = any(other is not block and len(text) > len(key) + 15 and key in text for other, text in keys.items())
    set_apart = page.sorts[block] == "pull" or block.node.tag == "blockquote"
    if inside and (set_apart or len(key) > 25 or block.text[:1] in '“"‘«„'):
        return True
    if page.sorts[block] != "pull" or block.node.tag == "blockquote":
        return False
    return (block.text[:1] in '“"‘«„' and block.weight < 220) or _mostly_said(block, key, keys)


def _mostly_said(block: Block, key: str, keys: dict[Block, str]) -> bool:
    """Whether one paragraph holds nearly all words of a display quote that was trimmed for show, or it is only a
    few words."""
    words = set(key.split())
    if len(words) < 8:
        return True
    return any(
        other is not block and len(words & set(text.split())) >= 0.8 * len(words) for other, text in keys.items()
    )


def _without_boxes(blocks: list[Block]) -> list[Block]:
    """Without lists that sum the article up: under 'Key points', or before the first paragraph."""
    kept: list[Block] = []
    boxed = False
    for block in blocks:
        if is_box_title(block.text):
            boxed = True
        elif boxed and block.kind != "item":
            boxed = False
        if not boxed:
            kept.append(block)
    first = next((i for i, b in enumerate(kept) if b.kind != "item"), len(kept))
    leading = sum(b.weight for b in kept[:first])
    rest = sum(b.weight for b in kept[first:])
    return kept[first:] if leading * 4 < rest else kept


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Without closing sections on the publisher: 'About us', contacts, legal notices."""
    total = sum(block.weight for block in blocks)
    kept: list[Block] = []
    dropping = 0
    said = 0
    for block in blocks:
        said += block.weight
        level = block.level or (7 if _is_title(block) else 0)
        if said > 0.5 * total and _opens_tail(block):
            dropping = level or 7
        elif dropping and level and level <= dropping and not is_tail_heading(block.text):
            dropping = 0
        if not dropping:
            kept.append(block)
    return kept


def _without_front(blocks: list[Block]) -> list[Block]:
    """Without byline and date lines that stand before the first paragraph."""
    first = next((i for i, block in enumerate(blocks) if block.is_prose), 0)
    return [b for i, b in enumerate(blocks) if i >= first or not _is_front(b)]


def _is_front(block: Block) -> bool:
    if block.kind in ("heading", "item") or block.weight > 160:
        return False
    dates = stamps(block.spaced)
    return is_byline(block.spaced) or bool(dates and len(block.spaced) - len(dates[0].words) < 80)


def _is_title(block: Block) -> bool:
    return block.kind == "paragraph" and block.is_emphasised and block.weight < 90


def _opens_tail(block: Block) -> bool:
    if block.kind == "heading" or _is_title(block):
        return is_tail_heading(block.text)
    first = next((child for child in block.node.children if not isinstance(child, str) or child.strip()), None)
    return (
        isinstance(first, Node)
        and first.tag in ("strong", "b")
        and is_tail_heading(first.text)
        and first.text.lower().startswith("about ")
    )


def _without_empty_headings(blocks: list[Block]) -> list[Block]:
    """Without closing headings under which nothing was left."""
    end = len(blocks)
    while end and blocks[end - 1].kind == "heading":
        end -= 1
    return blocks[:end]
