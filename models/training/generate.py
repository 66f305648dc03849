"""Generated British application papers in the marks of the gold applications.

They teach layout (forms, tabs, tick boxes, footers, education and employment rows, referees) and
the contrast of own and work; the words that carry meaning come from phrases.toml.
"""

import random
import tomllib
from pathlib import Path

from gold import Marked, parse
from people import People, Person

_PHRASES = Path(__file__).parent / "phrases.toml"
_WORDS = Path(__file__).parent / "words.toml"


def _m(label: str, text: str) -> str:
    return f"[[{label}|{text}]]"


class Generator:
    """Makes documents; the same random state makes the same documents."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.people = People(rng)
        self.phrases = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
        self.words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
        self.labels = sorted(self.phrases)

    def document(self, number: int) -> Marked:
        """Make one document of any kind."""
        kind = self.rng.choices(
            [self._form, self._cv, self._letter, self._reference, self._statement, self._scraps],
            [4, 4, 2, 2, 4, 3],
        )[0]
        return Marked(f"gen-{number}", parse(kind()))

    def _word(self, kind: str) -> str:
        return self.rng.choice(self.words[kind])

    # -- parts --------------------------------------------------------------------------------

    def _name(self, person: Person) -> str:
        return _m("NAME", self.people.written(person))

    def _other(self) -> str:
        person = self.people.person()
        roll = self.rng.random()
        if roll < 0.3:
            return _m("NAME", person.given.split()[0])
        if roll < 0.45:
            title = self.rng.choice(["Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Nurse", "Mx", "Rev"])
            name = _m("NAME", person.family)
            return f"{title if title in ('Dr', 'Cllr', 'Nurse') else _m('TITLE', title)} {name}"
        return self._name(person)

    def _phone(self) -> str:
        n = f"{self.rng.randrange(1000):03d}"
        return _m(
            "PHONE",
            self.rng.choice(
                [
                    f"07700 900{n}",
                    f"07700900{n}",
                    f"+44 7700 900{n}",
                    f"01632 960{n}",
                    f"(01632) 960 {n}",
                    f"020 7946 0{n}",
                    f"0151 496 0{n}",
                    f"+44 (0)151 496 0{n}",
                ]
            ),
        )

    def _postcode(self) -> str:
        rng = self.rng
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        out = f"{self._word('areas')}{rng.randrange(1, 30)}"
        return _m(
            "POSTCODE", f"{out} {rng.randrange(10)}{rng.choice(letters)}{rng.choice(letters)}"
        )

    def _street(self) -> str:
        rng = self.rng
        flat = f"Flat {rng.randrange(1, 40)}, " if rng.random() < 0.2 else ""
        return f"{flat}{rng.randrange(1, 220)} {self._word('streets')} {self._word('roads')}"

    def _address(self) -> str:
        town = self._word("towns")
        roll = self.rng.random()
        if roll < 0.5:
            return f"{_m('ADDRESS', f'{self._street()}, {town}')} {self._postcode()}"
        if roll < 0.75:
            return f"{_m('ADDRESS', self._street())}\n{_m('ADDRESS', town)}\n{self._postcode()}"
        return f"{_m('ADDRESS', f'{self._street()}, {town}')}, {self._postcode()}"

    def _birth(self) -> str:
        rng = self.rng
        d, m, y = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1955, 2006)
        months = (
            "January February March April May June July August September October November December"
        )
        return _m(
            "DATE_OF_BIRTH",
            rng.choice(
                [f"{d:02}/{m:02}/{y}", f"{d}.{m}.{y % 100:02}", f"{d} {months.split()[m - 1]} {y}"]
            ),
        )

    def _number(self) -> tuple[str, str]:
        rng = self.rng

        def digits(n: int) -> str:
            return "".join(str(rng.randrange(10)) for _ in range(n))

        ni = f"QQ {digits(2)} {digits(2)} {digits(2)} {rng.choice('ABCD')}"
        what, value = rng.choice(
            [
                ("National Insurance No", ni),
                ("NI number", ni.replace(" ", "")),
                ("NMC PIN", f"{digits(2)}A{digits(4)}E"),
                ("NHS number", f"{digits(3)} {digits(3)} {digits(4)}"),
                ("DBS certificate", digits(12)),
                ("Passport", digits(9)),
                ("Social Work England", f"SW{digits(6)}"),
                ("Payroll", digits(6)),
                ("Candidate ID", f"C-{digits(5)}"),
                ("SIA badge", f"{digits(4)} {digits(4)} {digits(4)} {digits(4)}"),
            ]
        )
        return what, _m("ID_NUMBER", value)

    def _own(self) -> str:
        return self.rng.choice(self.phrases[self.rng.choice(self.labels)]["own"])

    def _work(self) -> str:
        return self.rng.choice(self.phrases[self.rng.choice(self.labels)]["work"])

    def _pair(self) -> str:
        label = self.rng.choice(self.labels)
        pair = [self.rng.choice(self.phrases[label][k]) for k in ("own", "work")]
        self.rng.shuffle(pair)
        return " ".join(pair)

    def _paragraph(self) -> str:
        rng = self.rng
        sentences = []
        for _ in range(rng.randint(3, 7)):
            roll = rng.random()
            if roll < 0.2:
                sentences.append(self._own())
            elif roll < 0.45:
                sentences.append(self._work())
            elif roll < 0.55:
                sentences.append(self._pair())
            elif roll < 0.68:
                sentences.append(self._word("beside_people").format(n=self._other()))
            elif roll < 0.78:
                kept = _m("KEEP", self._word("kept_names"))
                sentences.append(
                    rng.choice(
                        [
                            "I worked to {} for a year.",
                            "I did this at {}.",
                            "The training covered {}.",
                            "We worked with {} on it.",
                            "I know {} well.",
                        ]
                    ).format(kept)
                )
            else:
                sentences.append(self._word("sentences"))
        return " ".join(sentences)

    def _years(self, start: int) -> tuple[str, int]:
        end = start + self.rng.randint(1, 7)
        dash = self.rng.choice(["–", "-", " - ", " to "])
        return f"{start}{dash}{end}", end

    def _education(self, gap: str) -> list[str]:
        rng = self.rng
        lines, year = [], rng.randrange(1975, 2015)
        for _ in range(rng.randint(1, 3)):
            years, year = self._years(year)
            if rng.random() < 0.3:
                years = str(year)
            school = self._word("schools").format(town=self._word("towns"))
            row = [
                _m("EDUCATION_DATE", years),
                _m("SCHOOL", school),
                self._word("awards"),
            ]
            rng.shuffle(row)
            lines.append(gap.join(row))
        return lines

    def _employment(self, gap: str) -> list[str]:
        rng = self.rng
        lines, year = [], rng.randrange(1990, 2016)
        for _ in range(rng.randint(2, 4)):
            years, year = self._years(year)
            employer = self._word("employers")
            if rng.random() < 0.3:
                employer = _m("KEEP", self._word("kept_names"))
            row = [years, self._word("jobs"), employer]
            rng.shuffle(row)
            lines.append(gap.join(row))
            if rng.random() < 0.5:
                lines += [f"• {d}" for d in rng.sample(self.words["duties"], rng.randint(1, 3))]
        return lines

    def _referee(self, gap: str) -> str:
        rng = self.rng
        person = self.people.person()
        parts = [
            self._name(person),
            self._word("jobs"),
            self._word("employers"),
        ]
        if rng.random() < 0.3:
            parts[0] = _m("TITLE", rng.choice(["Mr", "Mrs", "Ms", "Miss"])) + " " + parts[0]
        if rng.random() < 0.7:
            parts.append(_m("EMAIL", self.people.email(person)))
        if rng.random() < 0.5:
            parts.append(self._phone())
        if rng.random() < 0.2:
            parts.append(self._address())
        return gap.join(parts)

    def _footer(self, person: Person) -> str:
        name = self._name(person)
        return self.rng.choice(
            [
                f"{name} – page 1 of 2",
                f"CV – {name}",
                f"{_m('NAME', person.full.replace(' ', '_'))}_CV_final.docx",
                f"Page 2\t{name}",
                f"{name} | {self._phone()}",
                f"Applicant: {name}   Ref: [[KEEP|ES/{self.rng.randrange(999)}]]",
            ]
        )

    def _tick(self) -> str:
        rng = self.rng
        on, off = rng.choice([("☒", "☐"), ("[x]", "[ ]"), ("☑", "☐"), ("(x)", "( )")])
        label, question, options = rng.choice(
            [
                ("GENDER", "Sex", ["Female", "Male"]),
                ("DISABILITY", "Do you consider yourself disabled", ["Yes", "No"]),
                ("CARE_EXPERIENCE", "Are you care experienced", ["Yes", "No"]),
                ("AGE", "Age band", ["16-24", "25-44", "45-64", "65+"]),
                (
                    "RELIGION",
                    "Religion or belief",
                    ["None", "Christian", "Muslim", "Sikh", "Hindu"],
                ),
                (
                    "ETHNICITY",
                    "Ethnic group",
                    ["White British", "Asian British", "Black African", "Mixed"],
                ),
                ("SEXUAL_ORIENTATION", "Sexual orientation", ["Straight", "Gay", "Bisexual"]),
                ("VETERAN", "Have you served in HM Forces", ["Yes", "No"]),
            ]
        )
        chosen = rng.choice(options)
        if chosen == "No" and rng.random() < 0.5:
            return f"{question}: No"
        row = " ".join(f"{on if o == chosen else off} {o}" for o in options)
        return f"{question}: {_m(label, row)}"

    # -- documents ----------------------------------------------------------------------------

    def _form(self) -> str:
        rng, person = self.rng, self.people.person()
        colon = rng.choice([":\t", ": ", "\t", " ..... ", ":  ", "\n", " | "])
        fields = [
            ("Surname", _m("NAME", person.family)),
            (rng.choice(["First name(s)", "Forenames", "Given names"]), _m("NAME", person.given)),
            ("Title", _m("TITLE", rng.choice(["Mr", "Mrs", "Ms", "Miss", "Mx"]))),
            ("Preferred name", _m("NAME", person.given.split()[0])),
            ("Address", self._address()),
            (rng.choice(["Tel", "Mobile", "Telephone (home)"]), self._phone()),
            (rng.choice(["Email", "E-mail address"]), _m("EMAIL", self.people.email(person))),
            ("Date of birth", self._birth()),
            self._number(),
            ("Post applied for", self._word("jobs")),
            ("Job ref", f"[[KEEP|{rng.choice(['HSG', 'ASC', 'FIN'])}/{rng.randrange(100, 999)}]]"),
        ]
        chosen = [f for f in fields if rng.random() < 0.75]
        join = rng.choice(["\n", "\n", "     ", "\n\n"])
        lines = [rng.choice(["APPLICATION FORM", "Application for employment", "Job application"])]
        lines.append(join.join(f"{k}{colon}{v}" for k, v in chosen))
        lines += [
            "",
            rng.choice(["EDUCATION", "Education and training"]),
            *self._education(rng.choice(["\t", ", ", " | "])),
        ]
        lines += ["", "EMPLOYMENT HISTORY", *self._employment(rng.choice(["\t", ", ", " | "]))]
        lines += ["", "SUPPORTING STATEMENT", self._paragraph(), ""]
        lines += [self._tick() for _ in range(rng.randint(0, 4))]
        lines += [self._own() for _ in range(rng.randint(0, 2))]
        lines += [
            "",
            "REFEREES",
            self._referee(rng.choice(["\n", ", ", "\t"])),
            self._referee(", "),
        ]
        lines += [f"Signed{colon}{self._name(person)}   Date: 12/{rng.randrange(1, 13)}/2025"]
        return "\n".join(lines)

    def _cv(self) -> str:
        rng, person = self.rng, self.people.person()
        between = rng.choice(["\n", " | ", "  •  ", "\t"])
        contact = [self._address(), self._phone(), _m("EMAIL", self.people.email(person))]
        if rng.random() < 0.3:
            handle = self.people.email(person).split("@")[0]
            contact.append(_m("URL", f"linkedin.com/in/{handle}"))
        rng.shuffle(contact)
        head = [
            rng.choice(["", "CURRICULUM VITAE", "CV"]),
            self._name(person),
            between.join(contact),
        ]
        gap = rng.choice([", ", "\t", " – ", "   ", " | "])
        profile = self._paragraph()
        sections = [
            [rng.choice(["Profile", "PERSONAL STATEMENT", "About me"]), profile],
            [rng.choice(["Education", "EDUCATION", "Qualifications"]), *self._education(gap)],
            [rng.choice(["Employment", "EXPERIENCE", "Career"]), *self._employment(gap)],
            [rng.choice(["Interests", "OTHER"]), self._own(), self._word("sentences")],
            [rng.choice(["References", "REFEREES"]), self._referee(gap), self._referee("\n")],
        ]
        rng.shuffle(sections)
        lines = [*filter(None, head), ""]
        for section in sections:
            lines += [*section, ""]
        return "\n".join([*lines, self._footer(person)])

    def _letter(self) -> str:
        rng, person = self.rng, self.people.person()
        greeting = rng.choice(
            [
                f"Dear {self._other()}",
                "Dear Sir or Madam",
                "Dear Hiring Manager",
                f"Hi {self._other()}",
            ]
        )
        close = rng.choice(
            [
                "Yours sincerely",
                "Yours faithfully",
                "Kind regards",
                "Best wishes",
                "Many thanks",
                "Regards",
            ]
        )
        top = f"{self._address()}\n{self._phone()}\n\n" if rng.random() < 0.6 else ""
        body = "\n\n".join(self._paragraph() for _ in range(rng.randint(1, 3)))
        tail = f"\n{_m('EMAIL', self.people.email(person))}" if rng.random() < 0.4 else ""
        return f"{top}{greeting},\n\n{body}\n\n{close}\n{self._name(person)}{tail}"

    def _reference(self) -> str:
        rng, person = self.rng, self.people.person()
        she, her = ("she", "her") if person.female else ("he", "his")
        p, q = _m("GENDER", she), _m("GENDER", her)
        big = _m("GENDER", she.capitalize())
        first = _m("NAME", person.given.split()[0])
        title = _m("TITLE", rng.choice(["Ms", "Mrs"] if person.female else ["Mr"]))
        family = _m("NAME", person.family)
        sentences = [
            f"{first} worked for us from {rng.randrange(2005, 2016)} to 2021.",
            f"{big} kept {q} word with every tenant.",
            f"{title} {family} was absent for [[DISABILITY|eleven days, all with a bad back]].",
            f"I found {first} honest, and {p} told me plainly when I was wrong.",
            f"In {q} last year {p} trained four new starters, among them {self._other()}.",
            f"{first}'s figures were the best in the depot.",
            f"A tenant told {first} that [[KEEP|she]] could not read, and {p} found [[KEEP|her]] a"
            " class.",
            f"Each applicant brought [[KEEP|his or her]] papers to {first} first.",
            self._word("sentences"),
            self._work().replace("I ", f"{first} ", 1),
            f"{big} would be a loss to us.",
            f"I have known {q} work for ten years.",
        ]
        body = " ".join(rng.sample(sentences, rng.randint(4, 9)))
        head = rng.choice(
            [
                f"REFERENCE for {self._name(person)}",
                f"Re: {title} {self._name(person)}",
                "Reference",
            ]
        )
        signer = self.people.person()
        name = self._name(signer)
        post = f"{self._word('jobs')}, {self._word('employers')}"
        return f"{head}\n\n{body}\n\n{name}\n{post}\n{self._phone()}"

    def _statement(self) -> str:
        return "\n\n".join(self._paragraph() for _ in range(self.rng.randint(1, 3)))

    def _scraps(self) -> str:
        rng = self.rng
        makers = [
            lambda: self._referee(rng.choice(["\n", ", ", "\t", " – "])),
            lambda: self._footer(self.people.person()),
            lambda: "\n".join(self._education(rng.choice(["\t", ", ", ": "]))),
            lambda: "\n".join(self._employment(rng.choice(["\t", ", ", ": "]))),
            self._tick,
            lambda: self._word("beside_people").format(n=self._other()),
            lambda: self._name(self.people.person()),
            lambda: "Present: " + ", ".join(self._other() for _ in range(rng.randint(2, 6))),
            self._pair,
            lambda: "{}: {}".format(*self._number()),
            lambda: (
                f"I live in {_m('LOCATION', self._word('towns'))} and work across "
                f"{self._word('towns')}."
            ),
            lambda: (
                f"From {_m('LOCATION', self._word('towns'))}, covering the "
                f"{_m('KEEP', self._word('towns'))} office."
            ),
        ]
        return rng.choice(["\n", "\n\n"]).join(
            rng.choice(makers)() for _ in range(rng.randint(2, 6))
        )
