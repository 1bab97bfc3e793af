"""The words of an article in one row, with what naming needs to know of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tracker.extraction.naming import lexicon
from tracker.extraction.text import Sentence, Token, tokens

_DOTTED = lexicon.words("heads", "corporate") | frozenset(
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Adm Lt Col Capt Maj Sgt St Jr Sr No Nos Hon Rev".split()
)
_STOPS = frozenset({".", "!", "?", "…", ";"})
_LIMITED = frozenset("Inc Ltd Limited LLC LLP LP PLC Plc NV BV AG SA SE Corp Co Pte Pty".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token, or an abbreviation together with its full stop."""

    start: int
    end: int
    text: str
    """Without accents, dots of initials and typographic quotes: ``US`` for ``U.S.``."""
    fold: str
    """``text`` in lower case."""
    sentence: int
    initial: bool
    """Whether it opens its sentence, or a quotation inside it."""
    glued: bool
    """Whether no space stands before it."""

    @property
    def capital(self) -> bool:
        """Whether it is written like (a part of) a name: ``Nvidia``, ``xAI``, ``H20``."""
        return self.text[0].isupper() or (len(self.text) > 1 and any(c.isupper() for c in self.text[1:]))

    @property
    def alphabetic(self) -> bool:
        """Whether it is made of letters and apostrophes."""
        return self.text.replace("'", "").isalpha()


@dataclass(frozen=True, kw_only=True)
class Words:
    """All words of an article; positions count words."""

    text: str
    row: tuple[Word, ...]

    def __len__(self) -> int:
        """The number of words."""
        return len(self.row)

    def at(self, position: int) -> str:
        """The word there, or nothing beyond either end."""
        return self.row[position].text if 0 <= position < len(self.row) else ""

    def fold(self, position: int) -> str:
        """The word there in lower case, or nothing beyond either end."""
        return self.row[position].fold if 0 <= position < len(self.row) else ""

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether both positions lie in one sentence of the text."""
        row = self.row
        return 0 <= one < len(row) and 0 <= other < len(row) and row[one].sentence == row[other].sentence

    def written(self, first: int, last: int) -> str:
        """The text from the first word up to, not including, the last position."""
        return self.text[self.row[first].start : self.row[last - 1].end]

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that the article also writes in lower case."""
        return frozenset(word.text for word in self.row if word.text.islower())

    def rank(self, position: int) -> int:
        """The number of the sentence there when headings and rows of tables do not count."""
        return self._ranks[self.row[position].sentence]

    @cached_property
    def _ranks(self) -> tuple[int, ...]:
        ranks, rank = [], 0
        for first, last in self.bounds:
            whole = self.row[last - 1].text in _STOPS or any(
                word.text in _STOPS for word in self.row[max(first, last - 3) : last]
            )
            rank += whole
            ranks.append(rank)
        return tuple(ranks)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """First and last position (exclusive) of each sentence."""
        found: dict[int, list[int]] = {}
        for position, word in enumerate(self.row):
            found.setdefault(word.sentence, [position, position])[1] = position + 1
        return tuple((first, last) for first, last in found.values())


def words_of(text: str, sentences: Iterable[Sentence]) -> Words:
    """The words of the sentences of ``text``."""
    row: list[Word] = []
    for number, sentence in enumerate(sentences):
        row.extend(_merged(sentence.tokens, number))
    return Words(text=text, row=tuple(row))


def form_words(form: str) -> tuple[str, ...]:
    """The words of a name as an article's words are written."""
    return tuple(word.text for word in _merged(tokens(form), 0))


@lru_cache(maxsize=20_000)
def plain(token: str) -> str:
    """A token without accents, typographic quotes and the dots of initials."""
    if token.isascii():
        return token.replace(".", "") if len(token) > 1 and token[0].isalpha() else token
    token = token.replace("’", "'").replace("‑", "-").replace("‐", "-").replace("–", "-")
    return "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c)) or token


def _merged(found: tuple[Token, ...], sentence: int) -> list[Word]:
    row: list[Word] = []
    opening, i = True, 0
    while i < len(found):
        token = found[i]
        text, end = plain(token.text), token.end
        follower = found[i + 1] if i + 1 < len(found) else None
        if follower and follower.text == "." and follower.start == end and _takes_dot(text, i + 2 < len(found)):
            end, i = follower.end, i + 1
        elif text == "," and follower and plain(follower.text) in _LIMITED and row and row[-1].text[0].isupper():
            i += 1
            continue
        row.append(
            Word(
                start=token.start,
                end=end,
                text=text,
                fold=text.casefold(),
                sentence=sentence,
                initial=opening,
                glued=bool(row) and row[-1].end == token.start,
            )
        )
        opening = (opening and not text[0].isalnum()) or text in {"“", '"', "‘", ":", "•"}
        i += 1
    return row


def _takes_dot(text: str, more: bool) -> bool:
    return text in _DOTTED or (more and bool(re.fullmatch(r"[A-Z]", text)))
