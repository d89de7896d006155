"""A drawn graph and its features on disk: raw arrays that are mapped, not read, and texts that are decoded when asked for.

A folder holds one ``.npy`` file an array, one ``.txt`` blob and its offsets a list of texts, and ``manifest.json``. Equal
graphs give equal bytes: nothing in it knows the time, the place or the machine.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from lensatlas.errors import AtlasUnreadable
from lensatlas.features.weights import Scheme, Weights
from lensatlas.network.graph import LINKED, Graph
from lensatlas.network.texts import Texts, encoded
from lensatlas.network.weighing import Features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Column = np.ndarray | csr_array | Sequence[str]

FORMAT = 2
_MANIFEST = "manifest.json"
_TEXTS = ("headlines", "urls", "slugs", "terms", "term_labels", "source_urls", "lens_notes", "deks", "types")
_OPTIONAL = ("actor_kinds", "actor_part_of")


def save(graph: Graph, folder: Path) -> None:
    """Write a graph to a folder, which is replaced as a whole or not at all."""
    columns: dict[str, Column] = {f"ids.{kind}": names for kind, names in graph.ids.items()}
    columns |= {f"links.{kind}": graph.links[kind] for kind in LINKED}
    columns |= {name: getattr(graph, name) for name in _TEXTS}
    columns |= {name: [value or "" for value in getattr(graph, name)] for name in _OPTIONAL}
    columns |= {"days": graph.days, "term_counts": graph.term_counts}
    columns |= {name: held for name in ("minutes", "words") if (held := getattr(graph, name)) is not None}
    write("graph", columns, {}, folder)


def load(folder: Path) -> Graph:
    """The graph in a folder, mapped into memory; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none."""
    columns, _ = read("graph", folder)
    given: dict[str, Any] = {name: columns[name] for name in (*_TEXTS, "days", "term_counts")}
    given |= {name: columns.get(name) for name in ("minutes", "words")}
    given |= {name: [value or None for value in columns[name]] for name in _OPTIONAL}
    ids = {kind: columns[f"ids.{kind}"] for kind in ("article", *LINKED)}
    return Graph(ids=ids, links={kind: columns[f"links.{kind}"] for kind in LINKED}, **given)


def save_features(features: Features, folder: Path) -> None:
    """Write the features of a graph, with the table of weights they stand on, to a folder."""
    columns: dict[str, Column] = {
        "matrix": features.matrix, "groups": features.groups, "names": features.names, "labels": features.labels,
        "days": features.days, "rarity": features.weights.rarity,
    }  # fmt: skip
    weights = features.weights
    write("features", columns, {"scheme": asdict(weights.scheme), "articles": weights.articles}, folder)


def load_features(folder: Path) -> Features:
    """The features in a folder, mapped into memory; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none."""
    columns, facts = read("features", folder)
    scheme = Scheme(**facts["scheme"])
    return Features(
        matrix=columns["matrix"], groups=columns["groups"], names=columns["names"], labels=columns["labels"],
        days=columns["days"], weights=Weights(scheme=scheme, articles=facts["articles"], rarity=columns["rarity"]),
    )  # fmt: skip


def write(kind: str, columns: Mapping[str, Column], facts: Mapping[str, Any], folder: Path) -> None:
    """Write columns and facts of one kind to a folder, which is replaced as a whole or not at all."""
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        held = {name: _write_column(making / name, column) for name, column in sorted(columns.items())}
        manifest = {"kind": kind, "format": FORMAT, "columns": held, **facts}
        text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
        (making / _MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        _put(making, folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _put(making: Path, folder: Path) -> None:
    """Put a finished folder in its place; what stood there goes only after."""
    making.chmod(0o755)
    if not folder.exists():
        making.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    folder.rename(old / folder.name)
    making.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write_column(path: Path, column: Column) -> dict[str, Any]:
    """Write one column beside the others; what the manifest says of it."""
    if isinstance(column, np.ndarray):
        np.save(_named(path, "npy"), column, allow_pickle=False)
        return {"form": "array"}
    if isinstance(column, csr_array):
        # One index type for both, or scipy copies the whole on loading.
        index = np.int32 if max(column.nnz, *column.shape) < np.iinfo(np.int32).max else np.int64
        canonical = column if column.has_canonical_format else column.copy()
        canonical.sum_duplicates()
        np.save(_named(path, "data.npy"), canonical.data, allow_pickle=False)
        np.save(_named(path, "indices.npy"), canonical.indices.astype(index, copy=False), allow_pickle=False)
        np.save(_named(path, "indptr.npy"), canonical.indptr.astype(index, copy=False), allow_pickle=False)
        return {"form": "matrix", "shape": [int(side) for side in column.shape]}
    blob, offsets = encoded(column)
    _named(path, "txt").write_bytes(blob)
    np.save(_named(path, "npy"), offsets, allow_pickle=False)
    return {"form": "texts"}


def read(kind: str, folder: Path) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The columns and the manifest in a folder; :class:`~lensatlas.errors.AtlasUnreadable` where it holds none of that kind."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        found = (manifest["kind"], manifest["format"])
        if found != (kind, FORMAT):
            raise AtlasUnreadable(
                folder, f"it holds a {found[0]} of format {found[1]}; this version reads a {kind} of {FORMAT}"
            )
        columns = {name: _read_column(folder / name, held) for name, held in manifest["columns"].items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise AtlasUnreadable(folder, f"it is not a whole {kind} ({error})") from error
    return columns, manifest


def _read_column(path: Path, held: Mapping[str, Any]) -> Any:
    if held["form"] == "array":
        return _mapped(_named(path, "npy"))
    if held["form"] == "matrix":
        parts = tuple(_mapped(_named(path, f"{part}.npy")) for part in ("data", "indices", "indptr"))
        data, indices, starts = parts
        if len(starts) != held["shape"][0] + 1 or not len(data) == len(indices) == starts[-1]:
            raise ValueError(f"{path.name} is cut short")
        matrix = csr_array(parts, shape=tuple(held["shape"]))
        matrix.has_canonical_format = True  # as written; scipy would read the whole to find out
        return matrix
    blob = _named(path, "txt")
    mapped = np.memmap(blob, np.uint8, mode="r") if blob.stat().st_size else np.zeros(0, np.uint8)
    offsets = _mapped(_named(path, "npy"))
    if not len(offsets) or offsets[-1] != len(mapped):
        raise ValueError(f"{path.name} is cut short")
    return Texts(np.asarray(mapped), offsets)


def _mapped(path: Path) -> np.ndarray:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _named(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")
