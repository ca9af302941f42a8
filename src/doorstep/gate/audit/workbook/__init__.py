"""The audit workbook: a company's orders, acts and calls, read from its own files into orders that can be judged.

``read`` takes workbooks, folders of CSV files and JSONL files; ``write_rejected`` gives back the rows that could not be
read, each with what is wrong and how to mend it; ``write_template`` makes an empty workbook for a standard, and
``suggest_mapping`` a first mapping for an order system's export. Nothing here judges.
"""

from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.reading import read
from doorstep.gate.audit.workbook.rejected import write_rejected
from doorstep.gate.audit.workbook.result import Act, Import, Order, Problem
from doorstep.gate.audit.workbook.suggest import suggest_mapping
from doorstep.gate.audit.workbook.template import write_template

__all__ = [
    "Act",
    "Import",
    "ImportRefused",
    "Order",
    "Problem",
    "read",
    "suggest_mapping",
    "write_rejected",
    "write_template",
]
