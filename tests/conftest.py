"""What several tests stand on: the sample's atlas, built once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lensatlas.__main__ import main
from lensatlas.atlas import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lensatlas.atlas import Atlas


@pytest.fixture(scope="session")
def sample_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The atlas of the sample publication; tests that change an atlas make their own."""
    return sample.atlas(tmp_path_factory.mktemp("sample") / "atlas")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Call the command line in this process: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def lines(run: Callable[..., tuple[int, str, str]]) -> Callable[..., list[dict[str, Any]]]:
    """The JSON Lines that a call prints; the call must succeed."""

    def call(*arguments: str | Path) -> list[dict[str, Any]]:
        code, out, err = run(*arguments, "--format", "jsonl")
        assert code == 0, err
        return [json.loads(line) for line in out.split("\n") if line]

    return call
