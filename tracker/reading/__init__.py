"""From a document as received to the article on it; pure."""

from tracker.reading.formats import read, read_if

__all__ = ["read", "read_if"]
