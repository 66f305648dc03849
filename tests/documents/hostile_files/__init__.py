"""Files that somebody made to do harm, each with what must become of it.

Each is refused with a sentence, or read without what makes it hostile. Whatever it points at
outside itself is this very file (``OUTSIDE``) or an address that a test listens on (``WEB``):
``SECRET`` stands here, and must stand in nothing that is read.
"""

from documents.hostile_files import (
    archives,
    entities,
    mails,
    names,
    old_formats,
    open_documents,
    pdfs,
    pictures,
    texts,
    word,
)
from documents.hostile_files.kinds import Hostile

#: By file name.
HOSTILE: dict[str, Hostile] = {
    one.name: one
    for module in (
        archives,
        entities,
        word,
        open_documents,
        pdfs,
        old_formats,
        mails,
        pictures,
        texts,
        names,
    )
    for one in module.FILES
}
