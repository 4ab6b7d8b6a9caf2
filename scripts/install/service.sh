# The forwarder's user and its units.
# Part of install.sh, which sets the names used here.
# shellcheck shell=bash disable=SC2154,SC2034

unit_directory=/etc/systemd/system
units="run-toolgate.mount toolgate-forward.service"

# Nobody else may be in the group: it is what the spool and its key are kept by.
ensure_user() {
  local members
  members=$(getent group "$group" | cut -d: -f4)
  [ -z "$members" ] || fail "refused: the group $group has members: $members"
  if getent passwd "$group" >/dev/null; then
    [ "$(id -g "$group")" = "$(getent group "$group" | cut -d: -f3)" ] ||
      fail "refused: there is a user $group whose group is another"
    return 0
  fi
  useradd --system --gid "$group" --no-create-home --home-dir /nonexistent --shell "$(find_nologin)" "$group" 2>/dev/null ||
    adduser -S -D -H -h /nonexistent -s "$(find_nologin)" -G "$group" "$group" >/dev/null ||
    fail "cannot create the user $group"
  created_user=yes
  changed=$((changed + 1))
  say "created the system user $group"
}

find_nologin() {
  local shell
  for shell in /usr/sbin/nologin /sbin/nologin; do
    [ ! -x "$shell" ] || break
  done
  echo "$shell"
}

has_service() {
  [ "$installation" = system ] && [ -z "$no_service" ] && [ -d "$unit_directory" ] && command -v systemctl >/dev/null
}

# Not in a chroot, where an image is being made.
is_systemd_running() { [ -d /run/systemd/system ] && command -v systemctl >/dev/null; }

stage_service() {
  local unit
  has_service || return 0
  for unit in $units; do stage_file "$root/packaging/systemd/$unit" "$unit_directory/$unit"; done
}

# The hooks are armed by now, and do their work without it until the spool is full.
start_service() {
  [ "$installation" = system ] || return 0
  [ -z "$no_service" ] || { remove_units && return 0; }
  has_service || return 0
  if ! is_systemd_running; then
    say "systemd does not run here: toolgate-forward is installed, and not enabled"
  elif [ "$changed" -gt 0 ] || ! systemctl is-active --quiet toolgate-forward.service; then
    systemctl daemon-reload &&
      systemctl enable --quiet toolgate-forward.service &&
      systemctl restart toolgate-forward.service ||
      say "WARNING: toolgate-forward does not start; see: journalctl -u toolgate-forward"
  fi
}

# Before its executable goes.
stop_service() {
  [ "$installation" = system ] && [ -f "$unit_directory/toolgate-forward.service" ] && is_systemd_running || return 0
  systemctl disable --quiet --now toolgate-forward.service || true
  systemctl stop run-toolgate.mount || true
  say "stopped toolgate-forward"
}

remove_units() {
  local unit found=''
  stop_service
  for unit in $units; do
    [ ! -f "$unit_directory/$unit" ] || found=yes
    rm -f -- "$unit_directory/$unit"
  done
  if [ -n "$found" ] && is_systemd_running; then systemctl daemon-reload || true; fi
}

remove_user() {
  local gid
  grep -qx "user $group" "$manifest" && getent passwd "$group" >/dev/null || return 0
  gid=$(getent group "$group" | cut -d: -f3)
  userdel "$group" 2>/dev/null || deluser "$group" >/dev/null 2>&1 || {
    say "kept the user $group: it still has processes"
    return 0
  }
  say "removed the user $group"
  # userdel may have taken a group of that name with it, which is somebody else's.
  grep -qx "group $group" "$manifest" || getent group "$group" >/dev/null || groupadd --system --gid "$gid" "$group"
}
