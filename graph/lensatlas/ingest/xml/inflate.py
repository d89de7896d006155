"""Gzip and deflate with a budget: what would unpack to more than it may is refused before it fills the memory."""

from __future__ import annotations

import zlib

_GZIP_OR_ZLIB = 47  # 32 tells the two apart by their first bytes, 15 is the largest window
_RAW = -15


class Inflater:
    """Unpacks one stream piece by piece, also one of several members, up to ``largest`` bytes in all.

    Servers that say ``deflate`` send zlib (RFC 9110, 8.4.1.2) or, in error, the bare stream; both are taken.
    Raises :class:`ValueError` for what is broken or too large.
    """

    def __init__(self, largest: int) -> None:
        self._largest, self._given = largest, 0
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    def feed(self, packed: bytes) -> bytes:
        """What the next piece unpacks to."""
        found = bytearray()
        while packed:
            if self._stream.eof:
                # Another member may follow; zeros after the last one are padding (gzip manual, "Trailing bytes").
                packed = packed.lstrip(b"\0")
                if not packed:
                    break
                self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
            found += self._unpacked(packed)
            packed = self._stream.unused_data
        return bytes(found)

    def _unpacked(self, packed: bytes) -> bytes:
        room = self._largest - self._given
        try:
            found = self._stream.decompress(packed, room + 1)
        except zlib.error:
            if self._begun:
                raise ValueError("its compressed content is broken") from None
            self._stream = zlib.decompressobj(_RAW)
            try:
                found = self._stream.decompress(packed, room + 1)
            except zlib.error:
                raise ValueError("its compressed content is broken") from None
        self._begun = True
        if len(found) > room:
            raise ValueError(f"it unpacks to more than {self._largest // 1024 // 1024} MiB")
        self._given += len(found)
        return found


def unpacked(raw: bytes, largest: int) -> bytes:
    """What a whole gzip file holds; one that breaks off gives what came before. Raises as :class:`Inflater` does."""
    return Inflater(largest).feed(raw)
