# The build that an installation is made from.
# Part of install.sh, which sets the names used here.
# shellcheck shell=bash disable=SC2154

ensure_built() {
  # Two installations at once (as tests do) must not build at once.
  exec 9<"$root/package.json"
  ! command -v flock >/dev/null || flock 9
  if [ ! -d "$root/node_modules" ]; then
    (cd "$root" && npm ci) || fail "npm ci failed: nothing was installed"
  fi
  if is_stale; then
    (cd "$root" && npm run build) || fail "the build failed: nothing was installed"
  fi
  for file in guard toolgate rules/policy.yaml; do
    [ -f "$dist/$file" ] || fail "the build left no $dist/$file: nothing was installed"
  done
  ! command -v flock >/dev/null || flock -s 9 # until the end: nobody rebuilds what is being copied
}

is_stale() {
  [ -x "$dist/guard" ] && [ -x "$dist/toolgate" ] && [ -f "$dist/rules/bundle.jsonl" ] || return 0
  ! (cd "$root" && node --input-type=module -e \
    'import { isBuilt } from "./scripts/source-digest.mjs"; process.exit(isBuilt() ? 0 : 1)')
}
