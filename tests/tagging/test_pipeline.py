"""A spaCy pipeline of the user's own reads the names: small real ones, built, saved and loaded here."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lensatlas import Atlas
from lensatlas.errors import BadConfig, MissingExtra
from lensatlas.model import ACTOR_KINDS, Actor, ActorId
from lensatlas.tagging import Lexicon
from lensatlas.tagging.entities import KINDS
from lensatlas.tagging.mentions import found_in
from lensatlas.tagging.names import Knowledge
from lensatlas.tagging.pipeline import PIECE, load, pieces, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lensatlas.tagging.pipeline import Pipeline

spacy: Any = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'lensatlas[nlp]'")

PATTERNS = {
    "PERSON": ("Ada Marl", "Marl", "Sen. Odo Lunt", "Qatar", "ADA MARL"),
    "ORG": ("the Tern Bank's", "Harbour Ministry", "Reed and Lock Union", "RLU", "Qatar Ferry Lines"),
    "GPE": ("Drenn", "Norway", "The Hague"),
    "NORP": ("Norwegian", "Norwegians", "Tidesmen"),
    "FAC": ("Pier Nine",),
    "PARTY": ("Open Quays",),
    "DATE": ("May",),
}


def ruler(patterns: Mapping[str, Sequence[Any]]) -> Any:
    nlp = spacy.blank("en")
    rules = [{"label": label, "pattern": pattern} for label, names in patterns.items() for pattern in names]
    nlp.add_pipe("entity_ruler").add_patterns(rules)
    return nlp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved pipeline that knows the names of :data:`PATTERNS`."""
    path = tmp_path_factory.mktemp("pipelines") / "quays"
    ruler(PATTERNS).to_disk(path)
    return path


@pytest.fixture(scope="module")
def pipeline(folder: Path) -> Pipeline:
    return load(folder, folder / "lensatlas.toml")


def read(pipeline: Pipeline, *passages: str) -> list[tuple[str, str, str, str]]:
    """Surface, full name, kind and rule of each name."""
    found = pipeline.names_in(passages, Knowledge())
    return [(passages[one.passage][one.start : one.end], one.full, one.kind, one.rule) for one in found]


