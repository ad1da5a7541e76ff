"""Django's settings, made from `dugnad.config`."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from dugnad.config import database_settings, read, secret

CONFIG = read()
CONFIG.data.mkdir(parents=True, exist_ok=True, mode=0o700)
ROOT = Path(__file__).resolve().parent

DEBUG = CONFIG.debug
SECRET_KEY = secret(CONFIG.data, "secret")
ALLOWED_HOSTS = list(CONFIG.hosts)
SITE_ID = 1

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "dugnad.kit",
    "dugnad.ledger",
    "dugnad.people",
    "dugnad.circles",
    "dugnad.quorum",
    "dugnad.protection",
    "dugnad.professions",
    "dugnad.elections",
    "dugnad.safety",
    "dugnad.asks",
    "dugnad.campaigns",
    "dugnad.work",
    "dugnad.gatherings",
    "dugnad.live",
    "dugnad.notify",
    "dugnad.pulse",
    "dugnad.signals",
    "dugnad.leaving",
    "dugnad.record",
    "dugnad.web",
    "dugnad.demo",
    "dugnad.moving",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "dugnad.people.middleware.Faceless",
    "django.middleware.security.SecurityMiddleware",
    "dugnad.web.middleware.Discreet",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dugnad.people.middleware.Staying",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dugnad.notify.middleware.Visited",
    "dugnad.web.middleware.Unavailable",
]

FORM_RENDERER = "dugnad.kit.renderer.KitRenderer"
ROOT_URLCONF = "dugnad.urls"
WSGI_APPLICATION = "dugnad.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dugnad.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dugnad.kit.templatetags.kit",
            ],
        },
    }
]

DATABASES = {"default": database_settings(CONFIG)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = [
    "dugnad.people.backend.MemberBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"dugnad.people.passphrases.{rule}"} for rule in ("LongEnough", "NotCommon", "NotTheName")
]

USE_TZ = True
TIME_ZONE = CONFIG.time_zone
LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("en", _("English")), ("sv", _("Swedish"))]
LOCALE_PATHS = [ROOT / "locale"]
# A stranger's choice goes when the browser is closed, so that nothing of us stays behind; a member's is in the account.
LANGUAGE_COOKIE_AGE = None
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dugnad.serve.storage.CollectedStorage"},
}
MEDIA_ROOT = CONFIG.data / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

SESSION_ENGINE = "dugnad.people.sessions"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # renewed by visits; dugnad.people.staying says for how long
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "dugnad.web.views.errors.stale_form"
# Not "no-referrer": with it browsers send "Origin: null" with our own forms, and every post is refused as foreign.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if CONFIG.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

_exit = urlsplit(CONFIG.exit_address)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        # The quick exit is a form whose answer leads away from here.
        "form-action": ["'self'", f"{_exit.scheme}://{_exit.netloc}"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "dugnad.kit.logs.Plain", "format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "filters": {"unnamed": {"()": "dugnad.kit.logs.NothingIdentifying"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["unnamed"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("DUGNAD_LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}

# Mails about accounts join the other letters: in the outbox, or in the folder where the operator finds them.
EMAIL_BACKEND = "dugnad.notify.backend.Post"
DEFAULT_FROM_EMAIL = CONFIG.sender

# Accounts: django-allauth. E-mail is optional; the handle is enough.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "today"
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_ADAPTER = "dugnad.people.accounts.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    name: f"dugnad.people.forms.accounts.{form}"
    for name, form in {
        "login": "SignInForm",
        "signup": "SignUpForm",
        "reauthenticate": "ConfirmForm",
        "add_email": "EmailForm",
        "change_password": "ChangePassphraseForm",
        "set_password": "SetPassphraseForm",
        "reset_password": "ForgottenForm",
        "reset_password_from_key": "NewPassphraseForm",
    }.items()
}
# No network address is known here, so "ip" means everybody together: a brake on floods. Guesses at passphrases and
# codes are counted per account in the database instead (dugnad.people.attempts); these counts are one process's own.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "signup": "60/m/ip",
    "reset_password": "120/m/ip,3/15m/key",
    "reset_password_from_key": None,
    "confirm_email": "3/10m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "dugnad.people.accounts.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODE_DIGITS = 12  # one of them is enough to set a new passphrase
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    name: f"dugnad.people.forms.second_step.{form}"
    for name, form in {
        "authenticate": "CodeForm",
        "reauthenticate": "ConfirmByCodeForm",
        "activate_totp": "ActivateAppForm",
        "generate_recovery_codes": "RecoveryCodesForm",
        "add_webauthn": "PasskeyForm",
        "edit_webauthn": "RenamePasskeyForm",
    }.items()
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.https
USERSESSIONS_TRACK_ACTIVITY = False
