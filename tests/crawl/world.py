"""A small world on loopback: sites whose pages, manners and faults the tests choose.

Every host is a name that only these tests can resolve, and that their fetcher is allowed by name.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, str], None]
"""What a site does with a connection once the head of a request has come."""


@dataclass(slots=True)
class Asked:
    """One request as it came."""

    host: str
    path: str
    headers: dict[str, str]
    at: float


@dataclass(slots=True)
class World:
    """Sites by host and path; what is not there is answered with 404."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    """By ``host/path`` or by ``/path`` for any host."""
    log: list[Asked] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/", host: str = "news.example") -> str:
        """An address in this world."""
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str, media_type: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Show a page; underscores in the names of headers become hyphens."""
        self.pages[path] = page(body, media_type, **headers)

    def paths(self, host: str | None = None) -> list[str]:
        """What was asked for, in order, apart from robots.txt."""
        return [a.path for a in self.log if a.path != "/robots.txt" and host in (None, a.host)]

    def answer(self, connection: socket.socket) -> None:
        """Read requests from a connection and answer each."""
        with connection, suppress(OSError, ValueError):
            connection.settimeout(30)
            head = _head(connection)
            line, *rest = head.decode("latin-1").split("\r\n")
            headers = {k.lower(): v for k, _, v in (each.partition(": ") for each in rest if each)}
            host = headers.get("host", "").partition(":")[0]
            path = line.split(" ")[1]
            self.log.append(Asked(host, path, headers, time.monotonic()))
            bare = path.partition("?")[0]
            for key in (host + path, host + bare, path, bare):
                if key in self.pages:
                    self.pages[key](connection, head.decode("latin-1"))
                    return
            reply(connection, 404, b"")


def _head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            raise ValueError
        head += part
    return head


def reply(connection: socket.socket, status: int, body: bytes, **headers: str) -> None:
    """A whole answer, after which the connection ends."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    connection.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def page(body: bytes | str, media_type: str = "text/html; charset=utf-8", **headers: str) -> Behaviour:
    """Show a page, and 304 to those who have it."""
    content = body.encode() if isinstance(body, str) else body

    def behave(connection: socket.socket, head: str) -> None:
        tag = headers.get("ETag")
        if tag and f"If-None-Match: {tag}" in head:
            return reply(connection, 304, b"", ETag=tag)
        return reply(connection, 200, content, Content_Type=media_type, **headers)

    return behave


def status(code: int, **headers: str) -> Behaviour:
    """Refuse."""
    return lambda connection, _: reply(connection, code, b"", **headers)


def redirect(to: str, code: int = 302) -> Behaviour:
    """Point elsewhere."""
    return status(code, Location=to)


def raw(*parts: bytes, pause: float = 0.0, hold: float = 0.0) -> Behaviour:
    """Send these bytes as they are, with pauses between, and hold the line at the end."""

    def behave(connection: socket.socket, _: str) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        time.sleep(hold)

    return behave


def drip(before: bytes, drop: bytes = b"x", pause: float = 0.05, drops: int = 400) -> Behaviour:
    """Begin well and then send a little at a time."""
    return raw(before, *[drop] * drops, pause=pause)


def flood(before: bytes, chunk: bytes, times: int = 100_000) -> Behaviour:
    """Send as much as is taken."""

    def behave(connection: socket.socket, _: str) -> None:
        connection.sendall(before)
        for _ in range(times):
            connection.sendall(chunk)

    return behave


def reset() -> Behaviour:
    """Tear the line in the middle of a page."""

    def behave(connection: socket.socket, _: str) -> None:
        connection.sendall(HEAD + b"Content-Length: 5000\r\n\r\n<html>")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    return behave


def packed(body: bytes, media_type: str = "text/html") -> Behaviour:
    """A page that is compressed on its way."""
    return page(gzip.compress(body), media_type, Content_Encoding="gzip")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@contextmanager
def world() -> Iterator[World]:
    """Open a world and close it in the end."""
    made = World()
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    made.port = listener.getsockname()[1]

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=made.answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def look_up(host: str) -> Sequence[str]:
    """Every name that ends in .example is in this world; others are where their number says."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if host.replace(".", "").isdecimal():
        return [host]
    raise OSError("no such name")
