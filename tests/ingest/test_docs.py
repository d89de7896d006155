from __future__ import annotations

from pathlib import Path

from lensatlas.ingest import FORMATS
from tests.ingest.articles import PROFILE

TOLD = (Path(__file__).resolve().parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")


def test_the_documentation_names_every_format_and_every_key() -> None:
    """docs/reading.md, the table of formats and that of fields."""
    assert [name for name in FORMATS if f"| `{name}` |" not in TOLD] == []
    assert [ending for form in FORMATS.values() for ending in form.endings if ending not in TOLD] == []
    assert [field for field in PROFILE.fields if f"`{field}`" not in TOLD] == []
    table = TOLD[TOLD.index("## Fields") : TOLD.index("**Days**")]
    assert [key for keys in PROFILE.fields.values() for key in keys if key not in table] == []
