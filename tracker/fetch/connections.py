"""Connections to vetted addresses only, which a watchdog cuts when their time is over.

A host name is resolved once. Every address that it has is vetted, and the connection is made to one
of those very addresses, so that a name that changes its mind in between gains nothing. Host header,
SNI and certificate check still use the name.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from tracker.errors import FetchError, FetchRefused
from tracker.fetch.limits import Deadline

Resolve: TypeAlias = Callable[[str], Sequence[str]]
"""From a host name to numeric addresses, best first; raises ``OSError`` when there are none."""

Permits: TypeAlias = Callable[[str], bool]
"""Whether a numeric address may be connected to."""


def resolve(host: str) -> Sequence[str]:
    """All numeric addresses of ``host``, by the system's resolver."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Line:
    """The connections of one exchange; closing it, or its deadline, cuts them all."""

    def __init__(
        self,
        find: Resolve,
        permits: Permits,
        deadline: Deadline,
        connect_seconds: float,
        trusted: frozenset[str] = frozenset(),
    ) -> None:
        """Connections are made to addresses that ``permits`` lets through, and cut at ``deadline``.

        ``trusted`` hosts may be at any address.
        """
        self._find, self._permits, self._trusted = find, permits, trusted
        self._deadline, self._connect_seconds = deadline, connect_seconds
        self._open: list[socket.socket] = []
        self._watchdog = threading.Timer(deadline.remaining, self._cut)
        self._watchdog.daemon = True
        self._watchdog.start()

    def __enter__(self) -> Line:
        """Cut all at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Cut all."""
        self._watchdog.cancel()
        self._cut()
        for twin in self._open:
            twin.close()

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to a vetted address of ``host``. Raises ``FetchError`` or ``FetchRefused``."""
        reason = "it has no address"
        for address in self._vetted(host):
            try:
                connection = socket.create_connection((address, port), timeout=self._patience(host))
            except OSError as error:
                reason = error.strerror or str(error)
                continue
            self._open.append(connection.dup())  # TLS takes the original over; a twin can still cut it
            connection.settimeout(self._patience(host))  # and raises if the watchdog came just before the twin
            return connection
        raise FetchError(f"{host} cannot be connected to ({reason}): try again later")

    def vet(self, host: str) -> None:
        """Look at the addresses of a host that another server will connect to. Raises ``FetchRefused``."""
        self._vetted(host)

    def _patience(self, host: str) -> float:
        """How long to wait for one step. Raises ``FetchError`` where no time is left."""
        if self._deadline.remaining <= 0:
            raise FetchError(f"{host} did not finish within {self._deadline.seconds:g} seconds: try again later")
        return min(self._connect_seconds, self._deadline.remaining)

    def _vetted(self, host: str) -> Sequence[str]:
        addresses = self._resolve_in_time(host)
        for address in addresses:
            if host not in self._trusted and not self._permits(address):
                raise FetchRefused(f"{host} is at {address}, which is no public address: only public pages are fetched")
        return addresses

    def _resolve_in_time(self, host: str) -> Sequence[str]:
        """The system's resolver knows no deadline, so it works in a thread that may be left behind."""
        answer: list[Sequence[str]] = []

        def ask() -> None:
            try:
                answer.append(self._find(host))
            except (OSError, UnicodeError):
                answer.append(())

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._deadline.remaining)
        if not answer or not answer[0]:
            raise FetchError(f"There is no host {host}, or its name cannot be looked up: check the address")
        return answer[0]

    def _cut(self) -> None:
        for twin in self._open:
            try:
                twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # closed already


class _OnLine(HTTPConnection):
    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line = line

    def _new_conn(self) -> socket.socket:
        return self._line.connect(self._dns_host, self.port or self.default_port)


class _TlsOnLine(_OnLine, HTTPSConnection):
    pass


class LineAdapter(HTTPAdapter):
    """Makes a session's connections on a ``Line``."""

    def __init__(self, line: Line) -> None:
        """All connections belong to ``line``."""
        self._line = line
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The pool for a request, told how to connect."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        kind: Any = _TlsOnLine if pool.scheme == "https" else _OnLine
        pool.ConnectionCls = partial(kind, line=self._line)
        return pool
