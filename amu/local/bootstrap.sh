#!/bin/sh
# From a shell and some Python 3 to a ready .venv. Safe to call before every command: when nothing
# has changed it only compares two checksums. `bootstrap.sh tests` also asks for what only tests
# need: Chromium, nginx, clamd, and two programs that judge our PDF; `bootstrap.sh check` for gettext too.
set -eu
cd "$(dirname "$0")/../.."

WANT=3.13
UV=0.13.9
LOCK=requirements/dev.txt
MARK=.venv/.ready

say() { printf '%s\n' "$@" >&2; }
fail() { say "" "$@"; exit 1; }

# A pyenv shim may carry the name and still fail, so a candidate has to run before it counts.
is_wanted() {
    "$1" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1
}

# The folders in which the Pythons of this machine lie beside each other: of each one on PATH, not only the first.
beside() {
    (
        IFS=:
        for folder in $PATH; do
            [ -x "$folder/python3" ] || continue
            "$folder/python3" -c 'import os, sys; print(os.path.dirname(sys.base_prefix))' 2>/dev/null || true
        done
    )
}

find_python() {
    for candidate in "${PYTHON:-}" python$WANT python3 python \
        $(for folder in $(beside); do printf '%s ' "$folder"/$WANT*/bin/python3 "$folder"/*-$WANT*/bin/python3; done) \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/$WANT*/bin/python3 \
        "${HOME:-}"/.local/share/uv/python/*-$WANT*/bin/python3 \
        /opt/homebrew/bin/python$WANT /usr/local/bin/python$WANT \
        /Library/Frameworks/Python.framework/Versions/$WANT/bin/python3; do
        if [ -n "$candidate" ] && is_wanted "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

on_debian_as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# Asked for by package name on Debian as root; everybody else is told what to type.
system_packages() {
    why=$1 debian=$2 mac=$3
    if on_debian_as_root; then
        say "Installing $debian: $why"
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086  # a list of packages
        { apt-get install -y -qq --no-install-recommends $debian ||
            { apt-get update -qq && apt-get install -y -qq --no-install-recommends $debian; }; } >&2 ||
            fail "apt-get could not install: $debian"
        return
    fi
    case $(uname) in
    Darwin) fail "Missing: $why. Type:" "    brew install $mac" "and then the same command again." ;;
    *) fail "Missing: $why. On Debian or Ubuntu type:" "    sudo apt-get install $debian" \
        "(elsewhere: the packages of the same libraries), and then the same command again." ;;
    esac
}

# uv, pinned, in a folder of its own: an older one on this machine, or a shim of one, never matters.
get_uv() {
    .tools/bin/uv --version 2>/dev/null | grep -q " $UV" && return
    base=${python:-$(command -v python3 || command -v python || true)}
    [ -n "$base" ] || fail "No Python was found. Install Python $WANT, and then the same command again."
    rm -rf .tools
    "$base" -m venv .tools >/dev/null 2>&1 ||
        { on_debian_as_root && system_packages "a way to make environments" python3-venv - &&
            "$base" -m venv --clear .tools; } ||
        fail "$base cannot make environments (on Debian: sudo apt-get install python3-venv)."
    PIP_DISABLE_PIP_VERSION_CHECK=1 .tools/bin/python -m pip install --quiet "uv==$UV" 2>/dev/null || rm -rf .tools
}

# The hashes decide what may be installed, so it does not matter where the files come from:
# uv first because it is quick, then pip, which knows this machine's own settings for package indexes.
# An environment that is there already is only brought up to date: somebody may be working in it.
make_environment() {
    if [ -x .tools/bin/uv ]; then
        is_wanted .venv/bin/python ||
            .tools/bin/uv venv --quiet --no-config --clear --python "${python:-$WANT}" .venv || [ -n "$python" ] ||
            fail "Python $WANT was not found, and could not be fetched." \
                "Install Python $WANT (or name one: PYTHON=/path/to/python$WANT make setup), then the same again."
        if is_wanted .venv/bin/python && UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1} .tools/bin/uv pip sync --quiet \
            --no-config --python .venv/bin/python --index-strategy unsafe-best-match --require-hashes $LOCK; then
            return
        fi
        say "uv could not fetch everything; trying pip with this machine's settings."
    fi
    [ -n "$python" ] || fail "Python $WANT was not found. Install it, and then the same command again."
    "$python" -m venv --clear .venv
    PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet --require-hashes -r $LOCK ||
        fail "The packages in $LOCK could not be fetched. What failed stands above."
}

has_browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return
    done
    return 1
}

wanted=$(cksum $LOCK)
if [ "$(cat $MARK 2>/dev/null)" != "$wanted" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    unset UV_PYTHON VIRTUAL_ENV PYTHONHOME PYTHONPATH
    python=$(find_python)
    say "Making .venv ready with ${python:-a Python $WANT that uv fetches}"
    [ -z "$python" ] || export UV_PYTHON_DOWNLOADS=never
    get_uv
    make_environment
    .venv/bin/python -c 'import weasyprint.text.ffi' >/dev/null 2>&1 ||
        system_packages "the libraries that write PDF" "libpango-1.0-0 libpangoft2-1.0-0 fontconfig" "pango"
    printf '%s\n' "$wanted" >$MARK
fi
has() { command -v "$1" >/dev/null 2>&1; }

case ${1:-} in
tests | check)
    has_browser || system_packages "Chromium, for the tests in a real browser" "chromium" "--cask chromium"
    has qpdf && has pdftotext ||
        system_packages "qpdf and pdftotext, which judge the PDF we write" "qpdf poppler-utils" "qpdf poppler"
    has clamd || [ -x /usr/sbin/clamd ] ||
        system_packages "clamd, which looks for viruses in what people add" "clamav-daemon" "clamav"
    has nginx || [ -x /usr/sbin/nginx ] ||
        system_packages "nginx, the proxy of docker-compose.yml" "nginx-light" "nginx"
    ;;
esac
if [ "${1:-}" = check ] && ! has msgfmt; then
    system_packages "msgfmt, which checks the translations" "gettext" "gettext"
fi
