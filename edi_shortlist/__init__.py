"""EDI Shortlist: blind recruitment on one computer, with no network.

The rooms and the one direction of their imports are described in ``docs/architecture.md``.
"""

__version__ = "0.1.0"
