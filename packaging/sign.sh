#!/usr/bin/env bash
# Sign a file in place with the key that SIGN_KEY and SIGN_CERTIFICATE name: packaging/sign.sh FILE
#
# Both are PEM files, or SIGN_KEY a pkcs11: address of a key in hardware with SIGN_ENGINE and
# SIGN_MODULE. SIGN_TIMESTAMP is the address of a timestamp service; without one a signature ends
# with its certificate. On Windows the workflow signs with signtool or a cloud's own tool instead.
set -euo pipefail
key=(-key "$SIGN_KEY")
[ -z "${SIGN_ENGINE:-}" ] || key=(-pkcs11engine "$SIGN_ENGINE" -pkcs11module "$SIGN_MODULE" "${key[@]}")
stamp=()
[ -z "${SIGN_TIMESTAMP:-}" ] || stamp=(-ts "$SIGN_TIMESTAMP")
osslsigncode sign -certs "$SIGN_CERTIFICATE" "${key[@]}" -h sha256 -n WijkCheck "${stamp[@]}" \
    -in "$1" -out "$1.signed" > /dev/null
mv "$1.signed" "$1"
