"""The order of work: learn the corpus, tag what is new, draw the graph, publish the generation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lensatlas import __version__
from lensatlas.atlas import settling
from lensatlas.atlas.place import DECISIONS
from lensatlas.errors import AtlasUnreadable
from lensatlas.model import Problem, digest
from lensatlas.tagging import RULES_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from lensatlas.atlas.generation import Generation
    from lensatlas.atlas.place import Place
    from lensatlas.config import Config, Profile
    from lensatlas.ingest.fetch import Policy
    from lensatlas.model import Actor, Article
    from lensatlas.network import Features, Graph
    from lensatlas.store import Corpus
    from lensatlas.tagging.decisions import Decisions
    from lensatlas.tagging.pipeline import Pipeline

# Told what is being done, how much of it is done, and how much there is in all (None: not known).
Progress = Callable[[str, int, int | None], None]

# Part of every generation's name: a change of what is drawn, or how, makes the old ones stale.
DRAWING = "3"
VOCABULARIES = frozenset({".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".skos", ".jsonld", ".xml"})


def silent(_what: str, _done: int, _of: int | None) -> None:
    """Progress for nobody."""


def records(
    inputs: Sequence[str], profile: Profile, place: Place, form: str | None, stdin: BinaryIO | None,
    policy: Policy | None, progress: Progress,
) -> Iterator[Article | Problem]:  # fmt: skip
    """Every record of the inputs; addresses are asked for only where there is a policy of how."""
    if policy is None:
        from lensatlas.ingest import read

        return read(inputs, profile=profile, form=form, stdin=stdin)
    from lensatlas.ingest.fetch import fetch

    return fetch(inputs, profile=profile, place=place.fetched, policy=policy, form=form, stdin=stdin, progress=progress)


def authority_list(path: Path) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """The actors of one authority list, or of a vocabulary in RDF, and what was wrong in it."""
    from lensatlas.tagging.authority import of_concepts, read

    if path.suffix.casefold() not in VOCABULARIES:
        return read(path)
    from lensatlas.publish.rdf import skos

    try:
        with path.open("rb") as file:
            found = skos.read(file, str(path))
    except OSError as error:
        return (), (Problem(input=str(path), reason=f"the vocabulary cannot be read: {error}"),)
    return of_concepts(found.concepts), found.problems


def authority(config: Config) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """The actors of every authority list that the configuration names, and what was wrong in them."""
    lists = [authority_list(path) for path in config.authority]
    return tuple(a for actors, _ in lists for a in actors), tuple(p for _, problems in lists for p in problems)


def decisions(config: Config) -> tuple[Decisions, tuple[Problem, ...]]:
    """What the editor has recorded in the decisions beside the configuration, and what was wrong in it."""
    from lensatlas.tagging.decisions import Decisions, read

    path = decisions_path(config)
    return read(path) if path else (Decisions(), ())


def decisions_path(config: Config) -> Path | None:
    """Where the editor's decisions stand: beside lensatlas.toml; nowhere without one."""
    return config.path.with_name(DECISIONS) if config.path else None


def name(corpus: Corpus, config: Config) -> str:
    """What a drawing of this corpus under this configuration is called: another name, another drawing."""
    from lensatlas.features.weights import Scheme

    listed = (_content(path) for path in (config.path, decisions_path(config), *config.authority) if path)
    return digest(
        DRAWING, __version__, RULES_VERSION, repr(Scheme()), corpus.state(), *listed, *_reader(config), size=10
    )


def _reader(config: Config) -> Iterator[str]:
    """The stamp of the pipeline that reads names, where one is configured: not loaded to answer from a drawing."""
    if config.nlp:
        from lensatlas.tagging.pipeline import stamp

        yield stamp(config.nlp)


def pipeline(config: Config) -> Pipeline | None:
    """The pipeline that reads names in place of our rules, where one is configured."""
    if config.nlp is None or config.path is None:
        return None
    from lensatlas.tagging.pipeline import load

    return load(config.nlp, config.path)


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def settle(corpus: Corpus, config: Config, progress: Progress) -> tuple[Problem, ...]:
    """Tag every article whose tags, actors and claims are missing or older than what the corpus knows now."""
    given, problems = grounds(config)
    settling.settle(corpus, given, progress)
    return problems


def grounds(config: Config) -> tuple[settling.Grounds, tuple[Problem, ...]]:
    """What is known beside the articles, by the configuration and the lists that it names, and what was wrong in them."""
    actors, problems = authority(config)
    judged, unfit = decisions(config)
    given = settling.Grounds(lenses=config.lenses, authority=actors, decisions=judged, pipeline=pipeline(config))
    return given, (*problems, *unfit)


def draw(corpus: Corpus, config: Config, place: Place, progress: Progress, *, renew: bool = False) -> Generation:
    """Draw the settled corpus and make the drawing the atlas's current generation.

    Under the weights of the last one, unless they are to be renewed; ``renew`` gives the same whatever was drawn before.
    """
    from lensatlas.atlas.generation import following

    progress("drawing", 0, None)
    before = None if renew else last(place)
    if before is not None and not before.table.fits(corpus.count()):
        progress(f"renewing the weights, which were computed from {before.table.articles:,} articles", 0, None)
    try:
        made = following(before, corpus, config.lenses)
    except (ValueError, IndexError):
        if before is None:
            raise
        made = following(None, corpus, config.lenses)  # the last one is damaged within: it is not needed
    place.renew(name(corpus, config), lambda folder: made.save(folder, DRAWING))
    return made


def last(place: Place) -> Generation | None:
    """The current generation, as long as the next can be drawn from it: an old or damaged one is no loss."""
    from lensatlas.atlas.generation import Generation

    current = place.current()
    try:
        return Generation.load(current, DRAWING) if current else None
    except (AtlasUnreadable, OSError, ValueError):
        return None


def load(folder: Path) -> tuple[Graph, Features]:
    """The drawing of a generation."""
    from lensatlas.network import files

    return files.load(folder / "graph"), files.load_features(folder / "features")
