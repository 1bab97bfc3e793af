"""Connections on which a request does not come whole in time are closed; a slow client holds nothing for long."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 30.0
"""For a whole request, its body included, from the first moment of the connection or of the request."""


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's own protocol, with a deadline for what the client sends; uvicorn itself waits for ever."""

    seconds = SECONDS
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Wait for the rest of a request."""
        super().on_message_begin()
        if self._late is None:
            self._wait()

    def on_message_complete(self) -> None:
        """It has come."""
        self._stop_waiting()
        super().on_message_complete()

    def _wait(self) -> None:
        self._late = self.loop.call_later(self.seconds, self._close)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        transport: Any = self.transport
        if not transport.is_closing():
            transport.close()
