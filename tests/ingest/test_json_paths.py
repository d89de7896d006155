"""Records that stand deep in JSON, and fields that stand deep in a record."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from lensatlas import config
from lensatlas.errors import BadConfig
from lensatlas.model import Article, Problem
from tests.ingest.articles import PROFILE, of_bytes

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = {
    "headline": ("fields.headline",),
    "tags": ("tags[].webTitle",),
    "dek": ("media[0].caption",),
    "authors": ("by.names",),
}
DEEP = dataclasses.replace(PROFILE, fields={**PROFILE.fields, **FIELDS}, records=("response", "docs"))
RECORD: dict[str, Any] = {
    "fields": {"headline": "H &amp; I", "n": 1},
    "tags": [{"webTitle": "x"}, {"webTitle": "y", "id": "t/y"}, "z"],
    "media": [{"caption": "C"}, {"caption": "D"}],
    "by": [{"names": ["Orla", "Ivo"]}, {"names": "Ann"}],
}


def test_a_path_leads_into_a_record_and_what_it_took_is_not_kept_twice() -> None:
    """An object, every item of a list, the first item of one, and a key met on a list."""
    (found,) = of_bytes(json.dumps(RECORD).encode() + b"\n", "jsonl", DEEP)
    assert isinstance(found, Article)
    assert (found.headline, found.tags, found.dek, found.authors) == ("H & I", ("x", "y"), "C", ("Orla", "Ivo", "Ann"))
    assert found.extra == {"fields": {"n": 1}, "tags": [{"id": "t/y"}, "z"], "media": [{"caption": "D"}]}


def test_a_key_that_is_written_like_a_path_counts_first() -> None:
    """A flat export has columns such as fields.headline."""
    (found,) = of_bytes(b'{"fields.headline": "Flat", "fields": {"headline": "Deep"}}\n', "jsonl", DEEP)
    assert isinstance(found, Article)
    assert (found.headline, found.extra) == ("Flat", {"fields": {"headline": "Deep"}})


def test_the_list_of_records_is_found_where_the_configuration_says(tmp_path: Path) -> None:
    """Each record has its line; what stands beside the way is skipped, and a fault in the list costs what follows it."""
    file = tmp_path / "lensatlas.toml"
    file.write_text('[records]\npath = "response.docs"\n')
    profile = config.load(file).profile
    raw = b'{"docs": [1], "response": {"meta": {"docs": 2}, "docs": [\n{"title": "A"},\n{"title": "B"}, {]}}'
    first, second, fault = of_bytes(raw, "json", profile)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.headline, first.origin, second.origin) == ("A", "-#2", "-#3")
    assert isinstance(fault, Problem)
    (found,) = of_bytes(b'{"response": {"docs": {"title": "Alone"}}}', "json", profile)
    assert isinstance(found, Article)


@pytest.mark.parametrize("raw", [b'{"results": []}', b'{"response": 1}', b"{}", b'{"response": {"docs": '])
def test_a_path_that_leads_nowhere_is_said(raw: bytes) -> None:
    (found,) = of_bytes(raw, "json", DEEP)
    assert isinstance(found, Problem)
    assert "nothing stands at response.docs" in found.reason or "not JSON" in found.reason


def test_an_object_that_holds_a_list_of_records_is_told_how_to_name_it() -> None:
    (found,) = of_bytes(b'{"status": "ok", "data": {"items": [{"title": "A"}]}}', "json")
    assert isinstance(found, Problem)
    assert '[records] path = "data.items"' in found.hint


@pytest.mark.parametrize("path", ["a..b", "docs[]", ".a"])
def test_a_path_of_records_is_keys_and_points(tmp_path: Path, path: str) -> None:
    file = tmp_path / "lensatlas.toml"
    file.write_text(f'[records]\npath = "{path}"\n')
    with pytest.raises(BadConfig, match="joined by points"):
        config.load(file)
