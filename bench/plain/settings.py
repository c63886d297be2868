"""A usual small site. ``PLAIN_CACHE=1`` switches on Django's cache of whole pages."""

import os

SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "bench.plain",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if os.environ.get("PLAIN_CACHE"):
    MIDDLEWARE = [
        "django.middleware.http.ConditionalGetMiddleware",
        "django.middleware.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
ROOT_URLCONF = "bench.plain.urls"
if os.environ.get("PLAIN_DISTILL"):
    INSTALLED_APPS = [*INSTALLED_APPS, "django_distill"]
    ROOT_URLCONF = "bench.plain.distilled"
    STATIC_URL = MEDIA_URL = "/static/"
    STATIC_ROOT = MEDIA_ROOT = os.environ.get("PLAIN_TEMPLATES", "templates")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [os.environ.get("PLAIN_TEMPLATES", "templates")],
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("PLAIN_DATABASE", ":memory:"),
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
CACHE_MIDDLEWARE_SECONDS = 3600
