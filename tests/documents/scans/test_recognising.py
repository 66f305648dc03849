import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from documents.scans.drawn import SIZE, drawn, typed
from edi_shortlist.documents.scans import models
from edi_shortlist.documents.scans.recognising import Recognised, recognise

WIDTH, HEIGHT = SIZE
LINES = [
    "I was born in Lower Peover and am glad to apply",
    "for the post, 01632 960118, zoë@example.com",
    "at £24,500 a year; my son’s school is near.",
]
WORDS = " ".join(LINES).replace("’", "'").split()


def _words(page: Recognised) -> list[str]:
    lines = sorted(page.lines, key=lambda line: -line.y0)
    return " ".join(line.text for line in lines).replace("’", "'").split()


@pytest.fixture(scope="module")
def letter() -> Image.Image:
    return typed(*LINES)


def test_lines_stand_where_they_were_typed(letter: Image.Image) -> None:
    page = recognise(letter, width=WIDTH, height=HEIGHT)
    lines = sorted(page.lines, key=lambda line: -line.y0)
    assert [line.text.replace("’", "'") for line in lines] == [
        line.replace("’", "'") for line in LINES
    ]
    for i, line in enumerate(lines):
        base = HEIGHT - 30 - i * 11 * 1.6
        assert line.x0 == pytest.approx(20, abs=1.5)
        assert line.y0 == pytest.approx(base - 0.21 * 11, abs=1.5)
        assert line.size == pytest.approx(11, rel=0.12)
        assert line.y1 - line.y0 == pytest.approx(line.size)
    assert len({line.size for line in lines}) == 1


def _noisy(page: Image.Image) -> Image.Image:
    grain = np.random.default_rng(4).normal(0, 18, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) * 0.8 + 25 + grain, 0, 255).astype(np.uint8))


def _see_through(page: Image.Image) -> Image.Image:
    ink = Image.new("RGBA", page.size, (0, 0, 0, 0))
    ink.putalpha(ImageOps.invert(page))
    return ink


