import io
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from documents.scans.drawn import typed
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Property
from edi_shortlist.documents.scans import models, pictures
from edi_shortlist.documents.scans.pictures import read_picture

TEXT = "I have kept the accounts of a school for nine years."
CHECK = (
    "Page 1 is a picture; its text was recognised by the program, which makes mistakes. Check it "
    "against the original."
)


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return typed(TEXT, "Ngozi Okonkwo-Bright", size=(320, 90))


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "bmp", "gif", "webp"])
def test_every_kind_of_picture_is_read(tmp_path: Path, page: Image.Image, suffix: str) -> None:
    path = tmp_path / f"scan.{suffix}"
    page.save(path, **({} if suffix in ("gif", "webp") else {"dpi": (200, 200)}))
    document = read_picture(path)
    assert document.text.split() == f"{TEXT} Ngozi Okonkwo-Bright".split()
    assert document.warnings == (CHECK,)
    assert {block.page for block in document.blocks} == {1}


@pytest.mark.parametrize("compression", ["group4", "tiff_lzw"])
def test_every_page_of_a_fax_is_read(tmp_path: Path, page: Image.Image, compression: str) -> None:
    """A standard fax has half as many dots down as across."""
    first = page.resize((page.width, page.height // 2)).point([0] * 128 + [255] * 128).convert("1")
    second = typed("The second page", size=(320, 90)).convert("1")
    path = tmp_path / "fax.tif"
    first.save(path, save_all=True, append_images=[second], compression=compression, dpi=(200, 100))
    document = read_picture(path)
    assert document.text.startswith(TEXT)
    assert [block.text for block in document.blocks if block.page == 2] == ["The second page"]


def test_a_photograph_is_turned_as_the_camera_was_held(tmp_path: Path, page: Image.Image) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # to be turned by a quarter, clockwise
    path = tmp_path / "photo.jpg"
    page.rotate(90, expand=True).save(path, exif=exif, dpi=(200, 200))
    assert read_picture(path).text.startswith(TEXT)


def test_only_the_first_picture_of_what_moves_is_read(tmp_path: Path, page: Image.Image) -> None:
    path = tmp_path / "moving.gif"
    other = typed("Something else", size=(320, 90))
    page.save(path, save_all=True, append_images=[other] * 3)
    assert "else" not in read_picture(path).text


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [
        "We answered each claim",
        "within a week, and when",
        "the office moved we lost",
        "no post at all that year",
        "nor in the next one.",
    ]
    right = [
        "My son is at school in",
        "the next street, so that",
        "I can start at eight on",
        "every day of the week",
        "but not on a Friday.",
    ]
    page = Image.new("L", (1500, 420), 255)
    page.paste(typed(*left, size=(200, 140)), (0, 0))
    page.paste(typed(*right, size=(200, 140)), (700, 0))
    page.save(tmp_path / "columns.png", dpi=(200, 200))
    want = " ".join(left + right).split()
    assert read_picture(tmp_path / "columns.png").text.split() == want


def test_what_a_picture_says_of_itself_is_told_apart(tmp_path: Path, page: Image.Image) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Corin Ellwand"
    exif[ExifTags.Base.XPAuthor] = "Corin E\0".encode("utf-16-le")
    exif[ExifTags.Base.Copyright] = "Ellwand Studios"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 0.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "W"
    gps[ExifTags.GPS.GPSLongitude] = (0.0, 7.0, 30.0)
    page.save(tmp_path / "photo.jpg", exif=exif, dpi=(200, 200))
    document = read_picture(tmp_path / "photo.jpg")
    assert set(document.properties) == {
        Property("picture author", "Corin Ellwand"),
        Property("picture author", "Corin E"),
        Property("picture author", "Ellwand Studios"),
        Property("picture place", "51.50000, -0.12500"),
    }
    assert "Ellwand" not in document.text


def test_a_png_names_its_author(tmp_path: Path, page: Image.Image) -> None:
    words = PngInfo()
    words.add_text("Author", "Corin Ellwand")
    words.add_text("Software", "Scanner 3000")
    page.save(tmp_path / "scan.png", pnginfo=words, dpi=(200, 200))
    assert read_picture(tmp_path / "scan.png").properties == (
        Property("picture author", "Corin Ellwand"),
    )


@pytest.mark.parametrize(
    "degrees", [(51.0, 30.0), (IFDRational(1, 0), 0.0, 0.0)], ids=["too few", "over nought"]
)
def test_a_damaged_record_of_the_place_is_left_out(
    tmp_path: Path, page: Image.Image, degrees: tuple
) -> None:
    exif = Image.Exif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = degrees
    gps[ExifTags.GPS.GPSLongitude] = (0.0, 7.0, 30.0)
    page.save(tmp_path / "photo.jpg", dpi=(200, 200), exif=exif)
    assert read_picture(tmp_path / "photo.jpg").properties == ()


def _cut_short(page: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    page.save(stream, kind)
    return stream.getvalue()[: len(stream.getvalue()) // 2]


def _bomb(page: Image.Image) -> bytes:
    """A PNG that says it is a hundred thousand dots wide and high."""
    stream = io.BytesIO()
    page.save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def _large(_: Image.Image) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (11_000, 11_000)).save(stream, "PNG")
    return stream.getvalue()


def _photograph(_: Image.Image) -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((400, 500)).save(stream, "JPEG")
    return stream.getvalue()


HOSTILE = [
    ("JPEG cut short", lambda page: _cut_short(page, "JPEG"), CorruptFile),
    ("PNG cut short", lambda page: _cut_short(page, "PNG"), CorruptFile),
    ("TIFF cut short", lambda page: _cut_short(page, "TIFF"), CorruptFile),
    ("no picture", lambda page: b"\x89PNG\r\n\x1a\nnothing", CorruptFile),
    ("bomb", _bomb, FileTooLarge),
    ("large", _large, FileTooLarge),
    ("photograph of no text", _photograph, EmptyDocument),
    ("postscript", lambda page: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", CorruptFile),
]


@pytest.mark.parametrize(("data", "error"), [r[1:] for r in HOSTILE], ids=[r[0] for r in HOSTILE])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_hostile_pictures_are_refused_with_a_sentence(
    tmp_path: Path, page: Image.Image, data, error: type[DocumentError]
) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(data(page))
    with pytest.raises(error) as raised:
        read_picture(path)
    assert raised.value.sentence.endswith(".")


def test_pages_beyond_the_limit_are_told(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "RECOGNISED_LIMIT", 2)
    page.save(tmp_path / "scan.tif", save_all=True, append_images=[page] * 2, dpi=(200, 200))
    document = read_picture(tmp_path / "scan.tif")
    assert document.warnings[-1] == "Only the first 2 pages were read."
    assert max(block.page or 0 for block in document.blocks) == 2
    assert document.warnings[0].startswith("Pages 1 and 2 are pictures")


def test_a_missing_model_is_told(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise models.ModelMissing

    monkeypatch.setattr(pictures, "recognise", missing)
    page.save(tmp_path / "scan.png")
    with pytest.raises(UnsupportedFormat, match="Install the program again"):
        read_picture(tmp_path / "scan.png")
