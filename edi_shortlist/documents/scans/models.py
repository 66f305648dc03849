"""The recognition models, loaded once in a process from the files in the rapidocr wheel.

Only the wheel's files are used and none of its code, which would load a web client and fetch a
model that is missing. Knows nothing of pictures or pages.
"""

import os
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents import pulse

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"
DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"


class ModelMissing(Exception):
    """The installation lacks a model, so that no scan can be read.

    Attributes:
        sentence: what a person is told.
    """

    sentence = (
        "Text in pictures cannot be read, because a part of the program is missing. Install the "
        "program again."
    )


def run(model: str, pictures: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return a model's output for a batch of pictures (count, colours, height, width).

    Raises:
        ModelMissing, MemoryError.
    """
    session = _session(model)
    pulse.beat()
    try:
        outputs = session.run(None, {session.get_inputs()[0].name: pictures})
    except Exception as error:  # ONNX Runtime has its own words for a lack of memory
        if "alloc" in str(error).lower():
            raise MemoryError from None
        raise
    return np.asarray(outputs[0], dtype=np.float32)


@cache
def alphabet() -> tuple[str, ...]:
    """Return what each output of the recognition model stands for; the first is no character."""
    described = _session(RECOGNITION).get_modelmeta().custom_metadata_map
    return ("", *described["character"].splitlines(), " ")


@cache
def _session(model: str) -> "InferenceSession":
    # ONNX Runtime looks at this while it is imported; this program reports to nobody.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions

    options: Any = SessionOptions()
    # Few threads, which sleep while they wait: files are read side by side. Memory that is kept
    # saves a fifth of the time on lines; on pages it would take all that a worker has.
    options.intra_op_num_threads = 2 if (os.cpu_count() or 1) >= 4 else 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = model == RECOGNITION
    options.enable_mem_pattern = False
    options.log_severity_level = 4
    with resources.as_file(resources.files("rapidocr") / "models" / model) as path:
        if not path.is_file():
            raise ModelMissing(model)
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
