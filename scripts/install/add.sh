# Installing.
# Part of install.sh, which sets the names used here.
# shellcheck shell=bash disable=SC2154,SC2034

install_all() {
  ensure_built
  [ "$installation" = trial ] || { ensure_group && ensure_user; }
  prepare_directories
  check_setgid
  work=$(mktemp -d "$hooks/.toolgate-work.XXXXXX")
  prepare_rules
  stage_all
  verify_guard
  commit_pending
  arm
  write_manifest
  start_service
  rm -rf -- "$work"
  finished=yes
  report
}

ensure_group() {
  getent group "$group" >/dev/null && return 0
  groupadd --system "$group" 2>/dev/null || addgroup --system "$group" >/dev/null 2>&1 || addgroup -S "$group" ||
    fail "cannot create the group $group"
  created_group=yes
  changed=$((changed + 1))
  say "created the system group $group"
}

prepare_directories() {
  local part path=$prefix
  for part in etc claude-code managed-settings.d; do path=$path/$part && ensure_directory "$path"; done
  ensure_directory "$hooks" 755 "$owner"
  ensure_directory "$rules" 755 "$owner"
  for path in "$prefix/var" "$prefix/var/spool" "$prefix/var/lib"; do ensure_directory "$path"; done
  ensure_directory "$spool" "$spool_mode" "$service_owner"
  ensure_directory "$state" 755 "$owner"
  ensure_directory "$keys" "$keys_mode" "$guard_owner"
  take_over_log
  # The public key and the figures in it may be read; what else the forwarder makes there is its own.
  ensure_directory "$audit" 755 "$service_owner"
  # Records that an earlier installation left: the guard trusts no segment of another group.
  [ "$installation" = trial ] || find "$spool" -type f ! -group "$group" -exec chgrp -h -- "$group" {} +
  # What the unit's EnvironmentFile= names may hold credentials.
  [ "$installation" = trial ] || ensure_directory /etc/toolgate 700 "$owner"
  rm -rf -- "$hooks"/.toolgate-work.?????? # left by an installation that was killed
}

# A sealed log that an uninstallation left to root. Where the forwarder owns the directory nothing in it is for root to change.
take_over_log() {
  [ "$installation" = system ] && [ -d "$audit" ] && [ ! -L "$audit" ] || return 0
  case $(describe "$audit") in *" 0:0") chown -R -h -- "$service_owner" "$audit" ;; esac
}

# The bundle is built from what will stand in rules/: the new sources, the profile, and the drop-ins
# that the security team put there.
prepare_rules() {
  local built=$work/rules
  cp -R -- "$dist/rules" "$built"
  [ ! -d "$rules/rules.d" ] || cp -R -- "$rules/rules.d" "$built/"
  if [ -z "$profile" ] && [ -f "$rules/policy.yaml" ]; then
    profile=$(sed -n 's/^ *profile: *\([a-z]*\).*/\1/p' "$rules/policy.yaml" | head -n 1)
  fi
  profile=${profile:-standard}
  sed "s/^\( *profile:\).*/\1 $profile/" "$dist/rules/policy.yaml" >"$built/policy.yaml"
  grep -q "^ *profile: $profile\$" "$built/policy.yaml" || fail "rules/policy.yaml has no profile line"
  rm -f -- "$built/bundle.jsonl" "$built/bundle.last-good.jsonl"
  local guarded=()
  # A trial tree guards itself; the system's paths are in the rules.
  [ "$installation" = system ] || guarded=(--guard "$prefix/etc/claude-code" --guard "$spool" --guard "$state")
  "$dist/toolgate" rules build ${guarded[@]+"${guarded[@]}"} "$built" >"$work/build.log" 2>&1 ||
    fail "the rules do not build: $(tail -n 3 "$work/build.log")"
}

