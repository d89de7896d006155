"""Installing makes the kernel where it can be compiled, and goes on without it where it cannot."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
KERNEL = Path("graph", "lensatlas", "network", "kernel")

pytest.importorskip("hatchling", reason="hatchling, which builds the package, is not installed: its hook is not run")
pytest.importorskip("setuptools", reason="setuptools, which knows compilers, is not installed: the hook is not run")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The hook and the kernel's source alone, with what an earlier build left."""
    (tmp_path / KERNEL).mkdir(parents=True)
    for file in [ROOT / "hatch_build.py", *(ROOT / KERNEL).glob("*.[ch]")]:
        shutil.copy(file, tmp_path / file.relative_to(ROOT))
    (tmp_path / KERNEL / "compiled.abi3.so").write_bytes(b"from an earlier build")
    return tmp_path


def loaded(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(tree: Path) -> dict[str, Any]:
    """What the hook tells hatchling."""
    hook = loaded("hatch_build", tree / "hatch_build.py").CustomBuildHook(str(tree), {}, None, None, str(tree), "wheel")
    told: dict[str, Any] = {"artifacts": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of setuptools and its age
        hook.initialize("standard", told)
    return told


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler here: the kernel is not compiled")
def test_the_kernel_is_compiled_into_the_wheel_and_its_tag(tree: Path) -> None:
    """In a process of its own, as hatchling does."""
    code = f"""
import sys, types
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "graph")!r}]
from tests.network import test_similarity_build as here
from pathlib import Path
told = here.built(Path({str(tree)!r}))
made = Path({str(tree)!r}, told["artifacts"][0].lstrip("/"))
kernel = here.loaded("compiled", made)
here.try_out(kernel)
print(told["pure_python"], told["tag"].split("-")[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert not done.returncode, done.stderr
    assert done.stdout.split("\n")[-2].startswith("False cp3")


def try_out(kernel: ModuleType) -> None:
    """Two articles, asked for who is like the first."""
    index = kernel.Index(np.array([0, 1, 2]), np.array([0, 0], np.int32), np.ones(2), 1)
    ids, scores = np.empty(1, np.int32), np.empty(1)
    query = (np.array([0, 1]), np.array([0], np.int32), np.ones(1))
    index.nearest(query, np.array([0], np.int32), None, 0.0, ids, scores)
    assert (ids.tolist(), scores.tolist()) == ([1], [1.0])


@pytest.mark.parametrize("fault", ["no compiler", "C that does not compile"])
def test_what_does_not_compile_leaves_a_wheel_for_every_machine(
    tree: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing an earlier build left stays behind either."""
    if fault == "no compiler":
        monkeypatch.setenv("CC", "/nonexistent/cc")
    else:
        (tree / KERNEL / "walk.c").write_text("int main(", encoding="utf-8")
    told = built(tree)
    assert told == {"artifacts": []}
    assert not list((tree / KERNEL).glob("*.so"))
