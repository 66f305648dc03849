"""How the tables of the two files came to be, one migration after the other.

A migration that shipped is never edited; a change is a new one below it.
"""

from sqlite_utils import Database, Migrations

# Imported for their migrations, which depend on no other of them.
from edi_shortlist.storage.migrations import before_act as _before_act  # noqa: F401
from edi_shortlist.storage.migrations import digests as _digests  # noqa: F401
from edi_shortlist.storage.migrations import drawings as _drawings  # noqa: F401
from edi_shortlist.storage.migrations import interviews as _interviews  # noqa: F401
from edi_shortlist.storage.migrations import moderation as _moderation  # noqa: F401
from edi_shortlist.storage.migrations import retention as _retention  # noqa: F401
from edi_shortlist.storage.migrations import schemes as _schemes  # noqa: F401
from edi_shortlist.storage.migrations import scoring as _scoring  # noqa: F401
from edi_shortlist.storage.migrations import specifications as _specifications  # noqa: F401
from edi_shortlist.storage.migrations import told_in_scoring as _told_in_scoring  # noqa: F401
from edi_shortlist.storage.migrations.blind import BLIND
from edi_shortlist.storage.migrations.packs import PACK
from edi_shortlist.storage.migrations.vault import VAULT

__all__ = ["BLIND", "PACK", "VAULT", "unknown_migrations"]


def unknown_migrations(db: Database, known: Migrations) -> list[str]:
    """Return the migrations applied to a file that this version of the program does not know."""
    names = {migration.name for migration in known._migrations}
    return [done.name for done in known.applied(db) if done.name not in names]
