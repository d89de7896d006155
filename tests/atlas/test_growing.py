"""An atlas that grows: the weights stay, only what changed is drawn, and when they are due to be renewed it is said."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.network.test_carrying import plain

from lensatlas.atlas import Atlas, build, sample
from lensatlas.atlas.generation import Generation
from lensatlas.features.vocabulary import Vocabulary
from lensatlas.network.carrying import LEAST, carried
from lensatlas.network.draw import draw_whole
from lensatlas.network.lists import lists
from lensatlas.network.weighing import weigh
from lensatlas.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lensatlas.model import Article, ArticleId, Problem, Tagged

SUBJECTS = ("tolls at the eastern quay", "a court on grain ledgers", "ferries and the harbour fund", "canal bonds")


def record(n: int, **fields: object) -> dict[str, object]:
    """An article of one of four subjects, with words and tags of its own."""
    text = (
        f"The council spoke of {SUBJECTS[n % 4]} again. Clerk {n % 7} counted {n * 31 % 97} barges near lock {n % 11}."
    )
    return {
        "id": f"a{n:03}", "headline": f"Note {n} on {SUBJECTS[n % 4]}", "text": text, "published": f"2031-0{n % 9 + 1}-11",
        "tags": [f"subject {n % 4}", f"lock {n % 11}"], "source": {"name": f"Paper {n % 3}", "url": f"https://p{n % 5}.example"},
    } | fields  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> tuple[Atlas, Callable[[Sequence[dict[str, object]]], None], list[str]]:
    """An empty atlas, a way to add records to it, and what it says."""
    said: list[str] = []

    def heard(problem: Problem) -> None:
        said.append(str(problem))

    atlas = Atlas.open(tmp_path / "atlas", on_problem=heard)

    def add(records: Sequence[dict[str, object]]) -> None:
        # One file, written again each time: a record that came from elsewhere before is one that changed.
        (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
        atlas.add(tmp_path / "in.jsonl")

    return atlas, add, said


World = tuple[Atlas, "Callable[[Sequence[dict[str, object]]], None]", list[str]]


def generation(atlas: Atlas) -> Generation:
    """What stands on disk after a question."""
    assert atlas.graph.size >= 0
    folder = atlas._drawing.place.current()
    assert folder is not None
    return Generation.load(folder, build.DRAWING)


def drawn_whole(atlas: Atlas, like: Generation) -> tuple[object, object, object]:
    """The settled corpus, every article of it read, drawn and weighed under the table of a generation."""
    graph = like.graph
    words = Vocabulary(terms=graph.terms, labels=graph.term_labels, numbers=like.notes.term_numbers)
    with atlas._drawing.corpus(readonly=True) as corpus:
        plate = draw_whole(corpus.settled(), actors=corpus.actors(), lenses=atlas.config.lenses, vocabulary=words)
    return plain(plate.graph), plain(plate.notes), plain(weigh(plate.graph, weights=carried(like.table, plate.graph)))


def changed(atlas: Atlas, add: Callable[[Sequence[dict[str, object]]], None], chance: random.Random) -> None:
    """Some articles come, some change, some go; a tag is merged, or two are parted again."""
    some = chance.sample(range(60), 8)
    add([record(n, tags=[chance.choice(["lock 3", "weirs", "Lock 3"])], dek=chance.choice(["", "Anew"])) for n in some])
    present = [name for name in atlas.graph.ids["article"] if name not in {f"a{n:03}" for n in some}]
    atlas.remove(*chance.sample(present, 3))
    merges = chance.choice(["", "tag,merge,weirs,lock 3,,\n"])
    atlas._drawing.place.decisions.write_text(f"about,verdict,name,into,note,date\n{merges}", encoding="utf-8")


def test_what_is_drawn_after_any_change_is_a_whole_drawing_under_the_same_table(world: World) -> None:
    """Forty articles, then three times some that come, change and go, in no order; lists are kept from the first on."""
    atlas, add, said = world
    add([record(n) for n in range(40)])
    atlas._drawing.lists(atlas._drawing.asked())
    table = generation(atlas).table
    for seed in range(3):
        changed(atlas, add, random.Random(seed))
        now = generation(atlas)
        assert plain(now.table) == plain(table)
        assert (plain(now.graph), plain(now.notes), plain(now.features)) == drawn_whole(atlas, now)
        kept, made = atlas._drawing.lists(atlas._drawing.asked()), lists(now.features)
        assert (kept.ids.tolist(), kept.scores.tolist()) == (made.ids.tolist(), made.scores.tolist())
    assert all("weights" in one for one in said)


def test_only_what_changed_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of forty articles two change and one is new."""
    atlas, add, _ = world
    add([record(n) for n in range(40)])
    assert atlas.graph.size == 40
    read: list[Sequence[str] | None] = []
    settled = Corpus.settled

    def noted(corpus: Corpus, ids: Sequence[ArticleId] | None = None) -> Iterator[tuple[Article, Tagged]]:
        read.append(ids)
        return settled(corpus, ids)

    monkeypatch.setattr(Corpus, "settled", noted)
    add([record(3, dek="Anew"), record(9, dek="Anew"), record(40), record(5)])
    assert atlas.graph.size == 41
    assert read == [["a003", "a009", "a040"]]


