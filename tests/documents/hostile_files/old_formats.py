"""Rich text, web pages and old Word documents that point outside or claim too much."""

from pathlib import Path

from documents.hostile_files.kinds import OUTSIDE, SECRET, WEB, WORDS, Files
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)

FILES = Files()
_UNREAD = (CorruptFile, EmptyDocument, FileTooLarge)
_PLACE = str(OUTSIDE).replace("\\", "\\\\\\\\")


def _rtf(path: Path, body: str) -> None:
    path.write_text("{\\rtf1\\ansi " + body + "}", encoding="latin-1")


@FILES.add("groups-without-end.rtf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    _rtf(path, f"{WORDS}\\par " + "{" * 1_000_000)


@FILES.add("ends-without-groups.rtf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    _rtf(path, f"{WORDS}\\par " + "}" * 1_000_000)


@FILES.add("objects.rtf", reads=WORDS)
def _(path: Path) -> None:
    program = (b"MZ\x90\0" + SECRET.encode()).hex()
    _rtf(
        path,
        "{\\object\\objemb\\objupdate{\\*\\objclass Package}{\\*\\objdata "
        f"{program * 2000}}}{{\\result {WORDS}}}}}\\par {{\\*\\objdata {program}}}{WORDS}",
    )


@FILES.add("bytes-that-lie.rtf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    _rtf(path, f"{WORDS}\\par {{\\pict\\bin2147483647 x}}{{\\bin-1 y}}{WORDS}")


@FILES.add("numbers-that-lie.rtf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    digits = "9" * 10_000
    _rtf(path, f"{WORDS}\\par \\uc999999999\\li{digits}\\fs{digits}\\u{digits} ?\\u-99999 ?\\'zz")


@FILES.add("points-outside.rtf", reads=WORDS)
def _(path: Path) -> None:
    fields = (
        f'INCLUDETEXT "{_PLACE}"',
        f'INCLUDEPICTURE "{WEB}" \\\\d',
        'DDEAUTO cmd.exe "/k calc"',
        f'LINK Word.Document.12 "{_PLACE}"',
    )
    _rtf(
        path,
        f"{{\\*\\template {WEB}}}{{\\header {{\\*\\htmltag <img src={WEB}>}}}}"
        + "".join(
            f"{{\\field{{\\*\\fldinst {code}}}{{\\fldrslt {WORDS}}}}}\\par " for code in fields
        ),
    )


@FILES.add("tables-in-tables.rtf", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    cells = "\\trowd" + "\\cellx1" * 50_000
    deep = "\\intbl\\itap999999999 x\\nestcell" * 500
    _rtf(path, f"{WORDS}\\par {cells}{deep}\\cell\\row\\pard {WORDS}")


@FILES.add("nested-divisions.html", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    path.write_text(f"<html><p>{WORDS}</p>{'<div>' * 100_000}deep{'</div>' * 100_000}</html>")


@FILES.add("nested-tables.html", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    path.write_text(f"<html><p>{WORDS}</p>{'<table><tr><td>' * 20_000}deep")


@FILES.add("points-outside.html", reads=WORDS)
def _(path: Path) -> None:
    place = OUTSIDE.as_uri()
    path.write_text(
        f'<html><head><base href="{WEB}"><meta http-equiv="refresh" content="0;url={WEB}">'
        f'<link rel="stylesheet" href="{place}"><link rel="import" href="{WEB}">'
        f"<script src='{WEB}'></script><script>document.write('{SECRET}')</script>"
        f"<style>@import url('{WEB}'); body {{ background: url({place}) }}</style></head>"
        f"<body onload=\"fetch('{WEB}')\"><p>{WORDS}</p><img src='{WEB}'><img src='{place}'>"
        f"<iframe src='{place}'></iframe><object data='{place}'></object><embed src='{place}'>"
        f"<video src='{WEB}'></video><svg><use href='{place}'/></svg><form action='{WEB}'>"
        f"</form><xml><!--[if gte mso 9]><x>{SECRET}</x><![endif]--></xml></body></html>"
    )


@FILES.add("cells-without-end.html", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    cell = f'<td colspan="2147483647" rowspan="2147483647">{WORDS}</td>'
    path.write_text(f"<html><table><tr>{cell * 50}</tr></table></html>")


@FILES.add("one-long-tag.html", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(50_000))
    path.write_text(f"<html><p>{WORDS}</p><p title='{'x' * 3_000_000}'><b {attributes}>")


@FILES.add("entities-without-end.html", refused=_UNREAD, reads=WORDS)
def _(path: Path) -> None:
    path.write_text(f"<html><p>{WORDS}</p>{'&#x110000;&#0;&bogus;&' * 20_000}<!--")


@FILES.add("nothing-in-it.doc", refused=(CorruptFile, UnsupportedFormat))
def _(path: Path) -> None:
    from documents.containers.msg_files import compound_file

    path.write_bytes(compound_file({"WordDocument": b"\xec\xa5" + bytes(3000)}))


@FILES.add("folders-in-a-circle.doc", refused=(CorruptFile, UnsupportedFormat))
def _(path: Path) -> None:
    from documents.containers.msg_files import compound_file

    content = bytearray(compound_file({"WordDocument": b"\xec\xa5" + bytes(5000), "a": b"x"}))
    directory = 512 * (1 + int.from_bytes(content[48:52], "little"))
    for entry in range(3):  # each is its own neighbour and child
        at = directory + 128 * entry + 68
        content[at : at + 12] = entry.to_bytes(4, "little") * 3
    path.write_bytes(content)
