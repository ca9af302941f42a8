"""The use cases: how a case is opened, what is recorded on it, what comes next. One module each; the only callers of
append.

What lives here: intake, recording, corrections, assignment, facts, notes, files, closing, the form of an act, next acts
with their usual values, cases that the calendar opens, orders from files. What does not: HTTP and screens (``gate``),
who may do what (``people``), verdicts (``judge``), how acts are kept (``record``).
"""
