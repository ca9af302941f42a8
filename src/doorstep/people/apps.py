"""The people as a Django application, for its migrations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people's tables."""

    name = "doorstep.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
