#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: cut.sh COMPILER [OPTIONS…]
#
# In the compiled mode the headers do without the libraries and the private headers that only the implementing file needs,
# and declarations, in either mode, without standard headers that cost more than all of theirs; the compiler says what they
# reach.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/../support/checks.sh"

# What stays behind the boundary, as extended regular expressions for paths below include/.
private='
bitbucket/.*\.ipp
bitbucket/detail/bitbucket_cloud/.*
bitbucket/detail/calls/async_driver\.hpp
bitbucket/detail/calls/attempts\.hpp
bitbucket/detail/calls/authentication\.hpp
bitbucket/detail/calls/call_group\.hpp
bitbucket/detail/calls/client_core\.hpp
bitbucket/detail/calls/linked_request\.hpp
bitbucket/detail/calls/observed_transport\.hpp
bitbucket/detail/calls/redactor\.hpp
bitbucket/detail/calls/redirects\.hpp
bitbucket/detail/calls/driven_call\.hpp
bitbucket/detail/calls/running_call\.hpp
bitbucket/detail/errors/error_body.*
bitbucket/detail/errors/error_path\.hpp
bitbucket/detail/json/decoder\.hpp
bitbucket/detail/json/nlohmann_reader\.hpp
bitbucket/detail/paging/broken_links\.hpp
bitbucket/detail/paging/seen_links\.hpp
bitbucket/detail/paging/walk\.hpp
bitbucket/testing/sandbox/handlers/.*
bitbucket/testing/sandbox/http/.*
bitbucket/testing/sandbox/store/.*
bitbucket/transport/curl/.*
.*/curl/[a-z]*\.h
.*/nlohmann/.*
'

# reached MODE HEADER COMPILER…: writes what a file that includes only this header reaches. Ours start with bitbucket/.
reached() {
    mode=$1
    echo "#include <bitbucket/$2.hpp>" > "$work/source.cpp"
    shift 2
    run 0 "$@" -std=c++20 "$mode" -M "$work/source.cpp"
    sed -e 's/\\ /_/g' "$work/stdout" | tr -s '\\ ' '[\n*]' |
        sed -e ':up' -e 's#/[^/.][^/]*/\.\./#/#' -e 't up' -e 's#^\(.*/\)*include/bitbucket/#bitbucket/#' |
        sort -u > "$work/reached"
}
# Without the one header of that folder that belongs to the front.
behind() {
    grep -xE -f "$work/private" | grep -vx 'bitbucket/transport/curl/options\.hpp'
}
printf '%s\n' "$private" | sed '/^$/d' > "$work/private"

# A pattern that matches no file says nothing, nor does a list that a compiler writes in another way.
reached -UBITBUCKET_COMPILED transport/curl "$@"
cp "$work/reached" "$work/known"
reached -UBITBUCKET_COMPILED bitbucket "$@"
for one in 'bitbucket/error\.ipp' 'bitbucket/detail/calls/client_core\.hpp'; do
    grep -qx "$one" "$work/reached" || fail "without the compiled mode, bitbucket.hpp does not reach $one"
done
cat "$work/reached" >> "$work/known"
if echo '#include <simdjson.h>' | "$@" -std=c++20 -E -x c++ - > "$work/stdout" 2>&1; then
    reached -UBITBUCKET_COMPILED reader/simdjson "$@"
    cat "$work/reached" >> "$work/known"
    echo '.*/simdjson\.h' >> "$work/private"
fi
(cd "$here/../../include" && find bitbucket -type f) >> "$work/known"
while IFS= read -r pattern; do
    grep -qxE -e "$pattern" "$work/known" || fail "there is nothing like $pattern"
done < "$work/private"

for header in bitbucket transport/curl oauth2 testing/sandbox extras/clone_url extras/sync_variables download \
        extras/merge_and_wait extras/mergeability extras/review extras/review_inbox reader/simdjson; do
    reached -DBITBUCKET_COMPILED "$header" "$@"
    grep -qx 'bitbucket/version\.hpp' "$work/reached" || fail "$header.hpp reaches nothing"
    if behind < "$work/reached" > "$work/stdout"; then
        fail "$header.hpp reaches what only the implementing file should"
    fi
    # The standard headers of libc++ include each other more than ours need.
    if [ "$header" = bitbucket ] && grep -q '/bits/c++config\.h$' "$work/reached" &&
        grep '/functional$' "$work/reached" > "$work/stdout"; then
        fail 'bitbucket.hpp reaches <functional>'
    fi
done

# The standard headers that a declaration of ours has no use for. libc++ has its parts in other files.
costly='/(chrono|sstream|ostream|memory|atomic)$'
reached -UBITBUCKET_COMPILED client "$@"
if grep -q '/bits/c++config\.h$' "$work/reached"; then
    grep -qE "$costly" "$work/reached" || fail "client.hpp reaches nothing like $costly"
    for mode in -DBITBUCKET_COMPILED -UBITBUCKET_COMPILED; do
        reached "$mode" operations "$@"
        grep -qx 'bitbucket/version\.hpp' "$work/reached" || fail 'operations.hpp reaches nothing'
        if grep -E "$costly" "$work/reached" > "$work/stdout"; then
            fail "operations.hpp reaches a standard header that declarations do without ($mode)"
        fi
    done
fi
