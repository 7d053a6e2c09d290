# SPDX-License-Identifier: MIT
# awk -f one_file.awk -v root=FOLDER: writes FOLDER/nlohmann/json.hpp with all of nlohmann's files in it, each where it is
# first included, as its project releases it. Distributions install the many files.
function emit(path,    line, name) {
    if (path in seen) return
    seen[path] = 1
    while ((getline line < (root "/" path)) > 0) {
        if (line ~ /^ *# *include <nlohmann\//) {
            split(line, name, /[<>]/)
            emit(name[2])
        } else if (line !~ /^#pragma once/) {
            print line
        }
    }
    close(root "/" path)
}
BEGIN {
    emit("nlohmann/json.hpp")
}
