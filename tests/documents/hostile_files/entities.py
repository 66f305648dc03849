"""Document types and entities in XML, which no office program writes: they multiply, or fetch."""

from collections.abc import Callable
from pathlib import Path

from documents.hostile_files.archives import packed
from documents.hostile_files.kinds import OUTSIDE, WEB, WORDS, Files
from documents.word_files import paragraph, rezipped, run, word_file
from edi_shortlist.documents.errors import CorruptFile, UnsupportedFormat

FILES = Files()

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 9}">' for n in range(12))
_QUADRATIC = f'<!ENTITY l11 "{"ha" * 50_000}">'
#: What stands inside the document type, and the entity to name.
TYPES = {
    "laughs": _LAUGHS,
    "quadratic": _QUADRATIC,
    "file": f'<!ENTITY l11 SYSTEM "{OUTSIDE.as_uri()}">',
    "web": f'<!ENTITY l11 SYSTEM "{WEB}">',
    "parameter": f'<!ENTITY % p SYSTEM "{WEB}"> %p; <!ENTITY l11 "x">',
    "loop": '<!ENTITY l11 "&l10;"><!ENTITY l10 "&l11;">',
}
_FLAT = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    f"<text:p>{WORDS}&l11;</text:p></office:text></office:body></office:document>"
)
_CONTENT = _FLAT.replace("office:document ", "office:document-content ").replace(
    "</office:document>", "</office:document-content>"
)


def _in_word(path: Path, part: str, change: Callable[[str], bytes]) -> None:
    word_file(path, paragraph(run(WORDS + "@")))
    rezipped(
        path,
        lambda name, data: change(data.decode().replace("@", "&l11;")) if name == part else data,
    )


def _typed(xml: str, inside: str) -> str:
    """XML with a document type before its root."""
    declaration, mark, rest = xml.partition("?>")
    if not mark:
        declaration, rest = '<?xml version="1.0"', xml
    return f"{declaration}?><!DOCTYPE x [{inside}]>{rest}"


def _word(part: str, inside: str) -> Callable[[Path], None]:
    return lambda path: _in_word(path, part, lambda xml: _typed(xml, inside).encode())


for _kind, _inside in TYPES.items():
    FILES.add(f"{_kind}.docx", refused=(CorruptFile,))(_word("word/document.xml", _inside))
for _part in ("word/styles.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"):
    _name = f"entity-in-{Path(_part).stem.strip('[]._').lower()}.docx"
    FILES.add(_name, refused=(CorruptFile,))(_word(_part, TYPES["file"]))


@FILES.add("wide-characters.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    def wide(xml: str) -> bytes:
        return _typed(xml, TYPES["laughs"]).replace("UTF-8", "UTF-16").encode("utf-16")

    _in_word(path, "word/document.xml", wide)


@FILES.add("seven-bits.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    """In UTF-7 no byte of the document type looks like one."""

    def seven(xml: str) -> bytes:
        head, _, rest = _typed(xml, TYPES["file"]).partition("?>")
        return (head.replace("UTF-8", "UTF-7") + "?>").encode() + rest.encode("utf-7")

    _in_word(path, "word/document.xml", seven)


@FILES.add("far-below.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    """The document type stands behind a comment longer than anybody looks."""

    def below(xml: str) -> bytes:
        head, mark, rest = _typed(xml, TYPES["laughs"]).partition("?>")
        return f"{head}{mark}<!-- {'x' * 100_000} -->{rest}".encode()

    _in_word(path, "word/document.xml", below)


for _kind, _inside in TYPES.items():
    _flat = _typed(_FLAT, _inside)
    FILES.add(f"{_kind}.fodt", refused=(CorruptFile,))(
        lambda path, xml=_flat: path.write_text(xml)  # type: ignore[misc]
    )
    _content = _typed(_CONTENT, _inside)
    FILES.add(f"{_kind}.odt", refused=(CorruptFile,))(
        lambda path, xml=_content: path.write_bytes(  # type: ignore[misc]
            packed(
                [
                    ("mimetype", b"application/vnd.oasis.opendocument.text"),
                    ("content.xml", xml.encode()),
                ]
            )
        )
    )


@FILES.add("wide-characters.fodt", refused=(CorruptFile, UnsupportedFormat))
def _(path: Path) -> None:
    path.write_bytes(_typed(_FLAT, TYPES["file"]).encode("utf-16"))


for _kind in ("laughs", "file", "web"):
    _page = f"<!DOCTYPE html [{TYPES[_kind]}]><html><body><p>{WORDS}</p>&l11;</body></html>"
    FILES.add(f"{_kind}.html", reads=WORDS)(
        lambda path, page=_page: path.write_text(page)  # type: ignore[misc]
    )


@FILES.add("laughs.xhtml", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{WORDS}</p>&l11;</body></html>'
    path.write_text(_typed(page, TYPES["laughs"]))


@FILES.add("laughs.svg", refused=(UnsupportedFormat,))
def _(path: Path) -> None:
    path.write_text(_typed("<svg>&l11;</svg>", TYPES["laughs"]))


@FILES.add("deep.docx", refused=(CorruptFile,))
def _(path: Path) -> None:
    def deep(xml: str) -> bytes:
        return (
            xml.replace("<w:p>", "<w:p>" * 100_000).replace("</w:p>", "</w:p>" * 100_000).encode()
        )

    _in_word(path, "word/document.xml", deep)


@FILES.add("deep.fodt", refused=(CorruptFile,))
def _(path: Path) -> None:
    path.write_text(
        "<?xml version='1.0'?>"
        + _FLAT.replace("&l11;", "")
        .replace("<text:p>", "<text:section>" * 100_000 + "<text:p>")
        .replace("</text:p>", "</text:p>" + "</text:section>" * 100_000)
    )