def test_vectors_of_articles_that_stay_are_the_same_to_the_bit_until_the_weights_are_renewed(world: World) -> None:
    """Forty articles, and fifteen more on one subject."""
    atlas, add, _ = world
    add([record(n) for n in range(40)])
    before = generation(atlas)
    add([record(4 * n) for n in range(10, 25)])
    after = generation(atlas)
    rows = [atlas.graph.position["article"][name] for name in before.graph.ids["article"]]
    assert after.features.matrix[rows].data.tobytes() == before.features.matrix.data.tobytes()
    atlas.build()
    renewed = generation(atlas)
    assert renewed.table.articles == 55
    assert renewed.features.matrix[rows].data.tobytes() != before.features.matrix.data.tobytes()


def test_a_build_gives_the_same_whatever_came_before(world: World, tmp_path: Path) -> None:
    """Articles that came in three portions, with questions and others that went again, and the same at once."""
    atlas, add, _ = world
    for n in (0, 20, 30):
        add([record(i) for i in range(n, n + 20)])
        assert len(atlas._drawing.lists(atlas._drawing.asked()).ids)
    add([record(99, tags=["gone"], text="Gone orchards. Gone orchards.")])
    assert atlas.graph.size == 51
    atlas.remove("a099")
    assert atlas.graph.size == 50
    atlas.build()
    other = Atlas.open(tmp_path / "other")
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(record(n))}\n" for n in range(49, -1, -1)))
    other.add(tmp_path / "in.jsonl", rebuild=True)
    one, two = (here._drawing.place.current() for here in (atlas, other))
    assert one is not None
    assert two is not None
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert not [path for path in files if (one / path).read_bytes() != (two / path).read_bytes()]


def test_drift_is_said_once_a_drawing_and_by_health_until_a_build(world: World) -> None:
    """Thirty articles, then fifteen of words and tags that the table does not know."""
    atlas, add, said = world
    add([record(n) for n in range(30)])
    assert atlas.graph.size == 30
    words = " ".join(f"orchard{a}{b}" for a in "abcdefghij" for b in "abcdefghij")
    add([record(n, text=words, tags=[f"fruit {n % 2}"]) for n in range(30, 45)])
    assert atlas.graph.size == 45
    assert atlas.graph.size == 45
    assert [
        one for one in said if one.startswith("weights: they were computed from 30 articles and have drifted by ")
    ] == said
    assert len(said) == 1
    states = {name: state for name, _, state in atlas.health()}
    assert "`lensatlas build` renews them" in states["weights"]
    atlas.build()
    assert {name: state for name, _, state in atlas.health()}["weights"] == "they were computed from 45 articles"
    assert len(said) == 1


def test_a_table_that_is_outgrown_is_renewed_by_itself(world: World) -> None:
    """Twenty articles are as good as none for forty-one, and nineteen for any."""
    atlas, add, said = world
    for size, computed in ((LEAST - 1, LEAST - 1), (LEAST, LEAST), (2 * LEAST, LEAST), (2 * LEAST + 1, 2 * LEAST + 1)):
        add([record(n) for n in range(size)])
        assert generation(atlas).table.articles == computed
    assert len(said) <= 1


def test_an_atlas_emptied_and_refilled_is_drawn_as_a_new_one(world: World) -> None:
    """Thirty articles go, with and without a question between, and thirty others come."""
    atlas, add, _ = world
    for asked in (True, False):
        add([record(n) for n in range(30)])
        assert atlas.graph.size == 30
        atlas.remove(*atlas.graph.ids["article"])
        if asked:
            assert atlas.graph.size == 0
        add([record(n, tags=["other"]) for n in range(100, 130)])
        now = generation(atlas)
        assert now.table.articles == 30
        assert list(now.table.names["tag"]) == ["other"]
        atlas.remove(*atlas.graph.ids["article"])
        assert atlas.graph.size == 0


