"""What stands beside a stretch of words: titles before a name, roles and verbs after it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.words import Words

_OFFICES = lexicon.phrases("titles", "offices")
_ROLES = lexicon.phrases("titles", "roles")
_POSTS = _OFFICES | _ROLES
_LAST_WORDS = frozenset(post.rsplit(" ", 1)[-1] for post in _POSTS)
_HONORIFICS = (
    lexicon.words("titles", "honorifics")
    | lexicon.words("titles", "honorifics_male")
    | lexicon.words("titles", "honorifics_female")
)
SAID = lexicon.words("titles", "said")
CORPORATE_POSTS = frozenset(
    [
        "ceo", "cfo", "coo", "cto", "chief executive", "chief financial officer", "chief executive officer",
        "chief operating officer", "founder", "co-founder", "cofounder", "owner", "co-owner", "finance chief",
        "chief", "boss",
    ]
)  # fmt: skip
"""Posts that only firms have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A title or role and where it stands."""

    first: int
    last: int
    title: str
    """In lower case."""


def post_before(words: Words, position: int) -> Post | None:
    """The title or role that ends right before ``position``: ``Commerce Secretary | Howard Lutnick``."""
    return next((post for size in (4, 3, 2, 1) if (post := _post(words, position - size, position))), None)


def post_at(words: Words, position: int) -> Post | None:
    """The title or role that begins at ``position``: ``Nvidia | chief executive``."""
    return next((post for size in (4, 3, 2, 1) if (post := _post(words, position, position + size))), None)


def honorific_before(words: Words, position: int) -> str:
    """``Mr``, ``Judge`` and the like right before ``position``, else nothing."""
    before = words.at(position - 1).rstrip(".")
    return before if words.same_sentence(position - 1, position) and before in _HONORIFICS else ""


def role_follows(words: Words, position: int) -> Post | None:
    """The role after a comma: ``…, the company's chief executive``, ``…, a spokesman for``, ``…, who runs``."""
    if words.at(position) not in {",", "(", "–", "—"} or not words.same_sentence(position - 1, position + 1):
        return None
    for start in range(position + 1, min(position + 9, len(words))):
        if not words.same_sentence(position, start) or words.at(start) in {",", ".", ";", ")"}:
            return None
        if post := post_at(words, start):
            return post
        if words.fold(start) in SAID:
            return None
    return None


def said_near(words: Words, first: int, last: int) -> bool:
    """Whether a verb of saying stands right after the words or right before them."""
    after = last + 1 if words.fold(last) in {"also", "later", "has", "had", "would", "did"} else last
    return (
        words.fold(after) in SAID
        or words.fold(first - 1) in SAID
        or (words.fold(first - 1) == "to" and words.fold(first - 2) == "according")
    )


def age_follows(words: Words, position: int) -> bool:
    """Whether an age follows: ``Li Weiming, 43,``."""
    age = words.at(position + 1)
    return words.at(position) in {",", "("} and age.isdigit() and 15 <= int(age) <= 99 and words.at(position + 2) in {
        ",", ".", ")", ";",
    }  # fmt: skip


def _post(words: Words, first: int, last: int) -> Post | None:
    if first < 0 or last > len(words) or not words.same_sentence(first, last - 1):
        return None
    if words.fold(last - 1) not in _LAST_WORDS and words.fold(last - 1).rstrip("s") not in _LAST_WORDS:
        return None
    title = " ".join(words.row[at].fold for at in range(first, last)).replace(" - ", "-")
    for form in (title, title.removesuffix("s")):
        if form in _POSTS:
            return Post(first=first, last=last, title=form)
    return None
