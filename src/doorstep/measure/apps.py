"""The measures as a Django application, for its migrations."""

from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """The tables of what is counted."""

    name = "doorstep.measure"
    label = "measure"
    default_auto_field = "django.db.models.BigAutoField"
