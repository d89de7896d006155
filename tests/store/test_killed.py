"""A process that is killed in the middle of writing loses nothing that it had reported."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lensatlas.store import Corpus

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 200
ADD = """
import sys
from pathlib import Path
from lensatlas.store import Corpus
from tests.store.world import article, tagged
with Corpus.open(Path(sys.argv[1]), create=True) as corpus:
    for n in range(1000):
        batch = [article(f"{n:04}-{i:03}", text="the port of Qatar " * 200) for i in range(200)]
        corpus.add(batch)
        if sys.argv[2] == "settle":
            corpus.settle([tagged(a.id) for a in batch], [], stamp="s")
        print(n, flush=True)
"""


@pytest.mark.parametrize("work", ["add", "settle"])
@pytest.mark.parametrize(("batches", "later"), [(1, 0.0), (3, 0.02), (9, 0.05)])
def test_what_was_reported_as_added_is_there(place: Path, work: str, batches: int, later: float) -> None:
    """Killed after so many reports and a moment more: the middle of adding, of committing, of writing the log back."""
    with subprocess.Popen([sys.executable, "-c", ADD, place, work], stdout=subprocess.PIPE) as adding:
        assert adding.stdout is not None
        try:
            reported = [int(adding.stdout.readline()) for _ in range(batches)]
            time.sleep(later)
        finally:
            adding.kill()
        reported += [int(line) for line in adding.stdout.read().splitlines()]
    with Corpus.open(place, readonly=True) as corpus:
        seen = [article.id for article in corpus.articles()]
    with Corpus.open(place) as corpus:
        kept = [article.id for article in corpus.articles()]
        whole = {name.split("-")[0] for name in kept}
        unsettled = corpus.unsettled("s")
        found = sum(1 for _ in corpus.claims())
    assert seen == kept
    assert {f"{n:04}" for n in reported} <= whole
    assert len(kept) == BATCH * len(whole), "half a batch was kept"
    assert found == len(kept) - len(unsettled)
    if work == "settle":
        assert not {name.split("-")[0] for name in unsettled} & {f"{n:04}" for n in reported}
