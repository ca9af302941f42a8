"""HTTP and files: what comes in and goes out. So far: the audit of a workbook (``audit``). Knows every room below it."""
