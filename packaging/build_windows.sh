#!/usr/bin/env bash
# Build the Windows program and its installers on Debian, under Wine: packaging/build_windows.sh
#
# Leaves them in dist/windows: setup.exe, MSI, portable zip, SBOM, SHA256SUMS. With SIGN_KEY and
# SIGN_CERTIFICATE set (packaging/sign.sh) they are signed. As root it installs what it needs of
# Debian first. For trials: what is given out is frozen on Windows, by the same build.spec, and packed
# by the same packaging/installers.py (.github/workflows/release.yml).
set -euo pipefail
HERE=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cd "$HERE/.."
NEEDED=(wine wine64 gcc-mingw-w64-x86-64 nsis wixl msitools osslsigncode unzip python3-venv)
if ! dpkg --status "${NEEDED[@]}" > /dev/null 2>&1; then
    [ "$(id -u)" = 0 ] || { echo "Needed first: apt-get install ${NEEDED[*]}" >&2; exit 1; }
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${NEEDED[@]}"
fi
export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
# Outside the checkout: Wine's Z: in it is a way to every file there is, which some tools would walk.
WINDOWS=${XDG_CACHE_HOME:-$HOME/.cache}/wijkcheck/windows-python
LOCKS=$(cat requirements/build.lock requirements/windows-python.lock packaging/windows_python.sh \
    packaging/wine/* | sha256sum)
if [ "$(cat "$WINDOWS/made-from" 2> /dev/null || true)" != "$LOCKS" ]; then
    "$HERE/windows_python.sh" "$WINDOWS"
    echo "$LOCKS" > "$WINDOWS/made-from"
fi
# shellcheck source=/dev/null
. "$WINDOWS/env.sh"

# The project itself, made into a wheel by the locked setuptools that lies among the Windows wheels.
SITE=$WINDOWS/python/Lib/site-packages
PIP=("$WINDOWS/made/venv/bin/pip" -q --disable-pip-version-check)
rm -rf build/wheel build/lib "$SITE"/wijkcheck* "$SITE/ui" "$SITE/resources"
PYTHONPATH=$SITE "${PIP[@]}" wheel --no-deps --no-build-isolation --no-index -w build/wheel .
"${PIP[@]}" install --no-deps --no-index --no-compile --target "$SITE" build/wheel/*.whl
VERSION=$(basename build/wheel/*.whl | cut -d- -f2)

wpy -m PyInstaller --noconfirm --log-level ERROR --clean \
    --distpath build/windows --workpath build/windows-work build.spec
rm -rf dist/windows
SIGN=()
[ -z "${SIGN_KEY:-}" ] || SIGN=(--sign "$HERE/sign.sh")
mkdir -p dist/windows
wpy packaging/imports.py build/windows/WijkCheck
python3 "$HERE/sbom.py" build/windows/WijkCheck "$SITE" requirements/run.lock "$VERSION" \
    > dist/windows/wijkcheck.cdx.json
python3 "$HERE/installers.py" build/windows/WijkCheck dist/windows --version "$VERSION" "${SIGN[@]}"
ls -l dist/windows
