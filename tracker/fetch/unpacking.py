"""Unpacks what was compressed on its way: gzip and deflate alone, to the end, and never more than was allowed."""

from __future__ import annotations

import zlib

from tracker.errors import FetchError

_GZIP, _ZLIB, _BARE = 31, 15, -15


class Unpacker:
    """One body in pieces; a second stream behind the first is refused, since half a page must not pass for one."""

    def __init__(self, url: str, encoding: str) -> None:
        """``encoding`` as the server declares it. Raises ``FetchError`` for one that was not asked for."""
        self._url = url
        self._broken = FetchError(f"{url} broke off or is wrongly compressed: try again later")
        match encoding.strip().lower():
            case "" | "identity":
                self._stream = None
            case "gzip" | "x-gzip":
                self._stream = zlib.decompressobj(_GZIP)
            case "deflate":
                self._stream = zlib.decompressobj(_ZLIB)
            case other:
                raise FetchError(f"{url} is packed as {other[:60]!r}, which was not asked for: it cannot be read")
        self._bare = encoding.strip().lower() == "deflate"

    def feed(self, piece: bytes, room: int) -> bytes:
        """The next piece unpacked, at most ``room`` bytes of it. Raises ``FetchError`` where it cannot be."""
        if self._stream is None or not piece:
            return piece
        if self._stream.eof:
            return self._refuse_more(piece)
        try:
            found = self._stream.decompress(piece, room)
        except zlib.error:
            if not self._bare:
                raise self._broken from None
            # Some servers leave out the header that the name promises.
            self._bare, self._stream = False, zlib.decompressobj(_BARE)
            return self.feed(piece, room)
        self._bare = False
        if self._stream.unused_data.strip(b"\0"):
            raise self._broken
        return found

    def _refuse_more(self, piece: bytes) -> bytes:
        if piece.strip(b"\0"):
            raise self._broken
        return b""

    def finish(self) -> None:
        """Raise ``FetchError`` where the stream has not come to its end."""
        if self._stream is not None and not self._stream.eof:
            raise self._broken
