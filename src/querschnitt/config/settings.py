"""Settings of the program; every value an operator may set comes from the environment."""

from django.conf.locale import LANG_INFO

from querschnitt.config import sending
from querschnitt.config.environment import Environment

environment = Environment()

# -- Where it runs ---------------------------------------------------------------------------

PRODUCTION = environment.production
DEBUG = environment.debug()
DATA_DIR = environment.data_dir()
SECRET_KEY = environment.secret_key(DATA_DIR)
BASE_URL = environment.base_url()
ALLOWED_HOSTS = environment.hosts()
TRUSTED_PROXIES = environment.trusted_proxies()
DATABASES = {"default": environment.database(DATA_DIR)}
ANCHOR_FILE = environment.anchor_file()

# -- What this government decided ------------------------------------------------------------

FOUR_EYES = environment.yes("QUERSCHNITT_FOUR_EYES")
PROPOSED_DECISION_FIRST = environment.yes("QUERSCHNITT_PROPOSED_DECISION_FIRST")
PUBLISHER = environment.publisher()
PORTAL_NAME = environment.text("QUERSCHNITT_PORTAL_NAME")
GOVERNMENT_NAME = environment.text("QUERSCHNITT_GOVERNMENT_NAME")
DEMONSTRATION = environment.yes("QUERSCHNITT_DEMONSTRATION")
ACCESSIBILITY_ENFORCEMENT = environment.text("QUERSCHNITT_ACCESSIBILITY_ENFORCEMENT")
SECURITY_CONTACT = environment.text("QUERSCHNITT_SECURITY_CONTACT")
LAND = environment.land()
API_RATE = environment.api_rate()
DATA_LICENCE = environment.data_licence()
CONTRIBUTOR_ID = environment.contributor_id()
SMTP = environment.smtp()
MAIL_FROM = environment.mail_from()
BOUNCE_ADDRESS = sending.bounce_address(environment)
TIME_SERVERS = sending.time_servers(environment)
OUTGOING_ALLOW = sending.outgoing_allow(environment)
SECRETS_KEYS = sending.secrets_keys(environment, SECRET_KEY)

# -- The house -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    *(
        f"querschnitt.{app}"
        for app in (
            "ui",
            "documents",
            "outbox",
            "accounts",
            "framework",
            "relations",
            "coordination",
            "publication",
            "press",
            "desk",
            "portal",
        )
    ),
    "django_prose_editor",  # its script alone; the form field and its import map are not used
    "django.forms",  # after "ui", whose templates replace those of Django's fields
]
MIDDLEWARE = [
    "querschnitt.config.web.believe_trusted_proxies",
    "querschnitt.config.web.more_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "querschnitt.accounts.sessions.watch_sessions",
    "querschnitt.accounts.gate.SignInFirst",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "querschnitt.ui.context.site",
                "querschnitt.desk.shell.shell",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "querschnitt.config.urls"
WSGI_APPLICATION = "querschnitt.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- Language and time -----------------------------------------------------------------------

# The language of a page is the first segment of its address, never a guess from a header.
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in environment.languages()]
LANGUAGE_CODE = LANGUAGES[0][0]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# -- Who signs in ----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/desk/anmelden/"
LOGIN_REDIRECT_URL = "/desk/"
PASSWORD_HASHERS = [
    "querschnitt.accounts.hashing.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A name with __Host- is refused by browsers unless it is secure and bound to this very host.
_PREFIX = "__Host-" if PRODUCTION else "querschnitt-"
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_AGE = None  # as long as the browser is open, like the session
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "querschnitt.accounts.gate.csrf_failure"

# -- What every answer carries ---------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # KERN draws its icons as data addresses in its styles
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Stricter would make browsers send forms with an origin of "null", which CSRF checks refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
# Who is asked on which point is one page: 120 goals and more for each of nine departments.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # sub-domains belong to others than the operator of this one
    "security.W008",  # the proxy in front ends TLS and sends readers on to https
    "security.W021",  # as W005: a preload list is a decision about the whole domain
]

# -- Files -----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
WHITENOISE_ALLOW_ALL_ORIGINS = False

# -- Log -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "querschnitt.config.web.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"level": "INFO", "handlers": [], "propagate": True},
        # Would write down whole addresses, and some networks have secrets in them.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}
