"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.prod")
application = get_wsgi_application()

# What is loaded by now stays; looking through it again and again takes longer than answering a request.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
