#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: conan.sh WORK_FOLDER
#
# The Conan recipe: `conan create` in a cache of its own, as headers and in the compiled mode, with all options. What the
# recipe requires is given by recipes that only point to the libraries installed here, so nothing is downloaded. Where
# there is no Conan 2 the recipe is only compiled, as far as there is a Python.
set -eu
work=$1
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
# shellcheck source=tests/packaging/support.sh
. "$here/support.sh"
begin conan "$work"

archive=$(sh "$root/docs/packaging/source.sh" "$work")
sh "$root/docs/packaging/ports.sh" "$archive" "file://$archive" "$work/ports"
recipe=$work/ports/conan/all

if ! command -v conan > /dev/null 2>&1 || ! conan --version 2> /dev/null | grep -q 'version 2'; then
    if command -v python3 > /dev/null 2>&1; then
        for file in "$recipe/conanfile.py" "$recipe/test_package/conanfile.py"; do
            quietly python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])' "$file"
        done
    fi
    say 'there is no Conan 2 here: conan create is left out'
    exit 0
fi

CONAN_HOME=$work/home
export CONAN_HOME
quietly conan profile detect
# installed NAME VERSION [LIBRARY]: a recipe for what the system has.
installed() {
    mkdir -p "$work/installed/$1"
    cat > "$work/installed/$1/conanfile.py" << END
from conan import ConanFile


class Installed(ConanFile):
    name = "$1"
    version = "$2"

    def package_info(self):
        self.cpp_info.includedirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.bindirs = []
        self.cpp_info.system_libs = [name for name in ["${3:-}"] if name]
        self.cpp_info.set_property("cmake_file_name", "${4:-$1}")
        self.cpp_info.set_property("cmake_target_name", "${5:-$1::$1}")
END
    quietly conan create "$work/installed/$1"
}
installed nlohmann_json 3.11.2
installed libcurl 7.88.1 curl CURL CURL::libcurl
options='-o bitbucket-cpp/*:with_simdjson=False'
if pkg-config --exists simdjson; then
    installed simdjson 3.1.0 simdjson simdjson simdjson::simdjson
    options='-o bitbucket-cpp/*:with_simdjson=True'
fi

for compiled in False True; do
    # shellcheck disable=SC2086  # options are words
    quietly conan create "$recipe" --version "$(version_of "$archive")" -s compiler.cppstd=20 -s build_type=Debug \
        -o "bitbucket-cpp/*:compiled=$compiled" $options
    grep -q '^bitbucket-cpp [0-9.]*: Mia$' "$work/log" || fail "the test package has not run (compiled=$compiled)"
done
# Headers are one package, whatever the compiler.
quietly conan list 'bitbucket-cpp/*:*'
[ "$(grep -c 'compiled: False' "$work/log")" -eq 0 ] || fail 'a package of headers has options'

quietly conan create "$recipe" --version "$(version_of "$archive")" -s compiler.cppstd=20 -o 'bitbucket-cpp/*:with_curl=False'
if conan create "$recipe" --version "$(version_of "$archive")" -s compiler.cppstd=17 > "$work/log" 2>&1; then
    fail 'takes C++17'
fi
grep -q 'cppstd (17) is lower than the required' "$work/log" || fail 'refuses C++17 unclearly'
say 'conan create: ok'
