#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: consume.sh installed|compiled|subdirectory|fetched|copied|single SOURCE_FOLDER BUILD_FOLDER WORK_FOLDER
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

# The version has one home.
number() {
    sed -n "s/^#define BITBUCKET_VERSION_$1 \([0-9]*\)\$/\1/p" "$source/include/bitbucket/version.hpp"
}
major=$(number MAJOR)
minor=$(number MINOR)
version=$major.$minor.$(number PATCH)

rm -rf "$work"
mkdir -p "$work"
case $way in
    installed)
        install_it
        configure "$here/installed" "$work/build" "-DCMAKE_PREFIX_PATH=$work/prefix" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        build_and_run "$work/build"

        # What must be refused, and what must go without libcurl. Below 1.0 the minor version counts, too: neither the one
        # before nor the one after will do, whatever this one is.
        refused="99 $major.$((minor + 1))"
        [ "$major" -gt 0 ] || [ "$minor" -eq 0 ] || refused="$refused $major.$((minor - 1))"
        for wanted in $refused; do
            configure "$here/installed" "$work/build" -D "WANTED_VERSION=$wanted" && fail "takes version $wanted for itself"
            grep -q "compatible with requested version \"$wanted\"" "$work/configure.log" ||
                fail "refuses version $wanted unclearly"
        done
        configure "$here/installed" "$work/build" -D "WANTED_VERSION=$major.$minor" ||
            { cat "$work/configure.log"; fail "does not take version $major.$minor for itself"; }
        configure "$here/installed" "$work/build" -D CMAKE_DISABLE_FIND_PACKAGE_CURL=ON &&
            fail 'has the component curl without libcurl'
        grep -q 'the component curl needs libcurl' "$work/configure.log" || fail 'refuses the component unclearly'
        configure "$here/installed" "$work/build" -D 'WANTED_COMPONENTS=curl;simdjson' \
                -D CMAKE_DISABLE_FIND_PACKAGE_simdjson=ON &&
            fail 'has the component simdjson without simdjson'
        grep -q 'the component simdjson needs simdjson' "$work/configure.log" || fail 'refuses simdjson unclearly'
        configure "$here/installed" "$work/build" -D 'WANTED_COMPONENTS=curl;no_such' && fail 'has the component no_such'
        grep -q 'there is no component no_such' "$work/configure.log" || fail 'refuses an unknown component unclearly'
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
        # Each names the version of the header, and none is missing.
        for package in bitbucket bitbucket-curl bitbucket-compiled bitbucket-simdjson bitbucket-testing; do
            [ "$(PKG_CONFIG_PATH="$work/prefix/share/pkgconfig" pkg-config --modversion "$package")" = "$version" ] ||
                fail "pkg-config has not version $version of $package"
        done
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
        if command -v git > /dev/null 2>&1; then
            # A repository of its own, with what CMake needs of these sources as they are.
            mkdir "$work/repository"
            cp -R "$source/CMakeLists.txt" "$source/LICENSE" "$source/include" "$work/repository"
            (
                cd "$work/repository"
                unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
                git init -q .
                git add .
                git -c user.name=test -c user.email=test@localhost -c commit.gpgsign=false commit -q -m test
                git tag v1
            ) > "$work/git.log" 2>&1 || { cat "$work/git.log"; fail 'cannot make a repository'; }
            configure "$here/fetched" "$work/build" "-DBITBUCKET_REPOSITORY=file://$work/repository" -D BITBUCKET_TAG=v1 ||
                { cat "$work/configure.log"; fail 'does not configure from a repository'; }
        fi
        configure "$here/fetched" "$work/from folder" "-DBITBUCKET_SOURCE=$source" ||
            { cat "$work/configure.log"; fail 'does not configure'; }
        ;;
    copied)
        # Under another name, so that no include may rely on ours; and the JSON library as the one file that it is released
        # as, beside the program. One command compiles that.
        mkdir -p "$work/app/nlohmann"
        cp -R "$source/include/bitbucket" "$work/app/bb"
        printf '#include <nlohmann/json.hpp>\n' > "$work/json.cpp"
        # shellcheck disable=SC2086  # flags are words
        "$CXX" $CXXFLAGS -std=c++20 -M "$work/json.cpp" | tr -s '\\ ' '[\n*]' | grep 'nlohmann/json\.hpp$' > "$work/json.path"
        awk -f "$here/one_file.awk" -v "root=$(sed 's|/nlohmann/json.hpp$||' "$work/json.path")" > "$work/app/nlohmann/json.hpp"
        for app in core_app curl_app; do
            sed 's|<bitbucket/|<bb/|' "$here/$app.cpp" > "$work/app/main.cpp"
            library=
            [ "$app" = core_app ] || library=-lcurl
            # shellcheck disable=SC2086
            (cd "$work/app" && "$CXX" $CXXFLAGS -std=c++20 -I . main.cpp $library -o "$app" && "./$app") || fail "$app"
        done
        # shellcheck disable=SC2086
        (cd "$work/app" && "$CXX" $CXXFLAGS -std=c++20 -I . -M main.cpp) | tr -s '\\ ' '[\n*]' > "$work/reached"
        grep -q '^\./nlohmann/json\.hpp$\|^nlohmann/json\.hpp$' "$work/reached" || fail 'does not take the JSON header beside it'
        ! grep '/nlohmann/detail/' "$work/reached" || fail 'takes the JSON library of the system'
        # The compiled mode: the same command with a macro, and one more file, here checked without its code.
        printf '#include <bb/compiled.ipp>\n' > "$work/app/bitbucket.cpp"
        for file in main.cpp bitbucket.cpp; do
            # shellcheck disable=SC2086
            (cd "$work/app" && "$CXX" $CXXFLAGS -std=c++20 -DBITBUCKET_COMPILED -I . -fsyntax-only "$file") ||
                fail "$file in the compiled mode"
        done
        ;;
    single)
        # The same bytes each time, and declarations that are complete. tests/packaging/single_header.sh compiles and runs
        # programs with them, which takes longer.
        for time in first second; do
            sh "$source/docs/packaging/single_header.sh" "$work/$time" || fail 'cannot be made'
        done
        for name in bitbucket bitbucket_curl bitbucket_simdjson; do
            cmp "$work/first/$name.hpp" "$work/second/$name.hpp" || fail "$name.hpp differs from run to run"
        done
        ! grep -n '^ *# *include "' "$work/first/bitbucket.hpp" || fail 'bitbucket.hpp needs other files'
        sed -e '/bitbucket\.hpp/d' -e 's|<bitbucket/.*>|"bitbucket_curl.hpp"|' "$here/curl_app.cpp" > "$work/first/main.cpp"
        # shellcheck disable=SC2086  # flags are words
        "$CXX" $CXXFLAGS -std=c++20 -DBITBUCKET_COMPILED -fsyntax-only "$work/first/main.cpp" || fail 'does not compile'
        # shellcheck disable=SC2086
        "$CXX" $CXXFLAGS -std=c++20 -DBITBUCKET_COMPILED -M "$work/first/main.cpp" > "$work/reached"
        ! grep 'nlohmann\|curl/curl\.h' "$work/reached" || fail 'brings other libraries to users of the compiled mode'
        ;;
    *) fail 'is not a way that this script knows' ;;
esac
