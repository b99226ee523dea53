# Sourced by the scripts beside it: sets up .venv, the package, a JDK and Maven. Idempotent.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV="$ROOT/.venv"
PLAYER="$ROOT/fabric-mod/player/target/metabgm-player.jar"
BENCHMARKS="$ROOT/fabric-mod/benchmarks/target/metabgm-benchmarks.jar"
MOD="$ROOT/fabric-mod/client/target/metabgm-mod.jar"
SIGNATURES="$ROOT/fabric-mod/signatures/target/metabgm-signatures.jar"
if [ -d "$VENV/Scripts" ] || [ "${OS:-}" = Windows_NT ]; then BIN="$VENV/Scripts"; else BIN="$VENV/bin"; fi

step() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3.10 python3 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  fail "Python 3.10 or newer with venv is needed: install it (Debian: apt install python3-venv) or set PYTHON"
}

# setup_python EXTRAS: the package and its extras in .venv; a stamp over what was asked for skips the second run.
setup_python() {
  local stamp="$VENV/.metabgm-$1" wanted
  wanted=$(cat "$ROOT/pyproject.toml" "$ROOT/sidecar/metabgm/__init__.py" | cksum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && "$BIN/python" -c '' 2>/dev/null; then return; fi
  step "Python packages into .venv (a few minutes the first time)"
  [ -x "$BIN/python" ] || "$(find_python)" -m venv "$VENV"
  "$BIN/python" -m pip install --quiet --upgrade "pip>=25.1"
  "$BIN/python" -m pip install --editable "$ROOT[$1]" >&2
  printf '%s\n' "$wanted" >"$stamp"
}

java_is_enough() {
  command -v javac >/dev/null && command -v mvn >/dev/null &&
    javac -version 2>&1 | awk '{ split($2, part, "."); exit part[1] < 17 }'
}

setup_java() {
  java_is_enough && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    step "A JDK and Maven through apt"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jdk-headless maven >&2
  fi
  java_is_enough || fail "a JDK (17 or newer) and Maven are needed: on Debian 'sudo apt install openjdk-17-jdk-headless maven', elsewhere from their vendors"
}

# is_newest FILE: whether nothing that the Java side is built from changed after FILE was.
is_newest() {
  [ -f "$1" ] && [ -z "$(find "$ROOT/fabric-mod" -name target -prune -o -type f -newer "$1" -print -quit)" ]
}

# package MODULES [GOAL...]: builds modules of the Java side, with those they need.
package() {
  mvn --batch-mode --no-transfer-progress --quiet -f "$ROOT/fabric-mod/pom.xml" -pl "$1" -am -DskipTests "${@:2}" package >&2
}

# setup_player: builds the headless player unless it is newer than its sources.
setup_player() {
  setup_java
  is_newest "$PLAYER" && return
  step "The player, built with Maven"
  package player
}

# setup_mod: builds the mod and what checks it unless they are newer than their sources.
setup_mod() {
  setup_java
  is_newest "$MOD" && is_newest "$SIGNATURES" && return
  step "The mod, built with Maven"
  package client,signatures
}

# setup_benchmarks: builds all of the Java side that is measured unless it is newer than its sources.
setup_benchmarks() {
  setup_java
  is_newest "$BENCHMARKS" && return
  step "What is measured, built with Maven"
  package benchmarks
}
