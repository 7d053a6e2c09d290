# SPDX-License-Identifier: MIT
# cmake -D FILE=… -D VERSION=… -P check_json.cmake: the file is JSON and names the version; a port's manifest has what
# vcpkg's registry asks for.
cmake_minimum_required(VERSION 3.24)
file(READ "${FILE}" text)
string(JSON type TYPE "${text}")
if(NOT type STREQUAL "OBJECT" OR NOT text MATCHES "\"${VERSION}\"")
    message(FATAL_ERROR "${FILE} is no object that names ${VERSION}")
endif()
if(FILE MATCHES "vcpkg.json$")
    foreach(member IN ITEMS name version description license dependencies features)
        string(JSON value GET "${text}" ${member})
    endforeach()
    string(JSON count LENGTH "${text}" dependencies)
    if(count LESS 3)
        message(FATAL_ERROR "${FILE} has ${count} dependencies")
    endif()
endif()
