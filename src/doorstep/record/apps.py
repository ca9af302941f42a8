"""The record as a Django application, for its migrations."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record's tables."""

    name = "doorstep.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
