"""A workbook as small as the README's: two hotels, one visited too late across National Day, one in time.

``python -m demo.small FILE.xlsx`` writes it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import sheets
from .records import Month, Order, at

STANDARDS = ("hotel-iptv",)


def two_orders() -> Month:
    """H-0917, late by nine hours and five minutes, and H-0905, in time."""
    late = _order("H-0917", "周予安", "城南")
    late.do(at("2026-09-28 10:20"), "contract_signed", "account_manager")
    late.do(at("2026-09-30 16:00"), "plan_accepted", "hotel_manager").person = "林向北"
    late.do(at("2026-10-10 09:05"), "arrived", "account_manager")
    timely = _order("H-0905", "林向北", "城北")
    timely.do(at("2026-09-02 10:10"), "contract_signed", "account_manager")
    timely.do(at("2026-09-03 15:20"), "plan_accepted", "hotel_manager")
    timely.do(at("2026-09-04 09:16"), "arrived", "account_manager")
    return Month([late, timely])


def _order(number: str, owner: str, area: str) -> Order:
    return Order(number, "installation", STANDARDS, area, owner, {}, people={"account_manager": owner})


def main() -> None:
    """Write the workbook to the path given."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m demo.small FILE.xlsx")
    sheets.write(two_orders(), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
