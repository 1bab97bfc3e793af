"""From a document as received to the article on it; pure."""

from tracker.reading.formats import read

__all__ = ["read"]
