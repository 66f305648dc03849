"""The text in pictures that a document holds, such as a certificate that was scanned and pasted
into a letter. It trusts nothing about a picture, and knows nothing of the document around it."""

import hashlib
import io
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from PIL import Image, ImageOps

from edi_shortlist.documents import pulse
from edi_shortlist.documents.limits import (
    PICTURE_DOTS_LIMIT,
    PICTURE_SIZE_LIMIT,
    PICTURES_DOTS_LIMIT,
    PICTURES_LIMIT,
)
from edi_shortlist.documents.model import Block, Document, Part
from edi_shortlist.documents.pdf.assembling import Page, assembled
from edi_shortlist.documents.scans import A4, DOTS_LIMIT, ENOUGH, FORMATS, RECOGNISED_LIMIT, told
from edi_shortlist.documents.scans.models import ModelMissing

# Dots of a picture that could hold a line of text: the longer and the shorter side, and all.
_LONGER, _SHORTER, _DOTS = 200, 32, 40_000
_BYTES = 300  # of such a picture at the least; one that the file lacks has none
_SMALL = 72.0, 14.0  # points shown; a smaller drawing holds no text that matters
_FEWEST = 6  # letters and digits of a picture; fewer are a pattern taken for text
_POINTS = 72 / 96  # to a dot of a screen, where nothing says how large a picture is shown
_CLOSEST = 250.0  # dots an inch at which type is read best
_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"BM", b"GIF8", b"RIFF")
_DAMAGED = b"?"  # in place of a picture that could not be loaded
#: Parts that come again on page after page, and are told once by their readers.
_RUNNING = (Part.HEADER, Part.FOOTER)


@dataclass(frozen=True)
class Shown:
    """How a document shows a picture.

    Attributes:
        width, height: in points; 0 where it does not say.
        crop: the shares that it cuts off on the left, at the top, on the right and at the bottom.
    """

    width: float = 0.0
    height: float = 0.0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


_AS_IT_IS = Shown()


