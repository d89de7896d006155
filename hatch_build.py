"""What is made when Lensatlas is installed: the compiled kernel. Where it cannot be compiled, a warning, and everything works without."""

from __future__ import annotations

import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("graph", "lensatlas", "network", "kernel")
SOURCES = ("index.c", "walk.c", "module.c")
# Contracted sums would differ from those of the other engines in their last bits.
ARGUMENTS = {"msvc": ["/O2", "/std:c11", "/fp:precise"]}
OTHERWISE = ["-std=c11", "-O3", "-ffp-contract=off", "-fvisibility=hidden"]


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the kernel beside its source, into the wheel, and into the wheel's tag. An editable install finds it there too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling calls it so
        """Compile, after deleting what an earlier build left."""
        root = Path(self.root)
        for left in [*(root / KERNEL).glob("*.so"), *(root / KERNEL).glob("*.pyd")]:
            left.unlink()
        try:
            made = compile_kernel(root)
        except Exception as reason:  # noqa: BLE001  nothing a compiler or its absence does may stop an installation
            self.app.display_warning(
                f"The kernel was not compiled, related articles come from slower engines: {reason}"
            )
            return
        build_data["artifacts"].append(f"/{made.relative_to(root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"{interpreter()}-{platform()}"


def compile_kernel(root: Path) -> Path:
    """The kernel, compiled by the compiler setuptools finds, beside its source."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    class Compiling(build_ext):
        def build_extension(self, ext: Extension) -> None:
            ext.extra_compile_args = ARGUMENTS.get(self.compiler.compiler_type, OTHERWISE)
            super().build_extension(ext)

    sources = [str(root / KERNEL / source) for source in SOURCES]
    extension = Extension(
        "compiled", sources, depends=[str(root / KERNEL / "kernel.h")], py_limited_api=not free_threaded()
    )
    with tempfile.TemporaryDirectory() as folder:
        work = Compiling(Distribution({"name": "lensatlas", "ext_modules": [extension]}))
        work.build_lib = work.build_temp = folder
        work.ensure_finalized()
        work.run()
        built = Path(work.get_ext_fullpath("compiled"))
        return Path(shutil.copy2(built, root / KERNEL / built.name))


def free_threaded() -> bool:
    """Whether this is an interpreter without the lock, which has no stable ABI yet."""
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def interpreter() -> str:
    """For which interpreters the kernel is: all from 3.11 on by the stable ABI, or this one."""
    from packaging.tags import sys_tags

    own = next(sys_tags())
    return f"{own.interpreter}-{own.abi}" if free_threaded() else "cp311-abi3"


def platform() -> str:
    """For which system it is."""
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")
