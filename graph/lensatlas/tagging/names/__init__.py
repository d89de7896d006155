"""Names of people, organisations and places in running text, recognised by rules without a model.

Capitalised words make chains (:mod:`chains`), the words themselves and what stands beside them say of what kind each is
(:mod:`judging`), short names find their full ones within the article (:mod:`coreference`), and headlines are read by what the
prose names (:mod:`headlines`). What a capital is worth is told by how texts write the word elsewhere (:mod:`evidence`).
"""

from __future__ import annotations

from lensatlas.tagging.names.evidence import Evidence, Usage
from lensatlas.tagging.names.headlines import key
from lensatlas.tagging.names.recognise import Knowledge, Named, Reading, names_in

__all__ = ["Evidence", "Knowledge", "Named", "Reading", "Usage", "key", "names_in"]
