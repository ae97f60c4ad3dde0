# sh setup_test.sh TOOLS: tools/try with pretended commands, where something is in its way and where nothing is; and
# what it and tools/check say to arguments that they do not know.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin=$scratch/bin
tree="$scratch/a tree"
mkdir -p "$bin" "$tree/tools"
cp "$1/try" "$1/check" "$1/setup" "$tree/tools"
for tool in sh awk cat dirname env grep mkdir nproc realpath sed tail; do ln -s "$(command -v $tool)" "$bin/$tool"; done

# pretend COMMAND BODY
pretend() {
  rm -f "$bin/$1"
  printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}

# run_it TOOL STATUS ARGUMENT…: the tool must end so; `said` is all that it said, `called` what it called.
run_it() {
  tool=$1
  expected=$2
  shift 2
  rm -f "$scratch/calls"
  : >"$scratch/calls"
  status=0
  said=$(cd "$scratch" && CALLS=$scratch/calls PATH=$bin sh "a tree/tools/$tool" "$@" 2>&1) || status=$?
  called=$(cat "$scratch/calls")
  [ $status = "$expected" ] || fail "ended with $status, not $expected"
}
try_it() { run_it try "$@"; }
fail() { printf '%s\nsaid: %s\ncalled: %s\n' "$1" "$said" "$called"; exit 1; }
says() { case $said in *"$1"*) ;; *) fail "does not say: $1" ;; esac; }
calls() { case $called in *"$1"*) ;; *) fail "does not call: $1" ;; esac; }
never() { case $called in *"$1"*) fail "calls: $1" ;; esac; }

all_but_ninja='shift 3; for p; do [ $p = ninja-build ] && echo "$p not-installed" || echo "$p installed"; done'
pretend id 'echo 1000'
pretend df 'echo header; echo "disk 9000000 1000000 8000000 12% /"'
pretend dpkg 'echo "dpkg $*" >>"$CALLS"'
pretend dpkg-query "$all_but_ninja"
pretend cmake 'echo "cmake $*" >>"$CALLS"'
pretend apt-get 'echo "apt-get $*" >>"$CALLS"'
mkdir -p "$tree/.build/release"
cp "$bin/cmake" "$tree/.build/release/layak"
sed -i 's/cmake/layak/' "$tree/.build/release/layak"

# What is not understood is not carried out.
for argument in --help --all ''; do
  try_it 2 "$argument"
  says 'Pemakaian: a tree/tools/try'
  says 'usage: a tree/tools/try)'
  [ -z "$called" ] || fail 'calls something'
done
for arguments in --foo --help '--all --foo'; do
  run_it check 2 $arguments
  says 'usage: a tree/tools/check [--all])'
  [ -z "$called" ] || fail 'calls something'
done

# Neither root nor sudo: who can help gets the command.
try_it 1
says 'apt-get install --no-install-recommends ninja-build'
says 'only root may'
never apt-get

# No network.
pretend sudo 'echo sudo >>"$CALLS"; "$@"'
pretend apt-get 'echo "Temporary failure resolving"; exit 100'
try_it 1
says 'Temporary failure resolving'
says 'Is there a network?'
never cmake

# No room.
pretend df 'echo header; echo "disk 9000000 8900000 100000 99% /"'
try_it 1
says 'Too little disk space: /usr needs'
never cmake

# After all that nothing is in its way: only what is missing is installed.
pretend df 'echo header; echo "disk 9000000 1000000 8000000 12% /"'
pretend apt-get 'echo "apt-get $*" >>"$CALLS"'
try_it 0
calls 'install --no-install-recommends ninja-build'
calls 'cmake -S a tree --preset release -B a tree/.build/release'
calls 'layak compare --city a tree/scenarios/kota-serang status-quo top-down bottom-up mixed'
says 'Next:'

# Nothing is missing: no rights are asked for.
pretend dpkg-query 'shift 3; for p; do echo "$p installed"; done'
try_it 0
never sudo
never apt-get
calls 'layak compare'

# The first configuration of a moved tree fails; the second, with a fresh cache, does not.
pretend cmake 'echo "cmake $*" >>"$CALLS"; case "$*" in *--fresh*|--build*) ;; *) exit 1 ;; esac'
try_it 0
calls 'cmake --fresh'
