#!/bin/sh
# EGRESS_HOSTS: the hosts that may be reached, apart by spaces. EGRESS_TUNNEL_PORT: the port of TLS connections to them.
# LISTEN_HOST: the address towards the bot.
set -eu
umask 077
for host in ${EGRESS_HOSTS:?names the hosts that may be reached}; do
  case $host in *[!A-Za-z0-9.-]*) echo "EGRESS_HOSTS: $host is no host name" >&2; exit 78 ;; esac
  printf '^%s$\n' "$(printf '%s' "$host" | sed 's/\./\\./g')"
done >/tmp/hosts
cat >/tmp/tinyproxy.conf <<CONFIGURATION
Port 8888
Listen ${LISTEN_HOST:-0.0.0.0}
Timeout 120
MaxClients 256
LogLevel Notice
Filter "/tmp/hosts"
FilterDefaultDeny Yes
FilterType ere
FilterCaseSensitive Off
ConnectPort ${EGRESS_TUNNEL_PORT:-443}
DisableViaHeader Yes
CONFIGURATION
exec tinyproxy -d -c /tmp/tinyproxy.conf
