#!/usr/bin/env bash
# The tests with a Windows Python and the locked Windows wheels, under Wine on Debian:
# packaging/windows_tests.sh [TEST …]      (all but the frozen program's when none is named)
#
# The window's run offscreen. Beside build_windows.sh's Python this one has what test.lock adds.
set -euo pipefail
HERE=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cd "$HERE/.."
WINDOWS=${XDG_CACHE_HOME:-$HOME/.cache}/wijkcheck/windows-tests
"$HERE/windows_python.sh" "$WINDOWS" requirements/test.lock
# shellcheck source=/dev/null
. "$WINDOWS/env.sh"
export PYTHONDONTWRITEBYTECODE=1 QT_QPA_PLATFORM=offscreen
export QT_QPA_FONTDIR='Z:\usr\share\fonts\truetype\dejavu'
[ $# -gt 0 ] || set -- tests --ignore tests/test_frozen.py
wpy -m pytest -q -p no:randomly -p no:cacheprovider -rfEs --tb=short "$@"
