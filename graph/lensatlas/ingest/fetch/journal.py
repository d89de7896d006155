"""What was asked and what came back, on disk: a crawl that was cut off goes on from there, a later one asks only for what changed."""

from __future__ import annotations

import sqlite3
import threading
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lensatlas.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, inputs TEXT NOT NULL, begun REAL NOT NULL, ended INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS answer (
  url TEXT PRIMARY KEY, run INTEGER NOT NULL, asked REAL NOT NULL, reason TEXT NOT NULL,
  location TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS robots (site TEXT PRIMARY KEY, asked REAL NOT NULL, text TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as it is kept: where it came from in the end, its type, and why it is none, if so."""

    location: str
    reason: str = ""
    kind: str = ""
    etag: str = ""
    modified: str = ""


class Journal:
    """The answers of all crawls in one folder. Each is written whole or not at all, from any thread."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self.run = 0
        path = folder / "fetched.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
            # A kill loses nothing; a power cut may lose the last answers, which are asked for again.
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise CannotWrite(path, str(error)) from error

    def begin(self, inputs: str, within: float) -> bool:
        """Begin a crawl of ``inputs``, or go on with one that did not end and is younger than ``within`` seconds (True)."""
        now = time.time()
        row = self._row("SELECT id, ended, begun FROM run WHERE inputs = ? ORDER BY id DESC LIMIT 1", inputs)
        if row and not row[1] and 0 <= now - row[2] < within:
            self.run = row[0]
            return True
        with self._lock:
            self.run = self._base.execute("INSERT INTO run (inputs, begun) VALUES (?, ?)", (inputs, now)).lastrowid or 0
        return False

    def end(self) -> None:
        """The crawl has come to its end: the next one asks anew."""
        self._write("UPDATE run SET ended = 1 WHERE id = ?", self.run)

    def known(self, url: str, *, now: bool = False) -> Kept | None:
        """What is kept of an address; ``now``: only if it was asked for in this crawl."""
        row = self._row("SELECT location, reason, kind, etag, modified, run FROM answer WHERE url = ?", url)
        if row is None or (now and row[5] != self.run):
            return None
        return Kept(location=row[0], reason=row[1], kind=row[2], etag=row[3], modified=row[4])

    def body(self, url: str) -> bytes:
        """What the address holds, as it was last fetched."""
        row = self._row("SELECT body FROM answer WHERE url = ?", url)
        return zlib.decompress(row[0]) if row and row[0] else b""

    def keep(self, url: str, kept: Kept, body: bytes = b"") -> None:
        """Keep an answer in place of an older one."""
        self._write(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            url, self.run, time.time(), kept.reason, kept.location, kept.kind, kept.etag, kept.modified,
            zlib.compress(body, 1) if body else b"",
        )  # fmt: skip

    def unchanged(self, url: str) -> None:
        """The kept answer still holds."""
        self._write("UPDATE answer SET run = ?, asked = ? WHERE url = ?", self.run, time.time(), url)

    def robots(self, site: str, fresh: float) -> str | None:
        """The text of a site's robots.txt if it was asked for less than ``fresh`` seconds ago."""
        row = self._row("SELECT text, asked FROM robots WHERE site = ?", site)
        return str(row[0]) if row and 0 <= time.time() - row[1] < fresh else None

    def keep_robots(self, site: str, text: str) -> None:
        """Keep the text of a site's robots.txt."""
        self._write("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", site, time.time(), text)

    def close(self) -> None:
        """Close the file; what is written after is lost."""
        with self._lock:
            self._base.close()

    def _row(self, query: str, *values: object) -> Any:
        with self._lock:
            return self._base.execute(query, values).fetchone()

    def _write(self, statement: str, *values: object) -> None:
        with self._lock:
            self._base.execute(statement, values)
