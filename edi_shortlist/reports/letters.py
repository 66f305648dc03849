"""Letters from a Word template, one applicant's each, and many of them as one file.

It fills in what it is given and knows nothing of applicants or where the values come from.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docxtpl import DocxTemplate

from edi_shortlist.reports.letter_language import (
    FEEDBACK,
    PLACEHOLDERS,
    ForbiddenInTemplate,
    PlaceholderEnvironment,
)
from edi_shortlist.reports.word_copy import neutral
from edi_shortlist.reports.xml_text import sound

#: Of a template, unpacked; a letterhead with pictures has a few.
_LARGEST = 50 * 2**20
_RUNNING = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)
_PAGE_BREAK = f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>'
#: What docxtpl takes for a new paragraph, a page or a tab.
_NOT_IN_VALUES = str.maketrans({"\a": " ", "\f": " ", "\t": " ", "\r": " ", "\v": " "})

Fields = Mapping[str, Any]


class UnusableTemplate(ValueError):
    """A template cannot be used, or not so; the text is a sentence."""


class LetterTemplate:
    """A Word file with placeholders, checked."""

    def __init__(self, content: bytes, name: str) -> None:
        """Read a template and fill it in once, so that what is wrong with it is told before any
        letter is written.

        Args:
            name: the file's, for the sentence where something is wrong.

        Raises:
            UnusableTemplate: it is no Word file, is too large, or holds more than placeholders.
        """
        self.name = name
        self._content = content
        self._environment = PlaceholderEnvironment()
        _check_size(content, name)
        entry: Fields = dict.fromkeys(FEEDBACK, "x")
        trial = {**dict.fromkeys(PLACEHOLDERS, "x"), "guarantee": ["x"], "feedback": [entry]}
        try:
            self.write(trial, "")
        except UnusableTemplate:
            raise
        except Exception:
            # Whatever docxtpl, lxml or python-docx make of a file that is none of Word's.
            raise UnusableTemplate(
                f"The template '{name}' cannot be read as a Word document. Save it again as .docx."
            ) from None

    def write(self, fields: Fields, title: str) -> Any:
        """Return a letter as python-docx has it.

        Args:
            fields: a value for each of ``PLACEHOLDERS``: texts, truth values, and lists of texts
                or of entries.
            title: what the file says of itself.

        Raises:
            UnusableTemplate: the template holds more than placeholders.
        """
        template = DocxTemplate(io.BytesIO(self._content))
        try:
            template.render(_plain(fields), self._environment)
        except ForbiddenInTemplate as error:
            raise UnusableTemplate(f"In the template '{self.name}': {error}") from None
        neutral(template.docx, title)
        template.docx.core_properties.identifier = ""
        return template.docx


def as_bytes(word: Any) -> bytes:
    """Return the bytes of a letter's ``.docx`` file."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def as_text(word: Any) -> str:
    """Return a letter's text, a line a paragraph, what stands in tables among it."""
    lines = []
    for paragraph in word.element.body.iter(qn("w:p")):
        words = []
        for piece in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            words.append(piece.text or "" if piece.tag == qn("w:t") else "\n")
        lines.append("".join(words))
    return "\n".join(lines).strip()


class OneFile:
    """Letters of one template in one document, each beginning a page."""

    def __init__(self) -> None:
        self.word: Any = None
        """The document; None as long as there is no letter."""
        self._running: list[tuple[str, bytes]] = []

    def add(self, letter: Any) -> None:
        """Add a letter; it is not needed any more after that.

        Raises:
            UnusableTemplate: a header, footer or footnote differs from those before, and one file
                has only one.
        """
        if self.word is None:
            self.word, self._running = letter, _running(letter)
            return
        if _running(letter) != self._running:
            raise UnusableTemplate(
                "The header, footer or a footnote of the template has a placeholder that differs "
                "between applicants, which one file for all cannot hold. Write one file each, or "
                "move the placeholder into the text."
            )
        body = self.word.element.body
        for number, element in enumerate([*letter.element.body]):
            if element.tag == qn("w:sectPr"):
                continue
            _without_bookmarks(element)
            if number == 0:
                for one in _begin_page(element):
                    body.insert_element_before(one, "w:sectPr")
            body.insert_element_before(element, "w:sectPr")


def appended(whole: Any, further: Any) -> Any:
    """Return two documents of different templates as one; the first becomes it.

    Raises:
        UnusableTemplate: their headers or footers differ, and one file has only one.
    """
    from docxcompose.composer import Composer

    if _running(whole) != _running(further):
        raise UnusableTemplate(
            "The templates have different headers or footers, which one file cannot hold. Write "
            "the letters to the invited and to the others separately, or one file each."
        )
    first = further.element.body[0]
    for one in _begin_page(first):
        first.addprevious(one)
    composer = Composer(whole)
    composer.append(further)
    return composer.doc


def _check_size(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnusableTemplate(
            f"The template '{name}' is no Word document (.docx). Save it as one."
        ) from None
    if size > _LARGEST:
        raise UnusableTemplate(
            f"The template '{name}' is larger than {_LARGEST // 2**20} MB. Take pictures out of it."
        )


def _plain(value: Any) -> Any:
    """Return values with texts that a Word file can hold."""
    if isinstance(value, str):
        return sound(value.translate(_NOT_IN_VALUES))
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _running(word: Any) -> list[tuple[str, bytes]]:
    """Return what stands on every page, and the footnotes."""
    return sorted(
        (relation.reltype, relation.target_part.blob)
        for relation in word.part.rels.values()
        if relation.reltype in _RUNNING and not relation.is_external
    )


def _without_bookmarks(element: Any) -> None:
    """Take bookmarks out of a further letter: two of one name are not allowed in a document."""
    for mark in [*element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        if mark.getparent() is not None:
            mark.getparent().remove(mark)


def _begin_page(first: Any) -> list[Any]:
    """Let a letter's first element begin a page; return what has to stand before it for that."""
    if first.tag != qn("w:p"):
        return [parse_xml(_PAGE_BREAK)]
    first.get_or_add_pPr().get_or_add_pageBreakBefore().val = True
    return []
