"""The WSGI entry, loaded in each process of the production server; the standards are read beside the first request."""

import gc
import os
import threading

from django.core.wsgi import get_wsgi_application

from doorstep.gate.site.orphans import end_at_once, watch_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
application = get_wsgi_application()

COLLECT = (50_000, 20, 50)
"""How seldom the collector looks: an order's page makes tens of thousands of objects, all gone by themselves."""


def warm() -> None:
    """Reads and compiles every packaged standard, so that nobody waits for it."""
    from doorstep import judge, standards

    for name in standards.names():
        standard = standards.load(name)
        for kind in standard.cases:
            judge.program(standard, kind)
    settle()


def settle() -> None:
    """Takes what is there for good out of the collector's sight: to look through it again held up requests for a third of
    a second each time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


watch_parent(end_at_once)
warming = threading.Thread(target=warm, name="doorstep-warm", daemon=True)
warming.start()
