"""Settings that every node shares. What differs between nodes comes from their home folder."""

from __future__ import annotations

import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from samhandling.node.home import current_home

HOME = current_home()
NODE = Path(__file__).parents[1]

SECRET_KEY = HOME.key("secret").read_text(encoding="ascii").strip()
DEBUG = False
ALLOWED_HOSTS = HOME.web.get("hosts", ["localhost", "127.0.0.1"])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "samhandling.node.access",
    "samhandling.node.directory",
    "samhandling.node.patients",
    "samhandling.node.journal",
    "samhandling.node.fulltext",
    "samhandling.node.delivery",
    "samhandling.node.correspondence",
    "samhandling.node.handling",
    "samhandling.node.savedviews",
    "samhandling.node.writing",
    "samhandling.node.stays",
    "samhandling.node.discretion",
    "samhandling.node.settlement",
    "samhandling.node.recordsystem",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samhandling.node.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samhandling.node.web.idle.LogOutTheIdle",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "samhandling.node.web.caching.KeepNothing",
    "samhandling.node.web.refusals.RefuseInWords",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "samhandling.node.urls"
WSGI_APPLICATION = "samhandling.node.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [NODE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "samhandling.node.web.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samhandling.node.web.frame.frame",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{HOME.path / 'db.sqlite3'}", conn_max_age=600)
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # Threads share a file as processes do; a database in memory would lock tables instead
    DATABASES["default"]["TEST"] = {"NAME": str(HOME.path / "test.sqlite3")}
else:
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c jit=off",  # to compile takes longer than to run for a few milliseconds
        "prepare_threshold": sys.maxsize,  # only what `node.statements` says: texts of the ORM never recur
        **DATABASES["default"].get("OPTIONS", {}),
    }

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "log-in"
ONE_CLICK_LOG_IN = DEMO_FRONT = ""  # settings/demo.py alone has these
LOGIN_REDIRECT_URL = "front"  # the first place that the role may go to
LOGOUT_REDIRECT_URL = "log-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "samhandling.node.access.views.locked_out"
AXES_RESET_ON_SUCCESS = True
CSRF_FAILURE_VIEW = "samhandling.node.web.errors.stale_form"

# Two nodes on one machine share a host name, and cookies know no port: each node names its own.
SESSION_COOKIE_NAME = f"session-{HOME.slug}"
CSRF_COOKIE_NAME = f"csrf-{HOME.slug}"
LANGUAGE_COOKIE_NAME = f"language-{HOME.slug}"
APPEARANCE_COOKIE_NAME = f"appearance-{HOME.slug}"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: no shift is longer
IDLE_LIMIT = 30 * 60  # seconds without a click; a page that asks for news is no click
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a hundred rows (writing.posted) of the widest group have 7,600
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # no copy on the disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # bytes of a whole post; a message carries less (HIS 1036)
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [NODE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [NODE / "static"]
WHITENOISE_USE_FINDERS = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],  # no script of ours ever turns text into HTML
    }
}
