import pytest

from edi_shortlist.documents.markup import cell_blocks, distinct, target_after, thinned
from edi_shortlist.documents.model import Block, BlockKind, Part


@pytest.mark.parametrize(
    ("shown", "target", "after"),
    [
        ("my page", "https://example.com/a", " (https://example.com/a)"),
        ("my page ", "https://example.com/a", "(https://example.com/a)"),
        ("example.com/a", "https://example.com/a/", ""),
        ("A@Example.com", "mailto:a@example.com?subject=x", ""),
        ("write", "mailto:a@example.com?subject=x", " (a@example.com)"),
        ("", "https://example.com/a", "(https://example.com/a)"),
        ("up", "#top", ""),
        ("run", "JavaScript:x()", ""),
        ("none", None, ""),
    ],
)
def test_target_after(shown: str, target: str | None, after: str) -> None:
    assert target_after(shown, target) == after


def test_cells_are_torn_by_what_is_nested_only() -> None:
    where = (0, 1, 2)
    nested = Block("in", BlockKind.CELL, cell=(1, 0, 0))
    secret = Block("secret", part=Part.HIDDEN)
    content = [Block("a"), secret, Block(""), Block("b"), nested, Block("c")]
    assert cell_blocks(content, where, Part.BODY) == [
        Block("a\nb", BlockKind.CELL, cell=where),
        nested,
        Block("c", BlockKind.CELL, cell=where),
        secret,
    ]
    assert cell_blocks([], where, Part.BODY) == [Block("", BlockKind.CELL, cell=where)]


def test_distinct_running_lines() -> None:
    one, other, empty = [Block("a"), Block("")], [Block("b")], [Block(" ")]
    assert distinct([one, empty, other, one]) == [*one, *other]


def test_thinned() -> None:
    a, b, gap = Block("a"), Block("b"), Block("")
    heading = Block("h", BlockKind.HEADING)
    assert thinned([gap, a, gap, gap, b, gap, heading, gap, a, gap]) == (a, gap, b, heading, a)
