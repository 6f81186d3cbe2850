#!/bin/sh
# LISTEN_WITHIN: how the address begins on which the listeners open; on the container's other networks none does.
set -eu
if [ -n "${LISTEN_WITHIN:-}" ]; then
  for address in $(hostname -I); do
    case $address in "$LISTEN_WITHIN"*) export LISTEN_HOST="$address" ;; esac
  done
  : "${LISTEN_HOST:?no address of this container begins with $LISTEN_WITHIN}"
fi
exec "$@"
