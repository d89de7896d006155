"""docs/rdf.md says what is so."""

from __future__ import annotations

import re
from pathlib import Path

from lensatlas.publish.rdf import examples, ontology
from lensatlas.publish.rdf.names import VOCABULARIES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")


def test_every_example_query_stands_there_as_it_is() -> None:
    """Word for word."""
    assert not [example.name for example in examples() if example.text.strip() not in TEXT]


def test_every_term_of_the_ontology_is_explained_there() -> None:
    """Classes, properties, values."""
    terms = re.findall(r"^la:(\w+) ", ontology(), re.MULTILINE)
    assert len(terms) > 40
    assert not [term for term in terms if f"`la:{term}`" not in TEXT]


def test_every_prefix_is_listed_with_its_namespace() -> None:
    """As queries may use them."""
    assert not [prefix for prefix, namespace in VOCABULARIES.items() if f"| `{prefix}:` | `{namespace}` |" not in TEXT]
