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
# Offscreen has no fonts of its own there, and Wine keeps QT_ variables to itself.
mkdir "$WINDOWS/fonts"
cp /usr/share/fonts/truetype/dejavu/DejaVuSans{,-Bold}.ttf "$WINDOWS/fonts/"
export PYTHONDONTWRITEBYTECODE=1 WINEQT_QPA_PLATFORM=offscreen WINEQT_QPA_FONTDIR="Z:$WINDOWS/fonts"
[ $# -gt 0 ] || set -- tests --ignore tests/test_frozen.py
wpy -m pytest -q -p no:randomly -p no:cacheprovider -rfEs --tb=short "$@"
