"""A graph comes back from disk as it went, byte for byte, or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.features.toy import drawn, story
from tests.network.test_draw import as_plain

from lensatlas.errors import AtlasUnreadable
from lensatlas.network.files import load, load_features, save, save_features
from lensatlas.network.graph import LINKED
from lensatlas.network.similarity import nearest
from lensatlas.network.texts import Chain, Texts, encoded, spaced
from lensatlas.network.weighing import weigh

if TYPE_CHECKING:
    from pathlib import Path

    from lensatlas.network.graph import Graph


def small(*, backwards: bool = False) -> Graph:
    """Three articles with all that can be drawn."""
    stories = [
        story(
            "a", "Ferry strike in Côte", tags=["port"], actors=["Qatar"], lens="Power", source="Daily", day="2026-01-01"
        ),
        story("b", "Ferry strike", tags=["port", "law"], mechanism="delay"),
        story("c"),
    ]
    return drawn(*(stories[::-1] if backwards else stories))


def listed(graph: Graph) -> dict[str, object]:
    plain = as_plain(graph)
    plain["ids"] = {kind: list(names) for kind, names in graph.ids.items()}
    return {name: list(value) if isinstance(value, Texts) else value for name, value in plain.items()}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_graph_comes_back_as_it_went(tmp_path: Path) -> None:
    """Saved and loaded, and an empty one."""
    for name, graph in (("small", small()), ("empty", drawn())):
        save(graph, tmp_path / name)
        assert listed(load(tmp_path / name)) == listed(graph)


def test_features_come_back_and_answer_alike(tmp_path: Path) -> None:
    """The nearest of every article, from memory and from disk."""
    features = weigh(small())
    save_features(features, tmp_path / "features")
    again = load_features(tmp_path / "features")
    assert again.weights.scheme == features.weights.scheme
    rows = np.arange(features.size)
    for one, other in zip(nearest(features, rows, 2), nearest(again, rows, 2), strict=True):
        assert [part.tolist() for part in one] == [part.tolist() for part in other]


def test_equal_graphs_give_equal_bytes(tmp_path: Path) -> None:
    """The same articles in another order, at another time, over an older folder."""
    save(drawn(story("z")), tmp_path / "two")
    save(small(), tmp_path / "one")
    save(small(backwards=True), tmp_path / "two")
    files = names_in(tmp_path / "one")
    assert files == names_in(tmp_path / "two")
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert names_in(tmp_path) == ["one", "two"]


def test_a_save_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when the second graph is written."""
    save(small(), tmp_path / "graph")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OSError, match="No space left"):
        save(drawn(), tmp_path / "graph")
    assert names_in(tmp_path) == ["graph"]
    monkeypatch.undo()
    assert load(tmp_path / "graph").size == 3


def test_what_is_not_a_graph_of_this_version_is_refused_by_name(tmp_path: Path) -> None:
    """No folder; a newer format; features where a graph is asked for; a file lost."""
    with pytest.raises(AtlasUnreadable, match="nowhere"):
        load(tmp_path / "nowhere")
    save(small(), tmp_path / "newer")
    manifest = tmp_path / "newer" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 99}))
    with pytest.raises(AtlasUnreadable, match="format 99"):
        load(tmp_path / "newer")
    save_features(weigh(small()), tmp_path / "features")
    with pytest.raises(AtlasUnreadable, match="holds a features"):
        load(tmp_path / "features")
    save(small(), tmp_path / "torn")
    (tmp_path / "torn" / "days.npy").unlink()
    with pytest.raises(AtlasUnreadable, match="not a whole graph"):
        load(tmp_path / "torn")


@pytest.mark.parametrize("part", ["headlines.txt", "ids.tag.txt", "term_counts.indices.npy", "links.tag.indptr.npy"])
def test_a_file_of_another_size_is_damage(tmp_path: Path, part: str) -> None:
    """A file of one graph is put into the folder of another that has fewer articles and more tags and terms."""
    save(small(), tmp_path / "graph")
    save(
        drawn(story("a", "Ferry strike ended"), story("b", "Ferry strike ended", tags=["x", "y", "zz"])),
        tmp_path / "other",
    )
    (tmp_path / "graph" / part).write_bytes((tmp_path / "other" / part).read_bytes())
    with pytest.raises(AtlasUnreadable, match="cut short"):
        load(tmp_path / "graph")


def test_arrays_are_mapped_not_read(tmp_path: Path) -> None:
    """A loaded graph cannot be written to, and its links are still whole matrices."""
    save(small(), tmp_path / "graph")
    graph = load(tmp_path / "graph")
    for kind in LINKED:
        assert not graph.links[kind].data.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        graph.days[0] = 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_are_the_list_they_were_made_of(texts: list[str]) -> None:
    parts = [text.encode() for text in texts]
    held = Texts(np.frombuffer(b"".join(parts), np.uint8), np.cumsum([0, *map(len, parts)]))
    assert list(held) == texts
    assert [held[i] for i in range(-len(texts), len(texts))] == texts * 2
    assert held[1:-1] == texts[1:-1]
    assert len(held) == len(texts)
    with pytest.raises(IndexError):
        held[len(texts)]


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=4)


@given(st.lists(TEXTS, max_size=4))
def test_a_chain_is_the_list_of_all_its_parts(parts: list[list[str]]) -> None:
    """Lists of texts in memory and as they lie on disk, by turns."""
    stored = [Texts(np.frombuffer(blob, np.uint8), offsets) for blob, offsets in map(encoded, parts)]
    every = [text for part in parts for text in part]
    held = Chain([part if i % 2 else stored[i] for i, part in enumerate(parts)])
    assert list(held) == every
    assert [held[i] for i in range(-len(every), len(every))] == every * 2
    assert held[1:-1] == every[1:-1]
    assert held.encoded()[0] == encoded(every)[0]
    assert held.encoded()[1].tolist() == encoded(every)[1].tolist()
    assert spaced(held).tolist() == [" " in text for text in every]
    with pytest.raises(IndexError):
        held[len(every)]
