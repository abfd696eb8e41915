"""What the scheduler asks of the web at night."""

import logging
from dataclasses import asdict

from celery import shared_task

from amu import clock
from amu.web.tidying import tidy

logger = logging.getLogger(__name__)


@shared_task(name="web.tidy", ignore_result=True)  # type: ignore[untyped-decorator]
def tidy_up() -> None:
    logger.info("tidied", extra=asdict(tidy(clock.now())))
