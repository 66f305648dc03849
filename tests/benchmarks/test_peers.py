"""The counting of the comparison with the peers, with tools, results and times that a test made."""

import sys
from dataclasses import dataclass

import pytest

from .peer_speed import (
    Bar,
    Speeds,
    Spent,
    Timed,
    bars,
    median_ratio,
    peak_of_a_worker,
    repeated,
    size_of,
    speed_table,
)
from .peer_tools import (
    PRESIDIO_NAMES,
    Tool,
    places_from_presidio,
    places_from_scrubadub,
    presidio_mapping,
)
from .peers import COLUMNS, MARKERS, compact, measure, table

# "Ann Lee" and the e-mail address are direct, "my wife" is protected, "Mark" is a trap.
TEXT = "[[NAME|Ann Lee]], [[EMAIL|a@b.org]], saw [[MARITAL_STATUS|my wife]] and [[KEEP|Mark]] off"
PLAIN = "Ann Lee, a@b.org, saw my wife and Mark off"
GOLD = [{"id": "1", "text": TEXT, "identity": {"full_name": "Ann Lee"}}]


@dataclass(frozen=True)
class FakeResult:
    """As Presidio gives them."""

    start: int
    end: int


@dataclass(frozen=True)
class FakeFilth:
    """As scrubadub gives them."""

    beg: int
    end: int


def place(passage):
    start = PLAIN.index(passage)
    return start, start + len(passage)


def tool(*passages, name="fake"):
    def find(text, identity):
        assert text == PLAIN
        assert identity == {"full_name": "Ann Lee"}
        return [place(passage) for passage in passages]

    return Tool(name, find)


def ticking(*seconds):
    """A clock by which each timed run takes the next of some seconds."""
    now, times = 0.0, []
    for one in seconds:
        times += [now, now + one]
        now += one + 100
    return iter(times).__next__


def timed(name, fewer, more, documents=10):
    return Timed(
        name,
        documents,
        tuple(Spent(seconds, 2 * seconds) for seconds in fewer),
        tuple(Spent(seconds, 2 * seconds) for seconds in more),
    )


def speeds(ours=(4.0,), ours_more=(6.0,), whole=(3.0,), worker=600_000_000, model=24_000_000):
    return Speeds(
        timed("ours", ours, ours_more),
        (timed("Presidio", (8.0,) * len(ours), (9.0,) * len(ours)),),
        bare=(2.0,) * len(whole),
        whole=whole,
        worker=worker,
        model=model,
    )


def test_peers_are_not_loaded_unless_they_are_run():
    assert not {"presidio_analyzer", "scrubadub", "tldextract"} & set(sys.modules)


def test_places_of_presidio_are_sorted_and_counted_once():
    results = [FakeResult(5, 9), FakeResult(0, 3), FakeResult(5, 9), FakeResult(4, 4)]
    assert places_from_presidio(results) == [(0, 3), (5, 9)]


def test_places_of_scrubadub_are_sorted_and_counted_once():
    assert places_from_scrubadub([FakeFilth(5, 9), FakeFilth(0, 3), FakeFilth(7, 7)]) == [
        (0, 3),
        (5, 9),
    ]


def test_every_label_of_the_pipeline_reaches_presidio():
    from edi_shortlist.redaction.span import Label

    labels = [label.value for label in Label]
    mapping = presidio_mapping(labels)
    assert list(mapping) == labels
    assert mapping["NAME"] == "PERSON"
    assert mapping["RELIGION"] == "RELIGION"
    assert set(PRESIDIO_NAMES) <= set(labels)


