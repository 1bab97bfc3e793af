"""Full text: what is typed becomes a query, and a query a condition, on SQLite (FTS5) and on PostgreSQL (tsvector).

Words must all occur. In double quotes they must stand together; ``OR`` between two lets either do; a minus before one
leaves out what has it; a star after one stands for any ending. Every term is quoted, so that nothing that is typed can
be an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, column, exists, false, func, literal_column, not_, select, table
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from tracker.store.answers import Snippet
from tracker.store.indexing import SEARCHED
from tracker.store.tables import ArticleRow, ClaimRow, EntityRow, EventClaimRow, EventRow
from tracker.store.text import Token, terms, tokens
from tracker.store.weighing import is_among, weighed_dialect

_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))(?P<star>\*)?')
_LARGEST = 20
"""How many pieces of a query are used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Terms that must stand together; the last may be the beginning of a word."""

    terms: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A query: of each group one piece must occur, and none of those that are left out."""

    groups: tuple[tuple[Piece, ...], ...]
    without: tuple[Piece, ...]

    @property
    def pieces(self) -> Iterator[Piece]:
        """All that are looked for."""
        return (piece for group in self.groups for piece in group)


def read_words(query: str) -> Words:
    """What a query asks for. Never raises: what has no letter or digit asks for nothing."""
    groups: list[list[Piece]] = []
    without: list[Piece] = []
    either = False
    for found in list(_PIECE.finditer(query))[:_LARGEST]:
        if found["plain"] in ("OR", "|"):
            either = bool(groups)
            continue
        piece = _piece(found)
        if piece is None:
            continue
        if found["minus"]:
            without.append(piece)
        elif either:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        either = False
    return Words(groups=tuple(map(tuple, groups)), without=tuple(without))


def _piece(found: re.Match[str]) -> Piece | None:
    words = found["quoted"] if found["quoted"] is not None else found["plain"]
    said = terms(words)
    return Piece(terms=said, prefix=bool(found["star"]) or words.endswith("*")) if said else None


def beginnings(words: Words) -> Words:
    """The same, each word as the beginning of one, as names are typed."""
    groups = tuple(tuple(replace(piece, prefix=True) for piece in group) for group in words.groups)
    return replace(words, groups=groups)


