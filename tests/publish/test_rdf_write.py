"""Every form of RDF says the same, in the same bytes, to both engines."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from tests.publish import rdf_world as world

from lensatlas.errors import CannotWrite, UsageError
from lensatlas.model import ArticleId
from lensatlas.publish.rdf import FORMS, lines, save, to_rdflib, triples, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lensatlas.publish.rdf import Triple

BASE = world.PUBLICATION.base
PARSERS = {
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "nq": (ox.RdfFormat.N_QUADS, "nquads"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
}
ROOT = Path(__file__).resolve().parents[2]


class Nowhere(io.BytesIO):
    """A file that forgets what it was given."""

    def write(self, data: Any) -> int:
        return len(data)


def story(*, mentions: bool = True) -> list[Triple]:
    return list(
        triples(
            world.settled(), actors=world.ACTORS, lenses=world.LENSES, publication=world.PUBLICATION, watch=world.WATCH, mentions=mentions
        )
    )  # fmt: skip


def written(form: str, said: list[Triple]) -> bytes:
    out = io.BytesIO()
    write(said, form, out, base=BASE)
    return out.getvalue()


@pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"
)  # rdflib uses what rdflib has deprecated
@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_reads_back_the_same_in_both_engines(form: str) -> None:
    """Quotes, backslashes, Arabic, an emoji, odd ids: the same graph from rdflib and pyoxigraph as in memory."""
    said = story()
    data = written(form, said)
    by_ox, by_rdflib = PARSERS[form]
    read = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(data, by_ox)}
    assert read == set(said)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=by_rdflib)
    graph = rdflib.Graph()
    for s, p, o, _ in dataset.quads((None, None, None, None)):
        graph.add((s, p, o))
    assert isomorphic(graph, to_rdflib(said))


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_mentions_are_a_graph_of_their_own(form: str) -> None:
    """Where a form knows graphs: facts in the default graph, annotations in la:mentions."""
    graphs: dict[str, set[tuple[str, ...]]] = {}
    for q in ox.parse(written(form, story()), PARSERS[form][0]):
        graphs.setdefault(str(q.graph_name), set()).add((str(q.subject), str(q.predicate), str(q.object)))
    assert set(graphs) == {"DEFAULT", "<https://w3id.org/lensatlas/ns#mentions>"}
    assert graphs["DEFAULT"] == set(story(mentions=False))


def test_every_triple_comes_once_and_subjects_stand_together() -> None:
    """So Turtle has one paragraph a subject, and a count of lines is a count of triples."""
    said = [*story(), *triples(world.made(30), actors=(), lenses=(), publication=world.PUBLICATION)]
    first = story()
    assert len(first) == len(set(first))
    runs = [s for i, (s, _, _) in enumerate(first) if i == 0 or first[i - 1][0] != s]
    assert len(runs) == len(set(runs))
    assert not any(term.startswith("_:") for triple in said for term in triple)


def test_lines_are_sorted_whatever_the_order_and_however_little_fits_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand triples with repeats, subjects that begin alike and come back later; seven subjects at a time, nine characters read back."""
    dice = random.Random(5)
    ids = [f"<a:{'#' * (i % 3)}{i % 40}é>" for i in range(60)]
    said: list[Any] = [(dice.choice(ids), "<p:p>", f'"é{dice.randrange(9)}"') for _ in range(1000)]
    wanted = "".join(sorted({f"{s} {p} {o} .\n" for s, p, o in said})).encode()
    assert written("nt", said) == wanted
    for name, value in (("RUN", 7), ("FAN", 3), ("_READ", 9)):
        monkeypatch.setattr(lines, name, value)
    assert written("nt", said) == wanted
    assert written("nt", said[::-1]) == wanted
    assert written("nq", said) == wanted
    assert written("nt", []) == b""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    """All forms, three seeds, three processes."""
    code = (
        "import hashlib, io; from lensatlas.publish.rdf import *; from tests.publish import rdf_world as w\n"
        "for form in FORMS:\n"
        "    out = io.BytesIO()\n"
        "    write(triples(w.settled(), actors=w.ACTORS[::ORDER], lenses=w.LENSES[::ORDER], publication=w.PUBLICATION, watch=w.WATCH),"
        " form, out, base=w.PUBLICATION.base)\n"
        "    print(form, hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    said = set()
    for seed, order in (("1", "1"), ("2", "-1"), ("77", "1")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT / "graph"), str(ROOT)])}
        ran = subprocess.run(
            [sys.executable, "-c", code.replace("ORDER", order)],
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        said.add(ran.stdout)
    assert len(said) == 1
    assert len(said.pop().splitlines()) == len(FORMS)


def test_articles_out_of_order_are_refused() -> None:
    """The output would depend on the order they came in."""
    with pytest.raises(ValueError, match="came after"):
        list(triples(reversed(world.settled()), actors=(), lenses=(), publication=world.PUBLICATION))


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    """The corpus breaks off after a hundred triples."""

    def breaking() -> Iterator[Triple]:
        yield from story()[:100]
        raise OSError("disk full")

    path = tmp_path / "atlas.ttl"
    path.write_text("before", encoding="utf-8")
    for form in FORMS:
        with pytest.raises(CannotWrite, match="disk full"):
            save(breaking(), form, path, base=BASE)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
    save(story(), "nt", path, base=BASE)
    assert path.read_bytes() == written("nt", story())


def test_an_unknown_form_names_the_known_ones() -> None:
    """xml"""
    with pytest.raises(UsageError, match="ttl, nt, jsonld, nq, trig"):
        write([], "xml", io.BytesIO(), base=BASE)


def test_jsonld_carries_its_context() -> None:
    """Nothing to fetch: the context is an object, and every node an object with an @id."""
    read = json.loads(written("jsonld", story()))
    assert all(isinstance(value, str) for value in read["@context"].values())
    assert all("@id" in node and "@type" in node for node in read["@graph"])


def test_memory_does_not_grow_with_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the articles, in the same words by the same actors, one at a time: no more at once."""
    for name, value in (("RUN", 100), ("FAN", 4), ("_READ", 4000)):
        monkeypatch.setattr(lines, name, value)
    (article, tagged), *_ = world.settled()

    def peak(form: str, size: int) -> int:
        many = ((replace(article, id=ArticleId(f"{i:06d}")), replace(tagged, mentions=())) for i in range(size))
        said = triples(many, actors=world.ACTORS, lenses=world.LENSES, publication=world.PUBLICATION)
        tracemalloc.start()
        write(said, form, Nowhere(), base=BASE)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    for form in ("ttl", "nt", "jsonld"):
        peak(form, 20)  # what is loaded and remembered once
        assert peak(form, 320) < 1.3 * peak(form, 80), form
