#!/usr/bin/env bash
# Make a Windows Python for Wine, from packages alone: packaging/windows_python.sh FOLDER [LOCK]
#
# Needs Debian's wine, wine64, gcc-mingw-w64-x86-64 and unzip, and a python3 of the same version as
# in requirements/windows-python.lock's wheel (3.11). FOLDER gets python/, prefix/ (Wine's C:) and
# env.sh, which defines `wpy`. For trials and trial builds: a release is built on Windows.
set -euo pipefail
HERE=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
ROOT=$(dirname "$HERE")
TO=$(realpath -m "$1")
LOCK=$(realpath "${2:-$ROOT/requirements/build.lock}")
V=$(python3 -c 'import sys; print("%d%d" % sys.version_info[:2])')
GCC=x86_64-w64-mingw32-gcc
rm -rf "$TO"
mkdir -p "$TO/python/DLLs" "$TO/made"
cd "$TO"

# 1. The interpreter: this wheel carries python3xx.dll and the standard library's own .pyd files,
#    signed by the Python Software Foundation; its Python part comes from the python3 here.
python3 -m venv made/venv
pip() { made/venv/bin/pip --disable-pip-version-check -q "$@"; }
WINDOWS=(--only-binary=:all: --no-deps --require-hashes --platform win_amd64 --implementation cp
    --python-version "$V" --abi "cp$V" --abi abi3 --abi none)
pip download "${WINDOWS[@]}" -d made -r "$ROOT/requirements/windows-python.lock"
unzip -q -o -j made/panda3d-*.whl 'deploy_libs/*' -d made/parts
cp "made/parts/python$V.dll" made/parts/VCRUNTIME140*.dll python/
find made/parts \( -name '*.pyd' -o -name 'lib*.dll' -o -name sqlite3.dll \) ! -name '_tkinter*' \
    ! -name "*cp${V}t*" -exec cp {} python/DLLs/ \;
cp -r "$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')" python/Lib
(cd python/Lib && rm -rf site-packages dist-packages lib-dynload config-* _sysconfigdata* test \
    tkinter idlelib EXTERNALLY-MANAGED && mkdir site-packages)
find python/Lib -name __pycache__ -prune -exec rm -rf {} +
$GCC -O2 -s -municode -DPYTHON="L\"python$V.dll\"" -o python/python.exe "$HERE/wine/python.c"
python3 "$HERE/wine/forward.py" "python/python$V.dll" "python$V" > made/python3.def
$GCC -shared -nostdlib -s -o python/python3.dll made/python3.def -Wl,--entry=0

# 2. The locked wheels for Windows. Their Windows-only lines are not seen by a pip on Linux.
sed "s/ ; sys_platform == 'win32'//" "$LOCK" > made/windows.lock
pip install "${WINDOWS[@]}" --no-compile --target python/Lib/site-packages -r made/windows.lock

# 3. Wine's C: with what this Wine lacks. Nothing of this is in what is built.
cat > env.sh <<S
export WINEPREFIX="$TO/prefix" WINEARCH=win64 WINEDEBUG=\${WINEDEBUG:--all}
export WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=;ucrtbase,bcryptprimitives=n,b"
# Python under Wine refuses a file as its output: it gets a pipe.
wpy() { wine "$TO/python/python.exe" "\$@" </dev/null 2>&1 | cat; return "\${PIPESTATUS[0]}"; }
S
. ./env.sh
quiet() { "$@" </dev/null >/dev/null 2>&1 || true; }
quiet env WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" wineboot -i
quiet wineserver -w
S32="$TO/prefix/drive_c/windows/system32"
LC_ALL=C sed 's/Wine builtin DLL/Not builtin now./' "$S32/ucrtbase.dll" > made/ucrtwine.dll
python3 "$HERE/wine/forward.py" "$S32/ucrtbase.dll" ucrtwine "$HERE/wine/complex.c" > made/ucrt.def
$GCC -shared -O2 -s -fno-builtin -static-libgcc -o made/ucrtbase.dll "$HERE/wine/complex.c" made/ucrt.def
$GCC -shared -O2 -s -o made/bcryptprimitives.dll "$HERE/wine/random.c" -ladvapi32
cp made/ucrtwine.dll made/ucrtbase.dll "$S32/"
[ -e "$S32/bcryptprimitives.dll" ] || cp made/bcryptprimitives.dll "$S32/"
quiet wine winecfg -v win10
quiet wineserver -w
wpy -c 'import sys, numpy; print(sys.version, sys.platform, "numpy", numpy.__version__)'
