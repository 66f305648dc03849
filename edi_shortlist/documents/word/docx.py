"""From a Word file to a Document: headers, body, notes, comments and footers, and what the file
says of itself. It runs in the worker process and trusts nothing about the file."""

from pathlib import Path

from edi_shortlist.documents.errors import CorruptFile, DocumentError, EmptyDocument, FileTooLarge
from edi_shortlist.documents.model import Block, Document, Part
from edi_shortlist.documents.packages import check_package
from edi_shortlist.documents.scans.inside import Pictures
from edi_shortlist.documents.word import package as opc
from edi_shortlist.documents.word.controls import Controls
from edi_shortlist.documents.word.embedded import attachments, read_embedded, told_of
from edi_shortlist.documents.word.names import R_ID, TooMuch, qualified
from edi_shortlist.documents.word.notes import comments, notes
from edi_shortlist.documents.word.properties import properties
from edi_shortlist.documents.word.runs import File
from edi_shortlist.documents.word.styles import Styles
from edi_shortlist.documents.word.walk import Walk, renumbered, thinned

_SENTENCES = {
    "hidden": "The file holds text that Word does not show. It was read, and stands apart as "
    "hidden text.",
    "deleted": "Text deleted with tracked changes was left out.",
    "object": "An embedded object, such as a chart or a spreadsheet, was left out.",
    "embedded": "A document embedded in this one could not be read. Open the file in Word to see "
    "it.",
    "macros": "The file holds macros; they were not run.",
    "activex": "The file holds ActiveX controls, and what was entered in them could not be read. "
    "Open the file in Word to see it.",
    "elsewhere": "The file refers to files elsewhere, such as a linked picture or a template. "
    "They were not fetched.",
}
_TOO_MUCH = (
    "The file holds more text than any application. Take out what does not belong to it, or split "
    "it, and add it again."
)
_EMBEDDED_LIMIT = 20
_TEXT_KINDS = ("header", "footer", "footnotes", "endnotes", "comments")


def read_docx(path: Path) -> Document:
    """Read a Word file: ``.docx``, ``.docm``, ``.dotx`` or ``.dotm``.

    The headers come first, then the body with the text in pictures, text boxes, hidden text and
    descriptions of pictures after the paragraph or cell they are anchored in, then notes, comments
    and footers.

    Raises:
        CorruptFile, EmptyDocument, EncryptedFile, FileTooLarge.
    """
    check_package(path)
    try:
        with opc.Package(path) as package:
            document = _document(package)
    except (MemoryError, DocumentError):
        raise
    except TooMuch as error:
        raise FileTooLarge(path.name, _TOO_MUCH) from error
    except Exception as error:  # lxml lets many kinds through on a damaged file
        raise CorruptFile(path.name) from error
    if not any(block.text.strip() for block in document.blocks):
        if document.pictures:
            raise EmptyDocument(path.name, EmptyDocument.only_pictures)
        raise EmptyDocument(path.name)
    return document


def _document(package: opc.Package) -> Document:
    main = package.main
    styles = next(main.of_kind("styles"), None)
    inside = Pictures.of_file()
    embedded = _Embedded(inside)
    walk = Walk(
        File(Styles(None if styles is None else styles.root), Controls(package)),
        embedded.read,
        inside,
    )
    body = main.root.find(qualified("w:body"))
    if body is None:
        raise ValueError
    headers = _running(main, "header", walk, Part.HEADER)
    text = walk.container(body, Part.BODY, main)
    noted = [*notes(main, walk), *comments(main, walk)]
    footers = _running(main, "footer", walk, Part.FOOTER)
    sources = [
        main,
        *(part for kind in _TEXT_KINDS for part in main.of_kind(kind)),
    ]
    attached = attachments(sources)
    seen = walk.seen | embedded.seen | told_of(package)
    blocks = thinned([*headers, *text, *noted, *footers])
    sentences = (sentence for kind, sentence in _SENTENCES.items() if kind in seen)
    return Document(
        tuple(blocks),
        walk.pictures + embedded.pictures,
        (*inside.warnings(blocks), *sentences),
        properties(package, [part.root for part in sources]),
        tuple(dict.fromkeys([*attached, *embedded.attachments])),
    )


def _running(main: opc.Part, name: str, walk: Walk, part: Part) -> list[Block]:
    """The headers or footers of every section, each distinct text once."""
    blocks: list[Block] = []
    known: set[tuple[str, ...]] = set()
    sources = (
        main.related(element.get(R_ID))
        for element in main.root.iter(qualified(f"w:{name}Reference"))
    )
    for source in dict.fromkeys(one for one in sources if one is not None):
        tables, pictures = walk.tables, walk.pictures
        found = walk.container(source.root, part, source)
        says = tuple(block.text.strip() for block in found if block.text.strip())
        if says in known:
            walk.tables, walk.pictures = tables, pictures
            continue
        known.add(says)
        blocks += found
    return blocks


class _Embedded:
    """The documents embedded in a file's text (``w:altChunk``), which Word shows as part of it.

    Args:
        inside: reads the text in the pictures of the whole file.
    """

    def __init__(self, inside: Pictures) -> None:
        self._inside = inside
        self.seen: set[str] = set()
        self.pictures = 0
        self.attachments: list[str] = []
        self._left = _EMBEDDED_LIMIT

    def read(self, source: opc.Part, identifier: str, tables: int) -> list[Block]:
        """Read one of them.

        Args:
            source: the part it stands in.
            identifier: the id of its relation.
            tables: how many tables stand before it.
        """
        part = source.related(identifier)
        document = None
        if part is not None and self._left > 0:
            with self._inside.shared():
                document = read_embedded(part)
        self._left -= 1
        if document is None:
            self.seen.add("embedded")
            return []
        self.pictures += document.pictures
        self.attachments += document.attachments
        return renumbered(list(document.blocks), tables)
