"""Run the demonstration in a folder and keep what the tests ask about it.

    python -m end_to_end.run_sample_job FOLDER

It leaves ``imported``, the workspace as it stood when sixteen applications waited for review,
``workspace``, as it stood at the end, and ``job.pickle``, a ``Job``.
"""

import io
import logging
import pickle
import shutil
import sys
import tempfile
from pathlib import Path

from edi_shortlist.workflow.demonstration import run_demo

from .sample_job import CHEAP, PASSPHRASE, Job


def main(folder: Path) -> None:
    temporary = Path(tempfile.gettempdir())
    elsewhere: dict[str, bytes] = {}
    steps: list[tuple[int, int]] = []
    messages = io.StringIO()
    logging.basicConfig(stream=messages, level=logging.DEBUG)

    def look_around(done: int, total: int, what: str) -> None:
        steps.append((done, total))
        for path in temporary.rglob("*"):
            if path.is_file():
                elsewhere[f"temporary file {path.name} at step {done}"] = path.read_bytes()
        elsewhere["words of progress"] = (
            elsewhere.get("words of progress", b"") + f"{what}\n".encode()
        )

    def tell(sentence: str) -> None:
        if sentence.startswith("Read "):
            shutil.copytree(folder / "workspace", folder / "imported")
        print(sentence)

    view = run_demo(folder / "workspace", PASSPHRASE, "hr", look_around, cost=CHEAP, tell=tell)
    last_step = steps[-1]
    look_around(17, 16, "")
    elsewhere["log messages"] = messages.getvalue().encode()
    job = Job(folder / "workspace", view, last_step, elsewhere)
    (folder / "job.pickle").write_bytes(pickle.dumps(job))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
