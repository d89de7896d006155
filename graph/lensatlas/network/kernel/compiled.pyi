# index.c, walk.c and module.c beside this file; absent where nothing could be compiled.

from typing import TypeAlias, final

import numpy as np

_Rows: TypeAlias = tuple[np.ndarray, np.ndarray, np.ndarray]
_Times: TypeAlias = tuple[np.ndarray, np.ndarray, np.ndarray, float]

@final
class Index:
    def __new__(cls, starts: np.ndarray, columns: np.ndarray, values: np.ndarray, features: int, /) -> Index: ...
    def nearest(
        self,
        queries: _Rows,
        own: np.ndarray,
        times: _Times | None,
        least: float,
        articles: np.ndarray,
        scores: np.ndarray,
        /,
    ) -> None: ...
    def reaching(
        self,
        query: _Rows,
        own: np.ndarray,
        times: _Times | None,
        bars: np.ndarray,
        articles: np.ndarray,
        scores: np.ndarray,
        /,
    ) -> int: ...
