"""Live blogs: which parts of the body are single posts, and when each was published."""

from __future__ import annotations

import re
from datetime import datetime

from tracker.model import Post
from tracker.reading.blocks import Block
from tracker.reading.body import Body
from tracker.reading.dates import iso_stamp, moment_of
from tracker.reading.pages import PageReading
from tracker.reading.structured import strings
from tracker.reading.texts import fold
from tracker.reading.tree import Node
from tracker.reading.zones import Home, named_zone

_LIVE = re.compile(r"live-?(?:blog|stream|updates?|ticker|feed|text)|liveblog", re.IGNORECASE)
_FEWEST = 3
"""Posts that make a live blog."""


def find_posts(page: PageReading) -> list[Node]:
    """The elements of the posts of a live blog, in order; empty for any other page.

    Posts are elements of one make side by side, each with a ``time`` element of its own.
    """
    if not _is_live(page):
        return []
    rows: dict[tuple[Node, str, str], dict[Node, None]] = {}
    for node in page.times:
        for at in (node, *node.ancestors()):
            if at.parent is not None and at.first >= 0:
                make = (at.parent, at.tag, at.attribute("class").partition(" ")[0])
                rows.setdefault(make, {})[at] = None
    told = [list(row) for row in rows.values() if len(row) >= _FEWEST and sum(map(_says, row)) >= _FEWEST]
    return max(told, key=lambda row: sum(node.last - node.first for node in row), default=[])


def without_clocks(body: Body, posts: list[Node]) -> list[Block]:
    """The body without the lines of its posts that hold only a time, or a reporter and a time."""
    return [block for block in body.kept if not _shows_time(block)] if posts else body.kept


def _shows_time(block: Block) -> bool:
    short = block.weight < 90 and not block.is_prose and not block.level
    return short and any(node.tag == "time" for node in (block.node, *block.elements))


def dated_posts(page: PageReading, posts: list[Node], text: str, home: Home | None) -> tuple[Post, ...]:
    """Where in the text each post stands, with its own time."""
    at = {block: i for i, block in enumerate(page.blocks)}
    spans = _spans(page.body.kept)
    stated = _stated(page)
    if not text.startswith(page.body.kept[0].text if page.body.kept else "\0"):
        return ()
    found = []
    for post in posts:
        inside = [spans[block] for block in page.body.kept if post.first <= at[block] < post.last]
        if inside:
            opening = fold(text[inside[0][0] : inside[0][1]])[:60]
            moment = _moment(post, home) or moment_of_value(stated.get(opening, ""), home)
            found.append(Post(start=inside[0][0], end=inside[-1][1], published=moment))
    page.origins["posts"] = "elements with a time of their own"
    return tuple(sorted(found, key=lambda post: post.start))


def _is_live(page: PageReading) -> bool:
    kinds = str(page.said.ld.get("@type"))
    if "LiveBlog" in kinds or re.search(r"\blive\b", page.headline_text or "", re.IGNORECASE):
        return True
    around = {at: None for block in page.body.kept[:20] for at in block.node.ancestors()}
    return any(_LIVE.search(at.hints) for at in around)


def _says(node: Node) -> bool:
    """Whether an element has text beside its time."""
    return node.last - node.first > 1


def _spans(kept: list[Block]) -> dict[Block, tuple[int, int]]:
    spans = {}
    start = 0
    for block in kept:
        spans[block] = (start, start + len(block.text))
        start += len(block.text) + 2
    return spans


def _stated(page: PageReading) -> dict[str, str]:
    """The beginnings of the posts that the page states for machines, with their times."""
    updates = page.said.ld.get("liveBlogUpdate")
    found = {}
    for update in updates if isinstance(updates, list) else ():
        if isinstance(update, dict):
            for name in ("headline", "articleBody"):
                for words in strings(update.get(name)):
                    found[fold(words)[:60]] = next(iter(strings(update.get("datePublished"))), "")
    return found


def _moment(post: Node, home: Home | None) -> datetime | None:
    for node in post.find("time"):
        moment = moment_of_value(node.attribute("datetime") or node.attribute("data-time") or node.text, home)
        if moment is not None:
            return moment
    return None


def moment_of_value(value: str, home: Home | None) -> datetime | None:
    """The instant that a machine-written time states, in the outlet's clock where it has no zone."""
    stamp = iso_stamp(value)
    return moment_of(stamp, named_zone(home.zone) if home else None) if stamp else None
