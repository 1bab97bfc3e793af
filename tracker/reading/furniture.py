"""What stands around an article and is not the article: by what the page calls it, and by what it says.

Names (class, id, role) mark whole containers; a name is only a hint, which the container that holds most of the
page's prose overrules. Lines are judged by their own words, the same way on pages and in plain-text dumps. The
words are in ``furniture.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from tracker.reading.data import furniture
from tracker.reading.tree import Node, words_of

Sort: TypeAlias = Literal["furniture", "related", "topics", "pull", "head"]
"""``head`` is what belongs to the article but not to its body: byline, date, standfirst, kicker."""

TAG_SORTS: dict[str, Sort] = {
    "nav": "furniture",
    "footer": "furniture",
    "aside": "furniture",
    "figure": "furniture",
    "figcaption": "furniture",
    "dialog": "furniture",
    "label": "furniture",
    "header": "head",
    "hgroup": "head",
    "time": "head",
    "amp-sidebar": "furniture",
}
_ROLES = frozenset(
    "navigation banner contentinfo complementary dialog alertdialog search menu menubar toolbar alert tablist".split()
)
_SHELLS = frozenset(("__next", "__nuxt", "root", "app", "page", "content", "main", "main-content"))
_POST = re.compile(r"\b(?:hentry|type-post|status-publish)\b")
"""The names that a blog gives to a whole post, with all its tags and categories among them."""
_SMALL: dict[Sort, int] = {"topics": 250, "head": 1500, "pull": 900}
"""More prose than this is no list of topics, no head of an article, no quote set apart."""
_GLUED = re.compile(
    r"newsletter|breadcrumb|advert(?!or)|subscri|cookie|comment(?!ar)|(?<![a-z])(?<!with-)(?<!has-)(?<!no-)sidebar(?!-?(?:grid|layout))|mostread|mostview|most-view|readmore|"
    r"key-?points?|take-?aways?"
    r"|key-?events|summary-?box|at-a-glance|pull-?quote|"
    r"share-|-share|social|signup|sign-up|paywall-(?!content|article|text|body)"
)
"""Names that are also furniture as a part of a longer word."""
_GLUED_RELATED = re.compile(
    r"related|recommend|most-?(read|view)|read-?(next|more)|also-?read|more-|see-?also|trending|popular|prev-?next"
)


def sort_of(node: Node, *, prose: int = 0) -> Sort | None:
    """What the element's tag and names say it is; ``None`` when they say nothing against it.

    ``prose`` is the weight of the prose in it: an element with some is not furniture for a weak word alone.
    """
    if node.attribute("role").lower() in _ROLES:
        return "furniture"
    if not node.hints or node.attribute("id") in _SHELLS:
        return TAG_SORTS.get(node.tag)
    if prose > 300 and _POST.search(node.hints):
        return None
    sort = _by_name(node.hints, weak=prose <= (100 if node.tag == "p" else 500)) or TAG_SORTS.get(node.tag)
    return None if sort in _SMALL and prose > _SMALL[sort] else sort


@lru_cache(maxsize=4096)
def _by_name(hints: str, *, weak: bool) -> Sort | None:
    words = words_of(hints) if weak else words_of(hints) - _names("weak")
    words = words - {"cap"} if "drop" in words else words
    words = words - {"sidebar"} if words & {"grid", "layout", "with", "has"} else words
    hints = hints.lower()
    if words & _names("pull") and not words & _names("furniture") - {"note"}:
        return "pull"
    if words & _names("related") or _GLUED_RELATED.search(hints):
        return "related"
    if words & _names("topics"):
        return "topics"
    if words & _names("furniture") or _GLUED.search(hints):
        return "furniture"
    return "head" if words & _names("head") else None


def is_credit(line: str) -> bool:
    """'Reporting by …; editing by …', a photo credit, '(X reported from Y.)'."""
    return len(line) < 400 and bool(_line_pattern("credits").match(line) or _REPORTED.match(line))


def is_end_mark(line: str) -> bool:
    """'###', '(END)', '■'."""
    return bool(_END_MARK.match(line))


def is_label(line: str) -> bool:
    """A short line that names a box, a button or a link: 'Further Reading', 'ADVERTISEMENT', 'Share this'."""
    return len(line) <= 160 and bool(_line_pattern("labels").match(line)) and not _long_sentence(line)


def is_notice(line: str) -> bool:
    """A notice of the publisher about itself: copyright, cookies, newsletters, corrections, disclaimers."""
    if len(line) >= 700:
        return False
    low = line.lower()
    return any(found(line) for found in [found for cue, found in _notices() if cue in low])


def is_contact(line: str) -> bool:
    """An e-mail address or telephone number with little around it."""
    rest = _MAIL.sub("", line) if "@" in line else line
    return (rest != line and len(rest) < 60) or bool(_TELEPHONE.match(line))


def is_furniture_line(line: str) -> bool:
    """Whether a line is none of the article's own."""
    return is_end_mark(line) or is_label(line) or is_credit(line) or is_contact(line) or is_notice(line)


def is_tail_heading(line: str) -> bool:
    """A heading under which, at the end of an article, nothing of the article follows."""
    return len(line) <= 90 and bool(_line_pattern("tail_headings").match(line))


def is_box_title(line: str) -> bool:
    """The title of a box that sums the article up: 'Key points', 'At a glance'."""
    return len(line) <= 60 and bool(_line_pattern("box_titles").match(line))


_REPORTED = re.compile(r"^\(.{3,200}\b(reported|contributed|reporting|writing)\b.{0,120}\)$", re.IGNORECASE)
_END_MARK = re.compile(
    r"^(?:[#*\-–—_~=·•∎■\s.]{1,20}|\W{0,3}(?:end|ends|ende|fin|完|끝|了)\W{0,3}|-\s?30\s?-)$", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_TELEPHONE = re.compile(r"^\W*(?:tel|phone|fax|telephone)\.?\W*:?\s*[+\d(]", re.IGNORECASE)


@cache
def _names(sort: str) -> frozenset[str]:
    return frozenset(furniture().names[sort].split())


@cache
def _notices() -> tuple[tuple[str, Callable[[str], object]], ...]:
    """The word that a notice always has, and what finds the notice: at the head of a line where it can be nowhere
    else."""
    patterns = {cue: re.compile(_any_of(lines), re.IGNORECASE) for cue, lines in furniture().notices.items()}
    opening = {cue for cue, lines in furniture().notices.items() if all(line.startswith("^") for line in lines)}
    return tuple((cue, each.match if cue in opening else each.search) for cue, each in patterns.items())


@cache
def _line_pattern(sort: str) -> re.Pattern[str]:
    """One expression for all lines of a sort: whole lines, but for credits, which only begin so."""
    end = "" if sort == "credits" else r"\W*$"
    return re.compile(rf"^\W*(?:{_any_of(getattr(furniture(), sort))}){end}", re.IGNORECASE)


def _any_of(lines: Iterable[str]) -> str:
    return "|".join(f"(?:{line})" for line in lines)


def _long_sentence(line: str) -> bool:
    """'Related charges were dropped on Friday after a hearing.' is a sentence, whatever it begins with."""
    return line.rstrip().endswith((".", "。")) and len(line.split()) > 8
