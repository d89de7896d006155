"""What a publication tells about itself in ``lensatlas.toml``: its name, its lenses, how its pages are laid out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from typing import TYPE_CHECKING, Any

from lensatlas.errors import BadConfig
from lensatlas.model import Lens, LensId, canonical_url, label, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE_NAME = "lensatlas.toml"
DEFAULT_PROFILE = "civic-analysis"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`?#]+")  # what an IRI may hold, less a query and a fragment
KNOWN = ("publication", "lens", "actors", "headings", "labels", "marks", "fields", "records")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a publication's pages and records are laid out: each name with the wordings that stand for it, the first preferred.

    ``headings``: section → headings. ``labels``: fact → labels. ``marks``: other fixed wordings of the page.
    ``fields``: article field → keys of a record, or paths in it. ``records``: the keys that lead to the list of records in
    a JSON document, none where the document itself is the list.
    """

    name: str
    headings: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who publishes: ``base`` is the address under which the atlas's own IRIs are made."""

    name: str = "An atlas"
    base: str = "https://atlas.example/"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything ``lensatlas.toml`` says, checked; ``path`` is None for the defaults.

    ``nlp`` is a spaCy pipeline that reads names: an installed package by name, or the folder of a saved one.
    """

    path: Path | None
    publication: Publication
    profile: Profile
    lenses: tuple[Lens, ...] = ()
    authority: tuple[Path, ...] = ()
    nlp: str | Path | None = None


def load(path: Path | None = None) -> Config:
    """The configuration in a ``lensatlas.toml``, or the defaults where ``path`` is None.

    Raises :class:`~lensatlas.errors.BadConfig`, naming the table and the key, where the file cannot be used.
    """
    raw: dict[str, Any] = {}
    if path is not None:
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise BadConfig(path, str(error)) from error
    reader = _Reader(path)
    reader.expect(raw, KNOWN, "tables")
    stated = reader.table(raw, "publication")
    default = Publication()
    reader.expect(stated, ("name", "base", "language", "profile"), "keys of [publication]")
    publication = Publication(
        name=reader.text(stated, "name", default.name),
        base=reader.address(stated, "base", default.base),
        language=reader.text(stated, "language", default.language),
    )
    profile = _profile(reader, reader.text(stated, "profile", DEFAULT_PROFILE), raw)
    lenses = tuple(reader.lens(entry) for entry in reader.tables(raw, "lens"))
    if twice := {lens.id for lens in lenses if sum(lens.id == other.id for other in lenses) > 1}:
        raise reader.fault(f"[[lens]] label {min(twice)!r} stands twice")
    folder = path.parent if path else None
    actors = reader.table(raw, "actors")
    reader.expect(actors, ("authority", "nlp"), "keys of [actors]")
    names = reader.texts(actors, "authority")
    authority = tuple(folder / name for name in names) if folder else ()
    nlp = _pipeline(reader.text(actors, "nlp"), folder)
    return Config(path=path, publication=publication, profile=profile, lenses=lenses, authority=authority, nlp=nlp)


def _pipeline(named: str, folder: Path | None) -> str | Path | None:
    """A name with a separator in it is a path, seen from the configuration's folder."""
    return folder / named if folder and re.search(r"[/\\]", named) else named or None


def _profile(reader: _Reader, name: str, raw: Mapping[str, Any]) -> Profile:
    if not name.replace("-", "").isalnum():
        raise reader.fault(f"[publication] profile: {name!r} is not a profile's name")
    try:
        known = resources.files("lensatlas").joinpath("profiles", f"{name}.toml").read_text(encoding="utf-8")
    except OSError:
        raise reader.fault(
            f"[publication] profile: there is no profile called {name!r}; the default is {DEFAULT_PROFILE!r}"
        ) from None
    base = tomllib.loads(known)

    def merged(table: str) -> dict[str, tuple[str, ...]]:
        own = reader.table(raw, table)
        if table != "headings":  # a publication's sections may be its own; the rest is what the readers look for
            reader.expect(own, base[table], f"keys of [{table}]")
        names = [*base[table], *(key for key in own if key not in base[table])]
        return {key: tuple(dict.fromkeys((*reader.texts(own, key), *base[table].get(key, ())))) for key in names}

    return Profile(
        name=name, headings=merged("headings"), labels=merged("labels"), marks=merged("marks"), fields=merged("fields"),
        records=_records(reader, raw),
    )  # fmt: skip


def _records(reader: _Reader, raw: Mapping[str, Any]) -> tuple[str, ...]:
    stated = reader.table(raw, "records")
    reader.expect(stated, ("path",), "keys of [records]")
    path = reader.text(stated, "path")
    names = tuple(path.split(".")) if path else ()
    if not all(names) or any("[" in name for name in names):
        raise reader.fault(f"[records] path: {path!r} must be keys joined by points, such as response.docs")
    return names


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes typed values out of parsed TOML; what does not fit is a :class:`BadConfig` that names the place."""

    path: Path | None

    def fault(self, why: str) -> BadConfig:
        from pathlib import Path

        return BadConfig(self.path or Path(FILE_NAME), why)

    def expect(self, of: Mapping[str, Any], known: Iterable[str], what: str) -> None:
        """Refuse names that nothing reads: a slip of the pen must not pass for a setting."""
        known = tuple(known)
        for name in of:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}? " if near else ""
                raise self.fault(f"{name!r} is not one of the {what}: {hint}Known are {', '.join(known)}.")

    def table(self, of: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = of.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(f"[{key}] must be a table")
        return value

    def tables(self, of: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        value = of.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(f"write one [[{key}]] table for each {key}")
        return value

    def text(self, of: Mapping[str, Any], key: str, default: str = "") -> str:
        value = of.get(key, default)
        if not isinstance(value, str):
            raise self.fault(f"{key} must be text, not {value!r}")
        return label(value)

    def texts(self, of: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = of.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise self.fault(f"{key} must be a list of texts, not {value!r}")
        return tuple(value)

    def address(self, of: Mapping[str, Any], key: str, default: str) -> str:
        value = self.text(of, key, default)
        if canonical_url(value) is None or not _ADDRESS.fullmatch(value):
            raise self.fault(f"{key} must be an absolute http(s) address without a query, not {value!r}")
        return value if value.endswith("/") else value + "/"

    def lens(self, of: Mapping[str, Any]) -> Lens:
        self.expect(of, ("label", "slug", "scope_note", "expected"), "keys of [[lens]]")
        name = self.text(of, "label")
        if not name:
            raise self.fault("every [[lens]] needs a label")
        expected = of.get("expected")
        if expected is not None and (not isinstance(expected, int) or isinstance(expected, bool) or expected < 0):
            raise self.fault(f"lens {name!r}: expected must be a count of articles, not {expected!r}")
        slug = self.text(of, "slug") or slugify(name)
        return Lens(id=LensId(name), slug=slug, scope_note=self.text(of, "scope_note"), expected=expected)
