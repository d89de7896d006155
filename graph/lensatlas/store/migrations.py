"""The tables of the corpus, as the steps by which a file of any older version becomes one of today's."""

from __future__ import annotations

import duckdb

# No primary keys: their indexes cost a sixth of the speed of adding (measured), and what is unique is kept so by the
# one transaction that admits articles. Texts are packed by zstd: DuckDB's own choice, DICT_FSST, took four times as long to
# write where articles are long.
_FIRST = """
create table about (key varchar not null, value varchar not null);

create table article (
    id varchar not null, url varchar, canonical_url varchar, slug varchar not null, headline varchar not null,
    dek varchar not null, text varchar not null using compression zstd,
    sections struct(name varchar, heading varchar, text varchar)[] not null,
    published date, updated date, language varchar, type varchar, minutes integer,
    authors varchar[] not null, lenses varchar[] not null, tags varchar[] not null, tag_line varchar not null,
    actors struct(name varchar, kind varchar)[] not null, sources struct(name varchar, url varchar)[] not null,
    links varchar[] not null, extra json not null using compression zstd, origin varchar not null, digest uhugeint not null
);

create table tagging (article varchar not null, stamp varchar not null);
create table article_tag (
    article varchar not null, position integer not null, tag varchar not null, how varchar not null, stamp varchar not null
);
create table article_lens (
    article varchar not null, position integer not null, lens varchar not null, stamp varchar not null
);
create table article_mechanism (
    article varchar not null, position integer not null, mechanism varchar not null, stamp varchar not null
);
create table article_actor (
    article varchar not null, position integer not null, actor varchar not null, how varchar not null,
    mentions integer not null, stamp varchar not null
);
create table article_group (
    article varchar not null, position integer not null, id varchar not null, kind varchar, aliases varchar[] not null,
    part_of varchar, country varchar, evidence varchar not null, stamp varchar not null
);
create table mention (
    article varchar not null, position integer not null, section varchar not null, starts integer not null,
    ends integer not null, surface varchar not null, actor varchar not null, rule varchar not null, stamp varchar not null
);
create table claim (
    article varchar not null, position integer not null, id varchar not null, actor varchar not null,
    stance varchar not null, role varchar, over_actors varchar[] not null, what varchar not null, mechanism varchar,
    section varchar not null, sentence varchar not null, starts integer not null, ends integer not null,
    rule varchar not null, stamp varchar not null
);
create table watch_item (
    article varchar not null, position integer not null, id varchar not null, text varchar not null,
    section varchar not null, starts integer not null, ends integer not null, actors varchar[] not null,
    tags varchar[] not null, due date, stamp varchar not null
);
create table actor (
    id varchar not null, kind varchar, aliases varchar[] not null, part_of varchar, country varchar,
    evidence varchar not null, stamp varchar not null
);
"""

# What each article tells of names and words, so that what they tell together is a sum of rows and no reading of texts.
_HEARD = """
create table heard (
    article varchar not null, stamp varchar not null, year integer,
    names struct(name varchar, kind varchar, taken_up boolean)[] not null, alone varchar[] not null,
    acronyms struct(short varchar, long varchar)[] not null, actors struct(name varchar, kind varchar)[] not null,
    tags varchar[] not null, line struct(line varchar, words varchar[], phrases varchar[]),
    words varchar[] not null, times uinteger[] not null, hooks uinteger[] not null
);
"""

# STEPS[n] takes a file of version n to version n + 1; a file without tables is version 0. A step, once released, stays.
STEPS: tuple[str, ...] = (_FIRST, _HEARD)
VERSION = len(STEPS)


def version_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version of an open file: 0 where it holds no table at all, None where its tables are not an atlas's."""
    try:
        stated = connection.execute("select value from about where key = 'schema_version'").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None if connection.execute("select 1 from duckdb_tables() where not internal").fetchall() else 0
    return int(stated[0][0]) if stated and stated[0][0].isdecimal() else None


def bring_up(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Take an open file from ``version`` to :data:`VERSION` in one transaction, or not at all."""
    connection.begin()
    for step in STEPS[version:]:
        connection.execute(step)
    connection.execute("delete from about where key = 'schema_version'")
    connection.execute("insert into about values ('schema_version', ?)", [str(VERSION)])
    connection.commit()
