# SPDX-License-Identifier: MIT
# Usage: cmake -D INCLUDE_DIR=<the include folder> -D PAGE=<docs/headers.md> -P check_listed.cmake
#
# Checks the table of the page: it has one row for every public header that <bitbucket/bitbucket.hpp> leaves out, and no
# other row. It does not check what the rows say.
cmake_minimum_required(VERSION 3.24)
include("${CMAKE_CURRENT_LIST_DIR}/public.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/reached.cmake")

find_public_headers(public "${INCLUDE_DIR}")
file(GLOB_RECURSE headers RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/bitbucket/*.hpp")
find_reached(reached "${INCLUDE_DIR}" "bitbucket/bitbucket.hpp")
list(LENGTH reached reached_count)
if(reached_count LESS 2)
    message(FATAL_ERROR "<bitbucket/bitbucket.hpp> reaches nothing under ${INCLUDE_DIR}")
endif()

# Only the first cell of each row: links have brackets, which upset CMake's lists.
file(READ "${PAGE}" text)
string(REGEX MATCHALL "\n\\| `[^`|]+\\.hpp`" rows "${text}")
set(listed "")
foreach(row IN LISTS rows)
    string(REGEX REPLACE "^[^`]*`([^`]+)`$" "bitbucket/\\1" header "${row}")
    if(header IN_LIST listed)
        message(SEND_ERROR "${PAGE}: ${header} has two rows")
    endif()
    list(APPEND listed "${header}")
    if(NOT header IN_LIST headers)
        message(SEND_ERROR "${PAGE}: ${header} does not exist")
    elseif(header IN_LIST reached)
        message(SEND_ERROR "${PAGE}: <bitbucket/bitbucket.hpp> includes ${header}, so it needs no row")
    elseif(NOT header IN_LIST public)
        message(SEND_ERROR "${PAGE}: ${header} is private, so it needs no row")
    endif()
endforeach()

foreach(header IN LISTS headers)
    if(NOT header IN_LIST reached AND header IN_LIST public AND NOT header IN_LIST listed)
        message(SEND_ERROR "${PAGE}: ${header} is not in the table, and <bitbucket/bitbucket.hpp> does not include it")
    endif()
endforeach()

list(LENGTH listed count)
message(STATUS "${count} headers listed")
