"""Django's settings. What differs between installations comes from the environment and the data folder alone."""

from __future__ import annotations

import os
from pathlib import Path

from doorstep.gate.site.database import database
from doorstep.record import home

SECRET_KEY = home.key("secret").hex()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DOORSTEP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
TLS = os.environ.get("DOORSTEP_TLS", "") == "1"
"""Whether the server is reached over TLS: cookies are then for TLS only."""

DEMO = os.environ.get("DOORSTEP_DEMO", "") == "1"
"""Whether this is the demonstration, whose people and orders are invented: the report is open to all, and the start page names
who can log in. Never set for an installation with real data.
"""

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ninja",  # its pages of documentation, served from here
    "doorstep.record",
    "doorstep.people",
    "doorstep.measure",
    "doorstep.gate.pages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "doorstep.gate.site.door.Door",
]
ROOT_URLCONF = "doorstep.gate.site.urls"
WSGI_APPLICATION = "doorstep.gate.site.wsgi.application"
APPEND_SLASH = False

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["doorstep.gate.site.sessions.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_COOKIE_NAME = "doorstep-session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_NAME = "doorstep-csrf"
CSRF_FAILURE_VIEW = "doorstep.gate.site.answers.no_csrf"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["doorstep.gate.pages.words.context"]},
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [Path(__file__).parent / "static"] if path.is_dir()]
STATIC_ROOT = home.home() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The screens were compressed when they were built; WhiteNoise serves what lies beside each of them.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

USE_TZ = True
USE_I18N = False  # every text has its own catalogue
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "doorstep": {"handlers": ["stderr"], "level": "INFO"},
    },
}
