import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from documents.pdf.recognition import Recognition
from documents.scans.drawn import typed
from edi_shortlist.documents import pulse
from edi_shortlist.documents.model import Block, Part
from edi_shortlist.documents.scans import inside
from edi_shortlist.documents.scans.inside import Pictures, Shown

SAYS = "Certificate of merit"
TOLD = "A picture in the file holds text"
KIND = "A picture is damaged or of a kind that cannot be read."
LARGE = "A picture was too large or too many to be read."


def picture(size: tuple[int, int] = (600, 300), kind: str = "PNG", shade: int = 255) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise(size, 40).convert("RGB")
    noise.putpixel((0, 0), (shade, 0, 0))
    noise.save(out, kind)
    return out.getvalue()


def giving(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


def told(pictures: Pictures, *blocks: Block) -> list[str]:
    return list(pictures.warnings([Block("x" * 1000), *blocks]))


@pytest.fixture(autouse=True)
def finds(recognition: Recognition) -> Recognition:
    recognition.texts = [SAYS]
    return recognition


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_kind_is_read(kind: str) -> None:
    pictures = Pictures()
    blocks = pictures.read("one", giving(picture(kind=kind)), Part.HEADER)
    assert blocks == [Block(SAYS, part=Part.HEADER)]
    (sentence,) = told(pictures, *blocks)
    assert sentence.startswith(TOLD)


@pytest.mark.parametrize(
    ("size", "is_read"),
    [((200, 200), True), ((1250, 32), True), ((32, 1250), True), ((199, 199), False), ((190, 400), True),
     ((1400, 31), False), ((400, 90), False), ((64, 64), False)],
)  # fmt: skip
def test_what_could_hold_no_text_is_not_looked_at(
    finds: Recognition, size: tuple[int, int], is_read: bool
) -> None:
    pictures = Pictures()
    assert bool(pictures.read("one", giving(picture(size)), Part.BODY)) is is_read
    assert bool(finds.shown) is is_read
    assert bool(told(pictures)) is is_read


@pytest.mark.parametrize("found", [[], ["X 1"]])
def test_a_photograph_says_nothing(finds: Recognition, found: list[str]) -> None:
    finds.texts = found
    pictures = Pictures()
    assert pictures.read("one", giving(picture()), Part.BODY) == []
    assert told(pictures) == []


def test_a_picture_is_read_once(finds: Recognition) -> None:
    """A header and the next section's header are compared by what they say."""
    pictures, data = Pictures(), picture()
    for name, part, expected in (
        ("logo", Part.HEADER, [SAYS]),
        ("logo", Part.HEADER, [SAYS]),
        ("logo", Part.BODY, []),
        ("copy", Part.BODY, []),
        ("copy", Part.FOOTER, [SAYS]),
    ):
        assert texts(pictures.read(name, giving(data), part)) == expected
    assert len(finds.shown) == 1
    assert texts(pictures.read("other", giving(picture(shade=1)), Part.BODY)) == [SAYS]
    assert told(pictures)[0].startswith("2 pictures in the file hold text")


def test_what_is_cut_off_is_not_read(finds: Recognition) -> None:
    pictures, data = Pictures(), picture((800, 400))
    for crop in ((0.0, 0.5, 0.25, 0.0), (0.6, 0, 0.6, 0), (-1.0, 0.0, 0.0, 0.0)):
        pictures.read("one", giving(data), Part.BODY, shown=Shown(crop=crop))
    assert [size for size, _ in finds.shown] == [(600, 200), (800, 400), (800, 400)]


@pytest.mark.parametrize(
    ("size", "shown", "longer"),
    [
        ((800, 400), (400, 200), 400),
        ((800, 400), (0, 0), 600),  # dots of a screen
        ((2400, 1200), (0, 0), 842),  # a page
        ((2400, 1200), (100, 50), 691),  # shown too small for its type
        ((800, 400), (9000, 4500), 1684),
    ],
)
def test_how_large_a_picture_is_believed_to_be(
    finds: Recognition, size: tuple[int, int], shown: tuple[float, float], longer: float
) -> None:
    Pictures().read("one", giving(picture(size)), Part.BODY, shown=Shown(*shown))
    ((_, points),) = finds.shown
    assert points == pytest.approx((longer, longer / 2), rel=0.01)


def _of_dots(wide: int, high: int) -> bytes:
    """The start of a picture that says it is so large, and a long remark."""
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", bytes(400)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _unloadable() -> bytes:
    raise OSError("Aisha Khan")


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        (giving(b""), ""),
        (giving(b"\x89PNG"), ""),
        (_unloadable, KIND),
        (giving(b"\x01\0\0\0" * 200), KIND),  # an EMF drawing
        (giving(b"<svg>" * 200), KIND),
        (giving(picture()[:2000]), KIND),
        (giving(_of_dots(600, 300)), KIND),
        (giving(_of_dots(9000, 9000)), LARGE),  # more than is opened of one
        (giving(_of_dots(12_000, 12_000)), LARGE),
        (giving(_of_dots(60_000, 60_000)), LARGE),  # Pillow itself refuses it
    ],
)
def test_what_is_left_unread_is_told(load: Callable[[], bytes], sentence: str) -> None:
    pictures = Pictures()
    assert pictures.read("one", load, Part.BODY) == []
    found = told(pictures)
    assert [one.split(" Look")[0] for one in found] == ([sentence] if sentence else [])
    assert texts(pictures.read("two", giving(picture()), Part.BODY)) == [SAYS]


