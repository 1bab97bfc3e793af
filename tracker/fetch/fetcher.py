"""Fetches what is at an address that a user or a page gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.cookiejar import DefaultCookiePolicy

import requests
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.exceptions import TimeoutError as LineTimeout
from urllib3.util import Url, parse_url

from tracker.errors import FetchBusy, FetchError, FetchRefused
from tracker.fetch.addresses import is_public
from tracker.fetch.connections import Line, LineAdapter, Permits, Resolve, resolve
from tracker.fetch.limits import Deadline, Limits
from tracker.fetch.pace import Breaker, Pace, Turns
from tracker.fetch.replies import (
    Download,
    Reply,
    Validators,
    download_of,
    media_type,
    redirection,
    refusal,
    retry_after,
)
from tracker.fetch.robots import Answer, Robots
from tracker.fetch.unpacking import Unpacker
from tracker.model import Document

READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_WEB_PORTS = (None, 80, 443, 8080, 8443)
_LONGEST_URL = 8_000
_CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What a request is for."""

    media_types: tuple[str, ...]
    largest: int
    cut: bool = False
    """Leave the body at that size instead of refusing it."""
    validators: Validators | None = None


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages; remembers the rules and the pace of the hosts that it has asked. Safe to share between threads."""

    user_agent: str
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    permits: Permits = is_public
    any_port: bool = False
    allowed: frozenset[str] = frozenset()
    """Hosts that the user allows by name, whatever their address; a redirect from elsewhere does not lead there."""
    proxy: str | None = None
    """Through which all goes, if that is set; what it is asked for is vetted all the same."""
    turns: Turns | None = None
    """Turns that are shared with other processes."""
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(init=False)
    breaker: Breaker = field(init=False)

    def __post_init__(self) -> None:
        """Take the product token from the user agent."""
        self.robots = Robots(agent=self.user_agent.partition("/")[0].strip())
        self.breaker = Breaker(self.limits.failures, self.limits.rest)
        if self.turns is not None:
            self.pace = Pace(turns=self.turns, jitter=self.limits.jitter)

    def fetch(self, url: str, now: datetime) -> Document:
        """The page at ``url``, received at ``now``.

        Raises ``FetchRefused`` where it may not be fetched, ``FetchError`` where no readable page comes back in time.
        """
        return document_of(self.get(url, now), now)

    def get(
        self,
        url: str,
        now: datetime,
        *,
        media_types: Sequence[str] = READABLE,
        largest: int | None = None,
        validators: Validators | None = None,
    ) -> Download:
        """What is at ``url``, if it is of one of these types and no ``largest``; with ``validators`` only if changed.

        Raises ``FetchRefused``, ``FetchGone``, ``FetchBusy`` or plain ``FetchError``.
        """
        cap = largest or self.limits.body
        wish = _Wish(media_types=tuple(media_types), largest=cap, validators=validators)
        deadline = Deadline(self.limits.seconds * max(1.0, cap / self.limits.body))
        reply = self._follow(url, deadline, wish)
        wait = retry_after(reply, now)
        if wait is not None and wait <= self.limits.longest_pause:
            host = _host(reply.url)
            deadline.extend(self.pace.wait(host, wait) + self.pace.wait(host, 0))
            reply = self._follow(url, deadline, wish)
        if reply.status == requests.codes.ok or (reply.status == requests.codes.not_modified and validators):
            return download_of(reply)
        error = refusal(reply, now)
        if isinstance(error, FetchBusy) and error.seconds:
            self.breaker.rest_for(_authority(reply.url), error.seconds)
        raise error

    def _follow(self, url: str, deadline: Deadline, wish: _Wish) -> Reply:
        """Obey robots.txt at every step of a chain of redirects."""
        first = url = self._checked(url)
        for _ in range(self.limits.redirects + 1):
            self.breaker.check(_authority(url))
            delay = self.robots.check(url, lambda address: self._rules(address, deadline))
            pause = max(self.limits.pause, min(delay, self.limits.longest_delay))
            reply = self._exchange(url, deadline, pause, wish)
            if (target := redirection(reply)) is None:
                return reply
            url = self._next(target, first, url)
        raise FetchError(f"{url} was reached after more than {self.limits.redirects} redirects: give the final address")

    def _next(self, target: str, first: str, url: str) -> str:
        """Where a redirect may lead."""
        target = self._checked(target)
        if self._is_allowed(target) and _host(target) != _host(first):
            raise FetchRefused(f"{url} redirects to {_host(target)}, which is allowed only by its own address")
        if url.startswith("https:") and target.startswith("http:"):
            raise FetchRefused(f"{url} redirects to an address without TLS: it is not followed")
        return target

    def _rules(self, address: str, deadline: Deadline) -> Answer:
        wish = _Wish(media_types=(), largest=self.limits.robots, cut=True)
        first = address
        for _ in range(self.limits.redirects + 1):
            reply = self._exchange(address, deadline, self.limits.pause, wish)
            if (target := redirection(reply)) is None:
                return Answer(reply.status, reply.body)
            address = self._next(target, first, address)
        return Answer(0, b"")

    def _checked(self, url: str) -> str:
        """``url`` as it is sent. Raises ``FetchRefused`` for what is no plain web address."""
        parsed = _parsed(url)
        if parsed.auth is not None:
            raise FetchRefused(
                f"{parsed.host}: leave user name and password out of the address, it is not fetched with them"
            )
        if parsed.port not in _WEB_PORTS and not self.any_port and not self._is_allowed(parsed.url):
            raise FetchRefused(f"{parsed.host}: port {parsed.port} is none that web pages are served on")
        return parsed._replace(fragment=None, path=parsed.path or "/").url

    def _is_allowed(self, url: str) -> bool:
        return bool(self.allowed) and _host(url) in self.allowed

    def _exchange(self, url: str, deadline: Deadline, pause: float, wish: _Wish) -> Reply:
        """One request and its reply."""
        host = _host(url)
        deadline.extend(self.pace.wait(host, pause))
        try:
            with _explained(url, deadline), self._line(host, deadline) as line:
                reply = self._talk(url, line, deadline, wish)
        except FetchRefused:
            raise
        except FetchError:
            self.breaker.note(_authority(url), ok=False)
            raise
        self.breaker.note(_authority(url), ok=reply.status < 500)
        return reply

    def _talk(self, url: str, line: Line, deadline: Deadline, wish: _Wish) -> Reply:
        if self.proxy:
            line.vet(_host(url))
        with (
            _session(line, self.user_agent, wish, self.proxy) as session,
            session.get(url, stream=True, allow_redirects=False, timeout=max(deadline.remaining, 0.1)) as response,
        ):
            if not wish.cut:
                _check_head(response, wish)
            body = _body(response, wish)
            if deadline.remaining <= 0:
                raise TimeoutError  # what was cut may look like an end
            return Reply(url, response.status_code, response.headers, body)

    def _line(self, host: str, deadline: Deadline) -> Line:
        trusted = {_host(self.proxy)} if self.proxy else {host} & self.allowed
        return Line(self.resolve, self.permits, deadline, self.limits.connect_seconds, frozenset(trusted))


def document_of(download: Download, now: datetime) -> Document:
    """A download as a document, received ``now``. Raises ``FetchError`` for an empty one."""
    if not download.body.strip():
        raise FetchError(f"{download.url} is empty: open it in a browser, save the page and ingest the file")
    return Document(
        url=download.url,
        media_type=download.media_type,
        charset=download.charset,
        fetched=now,
        body=download.body,
    )


def fetch(url: str, *, user_agent: str, now: datetime, allow_private: bool = False) -> Document:
    """The page at ``url``; see ``Fetcher``, which should be kept for fetching several.

    ``allow_private`` lets it reach the local network, for pages on one's own machines.
    """
    permits: Permits = (lambda _: True) if allow_private else is_public
    return Fetcher(user_agent=user_agent, permits=permits, any_port=allow_private).fetch(url, now)


def _parsed(url: str) -> Url:
    url = url.strip()
    if len(url) > _LONGEST_URL or any(ord(character) < 33 or ord(character) == 127 for character in url):
        raise FetchRefused("An address with blanks, control characters or more than 8,000 letters is not fetched")
    try:
        parsed = parse_url(requests.Request("GET", url).prepare().url or "")
    except (requests.RequestException, LocationParseError, UnicodeError, ValueError) as error:
        raise FetchRefused(f"{url} is no web address: give one that begins with https:// or http://") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchRefused(f"{url} is no web address: give one that begins with https:// or http://")
    return parsed


def _host(url: str) -> str:
    return parse_url(url).host or ""


def _authority(url: str) -> str:
    """Host and port: what fails or rests is a server, not a name."""
    return parse_url(url).netloc or ""


@contextmanager
def _session(line: Line, user_agent: str, wish: _Wish, proxy: str | None) -> Iterator[requests.Session]:
    """A session without memory, cookies, passwords or proxies from the environment."""
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        accepted = ", ".join(wish.media_types) or "*/*"
        session.headers.update({"User-Agent": user_agent, "Accept": accepted, "Accept-Encoding": "gzip"})
        if wish.validators:
            session.headers.update(wish.validators.headers)
        if proxy:
            session.proxies = {"http": proxy, "https": proxy}
        adapter = LineAdapter(line)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        yield session


def _check_head(response: requests.Response, wish: _Wish) -> None:
    """Leave what cannot be used before its body comes."""
    if response.status_code != requests.codes.ok:
        return
    kind = media_type(response.headers.get("Content-Type", ""))
    if kind and kind not in wish.media_types:
        usable = (
            "only web pages and plain text" if wish.media_types == READABLE else "only " + " or ".join(wish.media_types)
        )
        raise FetchError(f"{response.url} is {kind}: {usable} can be read")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced[:20]) > wish.largest:
        raise _too_large(response.url, wish.largest)


def _body(response: requests.Response, wish: _Wish) -> bytes:
    """The body, unpacked. One byte more than is allowed is enough to leave it."""
    received = bytearray()
    unpacker = Unpacker(response.url, response.headers.get("Content-Encoding", ""))
    for piece in response.raw.stream(_CHUNK, decode_content=False):
        received += unpacker.feed(piece, wish.largest + 1 - len(received))
        if len(received) > wish.largest:
            if not wish.cut:
                raise _too_large(response.url, wish.largest)
            return bytes(received[: wish.largest])
    if received:
        unpacker.finish()
    return bytes(received)


def _too_large(url: str, cap: int) -> FetchError:
    return FetchError(f"{url} is larger than {cap / 1e6:g} MB: an article is not")


@contextmanager
def _explained(url: str, deadline: Deadline) -> Iterator[None]:
    """Turn the libraries' errors into one line for the user."""
    host = _host(url)
    try:
        yield
    except FetchError:
        raise
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        if deadline.remaining <= 0 or isinstance(error, (requests.Timeout, LineTimeout)):
            raise FetchError(f"{host} did not finish within {deadline.seconds:g} seconds: try again later") from error
        if isinstance(error, requests.exceptions.SSLError) and "certificate" in str(error).lower():
            raise FetchError(f"{host} has no valid TLS certificate: do not trust what it sends") from error
        raise FetchError(
            f"{host} broke off or does not speak HTTP ({type(error).__name__}): try again later"
        ) from error
