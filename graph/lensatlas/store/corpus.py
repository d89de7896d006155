"""The corpus: a publication's articles, and what tagging found in them, in one file."""
# ruff: noqa: S608 - the names in queries are our own tables and columns; every value is bound

from __future__ import annotations

import contextlib
import itertools
import operator
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from lensatlas.errors import NotFound, UsageError
from lensatlas.model import ArticleId, digest
from lensatlas.store import bulk, rows
from lensatlas.store.admission import Known, admit
from lensatlas.store.heard import due, together
from lensatlas.store.opening import MEMORY, connect, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    import duckdb

    from lensatlas.model import Actor, Answers, Article, Claim, Heard, Hearsay, Mention, Tagged, WatchItem
    from lensatlas.store.admission import Outcome
    from lensatlas.store.rows import Row

# Articles a write: enough for arrays to pay, few enough for long articles to stay some tens of megabytes.
_BATCH = 2_000
_TAGGED = ("tagging", *rows.FOUND)
_DERIVED = ("heard", *_TAGGED)


class Corpus:
    """One open DuckDB file. One process may write it at a time, so open it briefly, and for reading only where one reads.

    Every method that writes is one transaction: it happens whole or not at all, whenever the process is killed.
    Everything is read in the order of the articles' ids, whatever order they came in.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, *, readonly: bool) -> None:
        self._connection, self._path, self._readonly = connection, path, readonly
        self._cursors: set[duckdb.DuckDBPyConnection] = set()
        self._came: dict[str, str] = {}

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, create: bool = False, memory: str = MEMORY) -> Self:
        """The corpus in a file; ``create`` makes file and folders where they are absent; ``memory`` bounds what the database holds.

        Raises :class:`~lensatlas.errors.NoAtlas` where there is no file, :class:`~lensatlas.errors.AtlasBusy` where another
        process holds it for longer than a second and a half, and :class:`~lensatlas.errors.AtlasUnreadable`, leaving the
        file as it is, where it is not a corpus or a newer Lensatlas wrote it. A file of an older version is brought up.
        """
        return cls(connect(path, readonly=readonly, create=create, memory=memory), path, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, also where a stream of articles was left half read."""
        for cursor in (*self._cursors, self._connection):
            cursor.close()
        self._cursors.clear()

    # Articles

    def add(self, articles: Sequence[Article]) -> list[Outcome]:
        """Take articles in, in one transaction; one outcome each, in order.

        ``unchanged`` means equal in everything but ``origin``. An update drops what tagging had found in the article.
        A :class:`~lensatlas.model.Problem` is an article that was refused: its URL belongs to another id (the first to come
        keeps it, in this batch too), a record of another origin with its id came since the corpus was opened and differs, or
        it holds what cannot be stored.
        """
        with self._writing() as connection:
            outcomes: list[Outcome] = []
            for start in range(0, len(articles), _BATCH):
                outcomes += self._add(connection, articles[start : start + _BATCH])
            return outcomes

    def _add(self, connection: duckdb.DuckDBPyConnection, articles: Sequence[Article]) -> list[Outcome]:
        made = [rows.article_row(article) for article in articles]
        known = self._known(connection, made)
        stored = set(known.articles)
        outcomes, wanted = admit(articles, made, known, self._came)
        self._forget(connection, [ident for ident in wanted if ident in stored])
        bulk.insert(connection, "article", rows.ADMITTED, [row.values for row in wanted.values()])
        return outcomes

    def _known(self, connection: duckdb.DuckDBPyConnection, made: Sequence[rows.Admitted | Any]) -> Known:
        known = Known()
        asked = [row for row in made if isinstance(row, rows.Admitted)]
        found = connection.execute(
            "select id, digest, canonical_url from article where id in (select unnest(?::varchar[]))"
            " or canonical_url in (select unnest(?::varchar[])) order by id",
            [[row.values[0] for row in asked], [row.canonical for row in asked if row.canonical]],
        )
        for article, stored, canonical in found.fetchall():
            known.put(article, stored, canonical)
        return known

    def remove(self, ids: Iterable[ArticleId]) -> int:
        """Take articles out with everything found in them; how many there were. Unknown ids are passed over."""
        with self._writing() as connection:
            before, gone = self.count(), list(ids)
            self._forget(connection, gone)
            for ident in gone:
                self._came.pop(ident, None)
            return before - self.count()

    def _forget(self, connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
        if ids:
            bulk.delete(connection, _DERIVED, ids)
            connection.execute("delete from article where id in (select unnest(?::varchar[]))", [ids])

    def count(self) -> int:
        """How many articles there are."""
        return int(self._one("select count(*) from article")[0])

    def article(self, ident: ArticleId) -> Article | None:
        """The article of that id, if there is one."""
        found = self._all(f"select {rows.reading('article')} from article where id = ?", [ident])
        return rows.article_of(found[0]) if found else None

    def articles(self, ids: Iterable[ArticleId] | None = None) -> Iterator[Article]:
        """Every article, or those of these ids, by id, as a stream, which writing meanwhile does not disturb."""
        query = f"select {rows.reading('article')} from article"
        if ids is None:
            return map(rows.article_of, self._stream(f"{query} order by id"))
        return map(rows.article_of, self._stream(f"{query} where {_among('id')} order by id", [list(ids)]))

    def state(self) -> str:
        """A digest of all articles: equal for equal content, whatever order it came in; where it was read is not content.

        Costs a scan of one number an article (2 ms for 100,000).
        """
        return digest(*map(str, self._one("select count(*), coalesce(bit_xor(digest), 0) from article")), size=16)

    # What each article tells of names and words

    def hear(self, heard: Iterable[tuple[Heard, str]]) -> None:
        """Keep what articles tell, in the place of what they told before; each with the stamp of what hearing it rests on."""
        with self._writing() as connection:
            stream = iter(heard)
            while batch := list(itertools.islice(stream, _BATCH)):
                bulk.delete(connection, ("heard",), [one.article for one, _ in batch])
                bulk.insert(connection, "heard", rows.HEARD, [rows.heard_row(one, stamp) for one, stamp in batch])

    def unheard(self, stamp: str, answers: Answers) -> list[ArticleId]:
        """The articles that were not heard yet, or under another stamp; by id."""
        return list(self._due("heard", stamp, answers))

    def hearsay(self) -> Hearsay:
        """What all articles that were heard tell together."""
        with told(self._path):
            return together(self._connection)

    # What tagging found

    def settle(
        self,
        tagged: Iterable[Tagged],
        actors: Iterable[Actor],
        *,
        stamp: str,
        rests: Mapping[ArticleId, str] | None = None,
    ) -> None:
        """Keep what tagging found in these articles, in the place of what it had found before, and all actors it knows.

        ``stamp`` says which tagging it was, actors included; it stands on every derived row. ``rests`` says what each article's
        tagging rests on (:meth:`unsettled`), by default the stamp. ``tagged`` may be a generator that reads this
        corpus: it sees the articles as they were. Raises :class:`~lensatlas.errors.NotFound` for an article that is not here.
        """
        with self._writing() as connection:
            self._know(connection, list(actors), stamp)
            stream = iter(tagged)
            while batch := list(itertools.islice(stream, _BATCH)):
                self._settle(connection, batch, stamp, rests or {})

    def _know(self, connection: duckdb.DuckDBPyConnection, actors: Sequence[Actor], stamp: str) -> None:
        held = connection.execute("select count(*), min(stamp), max(stamp) from actor").fetchall()
        if held != [(len(actors), stamp, stamp)]:  # one tagging knows one set of actors: write it once, not every batch
            connection.execute("delete from actor")
            bulk.insert(connection, "actor", (*rows.ACTOR, "stamp"), [(*rows.actor_row(a), stamp) for a in actors])

    def _settle(
        self, connection: duckdb.DuckDBPyConnection, batch: Sequence[Tagged], stamp: str, rests: Mapping[ArticleId, str]
    ) -> None:
        ids = [one.article for one in batch]
        stored = connection.execute(
            "select b.id, a.id is not null, t.article is not null from (select unnest(?::varchar[]) as id) b"
            " left join article a on a.id = b.id left join tagging t on t.article = b.id order by b.id",
            [ids],
        ).fetchall()
        for ident, is_article, _ in stored:
            if not is_article:
                raise NotFound("article", ident)
        bulk.delete(connection, _TAGGED, [ident for ident, _, is_tagged in stored if is_tagged])
        bulk.insert(connection, "tagging", ("article", "stamp"), [(ident, rests.get(ident, stamp)) for ident in ids])
        of_all = zip(*map(rows.found_rows, batch), strict=True)
        for (table, columns), found in zip(rows.FOUND.items(), of_all, strict=True):
            placed = [
                (one, i, *row, stamp) for one, of_one in zip(ids, found, strict=True) for i, row in enumerate(of_one)
            ]
            bulk.insert(connection, table, ("article", "position", *columns, "stamp"), placed)

    def unsettled(self, stamp: str, answers: Answers | None = None) -> dict[ArticleId, str]:
        """The articles in which nothing was looked for yet, or under another stamp; by id, each with the stamp it is to have.

        With ``answers`` that is ``stamp`` and what hangs on the hooks of the article's words: it changes with what concerns
        the article, and with nothing else.
        """
        return self._due("tagging", stamp, answers)

    def _due(self, table: str, stamp: str, answers: Answers | None) -> dict[ArticleId, str]:
        with told(self._path):
            return due(self._connection, table, stamp, answers)

    def stamps(self) -> tuple[list[ArticleId], np.ndarray]:
        """The ids of the settled articles, in order, and for each 64 bits that tell its state, article and tagging: uint64.

        Costs a scan of two short columns.
        """
        # A digest as text would take 80 µs an article (DuckDB 2.0), the bits of both as numbers 2.
        with told(self._path):
            found = self._connection.execute(
                "select a.id, (a.digest & 18446744073709551615::uhugeint)::ubigint as content, md5_number_lower(t.stamp) as tagging"
                " from article a join tagging t on t.article = a.id order by a.id"
            ).fetchnumpy()
        stamps = np.asarray(found["content"], np.uint64) ^ np.asarray(found["tagging"], np.uint64)
        return list(map(ArticleId, found["id"])), stamps

    def settled(self, ids: Sequence[ArticleId] | None = None) -> Iterator[tuple[Article, Tagged]]:
        """Every article that was settled, or those of these ids, with what was found in it, by id, as a stream."""
        query = f"select {rows.reading('a')} from article a join tagging t on t.article = a.id"
        if ids is None:
            articles = self._stream(f"{query} order by a.id")
        else:
            articles = self._stream(f"{query} where {_among('a.id')} order by a.id", [ids])
        found = [_Beside(self._found(table, ids)) for table in rows.FOUND]
        for row in articles:
            article = rows.article_of(row)
            yield article, rows.tagged_of(article.id, (beside.take(article.id) for beside in found))

    def actors(self) -> tuple[Actor, ...]:
        """Every actor by id: those the tagging knew, and the groups that only claims name."""
        columns = ", ".join(rows.ACTOR)
        known = {row[0]: row for row in self._all(f"select {columns} from actor order by id")}
        for row in self._all(f"select {columns} from article_group order by id, article, position"):
            known.setdefault(row[0], row)
        return tuple(rows.actor_of(known[ident]) for ident in sorted(known))

    def mentions(self, article: ArticleId | None = None) -> Iterator[Mention]:
        """Every mention, or one article's, by article and in its order."""
        return map(rows.mention_of, self._found("mention", _alone(article)))

    def claims(self, article: ArticleId | None = None) -> Iterator[Claim]:
        """Every leverage claim, or one article's, by article and in its order."""
        return map(rows.claim_of, self._found("claim", _alone(article)))

    def watch(self, article: ArticleId | None = None) -> Iterator[WatchItem]:
        """Every watch item, or one article's, by article and in its order."""
        return map(rows.watch_of, self._found("watch_item", _alone(article)))

    # The file

    def _found(self, table: str, articles: Sequence[ArticleId] | None = None) -> Iterator[Row]:
        fields = ", ".join(("article", *rows.FOUND[table]))
        if articles is None:
            return self._stream(f"select {fields} from {table} order by article, position")
        return self._stream(
            f"select {fields} from {table} where {_among('article')} order by article, position", [articles]
        )

    def _stream(self, query: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        # One sorted pass: pages by key took 90 s over 100,000 articles in random order, this 2.5 s.
        cursor = self._connection.cursor()
        self._cursors.add(cursor)
        try:
            with told(self._path):
                yield from bulk.rows_of(cursor.execute(query, values))
        finally:
            self._cursors.discard(cursor)
            cursor.close()

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        with told(self._path):
            return self._connection.execute(query, values).fetchall()

    def _one(self, query: str) -> Row:
        (row,) = self._all(query)
        return row

    @contextlib.contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self._readonly:
            raise UsageError(f"{self._path} was opened for reading only.")
        with told(self._path):
            self._connection.begin()
            try:
                yield self._connection
            except BaseException:
                # A database that failed at writing may refuse this too; what went wrong first is what must be told.
                with contextlib.suppress(Exception):
                    self._connection.rollback()
                raise
            self._connection.commit()


def _among(column: str) -> str:
    return f"{column} in (select unnest(?::varchar[]))"


def _alone(article: ArticleId | None) -> list[ArticleId] | None:
    return None if article is None else [article]


class _Beside:
    """Rows in the order of their articles, taken an article at a time."""

    def __init__(self, stream: Iterator[Row]) -> None:
        self._groups = itertools.groupby(stream, key=operator.itemgetter(0))
        self._next = next(self._groups, None)

    def take(self, article: str) -> list[Row]:
        """The rows of an article; articles must be asked for in order."""
        if self._next is None or self._next[0] != article:
            return []
        taken = list(self._next[1])
        self._next = next(self._groups, None)
        return taken
