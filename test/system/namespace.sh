#!/bin/bash
# namespace.sh   opens a private system and holds it until its standard input ends.
#
# /etc, /var, /usr, /opt, /home and /tmp are copy-on-write there, /run is empty, the only network is a private
# loopback, and every process dies with the holder: an installer may run for real, and nothing of the
# machine changes. Unlike a bubblewrap sandbox it leaves no_new_privs unset, so setgid executables work.
# Needs root, util-linux and overlayfs. Prints "ready"; enter it with `nsenter`.
set -eu
up=$(mktemp -d "${TMPDIR:-/tmp}/toolgate-system.XXXXXX")
trap 'rmdir "$up"' EXIT
# shellcheck disable=SC2016 # expanded inside
unshare --mount --pid --fork --net --kill-child --mount-proc --propagation private bash -eu -c '
  up=$1
  mount -t tmpfs -o mode=0755 tmpfs "$up"
  for directory in etc var usr opt home tmp; do
    [ -d "/$directory" ] || continue
    mkdir -p "$up/$directory" "$up/$directory.work"
    mount -t overlay overlay -o "lowerdir=/$directory,upperdir=$up/$directory,workdir=$up/$directory.work" "/$directory"
  done
  chmod 1777 /tmp
  mount -t tmpfs -o mode=0755 tmpfs /run
  rm -rf /etc/claude-code /etc/toolgate /var/spool/toolgate /var/lib/toolgate
  ip link set lo up
  echo ready
  exec cat >/dev/null' namespace "$up"
