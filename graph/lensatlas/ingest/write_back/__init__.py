"""Tags written back into the front matter of a source file: the lines of their key change, and nothing else."""

from __future__ import annotations

import codecs
import difflib
import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from lensatlas.ingest import decoding
from lensatlas.ingest.marked import front_matter, generators
from lensatlas.ingest.write_back.lists import Refused, name_of
from lensatlas.ingest.write_back.scanned_front import json_replaced, toml_replaced
from lensatlas.ingest.write_back.yaml_front import replaced as yaml_replaced
from lensatlas.model import Problem, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Change", "Refused", "change", "digest", "patched", "write"]

_TOP = re.compile(r"(?:\r?\n)*(---|\+\+\+)(yaml|toml|json)?[ \t]*\r?\n")
_END = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_JSON_OBJECT = re.compile(r'\{\s*"')
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FORMS = {"yaml": yaml_replaced, "toml": toml_replaced, "json": json_replaced}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file as it is and as it would be; nothing has been written."""

    path: Path
    before: bytes
    after: bytes

    def diff(self) -> str:
        """The change as a unified diff, empty where there is none."""
        old, new = (_decoded(content)[2].splitlines(keepends=True) for content in (self.before, self.after))
        told = difflib.unified_diff(old, new, str(self.path), str(self.path))
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told)


def digest(content: bytes) -> str:
    """SHA-256 of a file's bytes, by which :func:`change` knows that it is still the file that was read."""
    return hashlib.sha256(content).hexdigest()


def change(path: Path, keys: Sequence[str], tags: Sequence[str], *, read: str | None = None) -> Change | Problem:
    """What :func:`patched` makes of a file, or why it must be left alone; ``read`` is the :func:`digest` it had when read."""
    try:
        before = path.read_bytes()
    except OSError as error:
        return Problem(input=str(path), reason=f"it cannot be read: {error.strerror or error}")
    if read is not None and digest(before) != read:
        return Problem(
            input=str(path), reason="it has changed since it was read", hint="add it again, then review it again"
        )
    try:
        return Change(path=path, before=before, after=patched(before, keys, tags))
    except Refused as fault:
        position = None if fault.line is None else f"line {fault.line}"
        return Problem(input=str(path), reason=fault.reason, position=position, hint="change its tags by hand")


def write(change: Change) -> Problem | None:
    """Put the changed file in the old one's place, all of it or nothing; its mode stays, and a link stays a link.

    Gives the problem where the file is no longer what it was, or cannot be written.
    """
    path = change.path.resolve()
    making: Path | None = None
    try:
        if path.read_bytes() != change.before:
            return Problem(input=str(change.path), reason="it has changed since it was read")
        if change.after == change.before:
            return None
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        making = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(change.after)
            out.flush()
            os.fsync(out.fileno())
        making.chmod(path.stat().st_mode & 0o7777)
        making.replace(path)
    except OSError as error:
        return Problem(input=str(change.path), reason=f"it cannot be written: {error.strerror or error}")
    finally:
        if making is not None:
            making.unlink(missing_ok=True)
    return None


def patched(content: bytes, keys: Sequence[str], tags: Sequence[str]) -> bytes:
    """A Markdown file with these tags in its front matter, every byte outside the lines of their key as it was.

    ``keys`` are those that may hold tags, the first with a value does (the profile's ``[fields]`` tags); where none
    stands there, the first is added below the others. Entries that Eleventy takes for collections stay. Raises
    :class:`Refused` for what cannot be changed so that reading gives exactly the tags: no front matter, aliases, a key
    given twice, an encoding that lacks a character.
    """
    if unfit := next((tag for tag in tags if label(tag) != tag or not tag or tag.startswith("#")), None):
        raise Refused(f"“{unfit}” cannot be written as a tag")
    mark, encoding, text = _decoded(content)
    try:
        form, start, end = _place(text)
    except (ValueError, RecursionError) as fault:
        raise Refused(str(fault)) from None
    stated, skipped = text[start:end], text.count("\n", 0, start)
    try:
        record = _record(content)
        key = next((k for k in keys if record.get(k)), None) or next((k for k in keys if k in record), None)
        wanted = _with_collections(record, key, list(dict.fromkeys(tags)))
        if _tags(record, keys) == wanted:
            return content
        made = text[:start] + _FORMS[form](stated, key, keys[0], wanted) + text[end:]
        after = mark + made.encode(encoding)
    except Refused as fault:
        raise Refused(fault.reason, None if fault.line is None else fault.line + skipped) from None
    except UnicodeEncodeError as fault:
        raise Refused(f"its encoding has no “{fault.object[fault.start]}”") from None
    except (front_matter.BadFrontMatter, yaml.YAMLError, ValueError) as fault:
        raise Refused(f"its front matter cannot be read: {fault}") from None
    _prove(record, _record(after), keys, key or keys[0], wanted)
    return after


def _decoded(content: bytes) -> tuple[bytes, str, str]:
    """The byte order mark, the encoding and the text, such that encoding it again gives the same bytes."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return mark, name, content[len(mark) :].decode(name, "surrogatepass")
    for name in ("utf-8", "cp1252"):
        try:
            return b"", name, content.decode(name)
        except UnicodeDecodeError:
            continue
    raise Refused("its encoding cannot be told")


def _place(text: str) -> tuple[str, int, int]:
    """The language of the front matter, and where it begins and ends."""
    top = _TOP.match(text)
    if top is None:
        begin = len(text) - len(text.lstrip("\r\n"))
        if _JSON_OBJECT.match(text, begin):
            return "json", begin, json.JSONDecoder().raw_decode(text, begin)[1]
        raise Refused("it has no front matter")
    end = _END[top[1]].search(text, top.end())
    if end is None:
        raise Refused("its front matter is never closed")
    if re.search(r"\r(?!\n)", text[top.end() : end.start()]):
        raise Refused("its lines end in a way that cannot be kept")
    return top[2] or ("yaml" if top[1] == "---" else "toml"), top.end(), end.start()


def _record(content: bytes) -> Mapping[str, Any]:
    return front_matter.split(decoding.text(content))[0] or {}


def _tags(record: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """The tags as reading finds them: of the first key that holds any."""
    stated: Any = next((record[key] for key in keys if record.get(key)), [])
    listed = re.split("[;,]", stated) if isinstance(stated, str) else stated if isinstance(stated, list) else [stated]
    return list(dict.fromkeys(name for item in listed if (name := name_of(str(item)))))


def _with_collections(record: Mapping[str, Any], key: str | None, tags: list[str]) -> list[str]:
    """The tags, and before them what a generator reads under the same key and no reader takes for a tag."""
    if key is None:
        return tags
    shown = _tags(generators.understood({**record, "tags": record[key]}, ""), ["tags"])
    return [*(name for name in _tags(record, [key]) if name not in shown and name not in tags), *tags]


def _prove(before: Mapping[str, Any], after: Mapping[str, Any], keys: Sequence[str], key: str, tags: list[str]) -> None:
    """Raise where reading the changed file would not give exactly the tags, or anything else differently."""
    if _tags(after, keys) != tags:
        raise Refused(f"with these tags under {key!r}, reading it would give others")
    if {k: v for k, v in before.items() if k != key} != {k: v for k, v in after.items() if k != key}:
        raise Refused(f"a change of {key!r} would change more than it")