class Pictures:
    """The pictures of one file, as a reader comes upon them: what they say, and which of them were
    left unread."""

    def __init__(self) -> None:
        self._places: dict[tuple[object, object], tuple[bytes, object]] = {}
        self._said: dict[tuple[bytes, object], list[Block]] = {}
        self._texts: list[str] = []
        self._unread: Counter[str] = Counter()
        self._recognised = 0
        self._dots = 0
        self._doubtful = self._unclear = 0

    def read(
        self,
        name: object,
        load: Callable[[], bytes],
        part: Part,
        *,
        shown: Shown = _AS_IT_IS,
        first_table: int = 0,
    ) -> list[Block]:
        """Return the text in a picture as blocks, of which there may be none. A picture that is
        met again has said what it says, unless that is in a header or footer: those of each section
        are compared by their text.

        Args:
            name: what the file calls the picture.
            load: returns its bytes; it may raise whatever a damaged file lets through.
            part: what the blocks are to be part of.
            shown: how it is shown.
            first_table: the number of the first table in it.

        Raises:
            MemoryError.
        """
        place = (name, shown.crop)
        before = len(self._said)
        if place not in self._places:
            if len(self._places) >= PICTURES_LIMIT:
                self._unread["limit"] += 1
                return []
            pulse.beat()
            data = _loaded(load)
            self._places[place] = (hashlib.sha256(data).digest(), shown.crop)
            if self._places[place] not in self._said:
                self._said[self._places[place]] = self._blocks(data, shown)
        if len(self._said) == before and part not in _RUNNING:
            return []
        return [
            replace(
                block, part=part, cell=block.cell and (first_table + block.cell[0], *block.cell[1:])
            )
            for block in self._said[self._places[place]]
        ]

    def warnings(self, blocks: Iterable[Block]) -> Iterator[str]:
        """What the reviewer is to be told.

        Args:
            blocks: the whole file's, those of its pictures among them.
        """
        if self._texts:
            length = sum(len(block.text) + 1 for block in blocks)
            yield told.of_pictures(len(self._texts), decisive=told.decides(self._texts, length))
            yield from told.doubts(self._doubtful, self._unclear, "in a picture")
        if self._unread["missing"]:
            yield ModelMissing.sentence
        if count := self._unread["limit"]:
            yield (
                f"{'A picture was' if count == 1 else f'{count} pictures were'} too large or too "
                "many to be read. Look at the original for text in "
                f"{'it' if count == 1 else 'them'}."
            )
        if count := self._unread["kind"]:
            yield (
                f"{'A picture is' if count == 1 else f'{count} pictures are'} damaged or of a kind "
                "that cannot be read. Look at the original for text in "
                f"{'it' if count == 1 else 'them'}."
            )

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Let documents embedded in this one, read meanwhile, count as part of it."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)

    @classmethod
    def of_file(cls) -> "Pictures":
        """Those of the file that is being read."""
        return _current.get() or cls()

    def _blocks(self, data: bytes, shown: Shown) -> list[Block]:
        if len(data) < _BYTES and data != _DAMAGED:
            return []
        if not data.startswith(_STARTS):
            wide, high = _SMALL
            if not shown.width or (shown.width >= wide and shown.height >= high):
                self._unread["kind"] += 1
            return []
        try:
            image = self._opened(data, shown)
            if image is None:
                return []
            document = self._recognise(image, shown)
        except Image.DecompressionBombError:
            self._unread["limit"] += 1
            return []
        except ModelMissing:
            self._unread["missing"] += 1
            return []
        except MemoryError:
            raise
        except Exception:  # Pillow lets many kinds through on a damaged picture
            self._unread["kind"] += 1
            return []
        if sum(map(str.isalnum, document.text)) < _FEWEST:
            return []
        self._texts.append(document.text)
        return [replace(block, page=None) for block in document.blocks]

    def _opened(self, data: bytes, shown: Shown) -> Image.Image | None:
        """A picture that may hold text and is not too large; what of it is shown."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
        if not _may_hold_text(image):
            return None
        if image.width * image.height > DOTS_LIMIT:
            self._unread["limit"] += 1
            return None
        image.draft("L", (ENOUGH, ENOUGH))
        dots = image.width * image.height
        if (
            dots > PICTURE_DOTS_LIMIT
            or len(data) > PICTURE_SIZE_LIMIT
            or self._dots + dots > PICTURES_DOTS_LIMIT
            or self._recognised >= RECOGNISED_LIMIT
        ):
            self._unread["limit"] += 1
            return None
        self._dots += dots
        self._recognised += 1
        image = _cropped(image, shown.crop)
        return ImageOps.exif_transpose(image)

    def _recognise(self, image: Image.Image, shown: Shown) -> Document:
        # Only here: the engine and its models take a second to load, and most files need neither.
        from edi_shortlist.documents.scans import recognising

        width, height = _believed(image, shown)
        found = recognising.recognise(image, width=width, height=height)
        pulse.beat()
        if found.lines:
            self._doubtful += found.doubtful
            self._unclear += found.unclear_boxes
        return assembled([Page(1, found.height, found.lines, edges=found.edges)])


_current: ContextVar[Pictures | None] = ContextVar("pictures", default=None)


def _loaded(load: Callable[[], bytes]) -> bytes:
    try:
        return load()
    except MemoryError:
        raise
    except Exception:  # whatever is wrong with it is this picture's alone
        return _DAMAGED


def tables_after(blocks: Iterable[Block], tables: int) -> int:
    """How many tables there are, blocks that a picture was read into among them."""
    return max([tables, *(block.cell[0] + 1 for block in blocks if block.cell)])


def _may_hold_text(image: Image.Image) -> bool:
    shorter, longer = sorted(image.size)
    return shorter >= _SHORTER and longer >= _LONGER and shorter * longer >= _DOTS


def _cropped(image: Image.Image, crop: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in crop)
    if not any((left, top, right, bottom)) or left + right > 0.98 or top + bottom > 0.98:
        return image
    wide, high = image.size
    return image.crop(
        (
            round(left * wide),
            round(top * high),
            round((1 - right) * wide),
            round((1 - bottom) * high),
        )
    )


def _believed(image: Image.Image, shown: Shown) -> tuple[float, float]:
    """Width and height in points that a picture is believed to have: as large as it is shown, but
    no smaller than its dots are close enough for, up to a page; a page may be shown as a stamp."""
    longest = max(image.size)
    longer = max(shown.width, shown.height) or min(A4, longest * _POINTS)
    longer = min(max(longer, min(A4, longest * 72 / _CLOSEST)), 2 * A4)
    scale = longer / longest
    return image.width * scale, image.height * scale
