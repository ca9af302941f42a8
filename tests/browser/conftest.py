"""The phone that browser tests are given; a module with a server of its own has that."""

from tests.browser.phone import camera, phone, server

__all__ = ["camera", "phone", "server"]
