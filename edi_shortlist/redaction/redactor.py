"""The Redactor: one spaCy pipeline plus what is known of this applicant.

Recognisers propose spans; names found once are hidden everywhere; overlaps are resolved by one
rule; the policy decides what is done with each label.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_shortlist import bundled
from edi_shortlist.documents.model import Document
from edi_shortlist.redaction import tagged
from edi_shortlist.redaction.addresses import AddressRecogniser
from edi_shortlist.redaction.announced_names import AnnouncedNameRecogniser
from edi_shortlist.redaction.beyond_the_act import BeyondTheActRecogniser
from edi_shortlist.redaction.characteristics import CharacteristicRecogniser
from edi_shortlist.redaction.contacts import ContactRecogniser
from edi_shortlist.redaction.context import Context, Recogniser
from edi_shortlist.redaction.dates import DateOfBirthAndAgeRecogniser
from edi_shortlist.redaction.degrees import DegreeRecogniser
from edi_shortlist.redaction.education import EducationRecogniser
from edi_shortlist.redaction.fields import FieldRecogniser
from edi_shortlist.redaction.file_names import FileNameRecogniser
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.kin import KinRecogniser
from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser
from edi_shortlist.redaction.last_check import Concern, OtherApplicants, concerns
from edi_shortlist.redaction.numbers import NumberRecogniser
from edi_shortlist.redaction.other_scripts import OtherScriptRecogniser
from edi_shortlist.redaction.policy import Action, Policy, load_policy
from edi_shortlist.redaction.repeated_names import repeated
from edi_shortlist.redaction.replacements import put_replacements
from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.redaction.tagged import TaggedRecogniser
from edi_shortlist.redaction.tick_boxes import TickBoxRecogniser
from edi_shortlist.redaction.titled_names import TitledNameRecogniser
from edi_shortlist.redaction.titles import TitleRecogniser
from edi_shortlist.redaction.tokens import tokens_of

if TYPE_CHECKING:
    from spacy.language import Language

_TAGGER = "application_tagger"
# How much less than for hiding is asked of a passage that the last check lists, and its least score.
_UNCERTAIN_EASE, _UNCERTAIN_FROM = 1.5, 0.3
IdentityMapping = Mapping[str, str | None]


def default_recognisers() -> tuple[Recogniser, ...]:
    """Return the recognisers of the shipped program, in no particular order."""
    return (
        KnownIdentityRecogniser(),
        ContactRecogniser(),
        NumberRecogniser(),
        DateOfBirthAndAgeRecogniser(),
        AddressRecogniser(),
        TitleRecogniser(),
        TitledNameRecogniser(),
        AnnouncedNameRecogniser(),
        OtherScriptRecogniser(),
        FieldRecogniser(),
        FileNameRecogniser(),
        KinRecogniser(),
        TickBoxRecogniser(),
        EducationRecogniser(),
        DegreeRecogniser(),
        CharacteristicRecogniser(),
        BeyondTheActRecogniser(),
        TaggedRecogniser(),
    )


@cache
def _pipeline(path: Path) -> "Language":
    import spacy

    # Registers the factory when the package runs from a frozen build without entry points.
    from edi_shortlist.redaction import tagger  # noqa: F401

    nlp = spacy.load(path)
    if nlp.has_pipe(_TAGGER):
        decoding = tagged.decoding()
        component: Any = nlp.get_pipe(_TAGGER)
        component.o_bias = decoding.keep
        component.label_bias = decoding.labels
    return nlp


@cache
def _lexicon_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(bundled.resource("lexicons").glob("*")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Redactor:
    """Finds what must be hidden in the documents of one applicant at a time."""

    def __init__(
        self, nlp: "Language", policy: Policy, recognisers: Sequence[Recogniser] | None = None
    ) -> None:
        self.nlp = nlp
        self.policy = policy
        self.recognisers = tuple(recognisers or default_recognisers())

    @classmethod
    def load(
        cls,
        policy: str = "standard",
        overrides: Iterable[tuple[str, str]] = (),
        model: Path | None = None,
    ) -> "Redactor":
        """Load a pipeline and a policy.

        Args:
            policy: name of a file in ``resources/policies``.
            overrides: pairs of label and action, a vacancy's own choice.
            model: folder of any spaCy pipeline; the shipped one when left out.

        Raises:
            PolicyError: there is no such policy, label or action.
            FileNotFoundError: the installation is incomplete.
        """
        return cls(_pipeline(model or bundled.model()), load_policy(policy, overrides))

    @property
    def versions(self) -> dict[str, str]:
        """Which model, policy and lexicons decide, for the audit log."""
        meta = self.nlp.meta
        return {
            "model": f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}",
            "policy": f"{self.policy.name} {self.policy.version}",
            "lexicons": _lexicon_digest(),
        }

    def find(self, text: str, identity: IdentityMapping | None = None) -> list[Span]:
        """Return the spans to hide in one text, by position, not overlapping.

        Args:
            text: the whole text; offsets are characters of it, half-open.
            identity: ``{"full_name", "preferred_name", "email", "phone", "address", "postcode",
                "date_of_birth": "YYYY-MM-DD"}``; a key may be absent or null.
        """
        return self.find_all([text], identity)[0]

    def find_all(
        self, documents: Sequence[Document | str], identity: IdentityMapping | None = None
    ) -> list[list[Span]]:
        """Return the spans of each document of one application.

        A person keeps one number through all of them, and a name found in one is hidden in all.
        """
        texts = [d if isinstance(d, str) else d.text for d in documents]
        known = Identity.from_mapping(identity or {})
        found: list[list[Span]] = []
        docs = self.nlp.pipe(tokens_of(self.nlp, text) for text in texts)
        for text, doc in zip(texts, docs, strict=True):
            context = Context(text, known, doc)
            found.append([s for r in self.recognisers for s in r.find(context)])
        again = repeated(texts, found)
        # Labels that the policy keeps step aside before overlaps are resolved, so that a kept
        # DATE cannot take the place of a hidden EDUCATION_DATE.
        kept = {k for k, v in self.policy.treatments.items() if v.action is Action.KEEP}
        resolved = [
            resolve(text, (s for s in (*first, *more) if s.label not in kept))
            for text, first, more in zip(texts, found, again, strict=True)
        ]
        return put_replacements(texts, resolved, known, self.policy)

    def uncertain(self, text: str) -> list[Span]:
        """Return the passages that the shipped pipeline nearly hid, by position.

        They are what it would hide if it leaned less towards keeping, and are scored as it scores
        them; half-open characters. Labels that the policy keeps are left out, and any other
        pipeline says nothing.
        """
        if not self.nlp.has_pipe(_TAGGER):
            return []
        component: Any = self.nlp.get_pipe(_TAGGER)
        doc = tokens_of(self.nlp, text)  # a group of spans does not keep its document alive
        group = component.tagged(doc, ease=_UNCERTAIN_EASE)
        treatments = self.policy.treatments
        return [
            Span(
                s.start_char, s.end_char, Label(s.label_), max(score, 0.0), "tagged", reason=reason
            )
            for s, score in zip(group, group.attrs["scores"], strict=True)
            if treatments[Label(s.label_)].action is not Action.KEEP
            and score >= _UNCERTAIN_FROM
            and (reason := tagged.REASONS[Label(s.label_)])
        ]

    def last_check(
        self, text: str, identity: IdentityMapping, others: OtherApplicants
    ) -> list[Concern]:
        """List what in a text that the panel would read may still identify an applicant.

        Args:
            text: a document after anonymising.
            identity: what is known of the applicant.
            others: all applicants of the vacancy; the applicant may be among them.
        """
        known = Identity.from_mapping(identity)
        return concerns(text, tokens_of(self.nlp, text), known, others, self.uncertain(text))
