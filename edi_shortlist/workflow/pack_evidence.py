"""Taking the passages that a panellist marked as evidence back from a panel pack."""

from collections.abc import Sequence

from edi_shortlist.storage import EvidenceRecord
from edi_shortlist.storage.packs import PackRecord
from edi_shortlist.workflow.session import Session


def take_evidence(
    s: Session, pack: PackRecord, serial: int, brought: Sequence[EvidenceRecord]
) -> int:
    """Make what packs brought before the same as what this one brings, and leave alone what was
    marked here; call it inside the act.

    Args:
        pack: as it was registered.
        serial: the number of the signature that the pack bears now. An earlier copy of the pack
            than the last one taken in changes nothing.
        brought: what the pack holds of candidates who are here.

    Returns:
        how many passages were written or removed.
    """
    if serial <= pack.serial:
        return 0
    evidence = s.workspace.evidence
    gone = set(evidence.brought_by_packs(pack.vacancy, pack.panellist)) - set(brought)
    for one in gone:
        evidence.remove(one)
    begins = {_begin(one) for one in evidence.of_vacancy(pack.vacancy, pack.panellist)}
    new = [one for one in brought if _begin(one) not in begins]
    for one in new:
        evidence.put(one, pack.panellist, pack.identifier)
    return len(gone) + len(new)


def _begin(one: EvidenceRecord) -> tuple[str, str, str, int]:
    return one.candidate, one.criterion, one.document, one.start
