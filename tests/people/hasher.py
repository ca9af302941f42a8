"""A hasher of passwords that costs nothing and counts, so that a test can say how often a log-in hashes."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """A quick hasher that counts how often it was asked for a hash."""

    algorithm = "counting"
    count = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        CountingHasher.count += 1
        return super().encode(password, salt)
