#!/bin/sh
# prepare-zone.sh dmz|internal|one-host [folder]: makes DESK_HOME (/etc/desk) with the passwords that nobody needs to
# know, and the templates to fill in. Run it as root. What is there already stays as it is.
set -eu
zone=${1:-}
home=${2:-/etc/desk}
here=$(cd "$(dirname "$0")" && pwd)
# The user of the services' images.
service_user=1000

case $zone in
  dmz) services=bot ;;
  internal) services=gateway ;;
  one-host) services='bot gateway' ;;
  *) sed -n '2,3s/^# //p' "$0" >&2; exit 64 ;;
esac

# Containers read their folders through mounts; nobody else on the host comes past this one.
umask 022
mkdir -p "$home"
chmod 700 "$home"
mkdir -p "$home/config" "$home/tls"

random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { [ -e "$1" ] || cat >"$1"; }

database() { # service, database server, database
  mkdir -p "$home/secrets/$1" "$home/secrets/$2"
  [ -e "$home/secrets/$2/postgres-password" ] || random 24 >"$home/secrets/$2/postgres-password"
  printf 'postgresql://%s:%s@%s:5432/%s' "$3" "$(cat "$home/secrets/$2/postgres-password")" "$2" "$3" |
    keep "$home/secrets/$1/database-url"
}

for service in $services; do
  case $service in
    bot)
      keys=$home/keys/dmz pki=$home/pki/dmz
      database bot dmz-postgres desk_bot
      random 32 | keep "$home/secrets/bot/telegram-webhook-secret"
      keep "$home/bot.env" <"$here/dmz/bot.env"
      ;;
    gateway)
      keys=$home/keys/internal pki=$home/pki/internal
      database gateway internal-postgres desk_gateway
      keep "$home/gateway.env" <"$here/internal/gateway.env"
      ;;
  esac
  mkdir -p "$keys/peers" "$pki"
  chown -R "$service_user:$service_user" "$keys" "$pki"
done
sed "s#/etc/desk/\([a-z]*[.]env\)#$home/\1#; s#^DESK_HOME=.*#DESK_HOME=$home#" "$here/$zone/host.env" | keep "$home/host.env"
echo "$home is ready: see infra/zones/$zone/README.md for what to fill in."
