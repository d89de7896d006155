"""Results as XML stay XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lensatlas.publish.rdf import query

if TYPE_CHECKING:
    from pathlib import Path


def test_a_control_character_in_a_literal_does_not_break_the_xml(tmp_path: Path) -> None:
    """N-Triples may hold an escape character; XML may not."""
    (tmp_path / "a.nt").write_text(
        '<https://x.example/s> <https://x.example/p> "bell \\u0007 escape \\u001b" .\n', encoding="utf-8"
    )
    found = query([tmp_path / "a.nt"], "SELECT ?o { ?s ?p ?o }", base="https://x.example/")
    assert "bell \ufffd escape" in "".join(ET.fromstring(found.serialise("xml")).itertext())
