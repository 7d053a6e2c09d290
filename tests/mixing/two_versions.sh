#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: two_versions.sh COMPILER [OPTIONS…]
#
# Two versions of the library in one program, as when two libraries that it uses have one each. The other version is a
# copy whose client_options and account have a member more, each at its beginning, and whose defaults differ.
# Linked in both orders, since a linker keeps the first of two functions that have one name.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"
compiler=$1
shift

mkdir "$work/other"
cp -R "$here/../../include/bitbucket" "$work/other/"

# change FILE SCRIPT_FOR_SED: in the other version; each expression has to find something.
change() {
    command="sed '$2' $1"
    : > "$work/stdout"
    : > "$work/stderr"
    sed "$2" "$work/other/bitbucket/$1" > "$work/changed"
    ! cmp -s "$work/changed" "$work/other/bitbucket/$1" || fail 'there is nothing to change'
    mv "$work/changed" "$work/other/bitbucket/$1"
}
change version.hpp 's/^\(#define BITBUCKET_VERSION_MINOR\) .*/\1 90/'
change version.hpp 's/^\(#define BITBUCKET_VERSION_STRING\) .*/\1 "0.90.0"/'
change models/account.hpp 's/^struct account {/& std::string added;/'
change models/account.hpp 's/member("type", self.type);/member("added", self.added); &/'
change client_options.hpp 's/^struct client_options {/& double added[4] = {};/'
change client_options.hpp "s/max_walk_pages = 100'000;/max_walk_pages = 7;/"
change retry.ipp 's/policy.max_attempts = 1;/policy.max_attempts = 2;/'

run 0 "$compiler" "$@" -std=c++20 -O0 -DSEE=see_this_version -c "$here/two_versions/copy.cpp" -o "$work/this.o"
run 0 "$compiler" "-I$work/other" "$@" -std=c++20 -O0 -DSEE=see_other_version -c "$here/two_versions/copy.cpp" \
    -o "$work/other.o"
run 0 "$compiler" "$@" -std=c++20 -c "$here/two_versions/main.cpp" -o "$work/main.o"
run 0 "$compiler" "$@" "$work/main.o" "$work/this.o" "$work/other.o" -o "$work/this_first"
run 0 "$work/this_first"
run 0 "$compiler" "$@" "$work/main.o" "$work/other.o" "$work/this.o" -o "$work/other_first"
run 0 "$work/other_first"
