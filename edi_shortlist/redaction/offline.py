"""Keeps the libraries under the redactor from the network; imported before any of them is.

This program opens no socket and tells nobody that it runs.
"""

import os
import socket

# Official builds of ONNX Runtime send telemetry to Microsoft unless this is set before they
# load: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md, read November 2026.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# spaCy imports urllib3, which binds a socket while it is imported, to see whether this computer
# has IPv6. The question is answered before it is asked.
socket.has_ipv6 = False
