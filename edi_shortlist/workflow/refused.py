"""Why an act was refused. Alone in its module: those who only find spans need no storage for it."""


class Refused(Exception):
    """An act cannot be done now, or not with this input; nothing was changed.

    Attributes:
        problems: sentences for the person at the screen, at least one.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))
