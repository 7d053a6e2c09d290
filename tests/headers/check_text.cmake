# SPDX-License-Identifier: MIT
# Usage: cmake -D INCLUDE_DIR=<the include folder> -P check_text.cmake
#
# Checks in the text of every header, and of every .ipp file: licence line and #pragma once; only macros named BITBUCKET_…; includes inside the
# library are relative, so that a copied folder works under any path; libcurl, simdjson and nlohmann are included only
# where that is said to happen; the umbrella includes every family, and nothing that is opt-in.
cmake_minimum_required(VERSION 3.24)
include("${CMAKE_CURRENT_LIST_DIR}/reached.cmake")

file(GLOB_RECURSE headers RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/bitbucket/*.hpp")
list(LENGTH headers count)
if(count EQUAL 0)
    message(FATAL_ERROR "no headers under ${INCLUDE_DIR}/bitbucket")
endif()
file(GLOB_RECURSE definitions RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/bitbucket/*.ipp")
list(LENGTH definitions definition_count)
if(definition_count EQUAL 0)
    message(FATAL_ERROR "no .ipp files under ${INCLUDE_DIR}/bitbucket")
endif()

set(failures 0)
function(complain header sentence)
    message(SEND_ERROR "${header}: ${sentence}")
    math(EXPR failures "${failures} + 1")
    set(failures ${failures} PARENT_SCOPE)
endfunction()

# Regular expressions over whole texts keep clear of CMake's lists, which brackets and semicolons would upset.
foreach(header IN LISTS headers definitions)
    file(READ "${INCLUDE_DIR}/${header}" text)
    if(NOT text MATCHES "^// SPDX-License-Identifier: MIT\n")
        complain(${header} "does not start with the licence line")
    endif()
    if(NOT text MATCHES "\n#pragma once\n")
        complain(${header} "has no #pragma once")
    endif()

    string(REGEX MATCHALL "\n *# *define +[A-Za-z_0-9]+" macros "${text}")
    foreach(macro IN LISTS macros)
        if(NOT macro MATCHES "define +BITBUCKET_")
            string(STRIP "${macro}" macro)
            complain(${header} "'${macro}': macros are named BITBUCKET_…")
        endif()
    endforeach()

    if(text MATCHES "\n *# *include *<bitbucket/")
        complain(${header} "includes another header of the library by <…>; write a relative path")
    endif()
    foreach(rule IN ITEMS "curl/:transport/curl" "simdjson:reader/simdjson" "nlohmann/:(json|detail/json/nlohmann_reader)")
        string(REGEX REPLACE "^(.*):.*$" "\\1" library "${rule}")
        string(REGEX REPLACE "^.*:(.*)$" "\\1" home "${rule}")
        if(text MATCHES "\n *# *include *<${library}" AND NOT header MATCHES "^bitbucket/${home}.*\\.[hi]pp$")
            complain(${header} "includes <${library}…>, which only ${home}* may")
        endif()
    endforeach()
endforeach()

# What the umbrella reaches.
find_reached(reached "${INCLUDE_DIR}" "bitbucket/bitbucket.hpp")
foreach(header IN LISTS headers)
    if(header MATCHES "^bitbucket/(api|models)/" AND NOT header IN_LIST reached)
        complain(${header} "is not reached from <bitbucket/bitbucket.hpp>")
    elseif(header MATCHES "^bitbucket/(extras|integrations|oauth2|query|reader|streams|testing|transport)/|^bitbucket/(json|oauth2|query|streams)\\.hpp" AND header IN_LIST reached)
        complain(${header} "is opt-in, but <bitbucket/bitbucket.hpp> includes it")
    endif()
endforeach()

if(failures EQUAL 0)
    message(STATUS "${count} headers and ${definition_count} .ipp files checked")
endif()
