"""What a line of text says: the recognition model's output turned into characters and spaces.

The model is at times too sure that two words are one: it gives the space between them as a
second thought, and that second thought is listened to here.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents.scans import models
from edi_shortlist.documents.scans.regions import Grey, Region

HEIGHT = 48  # of the strips that the model takes
_DIRECTION_SHAPE = 48, 192  # of the strips that the model of directions takes
_WIDEST = 3200  # a longer strip is squeezed
_BATCH_WIDTH = 4000  # widths of a batch's strips together; the output takes 10 kB for each
_DOUBTFUL = 0.6  # a character less sure than this may be another
_SPACE = 0.1  # the chance of a space between two characters that is enough
_OTHER_SCRIPT = 0.3  # share of a line's characters for it to be in another script than Latin
# Some faces draw I and l alike; addresses of e-mail are hardly ever written with capitals.
_ADDRESS = re.compile(r"(?<![^\s(<:])[a-zI\d._%+-]+@[a-zI\d.-]+")
# No character at all, Latin letters, and the signs that English papers use.
_LATIN = re.compile("|[ -~¡-¬®-ſȘ-ț–—‘’‚“”„†‡•…‰‹›⁄€№™←→−√≈≤≥■□▪▫▶●○◆◦★☆☎☐☑☒✆✉✓✔✗✘➢❖]")


@dataclass(frozen=True)
class Spelt:
    """A line's characters.

    Attributes:
        text: with its spaces.
        sure: how sure the model is of each character, from 0 to 1, on the average.
        doubtful: how many words hold a character that the model is not sure of.
    """

    text: str
    sure: float
    doubtful: int


def strip(page: Grey, region: Region) -> Grey:
    """Cut a line out of a page, level and at the height that the model takes.

    A line that stands sideways is turned so that it reads from the bottom up.
    """
    import cv2

    corners = region.corners
    long, high = region.width, region.height
    if region.is_tall:
        corners, long, high = np.roll(corners, 1, axis=0), high, long
    width = int(min(max(round(long * HEIGHT / max(high, 1.0)), 16), _WIDEST))
    goal = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    turn = cv2.getPerspectiveTransform(np.ascontiguousarray(corners), goal)
    cut = cv2.warpPerspective(
        page, turn, (width, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(cut, np.uint8)


def spell(strips: list[Grey]) -> list[Spelt]:
    """Return what each strip says."""
    found: dict[int, Spelt] = {}
    batch: list[int] = []
    for i in sorted(range(len(strips)), key=lambda i: strips[i].shape[1]):
        if batch and strips[i].shape[1] * (len(batch) + 1) > _BATCH_WIDTH:
            found |= _spelt(strips, batch)
            batch = []
        batch.append(i)
    found |= _spelt(strips, batch)
    return [found[i] for i in range(len(strips))]


def are_turned(strips: list[Grey]) -> list[bool]:
    """Return for each strip whether it looks upside down."""
    import cv2

    if not strips:
        return []
    high, wide = _DIRECTION_SHAPE
    pictures = np.zeros((len(strips), 3, high, wide), np.float32)
    for row, one in enumerate(strips):
        part = cv2.resize(one[:, : wide * 2], (min(one.shape[1], wide), high))
        pictures[row, :, :, : part.shape[1]] = part.astype(np.float32) / 127.5 - 1.0
    return [bool(turned > upright) for upright, turned in models.run(models.DIRECTION, pictures)]


def _spelt(strips: list[Grey], batch: list[int]) -> dict[int, Spelt]:
    if not batch:
        return {}
    widest = max(320, *(strips[i].shape[1] for i in batch))
    pictures = np.zeros((len(batch), 3, HEIGHT, widest), np.float32)
    for row, i in enumerate(batch):
        values = strips[i].astype(np.float32) / 127.5 - 1.0
        pictures[row, :, :, : values.shape[1]] = values
    outputs = models.run(models.RECOGNITION, pictures)
    return {i: _decoded(outputs[row]) for row, i in enumerate(batch)}


def _decoded(chances: npt.NDArray[np.float32]) -> Spelt:
    """Take the likeliest characters of Latin script, or of any where many are of another."""
    alphabet, latin = models.alphabet(), _latin()
    likeliest = chances.argmax(axis=1)
    read = likeliest[likeliest > 0]
    if np.isin(read, latin, invert=True).sum() <= _OTHER_SCRIPT * len(read):
        chances = chances[:, latin]
        alphabet = tuple(alphabet[i] for i in latin)
        likeliest = chances.argmax(axis=1)
    return _collapsed(chances, likeliest, alphabet)


@cache
def _latin() -> npt.NDArray[np.intp]:
    """Which of the model's outputs may stand in a text in Latin script; none is the first."""
    return np.array(
        [i for i, character in enumerate(models.alphabet()) if _LATIN.fullmatch(character)]
    )


def _collapsed(
    chances: npt.NDArray[np.float32], likeliest: npt.NDArray[np.intp], alphabet: tuple[str, ...]
) -> Spelt:
    """Join columns that say the same, drop those that say nothing, and put in likely spaces."""
    space = alphabet.index(" ")
    text = ""
    sure: list[float] = []
    before, last = 0, -1
    for column, character in enumerate(likeliest):
        if character and character != before:
            between = chances[last + 1 : column, space]
            if character != space and between.max(initial=0) > _SPACE:
                text += " "
                sure.append(1.0)
            text += alphabet[character]
            sure.append(float(chances[column, character]))
        if character:
            last = column
        before = character
    doubtful = sum(
        min(sure[word.start() : word.end()]) < _DOUBTFUL for word in re.finditer(r"\S+", text)
    )
    text = _ADDRESS.sub(lambda found: found[0].replace("I", "l"), " ".join(text.split()))
    return Spelt(text, float(np.mean(sure)) if sure else 0.0, doubtful)
