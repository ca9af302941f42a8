"""Moments, days and times of day in every form that a workbook holds them.

Results are local civil time of Asia/Shanghai: datetimes without a zone, dates, or seconds of a day. Which column wants
which is the business of ``values`` and ``acts``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

from doorstep.gate.audit.workbook.cells import ERROR_TEXTS, ErrorCell, Raw, Uncached
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.names import cleaned

SHANGHAI = timezone(timedelta(hours=8))
"""Asia/Shanghai has kept this offset, without summer time, since September 1991."""

_DAY = 86_400
_EPOCH_1900 = datetime.combine(date(1899, 12, 30), time())
_EPOCH_1904 = datetime.combine(date(1904, 1, 1), time())
_EARLIEST, _LATEST = datetime.combine(date(1900, 3, 1), time()), datetime.combine(date(9999, 12, 31), time())
"""Before 1900-03-01 the serial numbers of Excel are one off."""
_EARLIEST_BARE = datetime.combine(date(1950, 1, 1), time())
"""A bare number that would be an earlier day is taken for a slip."""

_DATE = r"(?P<y>\d{4})(?:-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})"
_DATE += r"|\.(?P<m3>\d{1,2})\.(?P<d3>\d{1,2})|\s*年\s*(?P<m4>\d{1,2})\s*月\s*(?P<d4>\d{1,2})\s*(?P<ri>[日号]))"
_CLOCK = r"(?P<h>\d{1,2})(?::(?P<n1>\d{1,2})(?::(?P<s1>\d{1,2})(?:[.,]\d+)?)?"
_CLOCK += r"|\s*[时点]\s*(?:(?P<n2>\d{1,2})\s*分?\s*(?:(?P<s2>\d{1,2})\s*秒)?)?)"
_OFFSET = r"(?:\s*(?P<zone>Z|[+-]\d{2}(?::?\d{2})?))?"
_DATE_FORM = re.compile(_DATE)
_CLOCK_FORM = re.compile(_CLOCK)
_MOMENT_FORM = re.compile(rf"{_DATE}(?:(?(ri)\s*|(?:\s*T\s*|\s+)){_CLOCK}{_OFFSET})?", re.IGNORECASE)
_ISO_FORM = re.compile(r"\d{4}[\dW-]*(?:T[\d:.,]+(?:Z|[+-]\d{2}(?::?\d{2})?)?)?", re.IGNORECASE)
_SERIAL_FORM = re.compile(r"\d{5}(?:\.\d+)?")
_FRACTION_FORM = re.compile(r"0?\.\d+")
_TWELVE_HOURS = re.compile(r"上午|下午|早上|晚上|中午|凌晨|[ap]\.?m\.?(?![a-z])", re.IGNORECASE)


def moment(raw: Raw, *, date1904: bool = False) -> datetime:
    """The moment that a cell holds, to the second. ``date1904`` is the workbook's date system.

    Raises ``Unfit``: "no_time" (it is none), "no_time_of_day" (a day alone), "no_date" (a time of day alone),
    "twelve_hours", or the code of a broken cell.
    """
    whole, has_time = _read(raw, "no_time", date1904)
    if not has_time:
        raise Unfit("no_time_of_day", day=whole.date().isoformat())
    return whole


def day(raw: Raw, *, date1904: bool = False) -> date:
    """The day that a cell holds. Raises ``Unfit``: "no_day", or "day_with_time" if it holds a time of day too."""
    whole, _ = _read(raw, "no_day", date1904)
    if whole.time() != time(0):
        raise Unfit("day_with_time", day=whole.date().isoformat())
    return whole.date()


def moment_of(day_raw: Raw, clock_raw: Raw, *, date1904: bool = False) -> datetime:
    """The moment that a day in one column and a time of day in another make.

    A whole moment in the second is taken as it is, if it is of the day in the first; raises ``Unfit`` otherwise.
    """
    whole, _ = _read(day_raw, "no_day", date1904)
    midnight = datetime.combine(whole.date(), time(0))
    seconds = clock(clock_raw)
    if seconds is not None:
        return midnight + timedelta(seconds=seconds)
    full = moment(clock_raw, date1904=date1904)
    if full.date() != midnight.date():
        raise Unfit("two_days", day=midnight.date().isoformat())
    return full


def clock(raw: Raw) -> int | None:
    """The seconds since midnight of a time of day (86400 for 24:00), or None if the cell holds none."""
    if isinstance(raw, time):
        return min(round(raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6), _DAY)
    if isinstance(raw, timedelta):
        seconds = round(raw.total_seconds())
        return seconds if 0 <= seconds <= _DAY else None
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float)):
        return round(raw * _DAY) if 0 <= raw < 1 else None
    if not isinstance(raw, str):
        return None
    text = cleaned(raw)
    if _FRACTION_FORM.fullmatch(text):
        return round(float(text) * _DAY)
    found = _CLOCK_FORM.fullmatch(text)
    return _seconds(found) if found else None


def written(whole: datetime) -> str:
    """A moment as it stands in acts: ``2026-09-28 09:00``, with seconds only if there are any."""
    return whole.isoformat(sep=" ", timespec="seconds" if whole.second else "minutes")


def _read(raw: Raw, code: str, date1904: bool) -> tuple[datetime, bool]:
    """The moment in ``raw``, and whether it has a time of day."""
    if isinstance(raw, datetime):
        return _nearest_second(raw, code), True
    if isinstance(raw, date):
        return datetime.combine(raw, time(0)), False
    if isinstance(raw, (time, timedelta)):
        raise Unfit("no_date" if code == "no_time" else code)
    if isinstance(raw, ErrorCell):
        raise Unfit("error_cell")
    if isinstance(raw, Uncached):
        raise Unfit("uncached")
    if isinstance(raw, bool) or raw is None:
        raise Unfit(code)
    if isinstance(raw, (int, float)):
        return _serial(raw, code, date1904)
    return _text(cleaned(raw), code, date1904)


def _nearest_second(whole: datetime, code: str) -> datetime:
    """A date cell's serial number is a fraction; what lies next to a second is that second."""
    if whole.tzinfo is not None:
        whole = whole.astimezone(SHANGHAI).replace(tzinfo=None)
    if not _EARLIEST <= whole <= _LATEST:
        raise Unfit(code)
    return (whole + timedelta(microseconds=500_000)).replace(microsecond=0)


