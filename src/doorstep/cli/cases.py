"""Finding the case that the user names: by its number or its id. Call it after ``application.start``."""

from __future__ import annotations


def case_named(name: str) -> str | None:
    """The id of the case with that number or id; None when there is none."""
    from doorstep.record.models import Case, CaseRow

    if Case.objects.filter(id=name).exists():
        return name
    numbered = CaseRow.objects.filter(number=name).values_list("case", flat=True).first()
    return str(numbered) if numbered else None
