"""The keyed digest of what a redaction hides, made when it is recorded.

It is stored with the redaction and in the log, so that evidence does not depend on what the
vault says later; with the vault, HR can show which text it was until the applicant is erased.
"""

import hmac
from dataclasses import replace
from itertools import groupby

from edi_shortlist.documents.model import Document
from edi_shortlist.storage import Redaction, Vault, Workspace
from edi_shortlist.storage.digests import digest_of
from edi_shortlist.workflow.errors import Refused


def with_digest(vault: Vault, redaction: Redaction, text: str) -> Redaction:
    """Return a redaction with the digest of what it hides.

    Args:
        text: the whole text of the original.
    """
    document = redaction.document_id
    key = vault.digest_keys.of(_candidate(document))
    if key is None:
        return redaction
    hidden = text[redaction.start : redaction.end]
    return replace(
        redaction, digest=digest_of(key, document, redaction.start, redaction.end, hidden)
    )


def make_missing_digests(workspace: Workspace, actor: str) -> None:
    """Make the digests of redactions that a version before recorded without, and log how many;
    the vault must be open.

    A document that cannot be read is passed over: it must not keep the vault from being opened.
    """
    if not workspace.redactions.without_digest():
        return
    made = 0
    with workspace.act(sealed=True):
        missing = workspace.redactions.without_digest()
        for document, redactions in groupby(missing, key=lambda one: one.document_id):
            text = text_of(workspace.vault, document)
            for redaction in redactions if text is not None else ():
                if digest := with_digest(workspace.vault, redaction, text or "").digest:
                    workspace.redactions.set_digest(redaction.id, digest)
                    made += 1
        if made:
            workspace.audit.append(actor, "digests.made", details={"redactions": made})


def is_digest_of(vault: Vault, document: str, start: int, end: int, text: str, digest: str) -> bool:
    """Say whether a digest is that of a text, also one that a version before exported.

    Raises:
        Refused: the vault does not hold the application.
    """
    keys = vault.digest_keys
    own = keys.of(_candidate(document))
    if own is None:
        raise Refused(
            f"The vault does not hold the application of document {document}. Where it was erased, "
            "the key went with it, and nobody can prove any more what was hidden."
        )
    given = digest.strip().lower().encode()
    return any(
        hmac.compare_digest(digest_of(key, document, start, end, text).encode(), given)
        for key in (own, keys.shared())
        if key is not None
    )


def text_of(vault: Vault, document: str) -> str | None:
    """Return the text of an original; None where the vault holds none that can be read."""
    content = vault.content(document)
    try:
        return None if content is None else Document.from_dict(content).text
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _candidate(document: str) -> str:
    return document.split("/")[0]
