#!/usr/bin/env bash
# Installs Toolgate, shows it at work, and removes it. `install.sh --help` says how.
#
# Order is what makes it safe: every file is written beside its place under a temporary name, the new
# guard must answer two events correctly, then all names are swapped, and the settings that arm Claude
# Code come last. Removal goes the other way round. Whatever fails before the swap leaves the machine
# as it was.
set -euo pipefail
umask 022

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dist=$root/dist/hooks
group=toolgate
links="secret-scan injection-guard command-guard audit-log"

action=install installation='' prefix='' profile='' confirmed='' purge='' no_service=''
changed=0 finished='' created_group='' created_user='' pending=() created_directories=()

usage() {
  cat <<'TEXT'
usage: install.sh --demo                                 show it at work in ./toolgate-demo
       install.sh --prefix DIR [--profile PROFILE]       install a trial tree under DIR, as yourself
       install.sh --system --yes [--profile PROFILE] [--no-service]
                                                         install for everyone on this machine (root)
       install.sh --uninstall (--prefix DIR | --system --yes) [--purge]

PROFILE is standard (the default), strict or observe; an upgrade keeps the profile in force.
--no-service leaves out the systemd unit that ships the records: run `toolgate forward` as the user toolgate by your own means.
--uninstall keeps records that have not been sent, and edited rules; --purge removes them too.
TEXT
}

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

misuse() {
  [ $# -eq 0 ] || echo "install.sh: $*" >&2
  usage >&2
  exit 2
}

say() { echo "  $*"; }

parse_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix) choose_installation trial && prefix=${2-} && [ -n "$prefix" ] || misuse "--prefix needs a directory"; shift ;;
      --system) choose_installation system ;;
      --demo) choose_installation trial; action=demo prefix=$PWD/toolgate-demo ;;
      --profile) profile=${2-}; shift ;;
      --uninstall) action=uninstall ;;
      --yes) confirmed=yes ;;
      --purge) purge=yes ;;
      --no-service) no_service=yes ;;
      --help | -h) usage; exit 0 ;;
      *) misuse "unknown argument: $1" ;;
    esac
    [ $# -eq 0 ] || shift
  done
  [ -n "$installation" ] || misuse
  case $profile in '' | standard | strict | observe) ;; *) misuse "unknown profile: $profile" ;; esac
  [ -z "$purge" ] || [ "$action" = uninstall ] || misuse "--purge goes with --uninstall"
}

choose_installation() {
  [ -z "$installation" ] || misuse "--demo, --prefix and --system exclude each other"
  installation=$1
}

check_arguments() {
  if [ "$installation" = system ]; then
    [ "$(uname -s)" = Linux ] || fail "--system is for Linux; elsewhere use --prefix or the package"
    [ "$(id -u)" = 0 ] || fail "--system needs root"
    [ -n "$confirmed" ] || fail "--system changes Claude Code for every user of this machine; say --yes"
    owner=0:0 guard_owner=0:$group service_owner=$group:$group
    # Sticky: with the group a user could still not touch another's segment. The forwarder, whose it is, moves them away.
    spool_mode=3730 keys_mode=750 key_mode=640 guard_mode=2755
  else
    # The path goes into JSON and through sed: nothing in it may mean something there.
    case $prefix in *[!A-Za-z0-9_./\ @+,=:~-]*) fail "--prefix has a character that is not allowed: $prefix" ;; esac
    [ "$action" = uninstall ] || mkdir -p -- "$prefix"
    [ -d "$prefix" ] || fail "no such directory: $prefix"
    prefix=$(cd -P -- "$prefix" && pwd)
    [ "$prefix" != / ] || fail "--prefix / is what --system is for"
    owner=$(id -u):$(id -g) guard_owner=$(id -u):$(id -g) service_owner=$(id -u):$(id -g)
    spool_mode=700 keys_mode=700 key_mode=600 guard_mode=755
  fi
  hooks=$prefix/etc/claude-code/hooks
  rules=$hooks/rules
  settings=$prefix/etc/claude-code/managed-settings.d/50-toolgate.json
  spool=$prefix/var/spool/toolgate
  state=$prefix/var/lib/toolgate
  keys=$state/keys
  audit=$state/audit
  manifest=$state/install-manifest
}

# shellcheck source=scripts/install/build.sh
. "$root/scripts/install/build.sh"
# shellcheck source=scripts/install/files.sh
. "$root/scripts/install/files.sh"
# shellcheck source=scripts/install/service.sh
. "$root/scripts/install/service.sh"
# shellcheck source=scripts/install/add.sh
. "$root/scripts/install/add.sh"
# shellcheck source=scripts/install/remove.sh
. "$root/scripts/install/remove.sh"

parse_arguments "$@"
check_arguments
trap discard_pending EXIT
case $action in
  install) install_all ;;
  uninstall) uninstall_all ;;
  demo)
    install_all
    node "$root/scripts/with-runtime.mjs" "$root/scripts/demo.mjs" "$prefix"
    ;;
esac
