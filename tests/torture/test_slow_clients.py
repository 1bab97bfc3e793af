"""Clients that send a byte now and then are let go, and keep nobody waiting."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from tests.figures import Say
from tests.torture.ingesting import fresh
from tracker.app import build_app
from tracker.cli.punctual import PunctualProtocol
from tracker.knowledge import load_knowledge
from tracker.store import Store

SECONDS = 1.5
SLOW = {
    "says nothing": (b"", b""),
    "drips the head": (b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"x"),
    "drips headers": (b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n", b"X-A: b\r\n"),
    "drips the body": (b"POST /api/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "stops after a request": (b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT", b""),
}


class Punctual(PunctualProtocol):
    seconds = SECONDS


@contextlib.contextmanager
def serving(store: Store) -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(uvicorn.Config(build_app(store, load_knowledge()), log_level="critical", http=Punctual))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


async def drip(port: int, begun: bytes, drop: bytes) -> float:
    """Seconds until the server let go."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    since = time.monotonic()
    writer.write(begun)
    gone = asyncio.create_task(_until_closed(reader))
    while not gone.done() and time.monotonic() < since + 60:
        with contextlib.suppress(ConnectionError):
            if drop:
                writer.write(drop)
                await writer.drain()
        await asyncio.wait([gone], timeout=0.4)
    gone.cancel()
    writer.close()
    return time.monotonic() - since


async def _until_closed(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        while await reader.read(65536):
            pass


async def ask(port: int) -> float:
    """Seconds until an answer."""
    since = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), answer[:100]
    return time.monotonic() - since


async def crowd(port: int, size: int) -> tuple[list[float], list[float]]:
    slow = [asyncio.create_task(drip(port, *list(SLOW.values())[n % len(SLOW)])) for n in range(size)]
    waits = []
    while not all(task.done() for task in slow):
        waits.append(await ask(port))
        await asyncio.sleep(0.1)
    return [task.result() for task in slow], waits


@pytest.mark.torture("R3b")
def test_slow_clients_are_let_go_and_keep_nobody_waiting(tmp_path: Path, empty: Path, full: bool, figure: Say):
    address, _, _ = fresh(empty, tmp_path / "served")
    size = 200 if full else 10
    with Store.open(address) as store, serving(store) as port:
        held, waits = asyncio.run(crowd(port, size))
    waits.sort()
    figure(
        f"slow clients, with a deadline of {SECONDS:g} seconds instead of 30",
        f"{size} clients in {len(SLOW)} ways, let go within {max(held):.1f} s; another client waited at most "
        f"{waits[-1] * 1000:.0f} ms, 99 % within {waits[int(len(waits) * 0.99)] * 1000:.0f} ms, over {len(waits)} requests",
        "let go by deadline + 10 s (keep-alive 5 s); 500 ms on an idle machine",
    )
    assert max(held) <= SECONDS + 10
