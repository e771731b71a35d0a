#!/usr/bin/env bash
# The window for real, on Qt's own `windows` platform: packaging/wine10.sh FOLDER PICTURE [PATH]
#
# Wine 8, which Debian 12 has, cannot show it; Debian 13's Wine 10 can. As root this makes a Debian
# 13 in a folder of its own, once, shows the frozen program of FOLDER there on a screen that is not
# there (Xvfb), on the project or delivered file that PATH names, and keeps a PICTURE of that screen.
set -euo pipefail
HERE=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
FOLDER=$(realpath "$1") PICTURE=$(realpath -m "$2") GIVEN=${3:+$(realpath "$3")}
ROOT=${XDG_CACHE_HOME:-$HOME/.cache}/wijkcheck/debian13
if [ ! -e "$ROOT/made" ]; then
    apt-get install -qq --no-install-recommends debootstrap gcc-mingw-w64-x86-64 > /dev/null
    MIRROR=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/*.sources 2> /dev/null || true)
    rm -rf "$ROOT"
    # shellcheck disable=SC2086
    debootstrap --variant=minbase trixie "$ROOT" $MIRROR > /dev/null
    cp /etc/resolv.conf "$ROOT/etc/"
fi
inside() { # run a line there, with what it needs of this machine, gone again afterwards
    unshare --mount bash -c '
        mount --bind /proc "$0/proc"; mount --bind /dev "$0/dev"
        mkdir -p "$0/opt/program" "$0/opt/given"
        mount --bind "$1" "$0/opt/program"; mount --bind "$2" "$0/opt/given"
        exec env -i HOME=/root PATH="$PATH" DISPLAY=:78 WINEPREFIX=/opt/prefix WINEARCH=win64 \
            WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=;ucrtbase=n,b" \
            chroot "$0" bash -c "$3" "$4"
    ' "$ROOT" "$FOLDER" "$(dirname "${GIVEN:-$FOLDER/.}")" "$1" "$(basename "${GIVEN:-}")"
}
if [ ! -e "$ROOT/made" ]; then
    inside 'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq
        apt-get install -qq --no-install-recommends wine wine64 xvfb imagemagick xdotool \
            fonts-dejavu-core
        wineboot -i; wine winecfg -v win10; wineserver -w' > /dev/null 2>&1 < /dev/null
    # What numpy calls and Wine 10 has not got either (see windows_python.sh).
    S32=$ROOT/opt/prefix/drive_c/windows/system32
    LC_ALL=C sed 's/Wine builtin DLL/Not builtin now./' "$S32/ucrtbase.dll" > "$S32/ucrtwine.dll"
    python3 "$HERE/wine/forward.py" "$S32/ucrtwine.dll" ucrtwine "$HERE/wine/complex.c" > "$ROOT/opt/ucrt.def"
    x86_64-w64-mingw32-gcc -shared -O2 -s -fno-builtin -static-libgcc -o "$S32/ucrtbase.dll" \
        "$HERE/wine/complex.c" "$ROOT/opt/ucrt.def"
    touch "$ROOT/made"
fi
inside 'Xvfb :78 -screen 0 1400x900x24 > /dev/null 2>&1 & SCREEN=$!
    timeout 400 wine /opt/program/wijkcheck-gui.exe ${0:+"Z:/opt/given/$0"} > /opt/said.txt 2>&1 &
    for _ in $(seq 60); do
        sleep 1
        if xdotool search --onlyvisible --name WijkCheck > /dev/null 2>&1; then SHOWN=1; break; fi
    done
    for _ in $(seq 60); do # until nothing on the screen moves any more
        BEFORE=${NOW:-}
        sleep 20
        NOW=$(import -window root rgb:- | md5sum)
        if [ "$NOW" = "$BEFORE" ]; then break; fi
    done
    import -window root /opt/picture.png
    wineserver -k
    kill "$SCREEN"
    [ -n "${SHOWN:-}" ]' < /dev/null
cp "$ROOT/opt/picture.png" "$PICTURE"
