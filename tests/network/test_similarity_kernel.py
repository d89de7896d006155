"""The compiled part refuses what it cannot work on, answers for articles it does not hold, and is not needed."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.sparse import csr_array
from tests.network.vectors import features

from lensatlas.features.weights import Scheme
from lensatlas.network.kernel import Index, compiled_here
from lensatlas.network.kernel.index import Queries
from lensatlas.network.kernel.threads import shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable

needs_kernel = pytest.mark.skipif(not compiled_here(), reason="the kernel was not compiled here")
ROOT = Path(__file__).resolve().parents[2]


def longs(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def ints(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


GOOD: dict[str, Any] = {
    "starts": longs(0, 2, 3), "columns": ints(0, 2, 1), "values": np.array([0.6, 0.8, 1.0]), "features": 3,
}  # fmt: skip


@needs_kernel
@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"starts": longs()}, ValueError, "do not fit"),
        ({"starts": longs(1, 2, 3)}, ValueError, "begin at 0"),
        ({"starts": longs(0, 2, 9)}, ValueError, "begin at 0"),
        ({"starts": longs(0, 9, 3)}, ValueError, "the one before ends"),
        ({"starts": longs(0, -1, 3)}, ValueError, "the one before ends"),
        ({"columns": ints(2, 0, 1)}, ValueError, "must rise"),
        ({"columns": ints(0, 0, 1)}, ValueError, "must rise"),
        ({"columns": ints(0, 3, 1)}, ValueError, "must rise"),
        ({"columns": ints(0, -2, 1)}, ValueError, "must rise"),
        ({"columns": ints(0, 2)}, ValueError, "do not fit"),
        ({"features": -1}, ValueError, "do not fit"),
        ({"values": np.array([0.6, np.nan, 1.0])}, ValueError, "finite"),
        ({"values": np.array([0.6, np.inf, 1.0])}, ValueError, "finite"),
        ({"values": np.array([0.6, 1e16, 1.0])}, ValueError, "1e15"),
        ({"values": np.array([0.6, 0.8, 1.0], np.float32)}, TypeError, "float64"),
        ({"columns": longs(0, 2, 1)}, TypeError, "int32"),
        ({"starts": np.array([0.0, 2.0, 3.0])}, TypeError, "int64"),
        ({"values": [0.6, 0.8, 1.0]}, TypeError, "bytes-like"),
        ({"values": np.ones(6)[::2]}, ValueError, "contiguous"),
    ],
)
def test_a_matrix_that_is_none_is_refused(wrong: dict[str, Any], error: type[Exception], said: str) -> None:
    from lensatlas.network.kernel import compiled

    compiled.Index(*GOOD.values())
    with pytest.raises(error, match=said):
        compiled.Index(*{**GOOD, **wrong}.values())


QUERY: dict[str, Any] = {
    "rows": (longs(0, 1), ints(2), np.ones(1)), "own": ints(-1), "times": None, "least": 0.0,
    "articles": np.empty(2, np.int32), "scores": np.empty(2),
}  # fmt: skip
TIMES: tuple[Any, ...] = (ints(0, 9), ints(7), np.array([1.0, 0.9, 0.8]), 0.5)


@needs_kernel
@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"rows": (longs(0, 1), ints(3), np.ones(1))}, ValueError, "must rise"),
        ({"rows": (longs(0, 1), ints(1), np.ones(1)), "own": ints(2)}, ValueError, "no such article"),
        ({"own": ints(0, 1)}, ValueError, "do not fit"),
        ({"rows": (longs(), ints(), np.ones(0)), "own": ints()}, ValueError, "do not fit"),
        ({"scores": np.empty(3)}, ValueError, "room"),
        ({"articles": np.frombuffer(bytes(8), np.int32)}, ValueError, "read-only"),
        ({"times": (ints(5), *TIMES[1:])}, ValueError, "a day for every article"),
        ({"times": (*TIMES[:2], np.array([1.0, 0.9]), 0.5)}, ValueError, "further apart"),
        ({"times": (*TIMES[:2], np.array([1.0, 1.1, 0.8]), 0.5)}, ValueError, "between 0 and 1"),
        ({"times": (*TIMES[:3], np.nan)}, ValueError, "between 0 and 1"),
        ({"rows": (longs(0, 1), ints(2))}, TypeError, "3"),
    ],
)
def test_a_question_that_is_none_is_refused(wrong: dict[str, Any], error: type[Exception], said: str) -> None:
    from lensatlas.network.kernel import compiled

    index = compiled.Index(*GOOD.values())
    index.nearest(*QUERY.values())
    assert QUERY["articles"].tolist() == [0, -1]
    assert QUERY["scores"].tolist() == [0.8, 0.0]
    index.nearest(*{**QUERY, "times": TIMES}.values())
    with pytest.raises(error, match=said):
        index.nearest(*{**QUERY, **wrong}.values())


@needs_kernel
def test_reaching_takes_one_query_and_a_bar_and_room_for_every_article() -> None:
    from lensatlas.network.kernel import compiled

    index = compiled.Index(*GOOD.values())
    ids, scores = np.empty(2, np.int32), np.empty(2)
    assert index.reaching(QUERY["rows"], ints(-1), None, np.zeros(2), ids, scores) == 1
    assert (ids[0], scores[0]) == (0, 0.8)
    with pytest.raises(ValueError, match="a bar and room"):
        index.reaching(QUERY["rows"], ints(-1), None, np.zeros(3), ids, scores)


@needs_kernel
def test_articles_that_are_not_in_the_index_have_neighbours_there() -> None:
    """New articles against the index of the old ones: the same as together in one corpus, without each other."""
    draw = np.random.default_rng(8)
    whole = features(draw.integers(0, 3, (60, 9)) * (draw.random((60, 9)) < 0.4), 730_000 + draw.integers(0, 9, 60))
    index = Index.of(whole.matrix[:50], whole.days[:50], Scheme())
    new = Queries(rows=whole.matrix[50:], days=whole.days[50:], own=np.full(10, -1, np.int32))
    found = list(index.each_nearest(new, 4, least=0.0, timely=True, threads=2))
    scores = np.round((whole.matrix[50:] @ whole.matrix[:50].T).toarray(), 15)
    scores = np.round(scores * whole.closeness(np.arange(50, 60)[:, None], np.arange(50)[None, :]), 9)
    for (ids, values), row in zip(found, scores, strict=True):
        order = np.lexsort((np.arange(50), -row))[:4]
        assert np.allclose(values, row[order][row[order] > 0], rtol=0, atol=1.1e-9)
        assert np.allclose(row[ids], values, rtol=0, atol=1.1e-9)


def test_work_is_shared_out_in_order_and_no_more_than_is_wanted() -> None:
    """A thousand pieces, of which the first three are taken."""
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return number * number

    assert list(shared_out(work, range(50), 3)) == [n * n for n in range(50)]
    begun.clear()
    answers = shared_out(work, range(1000), 3)
    assert [next(answers) for _ in range(3)] == [0, 1, 4]
    answers.close()  # type: ignore[attr-defined]
    assert len(begun) <= 9
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("nearest")]


def test_what_fails_in_a_thread_is_raised() -> None:
    def work(number: int) -> float:
        return 1 / (number - 5)

    with pytest.raises(ZeroDivisionError):
        list(shared_out(work, range(10), 2))


WITHOUT = """
import sys
for name in {blocked!r}:
    sys.modules[name] = None
