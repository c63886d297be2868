"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass and one thread.

    One of the equivalent settings of OWASP's password storage guidance. Django's default takes
    100 MiB and eight threads a sign-in, with which a handful of guesses at once would fill the
    memory of a small server.
    """

    time_cost = 1
    memory_cost = 47104
    parallelism = 1
