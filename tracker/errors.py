"""One tree of errors, each with the HTTP status that the API answers with.

TrackerError
├── InputError            what the user gave cannot be used                 400
│   ├── UnreadableDocument    bytes that are no text, page or known format    422
│   └── NotAnArticle          a page without an article on it                 422
├── TooCostly             a page that takes more CPU or memory than it may  422
├── NotFound              nothing under this id or address                  404
├── FetchError            a source did not answer as it should              502
│   ├── FetchRefused          an address that may not be fetched              403
│   ├── FetchBusy             a server that asks to come back later           503
│   ├── FetchGone             a page that is not there any more               404
│   └── SourceChanged         a listing that is not what it used to be        502
├── KnowledgeError        a data file of the knowledge base is invalid      500
└── StoreError            the database cannot be used as it is              503

Caught in two places only: the pipeline, which reports and goes on, and the app and the command
line, which answer. A message is one line that says what is wrong and what to do next.
"""

from __future__ import annotations


class TrackerError(Exception):
    """Base of all errors that the tracker raises on purpose."""

    status = 500
    title = "Tracker error"


class InputError(TrackerError):
    """What the user gave cannot be used."""

    status = 400
    title = "Bad input"


class UnreadableDocument(InputError):
    """The bytes are no text, page or known format."""

    status = 422
    title = "Unreadable document"


class NotAnArticle(InputError):
    """The page was read, but there is no article on it."""

    status = 422
    title = "No article on the page"


class TooCostly(TrackerError):
    """Reading the page takes more CPU time or memory than a page may; a watcher tries it again some times."""

    status = 422
    title = "Page too costly"


class NotFound(TrackerError):
    """Nothing is held under this id or address."""

    status = 404
    title = "Not found"


class FetchError(TrackerError):
    """A source did not answer as it should."""

    status = 502
    title = "Fetch failed"


class FetchRefused(FetchError):
    """The address may not be fetched: a private network, a forbidden scheme, robots.txt."""

    status = 403
    title = "Fetch refused"


class FetchBusy(FetchError):
    """A server asks for time, or needs some: come back later."""

    status = 503
    title = "Source busy"

    def __init__(self, message: str, seconds: float | None = None) -> None:
        """``seconds``: after which it may be asked again, where it says so."""
        super().__init__(message)
        self.seconds = seconds


class FetchGone(FetchError):
    """The page is not there any more."""

    status = 404
    title = "Page gone"


class SourceChanged(FetchError):
    """A listing is not what it used to be: a field, a table or a page that nobody foresaw."""

    status = 502
    title = "Source changed"


class KnowledgeError(TrackerError):
    """A data file of the knowledge base is invalid."""

    status = 500
    title = "Invalid knowledge"


class StoreError(TrackerError):
    """The database cannot be used as it is."""

    status = 503
    title = "Database unavailable"