import numpy as np
from tests.network.vectors import features
from lensatlas.network.similarity import engine, nearest
corpus = features(np.random.default_rng(3).integers(0, 3, (60, 9)))
print(engine(), [ids.tolist() for ids, _ in nearest(corpus, np.arange(60), 3, timely=True)])
"""


def answered(blocked: Iterable[str]) -> tuple[str, str]:
    """Which engine answers, and what, in a process that cannot import some modules."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(blocked=list(blocked))], cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'graph'}:{ROOT}", "PATH": ""}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    engine, lists = done.stdout.split(" ", 1)
    return engine, lists


def test_without_a_kernel_the_next_engine_answers_and_says_the_same() -> None:
    """As after an installation without a compiler; and then without sparse_dot_topn too."""
    kernel = "lensatlas.network.kernel.compiled"
    first, lists = answered(())
    assert first == ("kernel" if compiled_here() else "sparse_dot_topn" if find_spec("sparse_dot_topn") else "scipy")
    second, same = answered((kernel,))
    third, again = answered((kernel, "sparse_dot_topn"))
    assert (second, third) == ("sparse_dot_topn" if find_spec("sparse_dot_topn") else "scipy", "scipy")
    assert same == again == lists


def test_rows_of_nothing_are_near_to_nobody() -> None:
    """No features at all."""
    corpus = features(csr_array((3, 0)))
    from lensatlas.network.similarity import nearest

    assert [ids.tolist() for ids, _ in nearest(corpus, np.arange(3), 2)] == [[], [], []]
