"""What becomes of one page: a pure function that any engine may map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.caps import Overrun, at_most
from tracker.errors import TrackerError
from tracker.extraction import extract
from tracker.extraction.triage import may_concern_controls, words_of_controls
from tracker.knowledge import Knowledge
from tracker.model import Document, Extraction
from tracker.reading import read_if

SECONDS = 5.0
"""Of CPU that a page may take; news pages take a hundredth."""

Outcome: TypeAlias = Literal["kept", "off topic", "too slow", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One page, and what was read out of it."""

    outcome: Outcome
    message: str | None
    """Why it was not kept; ``None`` for what is off topic or kept."""
    extraction: Extraction | None
    """Of a page that is kept."""


def take(document: Document, knowledge: Knowledge, seconds: float = SECONDS) -> Taken:
    """Read a page if it may concern trade or technology controls; never raises but for what ends the process.

    The cheapest test comes first: the words of the page, then the article, then its sentences.
    """
    if not may_concern_controls(document.body):
        return _OFF_TOPIC
    try:
        with at_most(seconds):
            return _take(document, knowledge)
    except Overrun:
        return _not(f"took more than {seconds:g} s of CPU", "too slow")
    except TrackerError as error:
        return _not(str(error))
    except MemoryError:
        return _not("needs more memory than it may have")
    except Exception as error:  # one page that breaks a stage must not end the run
        return _not(f"breaks the program ({type(error).__name__}: {error}); please report it")


def _take(document: Document, knowledge: Knowledge) -> Taken:
    article = read_if(document, words_of_controls)
    if article is None:
        return _OFF_TOPIC
    return Taken(outcome="kept", message=None, extraction=extract(article, knowledge))


def _not(message: str, outcome: Outcome = "unreadable") -> Taken:
    return Taken(outcome=outcome, message=re.sub(r"\s+", " ", message)[:300], extraction=None)


_OFF_TOPIC = Taken(outcome="off topic", message=None, extraction=None)
