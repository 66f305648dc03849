"""What is hidden, what is wrongly hidden and how fast, beside Presidio and scrubadub in one run.

    packaging/prepare bench
    .venv-bench/bin/python tests/benchmarks/peers.py [GOLD.jsonl ...] [--rounds 3] [--documents 60]

All of them read the same marked applications (by default ``tests/fixtures/gold/dev.jsonl``) and are
scored by ``tests/measure/score_redaction.py``; the program hides what the policy "standard" hides.
Presidio reads the spans of the program's own spaCy pipeline, decoded as the program decodes it,
beside all its generic and British recognisers and its own least score, 0. scrubadub runs every
detector for ``en_GB`` that needs neither a download nor a list of its user's.

Speed: the same texts again and again as ``--documents`` lines of a file, then as twice as many. A
command's time for the fewer counts its start in; the difference between both is its pace without
it. Every round runs all commands in turn, and a ratio is the median of the rounds' ratios.
``--documents 0`` leaves this part out. Seconds of processor time stand beside those of the clock,
since other programs that run meanwhile lengthen the latter only.

Limits: the texts were written with this program's labels in mind, of which the peers look for a
part; what Presidio hides of the other labels is the pipeline's doing, not its own. Presidio and
scrubadub have no place for what is known of the applicant, so the fair row to set beside them is
the one without. Presidio hides every date by design, which costs it words to keep. Texts repeat, so
caches of whatever program are warmer than in a real vacancy. A worker's memory is sampled, so a
short peak may be missed.
"""

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

import psutil  # type: ignore[import-untyped, unused-ignore]

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from measure.score_redaction import Figures, Marked, Place, read_lines, score  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language

DEV = HERE.parent / "fixtures" / "gold" / "dev.jsonl"
COLUMNS = (
    "recall",
    "recall_direct",
    "recall_protected",
    "keep_traps_untouched",
    "kept_words_hidden",
    "documents_without_direct_leak",
)
MARKERS = ("<!-- peers: begin -->", "<!-- peers: end -->")
# What Presidio calls what the pipeline finds; other labels reach it by their own names.
PRESIDIO_NAMES = {
    "NAME": "PERSON",
    "EMAIL": "EMAIL_ADDRESS",
    "PHONE": "PHONE_NUMBER",
    "POSTCODE": "UK_POSTCODE",
    "DATE_OF_BIRTH": "DATE_TIME",
}
# Of scrubadub's detectors: one wants the corpora of NLTK, two want to be told what to find.
SCRUBADUB_LEFT_OUT = frozenset({"text_blob_name", "user_supplied", "tagged"})
_SAMPLING_SECONDS = 0.02
_CHUNK = 4  # documents that a worker takes at once, as ``detect`` hands them out

Line = Mapping[str, Any]
Find = Callable[[str, Mapping[str, str | None]], Sequence[Place]]


class FromPresidio(Protocol):
    """A result of Presidio's analyzer, of which only the place counts."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class FromScrubadub(Protocol):
    """A filth of scrubadub, of which only the place counts."""

    @property
    def beg(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Tool:
    """What is measured: from a text and what is known of the applicant to places."""

    name: str
    find: Find


@dataclass(frozen=True)
class Row:
    """What a tool hid, and how many documents it took in a second."""

    name: str
    figures: Figures
    per_second: float


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of processors, of one run of a command."""

    seconds: float
    processor: float


@dataclass(frozen=True)
class Timed:
    """The runs of one command, a pair for each round.

    Attributes:
        documents: of the smaller file; the larger one holds twice as many.
        fewer, more: what the rounds took for either file.
    """

    name: str
    documents: int
    fewer: tuple[Spent, ...]
    more: tuple[Spent, ...]

    @property
    def with_start(self) -> tuple[float, ...]:
        """Seconds for a document in each round, the start included."""
        return tuple(spent.seconds / self.documents for spent in self.fewer)

    @property
    def without_start(self) -> tuple[float, ...]:
        """Seconds for each document more in each round; nought or less where noise hid it."""
        both = zip(self.fewer, self.more, strict=True)
        return tuple((more.seconds - fewer.seconds) / self.documents for fewer, more in both)

    @property
    def processor(self) -> float:
        """Seconds of processor time for a document, the start included."""
        return median(spent.processor for spent in self.fewer) / self.documents


