"""The processes that a benchmark weighs."""

from collections.abc import Iterator

import psutil  # type: ignore[import-untyped, unused-ignore]


def started_by(process: psutil.Process) -> Iterator[psutil.Process]:
    """Give all processes below this one that have become the program they are to run.

    A process that was just forked still counts its parent's memory as its own; it is known by
    its parent's command line, which it keeps until then.

    Raises:
        psutil.NoSuchProcess: one ended meanwhile.
    """
    for child in process.children(recursive=True):
        parent = child.parent()
        if parent is not None and child.cmdline() != parent.cmdline():
            yield child
