#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: consume.sh installed|compiled|subdirectory|fetched|copied SOURCE_FOLDER BUILD_FOLDER WORK_FOLDER
#
# Puts the library into a small project in one of the ways that users have, builds that, and runs it.
# CMAKE, CXX, CXXFLAGS and GENERATOR come from the environment, and are those of the build that is tested.
set -eu
way=$1
source=$2
build=$3
work=$4
here=$source/tests/consumer
unset CPATH CPLUS_INCLUDE_PATH CMAKE_PREFIX_PATH CMAKE_GENERATOR bitbucket_DIR || true

fail() {
    printf 'consumer.%s: %s\n' "$way" "$1" >&2
    exit 1
}

# configure PROJECT BUILD [OPTIONS…]
configure() {
    project=$1
    into=$2
    shift 2
    "$CMAKE" -G "$GENERATOR" -S "$project" -B "$into" -D CMAKE_COMPILE_WARNING_AS_ERROR=ON "$@" \
        > "$work/configure.log" 2>&1
}

build_and_run() {
    "$CMAKE" --build "$1" > "$work/build.log" 2>&1 || { cat "$work/build.log"; fail 'does not build'; }
    for app in core_app curl_app sandbox_app simdjson_app; do
        [ ! -e "$1/$app" ] || "$1/$app"
    done
    [ -e "$1/curl_app" ] || fail 'has built nothing'
}

install_it() {
    "$CMAKE" --install "$build" --prefix "$work/prefix" > "$work/install.log" 2>&1 ||
        { cat "$work/install.log"; fail 'does not install'; }
}

# pkg_config ARGUMENTS…: what pkg-config says of the installed tree, moved or not.
pkg_config() {
    PKG_CONFIG_PATH="$work/prefix/share/pkgconfig" pkg-config "$@" || fail "pkg-config $*"
}

rm -rf "$work"
mkdir -p "$work"
case $way in
    installed)
        install_it
        configure "$here/installed" "$work/build" "-DCMAKE_PREFIX_PATH=$work/prefix" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        build_and_run "$work/build"

        # What must be refused, and what must go without libcurl.
        # Below 1.0 the minor version counts, too.
        for version in 99 0.9; do
            configure "$here/installed" "$work/build" -D WANTED_VERSION=$version && fail "takes version $version for itself"
            grep -q "compatible with requested version \"$version\"" "$work/configure.log" ||
                fail "refuses version $version unclearly"
        done
        configure "$here/installed" "$work/build" -D WANTED_VERSION=0.1 -D CMAKE_DISABLE_FIND_PACKAGE_CURL=ON &&
            fail 'has the component curl without libcurl'
        grep -q 'the component curl needs libcurl' "$work/configure.log" || fail 'refuses the component unclearly'
        configure "$here/installed" "$work/build" -D 'WANTED_COMPONENTS=curl;simdjson' \
                -D CMAKE_DISABLE_FIND_PACKAGE_simdjson=ON &&
            fail 'has the component simdjson without simdjson'
        grep -q 'the component simdjson needs simdjson' "$work/configure.log" || fail 'refuses simdjson unclearly'
        configure "$here/installed" "$work/build" -D CORE_ONLY=ON ||
            { cat "$work/configure.log"; fail 'the core wants libcurl'; }
        ;;
    compiled)
        install_it
        configure "$here/compiled" "$work/build" "-DCMAKE_PREFIX_PATH=$work/prefix" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        build_and_run "$work/build"

        # By pkg-config, with the library as CMake has just made it: the flags have to be of one mode. Its paths have
        # escaped blanks, hence eval.
        flags=$(pkg_config --cflags bitbucket-compiled)
        libraries=$(pkg_config --libs bitbucket-compiled)
        eval "set -- $flags"
        # shellcheck disable=SC2086  # flags are words
        "$CXX" $CXXFLAGS -std=c++20 "$@" -c "$here/curl_app.cpp" -o "$work/curl_app.o"
        # shellcheck disable=SC2086
        "$CXX" $CXXFLAGS "$work/curl_app.o" "$work/build/libbitbucket_compiled.a" $libraries -o "$work/curl_app"
        "$work/curl_app"
        for package in bitbucket bitbucket-curl; do
            flags=$(pkg_config --cflags "$package")
            case $flags in
                *BITBUCKET_COMPILED*) fail "pkg-config wants the compiled mode for $package" ;;
            esac
        done
        if [ -e "$work/build/simdjson_app" ] && pkg-config --exists simdjson; then
            # The macro and the flags of the compiled mode, and the two definitions in files of the user's own.
            echo '#include <bitbucket/reader/simdjson.ipp>' > "$work/reader.cpp"
            flags=$(pkg_config --cflags bitbucket-compiled bitbucket-simdjson)
            libraries=$(pkg_config --libs bitbucket-compiled bitbucket-simdjson)
            eval "set -- $flags"
            for source in "$work/reader.cpp" "$here/simdjson_app.cpp"; do
                # shellcheck disable=SC2086
                "$CXX" $CXXFLAGS -std=c++20 "$@" -c "$source" -o "$work/$(basename "$source").o"
            done
            # shellcheck disable=SC2086
            "$CXX" $CXXFLAGS "$work/simdjson_app.cpp.o" "$work/reader.cpp.o" "$work/build/libbitbucket_compiled.a" $libraries \
                -o "$work/simdjson_app"
            "$work/simdjson_app"
        fi
        case $(pkg_config --libs bitbucket-curl) in
            *-lcurl*) ;;
            *) fail 'pkg-config leaves out libcurl' ;;
        esac
        ;;
    subdirectory)
        configure "$here/subdirectory" "$work/build" "-DBITBUCKET_SOURCE=$source" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        build_and_run "$work/build"
        "$CMAKE" --install "$work/build" --prefix "$work/prefix" > "$work/install.log" 2>&1 || true
        [ ! -e "$work/prefix/include/bitbucket" ] || fail 'installs itself with its parent'
        ;;
    fetched)
        configure "$here/fetched" "$work/build" "-DBITBUCKET_SOURCE=$source" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        ;;
    copied)
        # Under another name, so that no include may rely on ours.
        mkdir "$work/third_party"
        cp -R "$source/include/bitbucket" "$work/third_party/bb"
        for app in core_app curl_app; do
            sed 's|<bitbucket/|<bb/|' "$here/$app.cpp" > "$work/$app.cpp"
            library=
            [ "$app" = core_app ] || library=-lcurl
            # shellcheck disable=SC2086  # flags are words
            "$CXX" $CXXFLAGS -std=c++20 -I "$work/third_party" "$work/$app.cpp" $library -o "$work/$app"
            "$work/$app"
        done
        ;;
    *) fail 'is not a way that this script knows' ;;
esac
