"""Two SQLite files: the blind side and the vault; migrations, the audit log.

Storage keeps plain values. It knows nothing of documents, redaction or scoring.
"""

from edi_shortlist.storage.agreed import AgreedRecord
from edi_shortlist.storage.audit import Anchor, AuditEntry, AuditVerdict, utc_now
from edi_shortlist.storage.blind import DocumentRecord, StandingRecord, VacancyRecord
from edi_shortlist.storage.errors import (
    DamagedWorkspace,
    HalfWorkspace,
    LastOfficer,
    MistypedRecoveryCode,
    NewerWorkspace,
    NoPassphrase,
    NoRecoveryCode,
    NoSuchOfficer,
    NotAnOfficersName,
    NotAWorkspace,
    NotSaved,
    OfficerExists,
    StorageError,
    TooManyTries,
    VaultSealed,
    WhichOfficer,
    WorkspaceBusy,
    WorkspaceExists,
    WorkspaceUnwritable,
    WrongPassphrase,
    WrongRecoveryCode,
)
from edi_shortlist.storage.evidence import EvidenceRecord
from edi_shortlist.storage.key_holders import Officer
from edi_shortlist.storage.keys import DEFAULT_COST, KeyCost
from edi_shortlist.storage.redactions import Redaction, ReviewAct
from edi_shortlist.storage.schemes import SchemeRecord
from edi_shortlist.storage.scores import ScoreRecord
from edi_shortlist.storage.vault import Original, SealedApplication, SealedOutcome, Vault
from edi_shortlist.storage.workspace import Workspace

__all__ = [
    "DEFAULT_COST",
    "AgreedRecord",
    "Anchor",
    "AuditEntry",
    "AuditVerdict",
    "DamagedWorkspace",
    "DocumentRecord",
    "EvidenceRecord",
    "HalfWorkspace",
    "KeyCost",
    "LastOfficer",
    "MistypedRecoveryCode",
    "NewerWorkspace",
    "NoPassphrase",
    "NoRecoveryCode",
    "NoSuchOfficer",
    "NotAWorkspace",
    "NotAnOfficersName",
    "NotSaved",
    "Officer",
    "OfficerExists",
    "Original",
    "Redaction",
    "ReviewAct",
    "SchemeRecord",
    "ScoreRecord",
    "SealedApplication",
    "SealedOutcome",
    "StandingRecord",
    "StorageError",
    "TooManyTries",
    "VacancyRecord",
    "Vault",
    "VaultSealed",
    "WhichOfficer",
    "Workspace",
    "WorkspaceBusy",
    "WorkspaceExists",
    "WorkspaceUnwritable",
    "WrongPassphrase",
    "WrongRecoveryCode",
    "utc_now",
]