@pytest.mark.parametrize("part", ["notes/stamps.npy", "table", "graph/terms.txt", "features/matrix.indices.npy"])
def test_a_damaged_drawing_is_no_loss(world: World, part: str) -> None:
    """A file of the last drawing is cut short, or gone; then an article comes, and all is drawn as by a build."""
    atlas, add, _ = world
    add([record(n) for n in range(30)])
    assert atlas.graph.size == 30
    folder = atlas._drawing.place.current()
    assert folder is not None
    if (folder / part).is_dir():
        shutil.rmtree(folder / part)
    else:
        (folder / part).write_bytes((folder / part).read_bytes()[: (folder / part).stat().st_size // 2])
    add([record(30)])
    now = generation(atlas)
    atlas.build()
    assert plain(now) == plain(generation(atlas))


GROW = """
import sys
from lensatlas.atlas import Atlas
atlas = Atlas.find(sys.argv[1], on_problem=lambda problem: None)
for n in range(1000):
    atlas.remove(atlas.graph.ids["article"][n % 5])
    atlas.add(sys.argv[2])
    atlas.graph
    print(n, flush=True)
"""


@pytest.mark.parametrize(("times", "later"), [(1, 0.0), (1, 0.12)])
def test_a_kill_while_drawing_loses_nothing(world: World, tmp_path: Path, times: int, later: float) -> None:
    """A process that removes, adds and draws again and again is killed at some moment of it."""
    atlas, add, _ = world
    add([record(n) for n in range(30)])
    assert len(atlas._drawing.lists(atlas._drawing.asked()).ids) == 30
    call = [sys.executable, "-c", GROW, str(atlas.folder), str(tmp_path / "in.jsonl")]
    with subprocess.Popen(call, stdout=subprocess.PIPE) as growing:
        assert growing.stdout is not None
        for _ in range(times):
            growing.stdout.readline()
        time.sleep(later)
        growing.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    add([record(n) for n in range(31)])
    now = generation(atlas)
    assert now.graph.size == 31
    assert (plain(now.graph), plain(now.notes), plain(now.features)) == drawn_whole(atlas, now)
    assert np.array_equal(atlas._drawing.lists(atlas._drawing.asked()).ids, lists(now.features).ids)
    assert len(list(atlas._drawing.place.drawn.iterdir())) <= 3


def test_the_sample_in_portions_is_drawn_as_it_would_be_whole(tmp_path: Path) -> None:
    """Two thirds of the sample's pages, a question, then the rest, one page after the other twice."""
    pages = sorted((sample.folder() / "pages").iterdir())
    atlas = Atlas.open(tmp_path / "atlas", on_problem=lambda _: None)
    atlas.add(*pages[:-3])
    assert atlas.graph.size
    for portion in (pages[-3:-1], pages[-1:]):
        atlas.add(*portion)
        now = generation(atlas)
        assert (plain(now.graph), plain(now.notes), plain(now.features)) == drawn_whole(atlas, now)


def test_who_asks_while_articles_come_is_answered_from_one_drawing(tmp_path: Path) -> None:
    """While links are made for the first path, another process adds an article whose id comes before all others."""
    records = tmp_path / "in.jsonl"
    records.write_text("".join(f"{json.dumps(record(n))}\n" for n in range(1, 31)), encoding="utf-8")
    Atlas.open(tmp_path / "atlas").add(records)
    shutil.copytree(tmp_path / "atlas", tmp_path / "still")
    came: list[str] = []

    def told(what: str, _done: int, _of: int | None) -> None:
        if what == "preparing paths" and not came:
            came.append(what)
            records.write_text(f"{json.dumps(record(0))}\n", encoding="utf-8")
            Atlas.open(tmp_path / "atlas").add(records)

    def asked(atlas: Atlas) -> list[str]:
        return [step["id"] for step in atlas.path("a001", "a009").rows()[0]["steps"]]

    watched = Atlas.open(tmp_path / "atlas", progress=told)
    assert asked(watched) == asked(Atlas.open(tmp_path / "still"))
    assert came
    assert asked(watched) == asked(Atlas.open(tmp_path / "atlas"))
