"""Everything that is measured, one part after the other: ``python -m benchmarks [PART ...]``."""

import subprocess
import sys

PARTS = ("search", "proxy", "applying", "archive", "certificates", "verifying")


def main() -> int:
    """The first part's failure, or 0."""
    named = [part for part in sys.argv[1:] if part in PARTS] or list(PARTS)
    codes = [
        subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=False).returncode for part in named
    ]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
