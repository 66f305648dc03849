"""The verbs of the program, each one function over the rooms below it, and the state machine."""
