"""The corpus of an atlas, and the drawing of it that questions are asked of: never older than the corpus."""

from __future__ import annotations

import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from lensatlas import config as configuration
from lensatlas.atlas import build
from lensatlas.errors import AtlasBusy, AtlasUnreadable
from lensatlas.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lensatlas.atlas.build import Progress
    from lensatlas.atlas.place import Place
    from lensatlas.config import Config
    from lensatlas.insight.related import Chance
    from lensatlas.network import Features, Graph
    from lensatlas.network.links import Links
    from lensatlas.network.lists import Lists
    from lensatlas.store import Corpus

T = TypeVar("T")

# What reading a damaged drawing comes to; a file that was cut to nothing is the second.
_DAMAGED = (AtlasUnreadable, EOFError, OSError, ValueError)


def warned(problem: Problem) -> None:
    """Say a fault in the data as a Python warning: what nobody listens for is not dropped."""
    warnings.warn(str(problem), UserWarning, stacklevel=2)


def _written(path: Path) -> tuple[str, int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing in memory, with the folder of the generation it came from (``which``: its number on disk).

    ``beside``: what was made from it, name → value.
    """

    folder: Path
    which: int
    graph: Graph
    features: Features
    beside: dict[str, Any] = field(default_factory=dict)

    def check(self) -> Path:
        """The folder, while it is that of this drawing; :class:`FileNotFoundError` where another was drawn under its name."""
        if self.folder.stat().st_ino != self.which:
            raise FileNotFoundError(self.folder)
        return self.folder


class Drawing:
    """What an atlas holds and what was drawn from it; anything asked of it is drawn again first where it is stale."""

    def __init__(self, place: Place, progress: Progress, on_problem: Callable[[Problem], None]) -> None:
        self.place, self.progress, self.on_problem = place, progress, on_problem
        self._drawn: Drawn | None = None
        self._seen: tuple[object, ...] = ()
        self._config: tuple[object, Config] | None = None

    @property
    def config(self) -> Config:
        """What lensatlas.toml says now; parsed again only where it was written since."""
        written = _written(self.place.config)
        if self._config is None or self._config[0] != written:
            self._config = (written, configuration.load(self.place.config if written else None))
        return self._config[1]

    @contextmanager
    def corpus(self, *, readonly: bool = False, to_add: bool = False) -> Iterator[Corpus]:
        """The corpus, open; an empty one is made where there is none yet. ``to_add`` and nothing else, it needs less memory."""
        from lensatlas.store import MEMORY, MEMORY_TO_ADD, Corpus

        if not self.place.corpus.exists() and self.place.current() is not None:
            raise AtlasUnreadable(
                self.place.corpus,
                "it is gone, and a drawing of it is still here. Put it back from a copy; to begin anew, remove the folder drawn",
            )
        if readonly and not self.place.corpus.exists():
            with Corpus.open(self.place.corpus, create=True):
                pass
        memory = MEMORY_TO_ADD if to_add else MEMORY
        with Corpus.open(self.place.corpus, readonly=readonly, create=not readonly, memory=memory) as corpus:
            yield corpus

    def asked(self) -> Drawn:
        """The drawing, drawn again first where the corpus or the configuration has changed.

        While another process writes the corpus, the last drawing answers, and that is said. Where no file that it rests on was
        touched since the last question, the database is not opened: a thousandth of a second instead of thirty.
        """
        if self._drawn is not None and self._seen and self._seen == self._touched():
            return self._drawn
        try:
            with self.held() as (_, drawn):
                self._seen = self._touched()
                return drawn
        except AtlasBusy as busy:
            last = self.place.current()
            if last is None:
                raise
            self.on_problem(Problem(input=str(self.place.corpus), reason=f"{busy} The last drawing answers meanwhile."))
            return self._loaded(last)

    def _touched(self) -> tuple[object, ...]:
        """When each file that the drawing rests on was last written; nothing where a pipeline reads names, as it is many files."""
        config = self.config
        if config.nlp:
            return ()
        place = self.place
        resting = (place.corpus, place.corpus.with_name(f"{place.corpus.name}.wal"), place.pointer)
        named = (place.config, place.decisions, *config.authority)
        return tuple(_written(path) for path in (*resting, *named))

    @contextmanager
    def held(self) -> Iterator[tuple[Corpus, Drawn]]:
        """The settled corpus, open for reading, with the drawing of just that state of it."""
        config = self.config
        while True:
            with self.corpus(readonly=True) as corpus:
                drawn = self._fitting(build.name(corpus, config))
                if drawn is not None:
                    yield corpus, drawn
                    return
            self._draw(config)

    def anew(self) -> Drawn:
        """The drawing, made again whatever stands there, under weights computed from the articles there are."""
        self._draw(self.config, renew=True)
        return self.asked()

    def _fitting(self, name: str) -> Drawn | None:
        """The drawing of that name, if it is the current one and whole; a damaged one is no loss, as it can be made again."""
        current = self.place.current()
        if current is None or current.name != name:
            return None
        try:
            return self._loaded(current)
        except _DAMAGED:
            return None

    def links(self, drawn: Drawn) -> Links:
        """The links that reader paths go by; made for the first who asks, then kept beside the drawing.

        Here and below, the drawing is the asker's: making takes a while, and the one to ask next may be another.
        """
        from lensatlas.network import links

        return self._beside(
            drawn, "links", "preparing paths",
            load=lambda folder: links.load(drawn.features, folder),
            make=lambda _: links.Links.of(drawn.graph, drawn.features),
            save=links.save,
        )  # fmt: skip

    def lists(self, drawn: Drawn) -> Lists:
        """Every article's list of the most alike; made for the first who asks, then kept beside the drawing, and renewed with it."""
        from lensatlas.network import kept
        from lensatlas.network.lists import lists

        return self._beside(
            drawn, "lists", "comparing articles",
            load=lambda folder: kept.load_lists(folder, drawn.graph.size), make=lambda told: lists(drawn.features, told=told), save=kept.save_lists,
        )  # fmt: skip

    def chance(self, drawn: Drawn) -> Chance:
        """What likeness means nothing in a drawing; kept in memory."""
        from lensatlas.insight.related import Chance

        found: Chance = drawn.beside.get("chance") or Chance.of(drawn.features)
        drawn.beside["chance"] = found
        return found

    def _beside(
        self, drawn: Drawn, name: str, doing: str, *,
        load: Callable[[Path], T], make: Callable[[Callable[[int], None]], T], save: Callable[[T, Path], None],
    ) -> T:  # fmt: skip
        """What is kept beside a drawing: from memory, from its folder, or made now; a damaged one is no loss."""
        if name not in drawn.beside:
            try:
                drawn.beside[name] = load(drawn.check() / name)
            except _DAMAGED:
                self.progress(doing, 0, None)
                drawn.beside[name] = made = make(lambda done: self.progress(doing, done, drawn.graph.size))
                with suppress(OSError):  # the folder cannot be written, or is gone with its generation: it does as well
                    save(made, drawn.check() / name)
                self.progress("", 0, None)
        found: T = drawn.beside[name]
        return found

    def health(self) -> Iterator[tuple[str, bool, str]]:
        """What the folder holds, read without changing anything: a name, whether it is well, and its state."""
        config = self.config
        lenses = f"{len(config.lenses)} declared lenses"
        yield "configuration", True, f"{self.place.config} ({config.publication.name}; {lenses})"
        for path in config.authority:
            actors, problems = build.authority_list(path)
            yield "authority list", not problems, "; ".join((f"{path} ({len(actors):,} actors)", *map(str, problems)))
        if not self.place.corpus.exists():
            yield "corpus", True, "empty: lensatlas add PATH…"
            return
        with self.corpus(readonly=True) as corpus:
            yield "corpus", True, f"{corpus.count():,} articles"
            wanted = build.name(corpus, config)
        current = self.place.current()
        fresh = current is not None and current.name == wanted
        damaged = fresh and self._fitting(wanted) is None
        state = "damaged" if damaged else "up to date" if fresh else "older than the corpus"
        yield "drawing", not damaged, state if state == "up to date" else f"{state}: the next question draws it again"
        drawn = build.last(self.place)
        if drawn is not None:
            yield (
                "weights",
                True,
                f"{drawn.standing}: `lensatlas build` renews them" if drawn.drifted else drawn.standing,
            )

    def _loaded(self, folder: Path) -> Drawn:
        # One corpus drawn under new weights keeps its name: another folder under the same name is another drawing.
        which = folder.stat().st_ino
        if self._drawn is None or (self._drawn.folder, self._drawn.which) != (folder, which):
            self._drawn = Drawn(folder, which, *build.load(folder))
        return self._drawn

    def _draw(self, config: Config, *, renew: bool = False) -> None:
        self._drawn = None
        with self.corpus() as corpus:
            for problem in build.settle(corpus, config, self.progress):
                self.on_problem(problem)
            made = build.draw(corpus, config, self.place, self.progress, renew=renew)
        self.progress("", 0, None)
        if made.drifted:
            self.on_problem(Problem(input="weights", reason=made.standing, hint="`lensatlas build` renews them"))
