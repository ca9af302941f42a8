"""Papers: what is printed of a case as PDF, set by Typst in both languages on A4.

What lives here: the signed record with its verification code. What does not: what the record says
(``door.statement``), signing.
"""

from doorstep.work.papers.signed_record import NotSigned, signed_record

__all__ = ["NotSigned", "signed_record"]
