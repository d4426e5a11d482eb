"""One settings file; what differs between a laptop and a nation comes from outside.

Every variable is listed in `docs/reference/settings.md`, and a test compares.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from thidua.config import outside
from thidua.kernel.database.address import databases
from thidua.kernel.home import home

PACKAGE = Path(__file__).resolve().parent.parent

THIDUA_HOME = home()
THIDUA_TODAY = os.environ.get("THIDUA_TODAY", "")
DEBUG = os.environ.get("THIDUA_DEBUG", "") == "1"
SECRET_KEY = outside.secret_key(os.environ, THIDUA_HOME)
ALLOWED_HOSTS = outside.hosts(os.environ)

DATABASES = databases(os.environ)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["thidua.organisations.signing.PasswordBackend"]
ADMINISTRATORS_NEED_A_SECOND_FACTOR = outside.second_factor(os.environ)
SIGN_ON = outside.sign_on(os.environ)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
    }
}
EVIDENCE_ROOT = THIDUA_HOME / "files"
LISTS_KEPT_DAYS = int(os.environ.get("THIDUA_LISTS_KEPT_DAYS", "30"))
SIGNATURE_ROOTS = os.environ.get("THIDUA_SIGNATURE_ROOTS", "")
LARGEST_FILE = int(os.environ.get("THIDUA_LARGEST_FILE_MB", "20")) * 1_000_000

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
    "thidua.documents",
    "thidua.imports",
    "thidua.indicators",
    "thidua.indices",
    "thidua.campaigns",
    "thidua.follow_up",
    "thidua.pledges",
    "thidua.pacts",
    "thidua.prospects",
    "thidua.exemplars",
    "thidua.speakers",
    "thidua.clubs",
    "thidua.practice",
    "thidua.desk",
    "thidua.config.demonstration",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thidua.config.headers.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.kernel.ui.middleware.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua.practice.middleware.Practising",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.organisations.middleware.ActingUnderAMandate",
    "thidua.kernel.ui.middleware.signing_in.SignedIn",
    "thidua.kernel.ui.middleware.refusals.SayNoPolitely",
    "thidua.kernel.ui.middleware.once.RunOnce",
    "thidua.desk.recent.RememberWhatWasOpened",
]
ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"

# Partials (`page.html#part`) wrap components, which wrap the plain loaders.
_PLAIN_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.app_directories.Loader",
]
_CACHED = [("django.template.loaders.cached.Loader", _PLAIN_LOADERS)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _PLAIN_LOADERS if DEBUG else _CACHED,
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "thidua.kernel.ui.templatetags.ui",
                "thidua.kernel.ui.templatetags.kept",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "thidua.kernel.ui.context.ui",
                "thidua.organisations.context_processors.acting",
                "thidua.practice.context_processors.band",
            ],
        },
    }
]

COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its attributes, not the page
CSRF_FAILURE_VIEW = "thidua.kernel.ui.faults.stale_form"

LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_COOKIE_AGE = 12 * 60 * 60  # one long working day, in seconds
SESSION_COOKIE_NAME = "thidua_session"
CSRF_COOKIE_NAME = "thidua_csrf"
LANGUAGE_COOKIE_NAME = "thidua_language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

HTTPS = os.environ.get("THIDUA_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
)

USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes, without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a cascade grid of a whole province
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SITE_URL = outside.site(os.environ)
_POST = outside.post(os.environ)
SENDS_MAIL = _POST.leaves
EMAIL_BACKEND, EMAIL_FILE_PATH = _POST.backend, THIDUA_HOME / "mail"
EMAIL_HOST, EMAIL_PORT = _POST.host, _POST.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _POST.user, _POST.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _POST.has_starttls, _POST.has_tls
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM", "thidua@localhost")

LOGGING = outside.logging()
