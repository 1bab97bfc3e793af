"""Where documents come from: the catalogue, one module each, and the user's own sources."""

from tracker.sources.discovery import catalogued, find, own_source
from tracker.sources.local import Folder, Warc
from tracker.sources.source import (
    SOURCE_KINDS,
    Ask,
    At,
    Every,
    Expectation,
    Found,
    Lead,
    Listing,
    Memory,
    Reader,
    Source,
    SourceKind,
)

__all__ = [
    "SOURCE_KINDS",
    "Ask",
    "At",
    "Every",
    "Expectation",
    "Folder",
    "Found",
    "Lead",
    "Listing",
    "Memory",
    "Reader",
    "Source",
    "SourceKind",
    "Warc",
    "catalogued",
    "find",
    "own_source",
]
