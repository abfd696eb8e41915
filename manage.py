#!/usr/bin/env python
"""Django's command line. On a laptop it brings its own PostgreSQL when none is named."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.dev")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "amu.settings.dev":
        from amu.local.ready import make_ready

        make_ready(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
