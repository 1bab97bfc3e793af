"""The routes that change something: documents are handed in, and people decide about claims and events."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tracker.api.base_shapes import Shape
from tracker.api.description import problem
from tracker.api.routes import Held
from tracker.errors import InputError
from tracker.model import Document

MediaType = Literal[
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "message/rfc822", "application/pdf"
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Identifier = Annotated[str, Field(min_length=1, max_length=200, examples=["0a1b2c3d4e5f60718293"])]


class Receipt(Shape):
    """What became of a document."""

    result: Literal["added", "updated", "unchanged"]
    """`updated` where the page was known, but says something else now or is read differently."""
    headline: str
    """Its headline."""
    article_id: str | None
    """The article: `/api/articles/{id}`."""
    new: int
    """Claims that were not made before."""
    unchanged: int
    """Claims that stood already."""
    retracted: int
    """Claims that are no longer made."""
    events: int
    """Events that are new or changed."""


class Submission(BaseModel):
    """An address to fetch, or a document with the address that it comes from."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    address: str = Field(
        max_length=2000, pattern=r"^https?://[^\s/?#]+[^\s]*$", examples=["https://news.example/chips/1"]
    )
    """Where it is, or where the document comes from."""
    text: str | None = Field(default=None, max_length=10_000_000, examples=["<html>…</html>"])
    """The document, where it is text; the address is not fetched then."""
    content: str | None = Field(default=None, max_length=13_500_000, examples=[None])
    """The document in Base64, where it is no text, such as a PDF."""
    media_type: MediaType = Field(default="text/html", examples=["text/html"])
    """What the document is."""

    @model_validator(mode="after")
    def _one_document(self) -> Submission:
        if self.text is not None and self.content is not None:
            raise ValueError("give text or content, not both")
        return self

    def body(self) -> bytes | None:
        """The bytes that were handed in; ``None`` where the address is to be fetched. Raises ``InputError``."""
        if self.content is None:
            return None if self.text is None else self.text.encode("utf-8", "replace")
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise InputError("The content is no Base64: encode the bytes of the document again") from None


class Desk:
    """Who takes documents in; the application puts in how."""

    def __init__(
        self, fetch: Callable[[str, datetime], Document], take: Callable[[Document, bool], tuple[Any, int]]
    ) -> None:
        """``fetch`` from an address; ``take`` a document, live or not, to its outcome and the events that changed."""
        self.fetch = fetch
        self.take = take


class Merging(BaseModel):
    """Two events that are one."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    one: Identifier
    """The one."""
    other: Identifier
    """The other."""
    reason: Words = Field(examples=["Both tell of the letter of 14 July"])
    """Why."""


class Verdict(BaseModel):
    """A claim about which somebody decides."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    claim: Identifier
    """The claim."""
    reason: Words = Field(examples=["The sentence speaks of another chip"])
    """Why."""


class Decided(Shape):
    """What a decision led to."""

    event_id: str | None
    """The event of the claim from now on; null where the claim no longer stands."""
    events: int
    """Events that are new or changed."""


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


_UNUSABLE: dict[int | str, dict[str, Any]] = {
    400: problem("What was sent cannot be used; `detail` says why."),
    404: problem("Nothing is held under this identifier, or nothing is at this address."),
    413: problem("The document is too large."),
    422: problem("A field is missing or cannot be used, or there is no article in the document."),
}
_UNFETCHED: dict[int | str, dict[str, Any]] = {
    403: problem("The address may not be fetched."),
    502: problem("The address did not answer as it should."),
}

router = APIRouter(prefix="/api", responses={503: problem("The database cannot be used, or a server asks to wait.")})


@router.post(
    "/ingest",
    summary="Hand in a document",
    tags=["Change"],
    response_model=Receipt,
    responses={**_UNUSABLE, **_UNFETCHED},
)
def ingest(given: Submission, desk: Annotated[Desk, Depends(_desk)]) -> Any:
    """Read an address, or a document that comes with it, and store what it says. The same again changes nothing."""
    now, body = datetime.now(UTC), given.body()
    if body is None:
        outcome, events = desk.take(desk.fetch(given.address, now), True)
    else:
        charset = "utf-8" if given.text is not None else None
        document = Document(url=given.address, media_type=given.media_type, charset=charset, fetched=now, body=body)
        outcome, events = desk.take(document, False)
    added = outcome.added
    return {
        "result": outcome.result,
        "headline": outcome.message,
        "article_id": added.article_id,
        "new": added.new,
        "unchanged": added.unchanged,
        "retracted": added.retracted,
        "events": events,
    }


@router.post("/review/merge", summary="Two events are one", tags=["Change"], responses=_UNUSABLE)
def merge(given: Merging, request: Request, store: Held) -> Decided:
    """Decide that two events are one happening, now and after every later reading."""
    store.merge(given.one, given.other, by=_who(request), reason=given.reason, now=datetime.now(UTC))
    events = store.resolve()
    return Decided(event_id=store.event(given.one).event.id, events=events)


@router.post("/review/split", summary="A claim is of another event", tags=["Change"], responses=_UNUSABLE)
def split(given: Verdict, request: Request, store: Held) -> Decided:
    """Decide that a claim speaks of another happening than the rest of its event."""
    store.split(given.claim, by=_who(request), reason=given.reason, now=datetime.now(UTC))
    return _decided(given.claim, store)


@router.post("/review/confirm", summary="A claim is right", tags=["Change"], responses=_UNUSABLE)
def confirm(given: Verdict, request: Request, store: Held) -> Decided:
    """Decide that a claim says what its source says."""
    store.confirm(given.claim, by=_who(request), reason=given.reason, now=datetime.now(UTC))
    return _decided(given.claim, store)


@router.post("/review/reject", summary="A claim was misread", tags=["Change"], responses=_UNUSABLE)
def reject(given: Verdict, request: Request, store: Held) -> Decided:
    """Decide that a source never said so: the claim is retracted, with the reason, and not read again."""
    store.reject(given.claim, by=_who(request), reason=given.reason, now=datetime.now(UTC))
    return _decided(given.claim, store)


def _decided(claim: str, store: Held) -> Decided:
    events = store.resolve()
    return Decided(event_id=store.claim(claim).event_id, events=events)


def _who(request: Request) -> str:
    """Under which name a decision is written down."""
    return str(getattr(request.state, "asked_by", "somebody on this machine"))
