"""The programs that are killed. Each module here has one, as ``PROGRAM``; a new module is found by
itself."""

from importlib import import_module
from pkgutil import iter_modules

from faults.program import Program


def every_program() -> dict[str, Program]:
    """Return the programs by name."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {module.PROGRAM.name: module.PROGRAM for module in modules}
