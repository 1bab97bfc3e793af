"""Who may do what: API keys, their scopes, how often they may ask, and under which names the server is reached.

On the machine itself no key is asked for, unless the server is told to. A key that is sent is always checked. It comes
as ``Authorization: Bearer KEY``, as ``X-API-Key: KEY``, or from browsers as the password of ``Authorization: Basic``;
never in an address, which ends up in logs and histories.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from fastapi import HTTPException, Request, Response
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.store.keys import KeyStore, KeyView
from tracker.store.keys import Scope as Permission

OPEN = ("/api/health", "/static/tracker.css")
"""What is answered without a key everywhere: whether the server is well, and how the page looks that asks for a key."""

BY_PREFIX: dict[str, Permission] = {"/api/ingest": "ingest", "/api/screen": "read"}
"""Which permission what is sent needs; all other changes need ``review``. Whatever only reads needs ``read``."""

LARGEST = 14_000_000
"""Bytes of a request's body that are read: a document, also where its bytes are written as text."""

_READING = ("GET", "HEAD", "OPTIONS")
_LIKE_A_KEY = re.compile(r"trk_[0-9a-f]{12}_")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_GUESSES = "20/minute"
"""How many wrong keys one address may try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who is let in."""

    required: bool
    """Whether every request needs a key."""
    names: tuple[str, ...] = ()
    """Under which host names the server may be asked for, in lower case; any where there are none."""
    rate: str = "600/minute"
    """How many requests a key may make, and an address twice as many."""


ON_THIS_MACHINE = Access(required=False)
"""No keys, any name: for a program that asks itself, and for tests."""

Tell = Callable[[Request, Exception], Response]


class Guard:
    """Middleware that lets through what is allowed, and tells the others why not."""

    def __init__(self, app: ASGIApp, keys: KeyStore, access: Access, tell: Tell) -> None:
        """Wrap ``app``; ``tell`` makes the answer to an error."""
        self._app = app
        self._keys = keys
        self._access = access
        self._tell = tell
        self._pace = _Pace(parse(access.rate))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as ``app`` does, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            self._check_address(request)
            await self._check_key(request)
        except HTTPException as error:
            # An address that holds a key is not repeated.
            shown = {**scope, "path": _LIKE_A_KEY.split(scope["path"])[0], "query_string": b""}
            await self._tell(Request(shown), error)(scope, receive, send)
            return
        await self._app(scope, _bounded(receive), send)

    def _check_address(self, request: Request) -> None:
        """What can be seen without looking anything up. Raises ``HTTPException``."""
        if _LIKE_A_KEY.search(unquote(f"{request.scope['path']}?{request.url.query}")):
            raise HTTPException(
                400, "A key stands in the address, where others may read it: send it as a header, revoke it"
            )
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            raise _too_large()
        host = _host_name(request.headers.get("host", ""))
        if self._access.names and host not in self._access.names:
            raise HTTPException(400, "This server is not known by that name: set TRACKER_SERVER_NAMES to allow it")
        if request.method not in _READING and _is_from_elsewhere(request):
            raise HTTPException(403, "A page of another site may not change anything here")

    async def _check_key(self, request: Request) -> None:
        """Whether the key, or its absence, lets this request through. Raises ``HTTPException``."""
        address, key = request.client.host if request.client else "", sent_key(request)
        asked = self._access.required or any(request.headers.get(name) for name in _FORWARDED)
        if key is None:
            if asked:
                self._pace.count(f"address {address}", twice=True)
                if _path(request) not in OPEN:
                    raise _unknown(request, "A key is needed: send it as 'Authorization: Bearer KEY'")
            return
        self._pace.check_guesses(address)
        holder = await run_in_threadpool(self._keys.holder, key, datetime.now(UTC))
        if holder is None or holder.state != "valid":
            self._pace.count_guess(address)
            why = "The key is not known here" if holder is None else f"The key {holder.id} is {holder.state}"
            raise _unknown(request, f"{why}: ask whoever runs this server for another")
        self._pace.count(f"address {address}", twice=True)
        self._pace.count(f"key {holder.id}", twice=False)
        _check_permission(request, holder)
        request.scope.setdefault("state", {})["asked_by"] = f"{holder.name} (key {holder.id})"


def _bounded(receive: Receive) -> Receive:
    """The same body, which ends in an error where it does not say its length and is too large."""
    held = 0

    async def bounded() -> Message:
        nonlocal held
        message = await receive()
        held += len(message.get("body", b""))
        if held > LARGEST:
            raise _too_large()
        return message

    return bounded


def _too_large() -> HTTPException:
    return HTTPException(413, f"The body is larger than {LARGEST // 1_000_000} MB: send less")


def permission_of(method: str, path: str) -> Permission:
    """What a key must allow for this."""
    if method in _READING:
        return "read"
    return next((given for prefix, given in BY_PREFIX.items() if f"{path}/".startswith(f"{prefix}/")), "review")


def sent_key(request: Request) -> str | None:
    """The key that came with a request; ``None`` where none came."""
    scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
    match scheme.lower():
        case "bearer":
            return value.strip()
        case "basic":
            return _password(value.strip())
    return request.headers.get("x-api-key")


def _password(credentials: str) -> str:
    """What stands behind the colon; for what is none, something that is no key."""
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def _check_permission(request: Request, holder: KeyView) -> None:
    needed = permission_of(request.method, _path(request))
    if needed not in holder.scopes:
        raise HTTPException(403, f"The key {holder.id} may not do this: it needs the scope {needed}")


def _path(request: Request) -> str:
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))


def _unknown(request: Request, detail: str) -> HTTPException:
    """Programs are asked for a key, browsers for a password, which is the key."""
    asks = "Bearer" if _path(request).startswith("/api") else "Basic"
    return HTTPException(401, detail, headers={"WWW-Authenticate": f'{asks} realm="tracker"'})


def _host_name(host: str) -> str:
    """``[::1]:8000`` and ``localhost:8000`` without the port."""
    name = host.strip().lower()
    return name[1 : name.find("]")] if name.startswith("[") else name.partition(":")[0]


def _is_from_elsewhere(request: Request) -> bool:
    """Whether a browser sends this because a page of another site told it to."""
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        return True
    return request.headers.get("sec-fetch-site") in ("cross-site", "same-site")


class _Pace:
    """How often each may ask, counted in the memory of this process."""

    def __init__(self, rate: RateLimitItem) -> None:
        self._rate = rate
        self._twice = parse(f"{2 * rate.amount} per {rate.multiples} {rate.GRANULARITY.name}")
        self._guesses = parse(_GUESSES)
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    def count(self, who: str, *, twice: bool) -> None:
        """One more request. Raises ``HTTPException`` where it is one too many."""
        rate = self._twice if twice else self._rate
        if not self._counted.hit(rate, who):
            raise self._too_many(rate, who)

    def count_guess(self, address: str) -> None:
        """One more key that is none."""
        self._counted.hit(self._guesses, f"guesses {address}")

    def check_guesses(self, address: str) -> None:
        """Raise ``HTTPException`` for an address that tried too many keys, before one more is looked up."""
        if not self._counted.test(self._guesses, f"guesses {address}"):
            raise self._too_many(self._guesses, f"guesses {address}")

    def _too_many(self, rate: RateLimitItem, who: str) -> HTTPException:
        wait = self._counted.get_window_stats(rate, who).reset_time - time.time()
        seconds = max(1, math.ceil(wait))
        return HTTPException(
            429, f"Too many requests ({rate}): wait {seconds} seconds", headers={"Retry-After": str(seconds)}
        )
