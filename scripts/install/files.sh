# Files and directories: checked, written beside their place, then swapped in all at once.
# Part of install.sh, which sets the names used here.
# shellcheck shell=bash disable=SC2154

describe() { stat -c '%a %u:%g' -- "$1" 2>/dev/null || stat -f '%Mp%Lp %u:%g' -- "$1"; }
digest_of() { (sha256sum -- "$1" 2>/dev/null || shasum -a 256 -- "$1") | cut -d' ' -f1; }

numeric() { # OWNER:GROUP
  local user=${1%:*} own_group=${1#*:}
  [ "$user" != "$group" ] || user=$(id -u "$group")
  [ "$own_group" != "$group" ] || own_group=$(getent group "$group" | cut -d: -f3)
  echo "$user:$own_group"
}

# A directory that somebody else could swap is no place for a guard.
check_directory() {
  [ ! -L "$1" ] || fail "refused: $1 is a symbolic link"
  [ -e "$1" ] || return 0
  [ -d "$1" ] || fail "refused: $1 is not a directory"
  [ "$installation" = system ] || return 0
  local found mode
  found=$(describe "$1") mode=${found% *}
  case $1 in
    "$spool" | "$audit") # the forwarder's own; of an earlier version root's
      [ "${found#* }" != "$(numeric "$service_owner")" ] || return 0
      case ${found#* } in 0:*) return 0 ;; *) fail "refused: $1 belongs neither to root nor to $group" ;; esac ;;
  esac
  case ${found#* } in 0:*) ;; *) fail "refused: $1 does not belong to root" ;; esac
  [ $((8#$mode & 8#022)) -eq 0 ] || fail "refused: $1 can be written by others than root (mode $mode)"
}

ensure_directory() { # PATH [MODE OWNER]
  check_directory "$1"
  if [ ! -e "$1" ]; then
    mkdir -m 755 -- "$1"
    created_directories+=("$1")
    changed=$((changed + 1))
  elif [ $# -eq 1 ]; then
    return 0
  fi
  own "$1" "${2-755}" "${3-$owner}"
}

own() { # PATH MODE OWNER
  [ "$(describe "$1")" != "$2 $(numeric "$3")" ] || return 0
  chown -- "$3" "$1"
  chmod -- "$2" "$1" # after chown, which clears the setgid bit
  changed=$((changed + 1))
}

stage_file() { # SOURCE PATH [MODE [OWNER]]
  local path=$2 mode=${3-644} wanted=${4-$owner} new
  new=$(dirname -- "$path")/.$(basename -- "$path").toolgate-new
  check_target "$path"
  [ ! -L "$path" ] || fail "refused: $path is a symbolic link"
  if [ -f "$path" ] && cmp -s -- "$1" "$path"; then
    [ "$(describe "$path")" = "$mode $(numeric "$wanted")" ] && return 0
  elif is_edited "$path"; then
    cp -p -- "$path" "$path.saved"
    say "kept your edited $path as $path.saved"
  fi
  rm -f -- "$new"
  pending+=("$path")
  cp -- "$1" "$new"
  chown -- "$wanted" "$new"
  chmod -- "$mode" "$new"
}

stage_link() { # NAME
  local path=$hooks/$1
  check_target "$path"
  [ ! -e "$path" ] || [ -L "$path" ] || fail "refused: $path exists and is not a link"
  [ "$(readlink -- "$path" || true)" != guard ] || return 0
  pending+=("$path")
  ln -sfn guard "$hooks/.$1.toolgate-new"
}

check_target() {
  [ -L "$1" ] || [ ! -d "$1" ] || fail "refused: $1 is a directory"
}

# Edited since it was installed: then it is somebody's work.
is_edited() {
  case $1 in "$rules"/*) ;; *) return 1 ;; esac
  [ -f "$manifest" ] && [ -f "$1" ] || return 1
  local recorded
  recorded=$(awk -v path="$1" '$1 == "file" && substr($0, 71) == path { print $2 }' "$manifest")
  [ -n "$recorded" ] && [ "$recorded" != "$(digest_of "$1")" ]
}

commit_pending() {
  local path
  for path in ${pending[@]+"${pending[@]}"}; do
    mv -f -- "$(dirname -- "$path")/.$(basename -- "$path").toolgate-new" "$path"
    changed=$((changed + 1))
  done
  pending=()
}

discard_pending() {
  local path
  for path in ${pending[@]+"${pending[@]}"}; do
    rm -f -- "$(dirname -- "$path")/.$(basename -- "$path").toolgate-new"
  done
  [ -z "${work-}" ] || rm -rf -- "$work"
  [ -n "$finished" ] || [ "$action" = uninstall ] || undo_creations
}

undo_creations() {
  local count=${#created_directories[@]}
  while [ "$count" -gt 0 ]; do
    count=$((count - 1))
    rmdir -- "${created_directories[$count]}" 2>/dev/null || true
  done
  [ -z "$created_user" ] || userdel "$group" 2>/dev/null || true
  [ -z "$created_group" ] || groupdel "$group" 2>/dev/null || true
  echo "install.sh: stopped; what armed Claude Code before is unchanged" >&2
}
