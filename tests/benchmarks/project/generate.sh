#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: generate.sh FOLDER
#
# Writes the project that files.txt describes three times, ten source files each: FOLDER/umbrella and FOLDER/families use
# the SDK, with <bitbucket/bitbucket.hpp> or with <bitbucket/client.hpp> and the families alone; FOLDER/by_hand uses
# http.hpp. Each has an app.hpp, and a precompiled.hpp for a compiler to precompile. Prints the names
# of the ten.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$1/umbrella" "$1/families" "$1/by_hand"
cp "$here/http.hpp" "$1/by_hand/"

awk -v folder="$1" '
    function fail(sentence) {
        printf "files.txt:%d: %s\n", NR, sentence > "/dev/stderr"
        failed = 1
        exit 1
    }
    # "/users/{user}/ssh-keys" as a list of arguments, of.user, or as an expression that makes the path.
    function arguments(path,   list) {
        while (match(path, /\{[a-z]+\}/)) {
            list = list (list == "" ? "" : ", ") "of." substr(path, RSTART + 1, RLENGTH - 2)
            path = substr(path, RSTART + RLENGTH)
        }
        return list
    }
    function expression(path,   text) {
        text = "\"" path "\""
        gsub(/\{/, "\" + api.escaped(of.", text)
        gsub(/\}/, ") + \"", text)
        sub(/ \+ ""$/, "", text)
        return text
    }
    # A model and those in it, each once in a file.
    function structs(model,   count, list, i, type, name, members, reads, before) {
        if (!(model in models)) fail("there is no model " model)
        if (model in written) return ""
        written[model] = 1
        count = split(models[model], list, " ")
        for (i = 1; i <= count; ++i) {
            name = list[i]
            type = "std::string"
            if (sub(/#$/, "", name)) type = "std::optional<std::int64_t>"
            else if (sub(/\?$/, "", name)) type = "std::optional<bool>"
            else if (match(name, /:/)) {
                type = substr(name, RSTART + 1)
                name = substr(name, 1, RSTART - 1)
                before = before structs(type)
                type = "std::optional<" type ">"
            }
            members = members "    " type " " name ";\n"
            reads = reads "    http::read(object, \"" name "\", into." name ");\n"
        }
        return before "struct " model " {\n" members "};\n\nvoid from_json(const nlohmann::json& object, " model \
            "& into) {\n" reads "}\n\n"
    }
    function shown(model) {
        if (!(model in models)) fail("there is no model " model)
        return substr(models[model], 1, index(models[model] " ", " ") - 1)
    }
    function finish(   file, main_by_sdk, main_by_hand, run, i) {
        if (name == "") return
        if (name == "main") {
            for (i = 1; i < files; ++i) run = run "        " names[i] "(api, of);\n"
            run = run "        repositories(api, of);\n"
        }
        function_name = name == "main" ? "repositories" : name
        write_sdk(folder "/umbrella/", "bitbucket/bitbucket.hpp", run)
        write_sdk(folder "/families/", "bitbucket/client.hpp", run)
        file = folder "/by_hand/" name ".cpp"
        printf "#include <iostream>\n\n#include \"app.hpp\"\n\nnamespace {\n\n%s}\n\n", hand_structs > file
        printf "void %s(http::client& api, const arguments& of) {\n%s}\n", function_name, hand_calls > file
        if (name == "main")
            print_main(file, run, "http::client api(http::variable(\"BITBUCKET_EMAIL\"), http::variable(\"BITBUCKET_TOKEN\"))",
                       "std::exception")
        close(file)
    }
    function write_sdk(where, header, run,   file, family) {
        file = where name ".cpp"
        printf "#include <%s>\n", header > file
        for (family in families) printf "#include <bitbucket/api/%s.hpp>\n", family > file
        if (name == "main") printf "#include <bitbucket/transport/curl.hpp>\n" > file
        printf "#include <iostream>\n\n#include \"app.hpp\"\n\n" > file
        printf "void %s(const bb::client& api, const arguments& of) {\n%s}\n", function_name, sdk_calls > file
        if (name == "main")
            print_main(file, run, "const bb::client api{bb::curl_transport{}, bb::credentials::from_env()}", "bb::error")
        close(file)
    }
    function print_main(file, run, client, error) {
        printf "\nint main(int argc, char** argv) {\n    if (argc != 7) {\n" > file
        printf "        std::cout << \"project 1.0: WORKSPACE REPOSITORY PROJECT USER ID TEXT\\n\";\n        return argc == 1 ? 0 : 2;\n    }\n" > file
        printf "    try {\n        %s;\n", client > file
        printf "        const arguments of{argv[1], argv[2], argv[3], argv[4], argv[5], argv[6]};\n" > file
        printf "%s    } catch (const %s& failure) {\n", run, error > file
        printf "        std::cerr << failure.what() << \"\\n\";\n        return 1;\n    }\n}\n" > file
    }
    function add_call(   i, draft_by_sdk, draft_by_hand, list) {
        split($2, list, "::")
        families[list[1]] = 1
        hand_structs = hand_structs structs($3)
        if ($1 == "each") {
            sdk_calls = sdk_calls sprintf("    for (const auto& one : api.each(bb::%s{%s})) std::cout << one.%s << \"\\n\";\n", \
                $2, arguments($4), shown($3))
            hand_calls = hand_calls sprintf("    api.each<%s>(%s, [](const %s& one) { std::cout << one.%s << \"\\n\"; });\n", \
                $3, expression($4), $3, shown($3))
        } else if ($1 == "get") {
            sdk_calls = sdk_calls sprintf("    std::cout << api.send(bb::%s{%s}).%s << \"\\n\";\n", $2, arguments($4), shown($3))
            hand_calls = hand_calls sprintf("    std::cout << api.get(%s).get<%s>().%s << \"\\n\";\n", expression($4), $3, shown($3))
        } else {
            for (i = 5; i <= NF; ++i) {
                draft_by_sdk = draft_by_sdk (i == 5 ? "" : ", ") "." $i " = of.text"
                draft_by_hand = draft_by_hand (i == 5 ? "" : ", ") "{\"" $i "\", of.text}"
            }
            sdk_calls = sdk_calls sprintf("    std::cout << api.send(bb::%s{%s, {%s}}).%s << \"\\n\";\n", $2, arguments($4), \
                draft_by_sdk, shown($3))
            hand_calls = hand_calls sprintf("    std::cout << api.post(%s, nlohmann::json::object({%s})).get<%s>().%s << \"\\n\";\n", expression($4), \
                draft_by_hand, $3, shown($3))
        }
    }
    function header(where, includes, client,   file, i) {
        file = folder "/" where "/app.hpp"
        printf "#pragma once\n%s\nstruct arguments {\n    std::string workspace, repository, project, user, id, text;\n};\n\n", \
            includes > file
        for (i = 1; i <= files; ++i)
            printf "void %s(%s api, const arguments& of);\n", names[i] == "main" ? "repositories" : names[i], client > file
        close(file)
    }
    /^#/ || NF == 0 { next }
    $1 == "model" { model = $2; sub(/^model +[a-z_]+ +/, ""); models[model] = $0; next }
    $1 == "file" {
        finish()
        name = names[++files] = $2
        sdk_calls = hand_calls = hand_structs = ""
        split("", families)
        split("", written)
        next
    }
    $1 == "each" || $1 == "get" || $1 == "create" { add_call(); next }
    { fail("what is " $1 "?") }
    END {
        if (failed) exit 1
        finish()
        sdk = "\nnamespace bb = bitbucket;\n"
        header("umbrella", "#include <bitbucket/bitbucket.hpp>\n" sdk, "const bb::client&")
        header("families", "#include <bitbucket/client.hpp>\n" sdk, "const bb::client&")
        header("by_hand", "#include \"http.hpp\"\n", "http::client&")
        for (i = 1; i <= files; ++i) print names[i] ".cpp"
    }
' "$here/files.txt"

printf '#include <bitbucket/bitbucket.hpp>\n#include <bitbucket/transport/curl.hpp>\n#include <iostream>\n' > "$1/umbrella/precompiled.hpp"
printf '#include <iostream>\n\n#include "http.hpp"\n' > "$1/by_hand/precompiled.hpp"
