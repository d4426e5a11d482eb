"""One settings file; what differs between a laptop and a nation comes from outside.

Every variable is listed in `docs/reference/settings.md`, and a test compares.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from thidua.kernel.database.address import databases
from thidua.kernel.home import home

PACKAGE = Path(__file__).resolve().parent.parent

THIDUA_HOME = home()
THIDUA_TODAY = os.environ.get("THIDUA_TODAY", "")
DEBUG = os.environ.get("THIDUA_DEBUG", "") == "1"

DATABASES = databases(os.environ)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisations.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "thidua.kernel",
    "thidua.kernel.ui",
    "thidua.audit",
    "thidua.organisations",
    "thidua.indicators",
    "thidua.campaigns",
    "thidua.desk",
]
ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
LOGIN_URL = "/dang-nhap/"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "static/"
