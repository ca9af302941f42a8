"""Doorstep: a written service standard goes in, a verdict for every clause of every case comes out.

The rooms below this one are listed in ``docs/index.md``; which may import which is held by the import contract in
``pyproject.toml``. Nothing but the version lives here, so that ``import doorstep`` costs nothing.
"""

__version__ = "0.1.0"