def test_what_tools_hide_is_scored_alike():
    most, none = measure([tool("Ann Lee", "a@b.org", "Mark off"), tool()], GOLD, rounds=1)
    shares = most.figures.shares()
    assert [shares[column] for column in COLUMNS] == pytest.approx(
        [2 / 3, 1.0, 0.0, 0.0, 2 / 4, 1.0]  # of saw, and, Mark and off two are hidden
    )
    shares = none.figures.shares()
    assert [shares[column] for column in COLUMNS] == [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def test_a_name_that_is_half_hidden_is_a_leak():
    (row,) = measure([tool("Ann", "a@b.org", "my wife")], GOLD, rounds=1)
    assert row.figures.shares()["recall_direct"] == 0.5
    assert row.figures.shares()["documents_without_direct_leak"] == 0.0


def test_the_pace_is_the_median_of_the_rounds_and_tools_take_turns():
    tools = [tool(name="slow"), tool(name="quick")]
    clock = ticking(4.0, 0.5, 9.0, 0.25, 2.0, 0.1)
    slow, quick = measure(tools, GOLD * 2, rounds=3, clock=clock)
    assert slow.per_second == pytest.approx(2 / 4.0)
    assert quick.per_second == pytest.approx(2 / 0.25)


def test_rows_of_the_tables_name_the_tool_and_its_figures():
    rows = measure([tool("Ann Lee", name="ours")], GOLD, rounds=1, clock=ticking(0.5))
    assert table(rows).splitlines()[-1] == (
        "| ours | 0.333 | 0.500 | 0.000 | 1.000 | 0.000 | 0.000 | 2.0 |"
    )
    small = compact(rows, None).splitlines()
    assert (small[0], small[-1]) == MARKERS
    assert small[-2] == "| ours | 0.333 | 0.500 | 0.000 | 1.000 | 0.000 | 2.0 |"
    assert len({line.count("|") for line in small[1:-1]}) == 1
    with_speeds = compact(rows, speeds()).splitlines()
    assert with_speeds[-3] == "| ours, with its start | | | | | | 2.5 |"
    assert len({line.count("|") for line in with_speeds[1:-1]}) == 1


def test_lines_repeat_in_turn_without_marks():
    other = {"id": "2", "text": "Bo", "identity": None}
    lines = repeated([*GOLD, other], 3)
    assert [line["text"] for line in lines] == [PLAIN, "Bo", PLAIN]
    assert [line["identity"] for line in lines] == [GOLD[0]["identity"], {}, GOLD[0]["identity"]]
    assert len({line["id"] for line in lines}) == 3


def test_the_start_is_what_twice_the_documents_do_not_take_twice():
    one = timed("detect", fewer=(4.0, 5.0), more=(6.0, 5.5))
    assert one.with_start == pytest.approx((0.4, 0.5))
    assert one.without_start == pytest.approx((0.2, 0.05))
    assert one.processor == pytest.approx(0.9)


def test_a_ratio_is_the_median_of_the_rounds():
    assert median_ratio((2.0, 30.0, 4.0), (1.0, 3.0, 4.0)) == 2.0
    assert median_ratio((2.0, 1.0), (1.0, 0.0)) is None
    assert median_ratio((-2.0,), (1.0,)) is None


@pytest.mark.parametrize(
    ("value", "at_most", "met"),
    [(1.5, True, True), (1.51, True, False), (1.5, False, True), (1.49, False, False)],
)
def test_a_bar_is_met_up_to_its_bound(value, at_most, met):
    assert Bar("what", value, 1.5, "", at_most=at_most).met is met
    assert Bar("what", None, 1.5, "", at_most=at_most).met is None


def test_speed_is_compared_as_documents_a_second():
    with_start, without, whole, worker, model = bars(speeds())
    assert with_start.value == pytest.approx(2.0)  # half of Presidio's time is twice its pace
    assert with_start.met
    assert without.value == pytest.approx(0.5)
    assert not without.met
    assert whole.value == pytest.approx(1.5)
    assert (worker.value, model.value) == (600, 24)
    assert whole.met
    assert worker.met
    assert model.met


def test_bars_that_are_not_met_say_so():
    slow = speeds(ours=(9.0,), ours_more=(9.0,), whole=(3.1,), worker=701_000_000, model=61_000_000)
    assert [bar.met for bar in bars(slow)] == [False, None, False, False, False]
    lines = speed_table(slow).splitlines()
    assert "| ours | 9.0 | 1.1 | – | 1.80 |" in lines
    assert "| memory of a worker | 701 MB | at most 700 MB | no |" in lines
    assert any(
        line.endswith("| – | at least 1 | not to be told, too much noise |") for line in lines
    )


def test_memory_is_that_of_the_largest_child():
    child = "held = bytearray(60_000_000); import time; time.sleep(1)"
    parent = (
        "held = bytearray(200_000_000)\nimport subprocess, sys\n"
        f"subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    assert 60e6 < peak_of_a_worker([sys.executable, "-c", parent]) < 200e6


def test_a_folder_weighs_what_its_files_weigh(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "deep" / "b").write_bytes(b"345")
    assert size_of(tmp_path) == 5
