"""Fetches a page from an address that a user gave."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from tracker.errors import FetchError, FetchRefused
from tracker.fetch.addresses import is_public
from tracker.fetch.connections import Line, LineAdapter, Permits, Resolve, resolve
from tracker.fetch.limits import Deadline, Limits
from tracker.fetch.pace import Pace
from tracker.fetch.robots import Answer, Robots
from tracker.model import Document

_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_WEB_PORTS = (None, 80, 443, 8080, 8443)
_LONGEST_URL = 8_000
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class _Reply:
    """The end of a chain of redirects."""

    url: str
    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages; remembers the rules and the pace of the hosts that it has asked. Safe to share between threads."""

    user_agent: str
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    permits: Permits = is_public
    any_port: bool = False
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        """Take the product token from the user agent."""
        self.robots = Robots(agent=self.user_agent.partition("/")[0].strip())

    def fetch(self, url: str, now: datetime) -> Document:
        """The page at ``url``, received at ``now``.

        Raises ``FetchRefused`` where it may not be fetched, ``FetchError`` where no readable page comes back in time.
        """
        deadline = Deadline(self.limits.seconds)
        reply = self._follow(url, deadline)
        wait = _retry_after(reply, now)
        if wait is not None and wait <= self.limits.longest_pause:
            deadline.extend(self.pace.wait(_host(reply.url), wait) + self.pace.wait(_host(reply.url), 0))
            reply = self._follow(url, deadline)
        if reply.status != requests.codes.ok:
            raise FetchError(_refusal(reply, _retry_after(reply, now)))
        if not reply.body.strip():
            raise FetchError(f"{reply.url} is empty: open it in a browser, save the page and ingest the file")
        media_type, charset = _content_type(reply)
        return Document(url=reply.url, media_type=media_type, charset=charset, fetched=now, body=reply.body)

    def _follow(self, url: str, deadline: Deadline) -> _Reply:
        """Obey robots.txt at every step of a chain of redirects."""
        for _ in range(self.limits.redirects + 1):
            url = self._checked(url)
            delay = self.robots.check(url, lambda address: self._rules(address, deadline))
            reply = self._exchange(url, deadline, max(self.limits.pause, min(delay, self.limits.longest_pause)))
            if (target := _redirection(reply)) is None:
                return reply
            url = target
        raise FetchError(f"{url} was reached after more than {self.limits.redirects} redirects: give the final address")

    def _rules(self, address: str, deadline: Deadline) -> Answer:
        for _ in range(self.limits.redirects + 1):
            reply = self._exchange(self._checked(address), deadline, self.limits.pause, only=self.limits.robots)
            if (target := _redirection(reply)) is None:
                return Answer(reply.status, reply.body)
            address = target
        return Answer(0, b"")

    def _checked(self, url: str) -> str:
        """``url`` as it is sent. Raises ``FetchRefused`` for what is no plain web address."""
        parsed = _parsed(url)
        if parsed.auth is not None:
            raise FetchRefused(
                f"{parsed.host}: leave user name and password out of the address, it is not fetched with them"
            )
        if parsed.port not in _WEB_PORTS and not self.any_port:
            raise FetchRefused(f"{parsed.host}: port {parsed.port} is none that web pages are served on")
        return parsed._replace(fragment=None, path=parsed.path or "/").url

    def _exchange(self, url: str, deadline: Deadline, pause: float, only: int | None = None) -> _Reply:
        """One request and its reply; ``only``: leave the body at that size instead of refusing it."""
        deadline.extend(self.pace.wait(_host(url), pause))
        with (
            _explained(url, deadline),
            Line(self.resolve, self.permits, deadline, self.limits.connect_seconds) as line,
            _session(line, self.user_agent) as session,
            session.get(url, stream=True, allow_redirects=False, timeout=max(deadline.remaining, 0.1)) as response,
        ):
            if only is None:
                _check_head(response, self.limits.body)
            body = _body(response, only or self.limits.body, whole=only is None)
            if deadline.remaining <= 0:
                raise TimeoutError  # what was cut may look like an end
            return _Reply(url, response.status_code, response.headers, body)


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


@contextmanager
def _session(line: Line, user_agent: str) -> Iterator[requests.Session]:
    """A session without memory, proxies, cookies or passwords from the environment."""
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        session.headers.update({"User-Agent": user_agent, "Accept": ", ".join(_READABLE), "Accept-Encoding": "gzip"})
        adapter = LineAdapter(line)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        yield session


def _check_head(response: requests.Response, cap: int) -> None:
    """Leave what cannot be used before its body comes."""
    if response.status_code != requests.codes.ok:
        return
    media_type = _media_type(response.headers.get("Content-Type", ""))
    if media_type and media_type not in _READABLE:
        raise FetchError(f"{response.url} is {media_type}: only web pages and plain text can be read")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > cap:
        raise _too_large(response.url, cap)


def _body(response: requests.Response, cap: int, *, whole: bool) -> bytes:
    received = bytearray()
    for chunk in response.iter_content(_CHUNK):
        received += chunk
        if len(received) > cap:
            if whole:
                raise _too_large(response.url, cap)
            break
    return bytes(received[:cap])


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
        if deadline.remaining <= 0 or isinstance(error, requests.Timeout):
            raise FetchError(f"{host} did not finish within {deadline.seconds:g} seconds: try again later") from error
        if isinstance(error, requests.exceptions.SSLError) and "certificate" in str(error).lower():
            raise FetchError(f"{host} has no valid TLS certificate: do not trust what it sends") from error
        raise FetchError(
            f"{host} broke off or does not speak HTTP ({type(error).__name__}): try again later"
        ) from error


def _redirection(reply: _Reply) -> str | None:
    """Where a reply points to, if it is a redirect."""
    if reply.status not in (301, 302, 303, 307, 308) or not reply.headers.get("Location"):
        return None
    location = reply.headers["Location"].encode("latin-1", "replace").decode("utf-8", "replace")
    return urljoin(reply.url, location.strip())


def _refusal(reply: _Reply, wait: float | None) -> str:
    if wait is not None:
        return f"{reply.url} answered {reply.status} and asks to come back in {wait:.0f} seconds"
    if reply.status in (401, 402, 403, 451):
        return f"{reply.url} answered {reply.status}: it is closed to programs; save the page by hand"
    if reply.status in (404, 410):
        return f"{reply.url} answered {reply.status}: there is no such page; check the address"
    return f"{reply.url} answered {reply.status}: try again later"


def _retry_after(reply: _Reply, now: datetime) -> float | None:
    """The seconds that a busy server asks to wait."""
    asked = reply.headers.get("Retry-After", "").strip()
    if reply.status not in (429, 503) or not asked:
        return None
    if asked.isdecimal() and len(asked) < 10:
        return float(asked)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(asked) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _content_type(reply: _Reply) -> tuple[str, str | None]:
    """Media type and charset as declared; a page that declares nothing is taken for HTML."""
    message = Message()
    message["Content-Type"] = reply.headers.get("Content-Type") or "text/html"
    charset = message.get_content_charset()
    return message.get_content_type(), charset[:40] if charset else None


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()
