"""Chromium for the journeys. A machine without it fails the tests and is told what to install."""

import os
import shutil

from playwright.sync_api import expect

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str:
    """The browser's path. Raises RuntimeError with what to type when there is none."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError(
        "No Chromium was found. On Debian: sudo apt-get install chromium. "
        "On macOS: brew install --cask chromium. Elsewhere: set CHROMIUM to its path."
    )


def launch(playwright):
    """Root cannot have Chromium's sandbox; everybody else keeps it. What is expected of a page may take as
    long as a click may."""
    expect.set_options(timeout=30_000)
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=chromium(), args=flags)