stage_all() {
  local file name
  stage_file "$dist/toolgate" "$hooks/toolgate" 755
  while IFS= read -r file; do
    name=${file#"$work/rules/"}
    case $name in rules.d/* | bundle.jsonl | bundle.last-good.jsonl) continue ;; esac
    [ "$(dirname -- "$name")" = . ] || ensure_directory "$rules/$(dirname -- "$name")" 755 "$owner"
    stage_file "$file" "$rules/$name"
  done < <(find "$work/rules" -type f | LC_ALL=C sort)
  stage_file "$work/rules/bundle.jsonl" "$rules/bundle.jsonl" # after its sources: it must not look older
  write_layout "$prefix" "$installation" >"$work/layout.json"
  stage_file "$work/layout.json" "$hooks/layout.json"
  [ -f "$keys/spool.key" ] || head -c 32 /dev/urandom >"$work/spool.key"
  if [ -f "$work/spool.key" ]; then
    stage_file "$work/spool.key" "$keys/spool.key" "$key_mode" "$guard_owner"
  else
    own "$keys/spool.key" "$key_mode" "$guard_owner"
  fi
  stage_file "$dist/guard" "$hooks/guard" "$guard_mode" "$guard_owner"
  for name in $links; do stage_link "$name"; done
  stage_service
}

write_layout() { # PREFIX INSTALLATION
  local intake=''
  # A trial's user reaches his spool himself.
  [ "$2" = trial ] || intake=',"intake":"/run/toolgate/intake.sock"'
  printf '{"format":1,"installation":"%s","spool":"%s/var/spool/toolgate","keys":"%s/var/lib/toolgate/keys","audit":"%s/var/lib/toolgate/audit"%s}\n' \
    "$2" "$1" "$1" "$1" "$intake"
}

# A guard that cannot run on this machine, or lets everything pass, must not be armed: it answers one
# innocent and one destructive event (text only, nothing runs) in a throw-away tree of its own.
verify_guard() {
  local trial=$work/verify answer
  mkdir -p -- "$trial/var/spool/toolgate" "$trial/var/lib/toolgate/keys"
  head -c 32 /dev/urandom >"$trial/var/lib/toolgate/keys/spool.key"
  chmod 700 -- "$trial/var/spool/toolgate" "$trial/var/lib/toolgate/keys"
  chmod 600 -- "$trial/var/lib/toolgate/keys/spool.key"
  cp -- "$dist/guard" "$trial/guard"
  cp -R -- "$work/rules" "$trial/rules"
  write_layout "$trial" trial >"$trial/layout.json"
  answer=$(ask_guard "$trial/guard" "git status") || fail "the new guard does not pass an innocent command: $answer"
  [ "$profile" != observe ] || return 0
  ! answer=$(ask_guard "$trial/guard" "rm -rf /") || fail "the new guard lets a destructive command pass"
  case $answer in 2*) ;; *) fail "the new guard does not answer: exit $answer" ;; esac
}

# Prints the exit code and the reason; succeeds when the guard lets the command pass.
ask_guard() { # GUARD COMMAND
  local code=0 reason
  reason=$(printf '{"hook_event_name":"PreToolUse","session_id":"install","cwd":"/","tool_name":"Bash","tool_input":{"command":"%s"},"tool_use_id":"install"}\n' "$2" |
    "$1" 2>&1 >/dev/null) || code=$?
  echo "$code $reason"
  return "$code"
}

check_setgid() {
  [ "$installation" = system ] || return 0
  local options
  options=$(findmnt -no OPTIONS -T "$hooks" 2>/dev/null || true)
  case ,$options, in *,nosuid,*) fail "$hooks is on a file system mounted nosuid: guard cannot get its group" ;; esac
}

arm() {
  sed "s|\"/etc/claude-code/hooks/guard\"|\"$hooks/guard\"|" "$root/hooks/managed-settings.json" >"$work/settings.json"
  stage_file "$work/settings.json" "$settings"
  commit_pending
}

write_manifest() {
  {
    echo "toolgate-manifest 1 $installation"
    if [ -n "$created_user" ] || grep -qs "^user $group\$" "$manifest"; then echo "user $group"; fi
    if [ -n "$created_group" ] || grep -qs "^group $group\$" "$manifest"; then echo "group $group"; fi
    {
      [ ! -f "$manifest" ] || grep '^directory ' "$manifest" || true
      printf 'directory %s\n' ${created_directories[@]+"${created_directories[@]}"}
    } | awk 'NF > 1 && !seen[$0]++'
    list_installed | while IFS= read -r path; do
      if [ -L "$path" ]; then echo "link $path"; else echo "file $(digest_of_rules "$path") $path"; fi
    done
  } >"$work/manifest"
  local before=$changed
  stage_file "$work/manifest" "$manifest"
  commit_pending
  changed=$before
}

# Only rules may be edited in place; digesting the executables would cost a second for nothing.
digest_of_rules() {
  case $1 in "$rules"/*) digest_of "$1" ;; *) printf '%064d' 0 ;; esac
}

list_installed() {
  local name
  (cd "$work/rules" && find . -type f ! -path './rules.d/*' | LC_ALL=C sort) | while IFS= read -r name; do
    echo "$rules/${name#./}"
  done
  echo "$hooks/layout.json"
  for name in guard toolgate $links; do echo "$hooks/$name"; done
  echo "$settings"
  ! has_service || for name in $units; do echo "$unit_directory/$name"; done
}

report() {
  if [ "$changed" -eq 0 ]; then
    echo "Toolgate is installed ($installation, profile $profile): nothing to change."
    return 0
  fi
  echo "Installed Toolgate ($installation, profile $profile):"
  say "hooks     $hooks/guard"
  say "rules     $rules ($(cat "$rules/VERSION" 2>/dev/null || echo unversioned))"
  say "settings  $settings"
  say "records   $spool"
  [ "$installation" = system ] ||
    say "This tree arms nothing: Claude Code reads managed settings from /etc/claude-code only."
}