def atlas_reading_by(where: Path, nlp: Path | str, *texts: str) -> Atlas:
    """An atlas of these texts whose lensatlas.toml names the pipeline."""
    where.mkdir()
    records = [{"id": f"a{i}", "headline": "Quays", "text": text} for i, text in enumerate(texts)]
    (where / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    Atlas.open(where / "atlas")
    (where / "atlas" / "lensatlas.toml").write_text(f"[actors]\nnlp = {json.dumps(str(nlp))}\n", encoding="utf-8")
    atlas = Atlas.open(where / "atlas")
    atlas.add(str(where / "articles.jsonl"))
    return atlas


def told(atlas: Atlas) -> Counter[tuple[str, str, str]]:
    """Surface, actor and rule of every mention of an atlas."""
    return Counter((m["surface"], m["actor"], m["rule"]) for m in atlas.found_mentions())


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Atlas:
    """Two articles; the pipeline's path is given as it is seen from lensatlas.toml."""
    where = tmp_path_factory.mktemp("atlases")
    text = "Ada Marl met Anna Zelvark at Pier Nine in Norway. Marl spoke for the Tern Bank's owners."
    path = os.path.relpath(folder, where / "w" / "atlas")
    made = atlas_reading_by(where / "w", path, text, text)
    made.build()
    return made


def test_an_atlas_is_read_by_the_pipeline_that_its_configuration_names(atlas: Atlas) -> None:
    """Anna Zelvark, whom our rules would find, is not among the pipeline's names."""
    assert told(atlas) == {
        ("Ada Marl", "Ada Marl", "pipeline:PERSON"): 2,
        ("Pier Nine", "Pier Nine", "pipeline:FAC"): 2,
        ("Norway", "Norway", "name"): 2,
        ("Marl", "Ada Marl", "surname"): 2,
        ("Tern Bank", "Tern Bank", "pipeline:ORG"): 2,
    }
    kinds = {row["id"]: row["kind"] for row in atlas.actor_rows()}
    assert kinds == {"Ada Marl": "person", "Norway": "country", "Pier Nine": "place", "Tern Bank": "organization"}
    (answer,) = atlas.mention_rows([("q", "Then Ada Marl left.")])
    assert answer["mentions"][0]["actor"] == {"id": "Ada Marl", "label": "Ada Marl", "kind": "person"}


def test_another_pipeline_in_the_same_folder_reads_every_article_again(tmp_path: Path) -> None:
    text = "Ada Marl met Odo Lunt. Ada Marl and Odo Lunt left."
    ruler({"PERSON": ["Ada Marl"]}).to_disk(tmp_path / "names")
    atlas = atlas_reading_by(tmp_path / "w", tmp_path / "names", text)
    assert set(told(atlas)) == {("Ada Marl", "Ada Marl", "pipeline:PERSON")}
    ruler({"PERSON": ["Odo Lunt"]}).to_disk(tmp_path / "names")
    again = Atlas.open(tmp_path / "w" / "atlas")
    assert set(told(again)) == {("Odo Lunt", "Odo Lunt", "pipeline:PERSON")}


@pytest.mark.parametrize("question", ["atlas.related('a0')", "new.add(sys.argv[2]); new.related('a0')"])
def test_a_question_to_a_drawn_atlas_and_one_without_a_pipeline_load_no_spacy(
    question: str, atlas: Atlas, tmp_path: Path
) -> None:
    asked = (
        "import sys; from lensatlas import Atlas; atlas, new = map(Atlas.open, (sys.argv[1], sys.argv[3])); "
        f"{question}; print('spacy' in sys.modules)"
    )
    where = map(str, (atlas.folder, atlas.folder.parent / "articles.jsonl", tmp_path / "new"))
    call = [sys.executable, "-c", asked, *where]
    assert subprocess.run(call, capture_output=True, text=True, check=True).stdout == "False\n"


def test_places_are_code_points_of_the_text(pipeline: Pipeline) -> None:
    """An emoji outside the basic plane, a flag of two, and a mark that no letter takes in stand before the names."""
    text = "😀🇳🇴 x\u0301y\u0332: Ada Marl 𝔸 rowed to Pier Nine."
    assert [(one.start, one.end) for one in pipeline.names_in([text], Knowledge())] == [
        (text.index("Ada"), text.index("Ada") + 8),
        (text.index("Pier"), text.index("Pier") + 9),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He sued the Tern Bank's owners.", [("Tern Bank", "Tern Bank", "organization", "pipeline:ORG")]),
        ("Then Sen. Odo Lunt rose.", [("Odo Lunt", "Odo Lunt", "person", "pipeline:PERSON")]),
        ("The Harbour Ministry won.", [("Harbour Ministry", "Harbour Ministry", "body", "pipeline:ORG")]),
        ("They met in The Hague.", [("The Hague", "The Hague", "city", "pipeline:GPE")]),
        ("They met in Drenn.", [("Drenn", "Drenn", "place", "pipeline:GPE")]),
        ("A Norwegian vote, by Norwegians.", []),
        ("Old Tidesmen sang.", [("Tidesmen", "Tidesmen", "group", "pipeline:NORP")]),
        ("So Open Quays won in May.", [("Open Quays", "Open Quays", "party", "pipeline:PARTY")]),
    ],
)  # fmt: skip
def test_labels_become_our_kinds_and_names_are_cut_to_themselves(
    pipeline: Pipeline, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert read(pipeline, text) == expected


def test_the_docs_tell_of_every_label_and_the_kinds_it_may_stand_for() -> None:
    section = (
        (Path(__file__).parents[2] / "docs" / "tagging.md")
        .read_text(encoding="utf-8")
        .split("### A pipeline of your own")[1]
    )
    rows = dict(
        re.findall(r"^\| ([A-Z][A-Z, ]+[A-Z])[ …]* \| (.+) \|$", section.split("## Run-together tags")[0], re.MULTILINE)
    )
    told = {label: kinds for labels, kinds in rows.items() for label in labels.split(", ")}
    for label, kinds in KINDS.items():
        if label.lower() not in ACTOR_KINDS or label == "PERSON":
            assert all(kind in told[label] for kind in kinds), label


def test_short_forms_are_completed_by_the_articles_full_names(pipeline: Pipeline) -> None:
    found = read(pipeline, "ADA MARL WINS", "Ada Marl led the Reed and Lock Union (RLU). Marl left the RLU.")
    assert [(surface, full, rule) for surface, full, _, rule in found] == [
        ("ADA MARL", "Ada Marl", "pipeline:PERSON"),
        ("Ada Marl", "Ada Marl", "pipeline:PERSON"),
        ("Reed and Lock Union", "Reed and Lock Union", "pipeline:ORG"),
        ("RLU", "Reed and Lock Union", "short-acronym"),
        ("Marl", "Ada Marl", "surname"),
        ("RLU", "Reed and Lock Union", "short-acronym"),
    ]


def test_lists_win_where_they_say_as_much(pipeline: Pipeline) -> None:
    """The pipeline takes Qatar for a person; a name that only begins with it keeps its length; an editor's body stays one."""
    listed = Actor(id=ActorId("Tern Bank"), kind="body", aliases=("Pier Nine",), evidence="authority")
    lexicon = Lexicon.learn([], lenses=(), authority=[listed], pipeline=pipeline)
    found = found_in(["In Qatar, Qatar Ferry Lines sued the Tern Bank's heirs at Pier Nine."], lexicon)
    assert [(one.actor, one.kind, one.rule) for one in found] == [
        ("Qatar", "country", "name"),
        ("Qatar Ferry Lines", "organization", "pipeline:ORG"),
        ("Tern Bank", "body", "name"),
        ("Tern Bank", "body", "alias"),
    ]


def test_a_name_is_of_one_kind_in_an_article(tmp_path: Path) -> None:
    """The pipeline calls LUNT a person and Lunt an organisation, which stands there twice."""
    ruler({"PERSON": ["LUNT"], "ORG": ["Lunt"]}).to_disk(tmp_path / "p")
    found = read(load(tmp_path / "p", tmp_path), "LUNT SHIP SAILS", "A Lunt ship, a Lunt crane.")
    assert [(full, kind) for _, full, kind, _ in found] == [("Lunt", "organization")] * 3


def test_only_what_finds_entities_is_run(tmp_path: Path, pipeline: Pipeline) -> None:
    nlp = ruler({"PERSON": ["Odo Lunt"]})
    nlp.add_pipe("sentencizer", first=True)
    nlp.to_disk(tmp_path / "idle")
    assert load(tmp_path / "idle", tmp_path).language.pipe_names == ["entity_ruler"]


def test_a_ruler_whose_patterns_look_at_tags_still_has_them(tmp_path: Path) -> None:
    """Another component tags "Lunt" a proper noun, and the pattern asks for one."""
    nlp = ruler({"PERSON": [[{"TAG": "NNP"}]]})
    nlp.add_pipe("attribute_ruler", first=True).add([[{"LOWER": "lunt"}]], {"TAG": "NNP"})
    nlp.to_disk(tmp_path / "tags")
    assert read(load(tmp_path / "tags", tmp_path), "So Lunt left.") == [("Lunt", "Lunt", "person", "pipeline:PERSON")]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A statistical recogniser of two labels, taught by sixteen sentences."""
    from spacy.training import Example

    people, firms = (
        ("Ada Marl", "Odo Lunt", "Ina Voss", "Per Dahl"),
        ("Tern Bank", "Reed Union", "Lock Group", "Quay Ltd"),
    )
    random.seed(7)
    spacy.util.fix_random_seed(7)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    taught = [(f"Then {p} met the {f} men.", [(5, 5 + len(p), "PERSON"), (14 + len(p), 14 + len(p) + len(f), "ORG")])
              for p in people for f in firms]  # fmt: skip
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in taught]
    learner = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=learner)
    path = tmp_path_factory.mktemp("trained") / "ner"
    nlp.to_disk(path)
    return path


def test_a_trained_recogniser_finds_names_that_it_was_not_taught(trained: Path) -> None:
    found = read(load(trained, trained), "Then Eli Sand met the Crane Works men.")
    assert found == [
        ("Eli Sand", "Eli Sand", "person", "pipeline:PERSON"),
        ("Crane Works", "Crane Works", "organization", "pipeline:ORG"),
    ]


def test_what_an_article_holds_does_not_hang_on_what_was_read_before(trained: Path, pipeline: Pipeline) -> None:
    texts = [f"Then {name} met the Tern Bank men." for name in ("Ada Marl", "Odo Lunt", "Eli Sand")]
    one = load(trained, trained)
    forth = [one.entities([text]) for text in texts]
    load(pipeline.language.path, trained)  # so that the trained one is loaded anew
    other = load(trained, trained)
    assert other is not one
    assert [other.entities([text]) for text in reversed(texts)] == forth[::-1]


def test_long_texts_are_read_in_pieces_with_every_name_in_its_place(pipeline: Pipeline) -> None:
    line = "The crane stood still while Ada Marl counted crates.\n"
    text = line * (2 * PIECE // len(line) + 9)
    (found,) = pipeline.entities([text])
    assert [e.start for e in found] == [n * len(line) + line.index("Ada") for n in range(text.count("\n"))]
    assert {text[e.start : e.end] for e in found} == {"Ada Marl"}


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 20))
def test_pieces_make_the_text_again(text: str, limit: int) -> None:
    found = list(pieces(text, limit))
    assert "".join(piece for _, piece in found) == text
    assert all(text.startswith(piece, at) and len(piece) <= limit for at, piece in found)
    assert text == "" or all(piece for _, piece in found)


def test_what_chokes_the_tokenizer_is_passed_over_and_names_beside_it_are_read(tmp_path: Path) -> None:
    """Without care 20,000 brackets take spaCy 97 seconds; lone surrogates make it raise. A bracket would be an entity here."""
    ruler({"PERSON": ["Ada Marl"], "ORG": ["("]}).to_disk(tmp_path / "p")
    text = f"Ada Marl {'(' * 20_000} Ada Marl \ud800 Ada Marl"
    (found,) = load(tmp_path / "p", tmp_path).entities([text])
    assert [text[e.start : e.end] for e in found] == ["Ada Marl"] * 3
    assert [e.label for e in found] == ["PERSON"] * 3


def test_the_stamp_tells_pipelines_apart_and_not_the_folders_they_lie_in(tmp_path: Path) -> None:
    ruler({"PERSON": ["Ada Marl"]}).to_disk(tmp_path / "a")
    (tmp_path / "deep").mkdir()
    ruler({"PERSON": ["Ada Marl"]}).to_disk(tmp_path / "deep" / "b")
    ruler({"PERSON": ["Odo Lunt"]}).to_disk(tmp_path / "c")
    assert stamp(tmp_path / "a") == stamp(tmp_path / "deep" / "b") != stamp(tmp_path / "c")
    assert spacy.__version__ in stamp("a_pipeline_of_no_one")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "lensatlas.toml"


def test_spacy_that_is_not_installed_is_asked_for_by_its_extra(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"\[actors\] nlp.*pip install 'lensatlas\[nlp\]'"):
        load("en_of_no_one", config)


def test_a_pipeline_that_is_not_installed_is_named_with_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"lensatlas\.toml: \[actors\] nlp: .*python -m spacy download en_of_no_one"):
        atlas_reading_by(tmp_path / "w", "en_of_no_one", "Ada Marl left.").build()


def test_a_folder_without_a_pipeline_is_said(config: Path, tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"\[actors\] nlp: .*nowhere is not the folder of a saved spaCy pipeline"):
        load(tmp_path / "nowhere", config)


def test_a_pipeline_that_finds_no_entities_is_refused(config: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "p")
    with pytest.raises(BadConfig, match="finds no entities: it needs ner or entity_ruler"):
        load(tmp_path / "p", config)


def test_a_damaged_pipeline_is_named(config: Path, tmp_path: Path, folder: Path) -> None:
    ruler({"PERSON": ["Ada Marl"]}).to_disk(tmp_path / "p")
    (tmp_path / "p" / "config.cfg").write_text("[nlp]\nlang = 'en'\npipeline = ['a_part_of_no_one']\n")
    with pytest.raises(BadConfig, match=r"\[actors\] nlp: .*p cannot be loaded: "):
        load(tmp_path / "p", config)
