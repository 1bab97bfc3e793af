"""Folded text: one form for finding words in any script, whatever the database can do."""

from __future__ import annotations

import re
import unicodedata

_LARGEST_QUERY = 20


def fold(*parts: str | None) -> str:
    """Lower case without accents and widths, parts on lines of their own; parts that are unknown are left out."""
    joined = "\n".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKD", joined).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(query: str) -> tuple[str, ...]:
    """The words of a query, folded; what stands in double quotes is one. At most twenty are used."""
    found = re.findall(r'"([^"]+)"|([^\s"]+)', fold(query))
    return tuple(quoted.strip() or plain for quoted, plain in found if quoted.strip() or plain)[:_LARGEST_QUERY]


def pattern(word: str) -> str:
    """A LIKE pattern that finds ``word`` anywhere; escape character is the backslash."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"
