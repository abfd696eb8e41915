"""Everything the processes expect to find: tables, catalogue, static files, and people to sign in as."""

import os

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from amu.local.places import Places
from amu.local.ready import prepare


def prepare_all() -> None:
    """Idempotent. The environment names the database and the settings."""
    django.setup()
    places: Places = settings.PLACES
    url = os.environ["DATABASE_URL"]
    prepare(places.owner_url if url == places.database_url else url)
    call_command("collectstatic", interactive=False, verbosity=0)
    if "local_people" in get_commands():
        call_command("local_people", verbosity=0)


if __name__ == "__main__":
    prepare_all()
