# SPDX-License-Identifier: MIT
# Called by single_header.sh in include/bitbucket, with the list of public headers: joins them into single headers.
#
# Each file comes once, where it is first included, as the compiler would see it. Declarations come first and all
# definitions (.ipp) last, as in the compiled mode, so that one macro can leave the definitions out. Parts of a header are
# under a condition; the script fails if a part uses a file that its own condition does not bring.

function stop(message) {
    print "single_header: " message > "/dev/stderr"
    failed = 1
    exit 1
}

function write(line) {
    if (line == "" && last == "") return
    last = line
    if (!dry) print line >> output
}

# a/b/../c.hpp -> a/c.hpp
function resolve(folder, name,    path) {
    path = folder name
    while (path ~ /[^\/]+\/\.\.\//) sub(/[^\/]+\/\.\.\//, "", path)
    return path
}

# begin(OUTPUT, PART, CONDITION, PARTS that this one may use)
function begin(name, id, condition, uses,    list, count, i) {
    output = out "/" name ".hpp"
    part = id
    usable[id, id] = 1
    count = split(uses, list, " ")
    for (i = 1; i <= count; ++i) usable[id, list[i]] = 1
    open = condition != ""
    if (open) {
        write("")
        write("#if " condition)
    }
}

function end() {
    if (open) {
        write("")
        write("#endif")
    }
}

function emit(path,    lines, count, i, line, folder, depth, name, other) {
    if (path in part_of) {
        if (!((part, part_of[path]) in usable)) share(path)
        return
    }
    part_of[path] = part
    count = 0
    while ((getline line < path) > 0) lines[++count] = line
    close(path)
    if (count == 0) stop("cannot read " path)
    folder = path
    if (!sub(/[^\/]*$/, "", folder)) folder = ""

    named = ""  # the file whose name stands above what is written
    depth = 0
    for (i = 1; i <= count; ++i) {
        line = lines[i]
        if (line ~ /^\/\/ SPDX-License-Identifier/ || line ~ /^ *# *pragma +once/) continue
        # A header's definitions wait until all declarations are there.
        if (line == "#ifndef BITBUCKET_COMPILED" && lines[i + 1] ~ /^#include "[^"]*\.ipp"$/) {
            for (++i; lines[i] ~ /^#include "[^"]*\.ipp"$/; ++i) {
                split(lines[i], name, "\"")
                in_every_mode[resolve(folder, name[2])] = 1
            }
            if (lines[i] != "#endif") stop(path ": expected #endif after its definitions")
            continue
        }
        if (line ~ /^ *# *if/) ++depth
        if (line ~ /^ *# *endif/) --depth
        if (line ~ /^ *# *include *"/) {
            split(line, name, "\"")
            other = resolve(folder, name[2])
            # What is under a condition may not be what brings a file that others need.
            if (depth > 0 && !(other in part_of)) check_all_there(path, other)
            emit(other)
            named = depth > 0 ? path : ""
            continue
        }
        if (named != path) {
            write("")
            write("// === bitbucket/" path)
            named = path
        }
        write(line)
    }
    if (depth != 0) stop(path ": conditions are not closed")
}

# A file of another part is needed here: the next try has it among the declarations.
function share(path) {
    if (path in is_shared) return
    if (reaches_json(path)) stop(part " uses " path ", which is only in " part_of[path] " and includes nlohmann_json")
    is_shared[path] = 1
    shared[++shares] = path
    again = 1
}

function check_all_there(from, path,    list, count, i) {
    count = included_by(path, list)
    for (i = 1; i <= count; ++i)
        if (!(list[i] in part_of)) stop(from " includes " path " under a condition, which brings " list[i])
}

# included_by(PATH, LIST): fills the list with the headers of ours that a file includes, and returns their number.
function included_by(path, list,    line, folder, name, count) {
    folder = path
    if (!sub(/[^\/]*$/, "", folder)) folder = ""
    count = 0
    while ((getline line < path) > 0) {
        if (line ~ /^ *# *include *<nlohmann\//) json[path] = 1
        if (line !~ /^ *# *include *"[^"]*\.hpp"/) continue
        split(line, name, "\"")
        list[++count] = resolve(folder, name[2])
    }
    close(path)
    return count
}

# Whether a header includes nlohmann_json, itself or through others.
function reaches_json(path,    list, count, i) {
    if (path in json) return json[path]
    json[path] = 0
    count = included_by(path, list)
    for (i = 1; i <= count; ++i) if (reaches_json(list[i])) json[path] = 1
    return json[path]
}

# emit_all(WHAT, BUT): the public headers that match WHAT, but those that match BUT.
function emit_all(what, but,    i) {
    for (i = 1; i <= headers; ++i)
        if (header[i] ~ what && header[i] !~ but) emit(header[i])
}

# emit_definitions(FILE, BUT): what the file, such as compiled_client.ipp, includes; not what matches BUT.
function emit_definitions(path, but,    line, count, i, name, list) {
    count = 0
    while ((getline line < path) > 0)
        if (line ~ /^#include "/) {
            split(line, name, "\"")
            list[++count] = name[2]
        }
    close(path)
    if (count == 0) stop("there is nothing in " path)
    for (i = 1; i <= count; ++i) if (list[i] !~ but) emit_definition(list[i])
}

function emit_definition(path) {
    if (path in in_every_mode) {
        emit(path)
    } else {
        # No header includes it: it is for the compiled mode alone.
        write("")
        write("#ifdef BITBUCKET_COMPILED")
        emit(path)
        write("")
        write("#endif")
    }
}

function title(name, text) {
    output = out "/" name ".hpp"
    last = "#"
    if (dry) return
    print "//" >> output
    print "// " text >> output
    print "// Made by docs/packaging/single_header.sh from the sources: change those, not this file." >> output
    print "#pragma once" >> output
}

function join(    i, defining, declaring) {
    split("", part_of)
    split("", in_every_mode)
    again = 0
    defining = "!defined(BITBUCKET_COMPILED) || defined(BITBUCKET_IMPLEMENTATION)"
    declaring = defining " || defined(BITBUCKET_JSON)"

    title("bitbucket", "The library in one header: the client, all operations and extras, OAuth, doubles for tests.")
    begin("bitbucket", "declarations", "", "")
    write("")
    write("#if defined(BITBUCKET_IMPLEMENTATION) && !defined(BITBUCKET_COMPILED)")
    write("#error \"BITBUCKET_IMPLEMENTATION is for the compiled mode: compile all files with -DBITBUCKET_COMPILED\"")
    write("#endif")
    emit("version.hpp")
    emit_all("", "^(transport|reader|testing)/|^json.hpp$")
    for (i = 1; i <= shares; ++i) emit(shared[i])
    end()
    begin("bitbucket", "testing", "!defined(BITBUCKET_NO_TESTING)", "declarations")
    emit_all("^testing/", "^testing/transport_conformance.hpp$|^testing/integrations/")
    end()
    # These have nlohmann_json in their declarations.
    begin("bitbucket", "json", declaring, "declarations")
    emit("json.hpp")
    emit("detail/json/nlohmann_reader.hpp")
    end()
    begin("bitbucket", "doubles", "!defined(BITBUCKET_NO_TESTING) && (" declaring ")", "declarations json testing")
    emit_all("^testing/integrations/", "^$")
    end()
    begin("bitbucket", "definitions", defining, "declarations json")
    emit_definitions("compiled_client.ipp", "^transport/")
    end()
    begin("bitbucket", "test_definitions", "!defined(BITBUCKET_NO_TESTING) && (" defining ")",
          "declarations json testing definitions")
    emit("testing/sandbox.ipp")
    end()
    # Its server needs POSIX sockets.
    begin("bitbucket", "conformance", "!defined(BITBUCKET_NO_TESTING) && __has_include(<sys/socket.h>)",
          "declarations testing")
    emit("testing/transport_conformance.hpp")
    end()

    title("bitbucket_curl", "The libcurl transport in one header, beside bitbucket.hpp.")
    begin("bitbucket_curl", "curl", "", "declarations")
    write("")
    write("#include \"bitbucket.hpp\"")
    emit_all("^transport/", "^$")
    end()
    begin("bitbucket_curl", "curl_definitions", defining, "declarations json definitions curl")
    emit("transport/curl.ipp")
    emit("transport/curl_loop.ipp")
    end()

    title("bitbucket_simdjson", "The simdjson reader in one header, beside bitbucket.hpp.")
    begin("bitbucket_simdjson", "simdjson", "", "declarations")
    write("")
    write("#include \"bitbucket.hpp\"")
    emit_all("^reader/", "^$")
    end()
    begin("bitbucket_simdjson", "simdjson_definitions", defining, "declarations json definitions simdjson")
    emit("reader/simdjson.ipp")
    end()
}

{ header[++headers] = $0 }

END {
    if (failed || headers == 0) exit 1
    # Until each file is in a part whose condition holds wherever it is used.
    dry = 1
    do join(); while (again)
    dry = 0
    join()
    for (i = 1; i <= headers; ++i) if (!(header[i] in part_of)) stop(header[i] " is in no single header")
}
