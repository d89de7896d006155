"""Lists of texts that are decoded when asked for, and lists of lists that are not copied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator


class Texts(Sequence[str]):
    """A list of texts that stays on disk: text i is ``blob[offsets[i]:offsets[i + 1]]`` in UTF-8."""

    __slots__ = ("_blob", "_offsets")

    def __init__(self, blob: np.ndarray, offsets: np.ndarray) -> None:
        self._blob, self._offsets = blob, offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1 and start < stop:
                return list(Texts(self._blob, self._offsets[start : stop + 1]))
            return [self[i] for i in range(start, stop, step)]
        place = range(len(self))[index]
        return str(self._blob[self._offsets[place] : self._offsets[place + 1]].tobytes(), "utf-8")

    def __iter__(self) -> Iterator[str]:
        blob, offsets = self.encoded()
        for start, end in pairwise(offsets.tolist()):
            yield str(blob[start:end], "utf-8")

    def __repr__(self) -> str:
        return f"<{len(self)} texts>"

    def encoded(self) -> tuple[bytes, np.ndarray]:
        """The bytes of these texts and their offsets in them, counted from 0."""
        first, last = int(self._offsets[0]), int(self._offsets[-1])
        return self._blob[first:last].tobytes(), np.asarray(self._offsets, np.int64) - first


class Chain(Sequence[str]):
    """Several lists of texts, one after the other, as one."""

    __slots__ = ("_parts", "_starts")

    def __init__(self, parts: Sequence[Sequence[str]]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(map(len, parts))]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        part = bisect_right(self._starts, place) - 1
        return self._parts[part][place - self._starts[part]]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._parts)

    def __repr__(self) -> str:
        return f"<{len(self)} texts>"

    def encoded(self) -> tuple[bytes, np.ndarray]:
        """The bytes of these texts and their offsets in them."""
        each = [encoded(part) for part in self._parts]
        starts = accumulate((len(blob) for blob, _ in each), initial=0)
        offsets = [np.zeros(1, np.int64), *(own[1:] + start for (_, own), start in zip(each, starts, strict=False))]
        return b"".join(blob for blob, _ in each), np.concatenate(offsets)


def encoded(texts: Sequence[str]) -> tuple[bytes, np.ndarray]:
    """The bytes of texts in UTF-8, one after the other, and N + 1 offsets into them; without decoding what is encoded."""
    if isinstance(texts, Texts | Chain):
        return texts.encoded()
    parts = [text.encode("utf-8", "replace") for text in texts]
    return b"".join(parts), np.cumsum([0, *map(len, parts)], dtype=np.int64)


def spaced(texts: Sequence[str]) -> np.ndarray:
    """N × bool: which texts hold a space."""
    blob, offsets = encoded(texts)
    spaces = np.flatnonzero(np.frombuffer(blob, np.uint8) == ord(" "))
    return np.asarray(np.diff(np.searchsorted(spaces, offsets)) > 0)
