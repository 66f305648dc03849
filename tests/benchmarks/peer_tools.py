"""What ``peers.py`` compares: this program, Presidio and scrubadub, each from a text to places.

The program hides what the policy "standard" hides. Presidio reads the spans of the program's own
spaCy pipeline, decoded as the program decodes it, beside all its generic and British recognisers
and its own least score, 0. scrubadub runs every detector for ``en_GB`` that needs neither a
download nor a list of its user's. The peers are imported when they are asked for, since only
``.venv-bench`` has them.

Limits: what Presidio hides of the labels that it does not look for is the pipeline's doing, not its
own. Presidio and scrubadub have no place for what is known of the applicant, so the fair row to set
beside them is the one without. Presidio hides every date by design.
"""

import json
import logging
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from measure.score_redaction import Place, read_lines

if TYPE_CHECKING:
    from spacy.language import Language

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
_CHUNK = 4  # documents that a worker takes at once, as ``detect`` hands them out

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
