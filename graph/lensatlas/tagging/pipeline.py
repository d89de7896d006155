"""A spaCy pipeline that the user has installed, which reads names in place of the rules. Nothing is downloaded here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lensatlas.errors import BadConfig, MissingExtra
from lensatlas.model import digest
from lensatlas.tagging.entities import Entity, named
from lensatlas.tagging.names import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lensatlas.tagging.names import Evidence, Knowledge, Named

# Longer texts are read piece by piece. spaCy's own estimate is 1 GB of working memory for 100,000 characters.
PIECE = 20_000
BATCH = 16
# How many articles' entities are kept: tagging reads again what learning has read.
KEPT = 20_000
# spaCy's tokenizer needs time in proportion to the square of a stretch without spaces: 6.6 s for 5,000 "(", 97 s for 20,000.
_TOO_LONG = re.compile(r"\S{120,}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # no UTF-8 has them, and spaCy keeps its strings so
# Components that give no entities, and that those which do ask nothing of.
_UNNEEDED = frozenset({
    "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer", "parser", "senter", "sentencizer",
    "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "entity_linker", "coref", "experimental_coref",
})  # fmt: skip
# What the unneeded components tell of a word, which the patterns of an entity ruler may look at.
_ANNOTATIONS = frozenset({"tag", "pos", "morph", "lemma", "dep", "sent_start", "is_sent_start"})


def stamp(nlp: str | Path) -> str:
    """What reading by this pipeline depends on: its name and version, or the files of its folder, and spaCy's version. Loads none of it."""
    engine = _version("spacy")
    if isinstance(nlp, str):
        return f"{nlp} {_version(nlp)}, spaCy {engine}"
    files = sorted((file.relative_to(nlp).as_posix(), file) for file in nlp.rglob("*") if file.is_file())
    parts = (part for name, file in files for part in (name, str(file.stat().st_size), _head(file)))
    return f"{digest(*parts, size=16)}, spaCy {engine}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return "absent"


def _head(file: Path) -> str:
    """The first mebibyte of a file: weights that differ at all differ there, and vectors of a gigabyte are not read for a question."""
    with file.open("rb") as opened:
        return opened.read(1 << 20).decode("latin-1")


def load(nlp: str | Path, config: Path) -> Pipeline:
    """The pipeline that ``config``, a ``lensatlas.toml``, names: an installed package (text) or the folder of a saved one; once a process.

    Raises :class:`~lensatlas.errors.MissingExtra` where spaCy is not installed and :class:`~lensatlas.errors.BadConfig` where the
    pipeline is not, cannot be loaded, or finds no entities.
    """
    return _load(nlp, stamp(nlp), config)


@lru_cache(maxsize=1)
def _load(nlp: str | Path, stamped: str, config: Path) -> Pipeline:
    try:
        import spacy
    except ImportError as error:
        raise MissingExtra(f"Reading names by a spaCy pipeline ([actors] nlp in {config})", "nlp") from error
    if isinstance(nlp, str) and not spacy.util.is_package(nlp):
        install = (
            f"Install it with `python -m spacy download {nlp}`, or give the path of a saved pipeline, such as ./{nlp}"
        )
        raise BadConfig(config, f"[actors] nlp: no spaCy pipeline called {nlp!r} is installed. {install}.")
    if isinstance(nlp, Path) and not (nlp / "config.cfg").is_file():
        raise BadConfig(
            config, f"[actors] nlp: {nlp} is not the folder of a saved spaCy pipeline: it has no config.cfg"
        )
    try:
        language = spacy.load(nlp)
    except Exception as error:  # whatever the pipeline's own code raises
        raise BadConfig(config, f"[actors] nlp: {nlp} cannot be loaded: {error}") from error
    for name in _idle(language):
        language.disable_pipe(name)
    if not any(_finds_entities(language, name) for name in language.pipe_names):
        has = ", ".join(language.pipe_names) or "no component"
        raise BadConfig(config, f"[actors] nlp: {nlp} finds no entities: it needs ner or entity_ruler, and has {has}")
    spaced = isinstance(language.tokenizer, spacy.tokenizer.Tokenizer)
    return Pipeline(stamp=stamped, language=language, spaced=spaced)


def _finds_entities(language: Any, name: str) -> bool:
    finds = "doc.ents" in language.get_pipe_meta(name).assigns
    return finds or bool(getattr(language.get_pipe(name), "annotate_ents", False))  # a span ruler


def _idle(language: Any) -> list[str]:
    """The components that may rest: all that find no entities, unless a ruler's patterns look at what they tell of a word."""
    for name in filter(lambda name: _finds_entities(language, name), language.pipe_names):
        for rule in getattr(language.get_pipe(name), "patterns", ()):
            words = rule["pattern"] if isinstance(rule["pattern"], list) else ()
            if any(attribute.casefold() in _ANNOTATIONS for word in words for attribute in word):
                return []
    return [name for name in language.pipe_names if language.get_pipe_meta(name).factory in _UNNEEDED]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pipeline:
    """A loaded pipeline. ``spaced``: its tokenizer parts words at spaces, as those of most languages do."""

    stamp: str
    language: Any
    spaced: bool
    _kept: dict[str, tuple[tuple[Entity, ...], ...]] = field(default_factory=dict)

    def names_in(self, passages: Sequence[str], knowledge: Knowledge, around: Evidence | None = None) -> list[Named]:
        """The names in an article's passages, in order, none overlapping: what :func:`~lensatlas.tagging.names.names_in` gives by rules."""
        return self.names(Reading(passages, knowledge, around))

    def names(self, reading: Reading) -> list[Named]:
        """The names of an article that was read."""
        return named(reading, self.entities(reading.passages))

    def entities(self, passages: Sequence[str]) -> tuple[tuple[Entity, ...], ...]:
        """The entities of each passage, in order. An article is one batch, so that none depends on what is read beside it."""
        name = digest(*passages, size=16)
        found = self._kept.get(name)
        if found is None:
            found = self._entities(passages)
            if len(self._kept) < KEPT:
                self._kept[name] = found
        return found

    def _entities(self, passages: Sequence[str]) -> tuple[tuple[Entity, ...], ...]:
        limit = min(self.language.max_length, PIECE)
        parts = [(number, *part) for number, text in enumerate(passages) for part in pieces(self._legible(text), limit)]
        found: list[list[Entity]] = [[] for _ in passages]
        for (number, offset, _), read in zip(
            parts, self.language.pipe((text for _, _, text in parts), batch_size=BATCH), strict=True
        ):
            found[number] += [Entity(offset + e.start_char, offset + e.end_char, e.label_) for e in read.ents]
        return tuple(map(tuple, found))

    def _legible(self, text: str) -> str:
        """The text, each character in its place, without what the tokenizer chokes on."""
        text = _SURROGATE.sub("\ufffd", text)
        return _TOO_LONG.sub(lambda found: " " * len(found.group()), text) if self.spaced else text


def pieces(text: str, limit: int) -> Iterator[tuple[int, str]]:
    r"""The text in pieces of at most ``limit`` code points with their offsets, cut at ends of paragraphs, else of words.

    >>> list(pieces("One.\nTwo three.", 8))
    [(0, 'One.\n'), (5, 'Two '), (9, 'three.')]
    """
    start = 0
    while len(text) - start > limit:
        end = start + limit
        ends = (text.rfind(mark, start, end) + 1 for mark in "\n ")
        cut = next((at for at in ends if at), end)
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
