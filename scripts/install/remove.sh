# Removing exactly what the manifest names.
# Part of install.sh, which sets the names used here.
# shellcheck shell=bash disable=SC2154,SC2034

uninstall_all() {
  [ -f "$manifest" ] && [ ! -L "$manifest" ] || fail "nothing to remove: no $manifest"
  head -n 1 "$manifest" | grep -qx "toolgate-manifest 1 $installation" || fail "$manifest is not of this kind of installation"
  rm -f -- "$settings"
  kept=()
  [ "$installation" = trial ] || remove_units
  remove_files
  remove_keys_and_records
  [ "$installation" = trial ] || remove_accounts
  remove_directories
  finished=yes
  echo "Removed Toolgate ($installation) from ${prefix:-this machine}."
}

remove_accounts() {
  rm -rf -- /run/toolgate 2>/dev/null || true # where it is still mounted it is empty now
  remove_user
  remove_group
}

remove_files() {
  local path
  while IFS= read -r path; do
    case $path in "$prefix"/etc/claude-code/*) ;; "$unit_directory"/*toolgate*) continue ;; *) fail "refused: $manifest names $path" ;; esac
    if is_work_of_others "$path"; then
      kept+=("$path")
      say "kept $path: edited since it was installed; --purge removes it"
    else
      rm -f -- "$path"
    fi
  done < <(sed -n -e 's/^link //p' -e 's/^file [0-9a-f]\{64\} //p' "$manifest")
  rm -f -- "$rules/bundle.last-good.jsonl"
  [ -z "$purge" ] || [ ! -d "$rules" ] || find "$rules" -type f -name '*.saved' -exec rm -f -- {} +
}

is_work_of_others() {
  [ -z "$purge" ] || return 1
  case $1 in */bundle.jsonl) return 1 ;; "$rules"/*) is_edited "$1" ;; *) return 1 ;; esac
}

# Records without their key prove nothing, so the two are kept or removed together, and the sealed log with them. Their user
# and group go away: what stays must not fall to the next ones of that number.
remove_keys_and_records() {
  local segments
  remove_log
  [ -d "$spool" ] || return 0
  find "$spool" -type f \( -size 0 -o -name '*.taint' \) -exec rm -f -- {} + # notes are no records
  segments=$(find "$spool" -type f | wc -l)
  if [ -n "$purge" ] || { [ "$segments" -eq 0 ] && [ ! -d "$audit" ]; }; then
    find "$spool" "$keys" -mindepth 1 ! -type d -exec rm -f -- {} +
    return 0
  fi
  chgrp -R -h -- "${owner#*:}" "$spool" "$keys"
  chown -- "$owner" "$spool" "$keys"
  chmod u=rwx,go=,g-s,-t -- "$spool" "$keys"
  kept+=("$spool" "$keys")
  [ "$segments" -eq 0 ] || say "kept $((segments)) segment(s) of unsent records in $spool, and their key in $keys; --purge removes them"
}

remove_log() {
  [ -d "$audit" ] || return 0
  if [ -n "$purge" ] || [ -z "$(find "$audit" -type f -size +0 \( -path '*/log/*' -o -name '*.seg*' \) -print -quit)" ]; then
    find "$audit" -mindepth 1 -delete
    rmdir -- "$audit"
    return 0
  fi
  chown -R -h -- "$owner" "$audit"
  chmod u=rwx,go= -- "$audit"
  kept+=("$audit")
  say "kept the sealed log in $audit; --purge removes it"
}

remove_group() {
  grep -qx "group $group" "$manifest" && getent group "$group" >/dev/null || return 0
  ! getent passwd "$group" >/dev/null || return 0 # its user has stayed
  groupdel "$group" 2>/dev/null || delgroup "$group" >/dev/null
  say "removed the group $group"
}

# What was kept needs a manifest still, for a later --purge.
remove_directories() {
  local path directories
  directories=$(sed -n 's/^directory //p' "$manifest" | LC_ALL=C sort -r)
  if [ ${#kept[@]} -eq 0 ]; then
    rm -f -- "$manifest"
  else
    { sed -n -e 1p -e '/^directory /p' "$manifest" && print_kept_entries; } >"$manifest.new"
    mv -f -- "$manifest.new" "$manifest"
  fi
  while IFS= read -r path; do
    [ -d "$path" ] || continue
    rmdir -- "$path" 2>/dev/null || explain_directory "$path"
  done <<<"$directories"
}

print_kept_entries() {
  local path
  for path in "${kept[@]}"; do awk -v path="$path" '$1 == "file" && substr($0, 71) == path' "$manifest"; done
}

explain_directory() {
  local path=$1 file
  case $path in "$spool" | "$keys" | "$audit" | "$state") return 0 ;; esac
  while IFS= read -r file; do
    case " ${kept[*]-} " in *" $file "*) ;; *) say "kept $file: not installed by this script" ;; esac
  done < <(find "$path" -mindepth 1 -maxdepth 1 ! -type d)
}
