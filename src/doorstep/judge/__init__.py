"""The judge: verdicts, duties and what-if of one case. Pure: no clock, no files, no state.

A verdict is a function of (program, calendar, acts, as_of, known). What lives here: reading a case (``case``), its views
(``views``), expressions and forms as closures, the judgement and its sentences (``reasons``). What does not: standards'
files (``language``), batches over files, anything that knows a user.
"""

from doorstep.judge.case import BadCase, Case, read_case
from doorstep.judge.duties import Duty, duties
from doorstep.judge.judgement import Finding, Judgement, judge, program
from doorstep.judge.whatif import WhatIf, what_if

__all__ = [
    "BadCase",
    "Case",
    "Duty",
    "Finding",
    "Judgement",
    "WhatIf",
    "duties",
    "judge",
    "program",
    "read_case",
    "what_if",
]