@dataclass(frozen=True)
class Bar:
    """A figure and the bound that it must keep; None where noise hid the figure."""

    what: str
    value: float | None
    bound: float
    unit: str
    at_most: bool

    @property
    def met(self) -> bool | None:
        """Whether the figure keeps its bound."""
        if self.value is None:
            return None
        return self.value <= self.bound if self.at_most else self.value >= self.bound


@dataclass(frozen=True)
class Speeds:
    """What the part on speed found.

    Attributes:
        ours, theirs: ``detect --workers 2``; Presidio with two processes and with one.
        bare, whole: seconds for all marked applications in one warm process, a value a round.
        worker: most bytes of one worker.
        model: bytes of the pipeline's folder.
    """

    ours: Timed
    theirs: tuple[Timed, ...]
    bare: tuple[float, ...]
    whole: tuple[float, ...]
    worker: int
    model: int


# -- the tools ------------------------------------------------------------------------------------


def places_from_presidio(results: Iterable[FromPresidio]) -> list[Place]:
    """Return where Presidio's results lie, by position, without empty ones and doubles."""
    return sorted({(one.start, one.end) for one in results if one.start < one.end})


def places_from_scrubadub(filths: Iterable[FromScrubadub]) -> list[Place]:
    """Return where scrubadub's filths lie, by position, without empty ones and doubles."""
    return sorted({(one.beg, one.end) for one in filths if one.beg < one.end})


def presidio_mapping(labels: Iterable[str]) -> dict[str, str]:
    """Return under which name each label of the pipeline reaches Presidio."""
    return {label: PRESIDIO_NAMES.get(label, label) for label in labels}


def _keep_tldextract_offline() -> None:
    """Let Presidio's e-mail recogniser use the list of domains that came with tldextract."""
    import tldextract  # type: ignore[import-not-found, unused-ignore]

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _nlp_engine(nlp: "Language") -> Any:
    """Return an engine that gives Presidio the spans of the application tagger."""
    from presidio_analyzer.nlp_engine import (  # type: ignore[import-not-found, unused-ignore]
        NerModelConfiguration,
        SpacyNlpEngine,
    )

    class TaggedEngine(SpacyNlpEngine):  # type: ignore[misc, unused-ignore]
        """The pipeline as it is, its span group in place of entities."""

        def load(self) -> None:
            self.nlp = {"en": nlp}

        def _doc_to_nlp_artifact(self, doc: Any, language: str) -> Any:
            # Presidio looks for context words among lemmas, which this pipeline does not make.
            for token in doc:
                token.lemma_ = token.lower_
            return super()._doc_to_nlp_artifact(doc, language)

        def _get_entities(self, doc: Any) -> list[Any]:
            return list(doc.spans["tagged"])

        def _get_scores_for_entities(self, doc: Any) -> list[float]:
            return list(doc.spans["tagged"].attrs["scores"])

    component: Any = nlp.get_pipe("application_tagger")
    mapping = presidio_mapping(component.labels)
    engine = TaggedEngine(
        ner_model_configuration=NerModelConfiguration(model_to_presidio_entity_mapping=mapping)
    )
    engine.load()
    return engine


