"""Run-together tags: how many of them are cut as their editors wrote them. `python -m benchmarks.tag_lines [events] [seed]`.

The tags of real events are joined with nothing between, as the first publication's pages print them, and cut again:
with the event's own text alone, and with the tags that the other events carry known as well.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.measuring import PLACE
from lensatlas.config import load
from lensatlas.ingest import markdown
from lensatlas.model import Article
from lensatlas.tagging import runs
from lensatlas.tagging.spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FLOOR = 0.98
CORPUS = PLACE / "kleptocracy-timeline" / "events"


def _events(folder: Path) -> Iterator[Article]:
    profile = load().profile
    for path in sorted(folder.glob("*.md")):
        with path.open("rb") as file:
            yield from (
                a for a in markdown.read(file, path.name, profile) if isinstance(a, Article) and len(a.tags) > 1
            )


def _joined(event: Article) -> Article:
    return replace(event, tags=(), tag_line="".join(event.tags))


def f1(events: Sequence[Article], known: Spellings) -> float:
    """Micro-F1 over the distinct tags of each event."""
    right = said = wanted = 0
    for event in events:
        found, tags = set(runs.cut(runs.clues(_joined(event)), known)), set(event.tags)
        right, said, wanted = right + len(found & tags), said + len(found), wanted + len(tags)
    return 2 * right / max(1, said + wanted)


def main(events: int, seed: int) -> int:
    """Print both figures; 1 where one of them is under the floor."""
    if not CORPUS.is_dir():
        print(f"tag lines: the corpus is not at {CORPUS} (set LENSATLAS_CORPORA)")
        return 0
    everything = list(_events(CORPUS))
    chosen = set(random.Random(seed).sample(range(len(everything)), min(events, len(everything))))
    picked = [everything[n] for n in sorted(chosen)]
    others = {tag for n, event in enumerate(everything) if n not in chosen for tag in event.tags}
    begun = time.perf_counter()
    figures = {
        "own text": f1(picked, Spellings.of(())),
        "own text and other events' tags": f1(picked, Spellings.of(others)),
    }
    took = (time.perf_counter() - begun) / (2 * len(picked))
    for name, figure in figures.items():
        print(f"tag lines of {len(picked)} events, {name}: F1 {figure:.3f} (floor {FLOOR})")
    print(f"{1 / took:.0f} lines a second")
    return int(min(figures.values()) < FLOOR)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in (*sys.argv[1:], *("250", "4")[len(sys.argv) - 1 :])[:2])))
