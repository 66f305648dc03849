"""What can go wrong with a file, as sentences for the person at the screen.

A sentence says what happened and what to do. It never quotes the file's contents, and it holds
no file name, so that the blind side may keep it.
"""

import zipfile
import zlib

#: What opening or unpacking a damaged ZIP archive may raise.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    ValueError,
    RuntimeError,
)


class DocumentError(Exception):
    """A file could not be read. Only that file is affected.

    Attributes:
        file: the name the file came under, without its folder.
        sentence: what happened and what to do, without the name.
    """

    default_sentence = "This file could not be read. Ask the applicant for another copy."

    def __init__(self, file: str, sentence: str = "") -> None:
        self.file = file
        self.sentence = sentence or self.default_sentence
        super().__init__(file, self.sentence)  # the arguments again, so that it can be pickled

    def __str__(self) -> str:
        return f"'{self.file}': {self.sentence}"


class FileNotReadable(DocumentError):
    """The file is not there, is a folder, or may not be opened."""

    default_sentence = (
        "The file could not be opened. Check that it is still there and that you may read it."
    )


class UnsupportedFormat(DocumentError):
    """The file is of a kind that the program does not read."""

    default_sentence = "This kind of file cannot be read. Save it as .docx or PDF and add it again."


class CorruptFile(DocumentError):
    """The file is damaged, cut short, or not what its name says."""

    default_sentence = (
        "The file is damaged or incomplete. Open it in the program it came from, save it again, "
        "or ask the applicant for another copy."
    )


class EncryptedFile(DocumentError):
    """The file needs a password."""

    default_sentence = (
        "The file is protected by a password. Save a copy without the password and add that."
    )


class EmptyDocument(DocumentError):
    """The file holds no text."""

    default_sentence = "The file holds no text. Ask the applicant for another copy."
    only_pictures = (
        "The file holds only pictures, and no text that could be recognised in them. Ask the "
        "applicant for a copy with text, or for a clearer one."
    )


class FileTooLarge(DocumentError):
    """The file, or what it unpacks to, is larger than any application."""

    default_sentence = (
        "The file is too large to be an application. Make its pictures smaller, or save it as "
        "PDF, and add it again."
    )


class ReadingTimedOut(DocumentError):
    """Reading took longer than the time allowed."""

    default_sentence = (
        "Reading the file took too long and was stopped. Save it again as .docx or PDF, or ask "
        "the applicant for another copy."
    )


class ReaderDied(DocumentError):
    """The process that read the file ended before it answered."""

    default_sentence = (
        "The file made the reader stop. Save it again as .docx or PDF, or ask the applicant for "
        "another copy."
    )


#: By name, so that an error can travel from the worker process as text.
ERRORS: dict[str, type[DocumentError]] = {
    error.__name__: error
    for error in (
        DocumentError,
        FileNotReadable,
        UnsupportedFormat,
        CorruptFile,
        EncryptedFile,
        EmptyDocument,
        FileTooLarge,
        ReadingTimedOut,
        ReaderDied,
    )
}