class ByDatabase(ColumnElement[bool]):
    """A condition that reads differently on SQLite and on PostgreSQL."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, *, sqlite: ColumnElement[bool], postgresql: ColumnElement[bool]) -> None:
        """Take both."""
        self.sqlite = sqlite
        self.postgresql = postgresql


@compiles(ByDatabase)
def _compile(element: ByDatabase, compiler: SQLCompiler, **options: Any) -> str:
    chosen = element.postgresql if compiler.dialect.name == "postgresql" else element.sqlite
    return f"({compiler.process(chosen, **options)})"


def has_words(rows: Any, query: str) -> ColumnElement[bool]:
    """The row says what the query asks for; an event does if one of its claims does, an entity by any of its names."""
    words = read_words(query)
    if rows is EntityRow:
        words = beginnings(words)
    if not words.groups and not words.without:
        return false()
    found = _among(rows, words)
    return found if words.groups else not_(found)


_SEARCHED = {EventRow: "claim", ClaimRow: "claim", EntityRow: "entity", ArticleRow: "article"}
"""The rows and whose words are looked through."""


def _among(rows: Any, words: Words) -> ColumnElement[bool]:
    """The rows that match; where nothing is asked for but to be left out, those that would be left out."""
    asked = {"sqlite": _in_sqlite, "postgresql": _in_postgresql}
    if dialect := weighed_dialect():
        return asked[dialect](rows, words)
    return ByDatabase(**{name: condition(rows, words) for name, condition in asked.items()})


def _in_sqlite(rows: Any, words: Words) -> ColumnElement[bool]:
    name = _SEARCHED[rows]
    index = table(f"{name}_words", column("rowid"))
    numbers = table(f"{name}_numbers", column("number"), column("key"))
    matching = literal_column(f"{name}_words").op("MATCH")(for_sqlite(words))
    found = select(numbers.c.key).join_from(index, numbers, numbers.c.number == index.c.rowid).where(matching)

    def says(key: Any) -> ColumnElement[bool]:
        # One inside the other, so that the index is asked for this one row and not for all that match.
        number = select(numbers.c.number).where(numbers.c.key == key).correlate(key.class_).scalar_subquery()
        return exists(select(index.c.rowid).where(matching, index.c.rowid == number))

    return _said(rows, found, says)


def _in_postgresql(rows: Any, words: Words) -> ColumnElement[bool]:
    name, key = SEARCHED[_SEARCHED[rows]]
    index = table(name, column(key), column("words", TSVECTOR())).alias("searched")
    matching = index.c.words.op("@@")(func.to_tsquery("simple", for_postgresql(words)))
    found = select(index.c[key]).where(matching)
    return _said(rows, found, lambda one: exists(found.where(index.c[key] == one)))


def _said(rows: Any, found: Select[Any], says: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """The rows whose keys, or those of whose claims, are ``found``; ``says`` asks it of one key."""
    if rows is not EventRow:
        key = rows.key if rows is EntityRow else rows.id
        return is_among(rows, key, found, one_by_one=says(key), costly=True)
    claim = found.selected_columns[0]
    states = found.with_only_columns(EventClaimRow.state, maintain_column_froms=True)
    states = states.join(EventClaimRow, EventClaimRow.claim_id == claim)
    speaking = exists().where(EventClaimRow.state == EventRow.state, says(EventClaimRow.claim_id))
    return is_among(rows, EventRow.state, states, one_by_one=speaking, costly=True)


def for_sqlite(words: Words) -> str:
    """As FTS5 reads it."""
    without = " OR ".join(map(_fts_piece, words.without))
    if not words.groups:
        return without
    asked = " AND ".join(f"({' OR '.join(map(_fts_piece, group))})" for group in words.groups)
    return f"({asked}) NOT ({without})" if without else asked


def _fts_piece(piece: Piece) -> str:
    return f'"{" ".join(piece.terms)}"' + (" *" if piece.prefix else "")


def for_postgresql(words: Words) -> str:
    """As ``to_tsquery`` reads it."""
    without = " | ".join(map(_ts_piece, words.without))
    if not words.groups:
        return without
    asked = " & ".join(f"({' | '.join(map(_ts_piece, group))})" for group in words.groups)
    return f"({asked}) & !({without})" if without else asked


def _ts_piece(piece: Piece) -> str:
    quoted = (f"'{term}'" for term in piece.terms)
    return f"({' <-> '.join(quoted)}{':*' if piece.prefix else ''})"


def snippet(whole: str, query: str, length: int = 240) -> Snippet | None:
    """The passage of about ``length`` characters in which most of the words stand; nothing where none does."""
    words = read_words(query)
    hits = list(_hits(list(tokens(whole)), list(words.pieces)))
    if not hits:
        return None
    start = max(range(len(hits)), key=lambda place: (_within(hits, place, length), -place))
    first = max(0, hits[start][0] - length // 4)
    first = whole.rfind(" ", 0, first) + 1 if first else 0
    last = min(len(whole), first + length)
    last = last if last == len(whole) or whole.find(" ", last) < 0 else whole.find(" ", last)
    last = min(last, first + 2 * length)
    return Snippet(
        text=whole[first:last],
        marks=tuple((a - first, b - first) for a, b in hits if first <= a and b <= last),
    )


def _within(hits: list[tuple[int, int]], place: int, length: int) -> int:
    return sum(1 for a, _ in hits[place : place + 50] if a < hits[place][0] + length)


def _hits(said: list[Token], pieces: list[Piece]) -> Iterable[tuple[int, int]]:
    """Where any piece stands, in the order of the text."""
    flat = [(term, token) for token in said for term in token.terms]
    found: dict[tuple[int, int], None] = {}
    firsts = {piece.terms[0] for piece in pieces if len(piece.terms) > 1 or not piece.prefix}
    loose = tuple(piece.terms[0] for piece in pieces if len(piece.terms) == 1 and piece.prefix)
    for place, (term, token) in enumerate(flat):
        if term not in firsts and not (loose and term.startswith(loose)):
            continue
        for piece in pieces:
            if _stands(flat, place, piece):
                found[token.start, flat[place + len(piece.terms) - 1][1].end] = None
    return sorted(found)


def _stands(flat: list[tuple[str, Token]], place: int, piece: Piece) -> bool:
    said = [term for term, _ in flat[place : place + len(piece.terms)]]
    if len(said) < len(piece.terms) or said[:-1] != list(piece.terms[:-1]):
        return False
    return said[-1].startswith(piece.terms[-1]) if piece.prefix else said[-1] == piece.terms[-1]