def _serial(number: int | float, code: str, date1904: bool) -> tuple[datetime, bool]:
    if code == "no_time" and 0 < number < 1:
        raise Unfit("no_date")
    if 19_500_101 <= number <= 99_991_231 and number == int(number):
        return _text(str(int(number)), code, date1904)
    if not 0 < number < 2_958_466:
        raise Unfit(code)
    days = int(number)
    seconds = round((number - days) * _DAY)
    whole = (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=days, seconds=seconds)
    if not _EARLIEST_BARE <= whole <= _LATEST:
        raise Unfit(code)
    return whole, number != days


def _text(text: str, code: str, date1904: bool) -> tuple[datetime, bool]:
    if found := _MOMENT_FORM.fullmatch(text):
        return _from_parts(found, code)
    if _SERIAL_FORM.fullmatch(text):
        return _serial(float(text), code, date1904)
    if _ISO_FORM.fullmatch(text):
        return _from_iso(text.upper(), code)
    if _TWELVE_HOURS.search(text):
        raise Unfit("twelve_hours")
    if text in ("24:00", "24:00:00") or ((found := _CLOCK_FORM.fullmatch(text)) and _seconds(found) is not None):
        raise Unfit("no_date" if code == "no_time" else code)
    raise Unfit("error_cell" if text in ERROR_TEXTS else code)


def _from_parts(found: re.Match[str], code: str) -> tuple[datetime, bool]:
    parts = found.groupdict()
    month = next(parts[name] for name in ("m1", "m2", "m3", "m4") if parts[name])
    number = next(parts[name] for name in ("d1", "d2", "d3", "d4") if parts[name])
    seconds = _seconds(found) if parts["h"] else 0
    if seconds is None:
        raise Unfit(code)
    try:
        whole = datetime.combine(date(int(parts["y"]), int(month), int(number)), time()) + timedelta(seconds=seconds)
        if parts["zone"]:
            whole = _local(whole, parts["zone"].upper())
    except (ValueError, OverflowError):
        raise Unfit(code) from None
    return _in_range(whole, code), parts["h"] is not None


def _seconds(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    hour, minute, second = (
        int(value or 0) for value in (parts["h"], parts["n1"] or parts["n2"], parts["s1"] or parts["s2"])
    )
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    return hour * 3600 + minute * 60 + second


def _from_iso(text: str, code: str) -> tuple[datetime, bool]:
    """The other forms of ISO 8601: basic dates and times, week dates."""
    try:
        whole = datetime.fromisoformat(text)
    except ValueError:
        raise Unfit(code) from None
    if whole.tzinfo is not None:
        whole = whole.astimezone(SHANGHAI).replace(tzinfo=None)
    return _in_range(whole.replace(microsecond=0), code), "T" in text


def _local(whole: datetime, zone: str) -> datetime:
    if zone == "Z":
        return whole + timedelta(hours=8)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise ValueError(zone)
    offset = timedelta(hours=hours, minutes=minutes)
    return whole - (offset if zone[0] == "+" else -offset) + timedelta(hours=8)


def _in_range(whole: datetime, code: str) -> datetime:
    if not _EARLIEST <= whole <= _LATEST:
        raise Unfit(code)
    return whole
