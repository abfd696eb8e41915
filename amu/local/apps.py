from django.apps import AppConfig


class LocalConfig(AppConfig):
    """Commands for a laptop, for tests and for maintainers. Not in the image; production does not install it."""

    name = "amu.local"
    label = "local"
