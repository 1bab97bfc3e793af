"""A client in Python for a tracker that runs somewhere: the same filters, typed answers, pages by itself.

>>> from tracker.client import Tracker
>>> tracker = Tracker("http://127.0.0.1:8000")  # doctest: +SKIP
>>> [event.title for event in tracker.events(item="nvidia-h20", status="occurred")]  # doctest: +SKIP
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote, urljoin

import requests
from pydantic import BaseModel, ValidationError
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from tracker.api import shapes
from tracker.api.agreement_shapes import Conflict, EventHistory
from tracker.api.changes import Change
from tracker.api.changing import Receipt
from tracker.api.citing import Citations
from tracker.errors import InputError, NotFound, TrackerError
from tracker.store import ArticleFilter, ClaimFilter, ConflictFilter, EntityFilter, EventFilter, Filter

if TYPE_CHECKING:
    import pandas as pd

S = TypeVar("S", bound=BaseModel)

_PAGE = 200
_RETRIES = Retry(total=4, backoff_factor=0.5, status_forcelist=(429, 503), allowed_methods=("GET",))


class Tracker:
    """A tracker at an address. Safe to use from one thread at a time.

    Every method raises ``NotFound``, ``InputError`` for what the server does not understand, and ``TrackerError`` for
    all else that it refuses; ``requests.RequestException`` where it cannot be reached. A server that asks to wait is
    asked again when it says.
    """

    def __init__(self, address: str = "http://127.0.0.1:8000", key: str | None = None, timeout: float = 60) -> None:
        """``key``: an API key, if the server asks for one; ``timeout``: seconds without an answer."""
        self._address = address.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=_RETRIES))
        if key is not None:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def events(self, chosen: EventFilter | None = None, **filters: Any) -> Results[shapes.Event]:
        """What happened; ``filters`` are the fields of ``EventFilter``."""
        return Results(self, "events", shapes.Event, _asked(EventFilter, chosen, filters))

    def claims(self, chosen: ClaimFilter | None = None, **filters: Any) -> Results[shapes.Claim]:
        """What single sources say; ``filters`` are the fields of ``ClaimFilter``."""
        return Results(self, "claims", shapes.Claim, _asked(ClaimFilter, chosen, filters))

    def conflicts(self, chosen: ConflictFilter | None = None, **filters: Any) -> Results[Conflict]:
        """Where sources differ; ``filters`` are the fields of ``ConflictFilter``."""
        return Results(self, "conflicts", Conflict, _asked(ConflictFilter, chosen, filters))

    def entities(self, chosen: EntityFilter | None = None, **filters: Any) -> Results[shapes.Entity]:
        """Companies, agencies, people, items, rules and places; ``filters`` are the fields of ``EntityFilter``."""
        return Results(self, "entities", shapes.Entity, _asked(EntityFilter, chosen, filters))

    def articles(self, chosen: ArticleFilter | None = None, **filters: Any) -> Results[shapes.Article]:
        """The articles that were read; ``filters`` are the fields of ``ArticleFilter``."""
        return Results(self, "articles", shapes.Article, _asked(ArticleFilter, chosen, filters))

    def event(self, event_id: str, known_at: str | None = None) -> shapes.EventDetail:
        """One event with all that is said of it, or what was known of it then (a day or a moment, ISO 8601)."""
        return self._one(shapes.EventDetail, f"events/{quote(event_id, safe='')}", {"known_at": known_at})

    def history(self, event_id: str) -> EventHistory:
        """How the answer about an event changed, and why."""
        return self._one(EventHistory, f"events/{quote(event_id, safe='')}/history")

    def cite(self, event_id: str) -> Citations:
        """The sources of an event as one cites them."""
        return self._one(Citations, f"events/{quote(event_id, safe='')}/citation")

    def claim(self, claim_id: str) -> shapes.Claim:
        """One claim."""
        return self._one(shapes.Claim, f"claims/{quote(claim_id, safe='')}")

    def entity(self, key: str) -> shapes.EntityDetail:
        """One entity with its timeline."""
        return self._one(shapes.EntityDetail, f"entities/{quote(key, safe='')}")

    def article(self, article_id: str) -> shapes.ArticleDetail:
        """One article with its text."""
        return self._one(shapes.ArticleDetail, f"articles/{quote(article_id, safe='')}")

    def ingest(self, address: str, text: str | None = None) -> Receipt:
        """Have an address read, or a page with the address that it comes from; the key needs the scope ``ingest``."""
        body = {"address": address} | ({"text": text} if text is not None else {})
        with self._asking("POST", "ingest", json=body) as answer:
            return Receipt.model_validate_json(answer.content)

    def changes(self, since: int = 0, **filters: Any) -> Iterator[Change]:
        """Events that changed after the change numbered ``since``, oldest first, up to now. From 0 on, all of them."""
        asked, more = _asked(EventFilter, None, filters) | {"limit": _PAGE}, True
        while more:
            page = self._json("changes", asked | {"since": since})
            yield from map(Change.model_validate, page["items"])
            since, more = page["last"], page["more"]

    def follow(self, since: int | None = None, **filters: Any) -> Iterator[Change]:
        """Changes as they happen, without end: from ``since`` on, or from now on. A lost connection is made again."""
        asked = _asked(EventFilter, None, filters)
        while True:
            try:
                for change in self._stream(asked if since is None else asked | {"since": since}):
                    yield change
                    since = change.number
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError):
                time.sleep(1)

    def export(self, listed: str, file: str | Path, form: str | None = None, **filters: Any) -> Path:
        """Write a whole list as ``file``, in the format of its name or ``form``; it bears its name when it is whole."""
        path = Path(file)
        asked = _encoded(filters) | {"format": form or path.suffix.removeprefix(".")}
        with (
            self._asking("GET", listed, params=asked, stream=True) as answer,
            tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as kept,
        ):
            try:
                for piece in answer.iter_content(1 << 16):
                    kept.write(piece)
                kept.flush()
                os.replace(kept.name, path)  # noqa: PTH105 - both are names already
            except BaseException:
                Path(kept.name).unlink(missing_ok=True)
                raise
        return path

    def _stream(self, asked: Mapping[str, Any]) -> Iterator[Change]:
        with self._asking("GET", "changes/stream", params=asked, stream=True) as answer:
            for line in answer.iter_lines(chunk_size=1):
                if line.startswith(b"data: "):
                    yield Change.model_validate(json.loads(line[6:]))

    def _one(self, shape: type[S], path: str, asked: Mapping[str, Any] | None = None) -> S:
        return shape.model_validate(self._json(path, asked))

    def _json(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:
        with self._asking("GET", path, params=asked) as answer:
            return answer.json()

    @contextmanager
    def _asking(self, method: str, path: str, **how: Any) -> Iterator[requests.Response]:
        address = urljoin(self._address, path) if path.startswith("/") else f"{self._address}/api/{path}"
        with self._session.request(method, address, timeout=self._timeout, **how) as answer:
            if not answer.ok:
                raise _error(answer)
            yield answer


class Results(Generic[S]):
    """A list that is fetched page by page while one goes through it."""

    def __init__(self, tracker: Tracker, listed: str, shape: type[S], asked: Mapping[str, Any]) -> None:
        """``asked``: the parameters."""
        self._tracker = tracker
        self._listed = listed
        self._shape = shape
        self._asked = asked

    def __iter__(self) -> Iterator[S]:
        """All of them, however many there are."""
        page = self._tracker._json(self._listed, {"limit": _PAGE} | dict(self._asked))
        while True:
            yield from map(self._shape.model_validate, page["items"])
            if page["next"] is None:
                return
            page = self._tracker._json(page["next"])

    @property
    def total(self) -> int:
        """How many there are, as far as the server counts."""
        return int(self._tracker._json(self._listed, dict(self._asked) | {"limit": 1})["total"])

    def frame(self) -> pd.DataFrame:
        """All of them as a table; needs pandas. Columns are those of the CSV file, several values are lists."""
        from pyarrow import parquet  # noqa: PLC0415 - wanted for this alone

        asked = dict(self._asked) | {"format": "parquet"}
        with self._tracker._asking("GET", self._listed, params=asked) as answer:
            frame: pd.DataFrame = parquet.read_table(io.BytesIO(answer.content)).to_pandas()
        return frame


def _asked(model: type[Filter], chosen: Filter | None, filters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a question. Raises ``InputError`` for a filter that there is not or a value it cannot have."""
    try:
        asked = model.model_validate((chosen.model_dump(exclude_unset=True) if chosen else {}) | dict(filters))
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise InputError(f"{wrong}. The filters are: {', '.join(model.model_fields)}") from None
    return _encoded(asked.model_dump(mode="json", exclude_unset=True))


def _encoded(values: Mapping[str, Any]) -> dict[str, Any]:
    """As they stand in an address."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}


def _error(answer: requests.Response) -> TrackerError:
    try:
        detail = str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The server answers {answer.status_code} {answer.reason}"
    kind = {400: InputError, 404: NotFound, 422: InputError}.get(answer.status_code, TrackerError)
    return kind(detail)
