"""Names of people, organisations and places in running text, recognised by rules without a model.

Capitalised words make chains (:mod:`chains`, :mod:`cutting`), the words themselves and what stands beside them say of what kind each is
(:mod:`judging`), short names find their full ones within the article (:mod:`coreference`), and headlines are read by what the
prose names (:mod:`headlines`). What a capital is worth is told by how texts write the word elsewhere (:mod:`evidence`).
"""

from __future__ import annotations

from lensatlas.tagging.names.evidence import FUNCTION, Evidence, Usage
from lensatlas.tagging.names.headlines import key
from lensatlas.tagging.names.reading import Knowledge, Reading, evidence_of
from lensatlas.tagging.names.recognise import Named, names_in, names_of

__all__ = [
    "FUNCTION",
    "Evidence",
    "Knowledge",
    "Named",
    "Reading",
    "Usage",
    "evidence_of",
    "key",
    "names_in",
    "names_of",
]