SPOILT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "turned by 2 degrees": lambda p: p.rotate(2, Image.Resampling.BICUBIC, fillcolor=255),
    "upside down": lambda p: p.rotate(180),
    "black and white": lambda p: p.point([0] * 150 + [255] * 106).convert("1"),
    "faint": lambda p: p.point([220 + value * 20 // 255 for value in range(256)]),
    "white on black": ImageOps.invert,
    "see-through": _see_through,
    "sixteen bits": lambda p: Image.fromarray(np.asarray(p).astype(np.uint16) * 257),
    "half the dots": lambda p: p.resize((p.width // 2, p.height // 2), Image.Resampling.BOX),
    "noise": _noisy,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_every_word_of_a_spoilt_page_is_read(
    letter: Image.Image, spoil: Callable[[Image.Image], Image.Image]
) -> None:
    read = _words(recognise(spoil(letter), width=WIDTH, height=HEIGHT))
    assert len(read) == len(WORDS)
    assert sum(a == b for a, b in zip(read, WORDS, strict=True)) >= len(WORDS) - 1


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_page_on_its_side_is_read_turned(letter: Image.Image, degrees: int) -> None:
    page = recognise(letter.rotate(degrees, expand=True), width=HEIGHT, height=WIDTH)
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert _words(page) == WORDS


@pytest.mark.parametrize("shade", [255, 128, 0])
def test_an_empty_page_is_not_shown_to_a_model(monkeypatch: pytest.MonkeyPatch, shade: int) -> None:
    monkeypatch.setattr(models, "run", None)
    paper = Image.new("L", (600, 400), shade)
    paper.paste(max(shade - 60, 0), (100, 100, 103, 103))  # a speck of dust
    page = recognise(paper, width=216, height=144)
    assert (page.lines, page.doubtful, page.unclear_boxes) == ([], 0, 0)


NOISE: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "grain": lambda dice: dice.normal(200, 30, (400, 600)),
    "specks": lambda dice: np.where(dice.random((400, 600)) < 0.02, 0, 255),
    "blots": lambda dice: np.kron(dice.integers(0, 2, (50, 75)) * 255, np.ones((8, 8))),
    "stripes": lambda dice: np.tile(np.arange(600) // 6 % 2 * 255, (400, 1)),
    "checks": lambda dice: np.indices((400, 600)).sum(axis=0) // 20 % 2 * 255,
}


@pytest.mark.parametrize("draw", NOISE.values(), ids=NOISE)
def test_noise_is_no_text(draw: Callable[[np.random.Generator], np.ndarray]) -> None:
    grey = np.clip(draw(np.random.default_rng(2)), 0, 255).astype(np.uint8)
    assert recognise(Image.fromarray(grey), width=216, height=144).lines == []


def test_a_faint_line_is_ink() -> None:
    faint = typed("Faint", size=(400, 500)).point([225 + value * 30 // 255 for value in range(256)])
    assert [line.text for line in recognise(faint, width=400, height=500).lines] == ["Faint"]


def _row(*boxes: tuple[str, str]) -> Callable[[Canvas], None]:
    """A question with boxes: what stands in each, and its words."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(20, 100, "Are you a care leaver?")
        for i, (mark, words) in enumerate(boxes):
            x = 150 + i * 60
            if mark != "none":
                canvas.rect(x, 98, 10, 10)
            if mark == "cross":
                canvas.line(x + 1, 99, x + 9, 107)
                canvas.line(x + 1, 107, x + 9, 99)
            elif mark == "tick":
                canvas.setLineWidth(1.4)
                canvas.line(x + 1.5, 103, x + 4, 100)
                canvas.line(x + 4, 100, x + 11, 110)
                canvas.setLineWidth(1)
            elif len(mark) == 1:
                canvas.drawString(x + 1.6, 99.6, mark)
            canvas.drawString(x + 15, 100, words)

    return draw


ROWS = [
    ([("cross", "Yes"), ("", "No")], ["☒ Yes", "☐ No"], 0),
    ([("", "Yes"), ("tick", "No")], ["☐ Yes", "☒ No"], 0),
    ([("", "Yes"), ("", "No")], ["☐ Yes", "☐ No"], 0),
    ([("X", "Yes"), ("", "No")], ["☒ Yes", "☐ No"], 0),
    # A letter may be an answer of its own, such as N for no.
    ([("N", "Yes"), ("", "No")], ["[?] Yes", "☐ No"], 1),
    # The box of Yes is not there to be found, so the other may belong to either word.
    ([("none", "Yes"), ("tick", "No")], ["[?] No"], 1),
]


@pytest.mark.parametrize(("boxes", "want", "unclear"), ROWS)
def test_boxes_stand_by_their_words(
    boxes: list[tuple[str, str]], want: list[str], unclear: int
) -> None:
    page = recognise(drawn(_row(*boxes)), width=WIDTH, height=HEIGHT)
    marked = [line for line in page.lines if line.text.startswith(("☐", "☒", "[?]"))]
    assert [line.text for line in sorted(marked, key=lambda line: line.x0)] == want
    assert page.unclear_boxes == unclear
    (question,) = (line for line in page.lines if line.text.startswith("Are you"))
    assert question.text == "Are you a care leaver?"
    assert all(abs(line.y0 - question.y0) < 0.3 * question.size for line in marked)


def test_rules_of_a_table_part_its_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.grid([20, 66, 280], [90, 110, 130])
        canvas.drawString(22, 116, "Surname")
        canvas.drawString(68, 116, "Okonkwo-Bright")
        canvas.drawString(22, 96, "Title")
        canvas.drawString(68, 96, "Dr")

    page = recognise(drawn(draw), width=WIDTH, height=HEIGHT)
    assert {line.text for line in page.lines} == {"Surname", "Okonkwo-Bright", "Title", "Dr"}
    assert (len(page.edges.horizontals), len(page.edges.verticals)) == (3, 3)
    assert sorted(x for x, _, _ in page.edges.verticals) == pytest.approx([20, 66, 280], abs=1.5)


def test_words_that_are_hardly_there_are_told(letter: Image.Image) -> None:
    assert recognise(letter, width=WIDTH, height=HEIGHT).doubtful == 0
    blurred = letter.resize((letter.width // 6, letter.height // 6)).resize(letter.size)
    assert recognise(blurred, width=WIDTH, height=HEIGHT).doubtful > 3


# A worker process has two gigabytes, and no business with the network or with anybody's files.
CONFINED = """
import resource, sys
from PIL import Image

seen = []
sys.addaudithook(lambda event, args: seen.append(event) if event.startswith("socket.") else None)
resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3,) * 2)
from edi_shortlist.documents.scans.recognising import recognise

page = recognise(Image.open(sys.argv[1]), width=595, height=842)
assert seen == [], seen
assert "requests" not in sys.modules and "urllib3" not in sys.modules
print(len(page.lines))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are told elsewhere otherwise")
def test_a_large_page_fits_in_a_worker_and_leaves_nothing_behind(tmp_path: Path) -> None:
    line = "We paid 4,118 claims, of which 96 were late, and wrote to everybody within a week."
    image = typed(*[line] * 15, size=(595, 842), dpi=300, type_size=9)
    image.save(tmp_path / "page.png")
    home = tmp_path / "home"
    home.mkdir()
    environment = os.environ | {"HOME": str(home), "TMPDIR": str(home)}
    for name in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, str(tmp_path / "page.png")],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == 15
    assert list(home.rglob("*")) == []


def test_a_missing_model_is_told_and_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(models.ModelMissing):
        models.run("no-such-model.onnx", np.zeros((1, 3, 32, 32), np.float32))