@cache
def presidio() -> Find:
    """Return Presidio with the program's pipeline and all generic and British recognisers."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    from edi_shortlist.redaction import Redactor

    _keep_tldextract_offline()
    from presidio_analyzer import (  # type: ignore[import-not-found, unused-ignore]
        AnalyzerEngine,
        RecognizerRegistry,
    )
    from presidio_analyzer.predefined_recognizers.country_specific import (  # type: ignore[import-not-found, unused-ignore]
        uk,
    )

    engine = _nlp_engine(Redactor.load().nlp)
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine, countries=["uk"])
    loaded = {type(one).__name__ for one in registry.recognizers}
    for name in uk.__all__:  # most of them are switched off unless asked for
        if name not in loaded:
            registry.add_recognizer(getattr(uk, name)())
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])
    return lambda text, _: places_from_presidio(analyzer.analyze(text, language="en"))


def scrubadub() -> Find:
    """Return scrubadub with every British detector that works by itself."""
    warnings.filterwarnings("ignore", module=r"(scrubadub|textblob|dateparser)\b")
    from scrubadub import Scrubber  # type: ignore[import-not-found, unused-ignore]
    from scrubadub.detectors import (  # type: ignore[import-not-found, unused-ignore]
        detector_catalogue,
    )

    detectors = [
        detector
        for name, detector in sorted(detector_catalogue.get_all().items())
        if name not in SCRUBADUB_LEFT_OUT
        # A detector that says nothing of locales takes all of them.
        and getattr(detector, "supported_locale", lambda _: True)("en_GB")
    ]
    scrubber = Scrubber(detector_list=detectors, locale="en_GB")
    return lambda text, _: places_from_scrubadub(scrubber.iter_filth(text))


def all_tools() -> list[Tool]:
    """Load the program and its peers."""
    from edi_shortlist.redaction import Redactor

    redactor = Redactor.load("standard")

    def ours(text: str, identity: Mapping[str, str | None]) -> list[Place]:
        return [(span.start, span.end) for span in redactor.find(text, identity)]

    return [
        Tool("EDI Shortlist, applicant known", ours),
        Tool("EDI Shortlist, applicant unknown", lambda text, _: ours(text, {})),
        Tool("Presidio with the same pipeline", presidio()),
        Tool("scrubadub", scrubadub()),
    ]


# -- what is hidden -------------------------------------------------------------------------------


def _found(tool: Tool, gold: Sequence[Line]) -> dict[str, list[dict[str, int]]]:
    return {
        line["id"]: [
            {"start": start, "end": end}
            for start, end in tool.find(Marked.parse(line["text"]).text, line.get("identity") or {})
        ]
        for line in gold
    }


def measure(
    tools: Sequence[Tool],
    gold: Sequence[Line],
    rounds: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Row]:
    """Score every tool in a first round that warms it, then time it in turn with the others.

    Args:
        rounds: the median of so many is its pace.
    """
    figures = [score(gold, _found(tool, gold)) for tool in tools]
    texts = [(Marked.parse(line["text"]).text, line.get("identity") or {}) for line in gold]
    seconds: list[list[float]] = [[] for _ in tools]
    for _ in range(rounds):
        for taken, tool in zip(seconds, tools, strict=True):
            began = clock()
            for text, identity in texts:
                tool.find(text, identity)
            taken.append(clock() - began)
    return [
        Row(tool.name, found, len(gold) / median(taken))
        for tool, found, taken in zip(tools, figures, seconds, strict=True)
    ]


def table(rows: Sequence[Row]) -> str:
    """Return what was hidden as a Markdown table."""
    head = ["finder", *(name.replace("_", " ") for name in COLUMNS), "documents a second"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for row in rows:
        shares = row.figures.shares()
        values = [f"{shares[name]:.3f}" for name in COLUMNS] + [f"{row.per_second:.1f}"]
        lines.append(f"| {row.name} | {' | '.join(values)} |")
    return "\n".join(lines)


# -- speed ----------------------------------------------------------------------------------------


def repeated(gold: Sequence[Line], documents: int) -> list[dict[str, Any]]:
    """Return so many lines for ``detect``, the marked applications without marks in turn."""
    return [
        {
            "id": str(at),
            "text": Marked.parse(line["text"]).text,
            "identity": line.get("identity") or {},
        }
        for at, line in enumerate(islice(cycle(gold), documents))
    ]


def presidio_file(in_path: Path, out_path: Path, workers: int) -> None:
    """Find Presidio's spans of each line of a file, as ``detect`` finds the program's."""
    texts = [line["text"] for line in read_lines(in_path)]
    if workers == 1:
        found = [_presidio_places(text) for text in texts]
    else:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            found = list(pool.map(_presidio_places, texts, chunksize=_CHUNK))
    out_path.write_text("".join(f"{json.dumps(one)}\n" for one in found), encoding="utf-8")


def _presidio_places(text: str) -> list[Place]:
    return list(presidio()(text, {}))


def _detect(in_path: Path, out_path: Path) -> list[str | Path]:
    program = (sys.executable, "-m", "edi_shortlist.cli", "detect")
    return [*program, in_path, out_path, "--workers", "2"]


def _with_presidio(workers: int, in_path: Path, out_path: Path) -> list[str | Path]:
    script = Path(__file__).resolve()
    return [sys.executable, script, "--presidio", in_path, out_path, "--workers", str(workers)]


def _spent(command: Sequence[str | Path], out_path: Path, documents: int) -> Spent:
    """Run a command to its end and see that it wrote a line for each document.

    Raises:
        RuntimeError: it failed; the text is what it said.
    """
    out_path.unlink(missing_ok=True)
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - began, os.times()
    if done.returncode or len(read_lines(out_path)) != documents:
        raise RuntimeError(f"{command}: {done.stderr}")
    processor = after.children_user + after.children_system
    return Spent(seconds, processor - before.children_user - before.children_system)


def _time_commands(gold: Sequence[Line], documents: int, rounds: int, folder: Path) -> list[Timed]:
    files = {number: folder / f"{number}.jsonl" for number in (documents, 2 * documents)}
    for number, file in files.items():
        lines = [json.dumps(line, ensure_ascii=False) for line in repeated(gold, number)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = folder / "found.jsonl"
    commands: dict[str, Callable[[Path], list[str | Path]]] = {
        "edi-shortlist detect --workers 2": lambda file: _detect(file, out),
        "Presidio, two processes": lambda file: _with_presidio(2, file, out),
        "Presidio, one process": lambda file: _with_presidio(1, file, out),
    }
    spent: dict[tuple[str, int], list[Spent]] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            for number, file in files.items():
                one = _spent(command(file), out, number)
                spent.setdefault((name, number), []).append(one)
    return [
        Timed(name, documents, tuple(spent[name, documents]), tuple(spent[name, 2 * documents]))
        for name in commands
    ]


def _bare_and_whole(
    gold: Sequence[Line], rounds: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    from edi_shortlist.redaction import Redactor

    redactor = Redactor.load("standard")
    lines = repeated(gold, len(gold))
    texts = [line["text"] for line in lines]
    bare, whole = [], []
    for at in range(rounds + 1):
        began = time.perf_counter()
        for _ in redactor.nlp.pipe(texts):
            pass
        piped = time.perf_counter()
        for line in lines:
            redactor.find(line["text"], line["identity"])
        if at:  # the first round warms both
            bare.append(piped - began)
            whole.append(time.perf_counter() - piped)
    return tuple(bare), tuple(whole)


def peak_of_a_worker(command: Sequence[str | Path]) -> int:
    """Run a command and return the most bytes that one of its child processes held."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    tree, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            for child in tree.children(recursive=True):
                peak = max(peak, child.memory_info().rss)
        except psutil.NoSuchProcess:  # it ended while we looked
            pass
        time.sleep(_SAMPLING_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def measure_speed(gold: Sequence[Line], documents: int, rounds: int) -> Speeds:
    """Time the commands and the pipeline, and weigh a worker and the model."""
    from edi_shortlist import bundled

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, *theirs = _time_commands(gold, documents, rounds, folder)
        worker = peak_of_a_worker(_detect(folder / f"{documents}.jsonl", folder / "found.jsonl"))
    bare, whole = _bare_and_whole(gold, rounds)
    return Speeds(ours, tuple(theirs), bare, whole, worker, size_of(bundled.model()))


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Return the median of the rounds' ratios; None where a round has no time to compare."""
    if min(*above, *below) <= 0:
        return None
    return median(a / b for a, b in zip(above, below, strict=True))


def bars(speeds: Speeds) -> list[Bar]:
    """Return what was asked for and whether it is met."""
    asked = []
    for other in speeds.theirs:
        name = f"detect --workers 2, times as many documents a second as {other.name}"
        with_start = median_ratio(other.with_start, speeds.ours.with_start)
        without = median_ratio(other.without_start, speeds.ours.without_start)
        asked += [
            Bar(f"{name}, start included", with_start, 1.0, "", at_most=False),
            Bar(f"{name}, without the start", without, 1.0, "", at_most=False),
        ]
    return [
        *asked,
        Bar(
            "whole detection, times as long as the bare pipeline",
            median_ratio(speeds.whole, speeds.bare),
            1.5,
            "",
            at_most=True,
        ),
        Bar("memory of a worker", speeds.worker / 1e6, 700, " MB", at_most=True),
        Bar("model on disk", speeds.model / 1e6, 60, " MB", at_most=True),
    ]


def _pace(seconds: Sequence[float]) -> str:
    """Say how many documents a second; a dash where noise hid it."""
    middle = median(seconds)
    return f"{1 / middle:.1f}" if middle > 0 else "–"


def speed_table(speeds: Speeds) -> str:
    """Return the commands' paces and the bars as Markdown tables."""
    documents = speeds.ours.documents
    rows = [
        f"| command | seconds for {documents} documents | documents a second, start included "
        "| without the start | processor seconds a document |",
        "|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.name} | {median(one.with_start) * documents:.1f} | {_pace(one.with_start)} "
        f"| {_pace(one.without_start)} | {one.processor:.2f} |"
        for one in (speeds.ours, *speeds.theirs)
    ]
    rows += ["", "| bar | figure | bound | met |", "|---|---|---|---|"]
    answers = {True: "yes", False: "no", None: "not to be told, too much noise"}
    for bar in bars(speeds):
        digits = 0 if bar.unit else 2
        value = "–" if bar.value is None else f"{bar.value:.{digits}f}{bar.unit}"
        bound = f"{'at most' if bar.at_most else 'at least'} {bar.bound:g}{bar.unit}"
        rows.append(f"| {bar.what} | {value} | {bound} | {answers[bar.met]} |")
    return "\n".join(rows)


# -- the compact table ----------------------------------------------------------------------------


def compact(rows: Sequence[Row], speeds: Speeds | None) -> str:
    """Return one small table between markers, for a page to hold."""
    head = ["", "recall", "direct", "protected", "traps kept", "words wrongly hidden"]
    columns = COLUMNS[:5]
    lines = [MARKERS[0], f"| {' | '.join([*head, 'documents a second'])} |", "|---" * 7 + "|"]
    for row in rows:
        shares = row.figures.shares()
        values = [f"{shares[name]:.3f}" for name in columns]
        lines.append(f"| {row.name} | {' | '.join(values)} | {row.per_second:.1f} |")
    if speeds:
        lines += [
            f"| {one.name}, with its start | | | | | | {_pace(one.with_start)} |"
            for one in (speeds.ours, *speeds.theirs)
        ]
    return "\n".join([*lines, MARKERS[1]])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="*", help="marked applications, JSONL")
    parser.add_argument("--rounds", type=int, default=3, help="of timing")
    parser.add_argument(
        "--documents", type=int, default=60, help="that commands are timed with; 0 for no timing"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="end with one small table between markers"
    )
    parser.add_argument(
        "--presidio",
        type=Path,
        nargs=2,
        metavar=("IN.jsonl", "OUT.jsonl"),
        help="do nothing but find Presidio's spans of a file",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes of --presidio")
    asked = parser.parse_args()
    if asked.presidio:
        in_path, out_path = asked.presidio
        presidio_file(in_path, out_path, asked.workers)
        return
    gold = [line for file in asked.gold or [DEV] for line in read_lines(file)]
    # Files may number their lines alike; a document is its place here.
    gold = [{**line, "id": str(at)} for at, line in enumerate(gold)]
    busy = psutil.cpu_percent(interval=1)
    rows = measure(all_tools(), gold, asked.rounds)
    print(f"{len(gold)} documents; {os.cpu_count()} processors, {busy:.0f} % busy beforehand")
    print()
    print(table(rows), flush=True)
    speeds = measure_speed(gold, asked.documents, asked.rounds) if asked.documents else None
    if speeds:
        print()
        print(speed_table(speeds))
    if asked.markdown:
        print()
        print(compact(rows, speeds))


if __name__ == "__main__":
    main()