def test_a_drawing_too_small_for_text_is_not_told() -> None:
    pictures = Pictures()
    pictures.read("one", giving(b"\x01\0\0\0" * 200), Part.BODY, shown=Shown(30, 30))
    assert told(pictures) == []


@pytest.mark.parametrize(
    ("limit", "most"),
    [("RECOGNISED_LIMIT", 2), ("PICTURES_LIMIT", 2), ("PICTURES_DOTS_LIMIT", 400_000)],
)
def test_there_is_an_end_to_reading_pictures(
    monkeypatch: pytest.MonkeyPatch, finds: Recognition, limit: str, most: int
) -> None:
    monkeypatch.setattr(inside, limit, most)
    pictures = Pictures()
    for i in range(4):
        pictures.read(i, giving(picture(shade=i)), Part.BODY)
    assert len(finds.shown) == 2
    assert told(pictures)[1].startswith("2 pictures were too large or too many to be read.")


def test_a_missing_model_is_told(finds: Recognition) -> None:
    finds.is_missing = True
    pictures = Pictures()
    assert pictures.read("one", giving(picture()), Part.BODY) == []
    assert "Install the program again" in told(pictures)[0]


def test_doubts_are_told(finds: Recognition) -> None:
    finds.doubtful, finds.unclear_boxes = 2, 1
    pictures = Pictures()
    pictures.read("one", giving(picture()), Part.BODY)
    assert told(pictures)[1:] == [
        "2 words in a picture could not be read with certainty.",
        "A box in a picture could not be read with certainty; look at the original.",
    ]


def test_tables_are_numbered_on(finds: Recognition) -> None:
    finds.texts = ["Surname", "Khan Bright"]
    for y in (128, 113, 98):
        finds.edges.add(40, y, 200, y)
    for x in (40, 200):
        finds.edges.add(x, 98, x, 128)
    blocks = Pictures().read("one", giving(picture()), Part.BODY, first_table=3)
    assert [block.cell for block in blocks] == [(3, 0, 0), (3, 1, 0)]
    assert inside.tables_after(blocks, 3) == 4


def test_embedded_documents_count_as_part_of_the_file() -> None:
    pictures = Pictures.of_file()
    with pictures.shared():
        assert Pictures.of_file() is pictures
    assert Pictures.of_file() is not pictures


def test_each_picture_is_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[int] = []
    monkeypatch.setattr(pulse, "_listeners", [lambda: beats.append(1)])
    pictures = Pictures()
    pictures.read("one", giving(picture()), Part.BODY)
    pictures.read("two", giving(b""), Part.BODY)
    assert len(beats) == 3


def test_a_pasted_page_is_really_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    lines = ("I have kept the accounts of a school", "Ngozi Okonkwo-Bright")
    out = io.BytesIO()
    typed(*lines, size=(260, 90)).convert("RGBA").save(out, "PNG")
    blocks = Pictures().read("one", giving(out.getvalue()), Part.BODY, shown=Shown(200, 70))
    assert " ".join(texts(blocks)).split() == " ".join(lines).split()
