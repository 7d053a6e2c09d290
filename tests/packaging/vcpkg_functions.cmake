# SPDX-License-Identifier: MIT
# cmake -D PORT_FOLDER=… -D WORK=… -D PACKAGES=… -P vcpkg_functions.cmake: runs a portfile with functions that do what
# vcpkg's documentation says of those that the port calls, so far as the port needs it.
cmake_minimum_required(VERSION 3.24)
get_filename_component(PORT "${PORT_FOLDER}" NAME)
set(CURRENT_PACKAGES_DIR "${PACKAGES}")
set(CURRENT_BUILDTREES_DIR "${WORK}/buildtrees")

function(vcpkg_download_distfile result)
    cmake_parse_arguments(arg "" "FILENAME;SHA512" "URLS" ${ARGN})
    set(file "${WORK}/downloads/${arg_FILENAME}")
    file(DOWNLOAD "${arg_URLS}" "${file}" EXPECTED_HASH SHA512=${arg_SHA512})
    set(${result} "${file}" PARENT_SCOPE)
endfunction()

function(vcpkg_extract_source_archive result)
    cmake_parse_arguments(arg "" "ARCHIVE" "" ${ARGN})
    file(ARCHIVE_EXTRACT INPUT "${arg_ARCHIVE}" DESTINATION "${CURRENT_BUILDTREES_DIR}/src")
    file(GLOB folders "${CURRENT_BUILDTREES_DIR}/src/*")
    list(LENGTH folders count)
    if(NOT count EQUAL 1)
        message(FATAL_ERROR "the archive has not one folder: ${folders}")
    endif()
    set(${result} "${folders}" PARENT_SCOPE)
endfunction()

function(vcpkg_cmake_configure)
    cmake_parse_arguments(arg "" "SOURCE_PATH" "OPTIONS" ${ARGN})
    # As there, an option that the project does not know is a mistake.
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -S "${arg_SOURCE_PATH}" -B "${CURRENT_BUILDTREES_DIR}/rel" ${arg_OPTIONS}
            "-DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}" -DCMAKE_BUILD_TYPE=Release
        ERROR_VARIABLE errors COMMAND_ERROR_IS_FATAL ANY)
    if(errors MATCHES "not used by the project")
        message(FATAL_ERROR "${errors}")
    endif()
endfunction()

function(vcpkg_cmake_install)
    execute_process(COMMAND "${CMAKE_COMMAND}" --build "${CURRENT_BUILDTREES_DIR}/rel" --target install
        COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(vcpkg_cmake_config_fixup)
    cmake_parse_arguments(arg "" "PACKAGE_NAME;CONFIG_PATH" "" ${ARGN})
    if(NOT IS_DIRECTORY "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}")
        message(FATAL_ERROR "there is no ${arg_CONFIG_PATH}")
    endif()
    file(RENAME "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}" "${CURRENT_PACKAGES_DIR}/share/${arg_PACKAGE_NAME}")
    # The package has moved one folder up, and so has what its files take for the prefix.
    file(GLOB targets "${CURRENT_PACKAGES_DIR}/share/${arg_PACKAGE_NAME}/*[Tt]argets.cmake")
    foreach(file IN LISTS targets)
        file(READ "${file}" text)
        string(REGEX REPLACE "get_filename_component\\(_IMPORT_PREFIX \"\\\${CMAKE_CURRENT_LIST_FILE}\" PATH\\)(\nget_filename_component\\(_IMPORT_PREFIX \"\\\${_IMPORT_PREFIX}\" PATH\\))*"
            "get_filename_component(_IMPORT_PREFIX \"\${CMAKE_CURRENT_LIST_FILE}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)" text "${text}")
        file(WRITE "${file}" "${text}")
    endforeach()
endfunction()

function(vcpkg_fixup_pkgconfig)
    file(GLOB_RECURSE files "${CURRENT_PACKAGES_DIR}/*.pc")
    if(NOT files)
        message(FATAL_ERROR "there are no files for pkg-config")
    endif()
endfunction()

function(vcpkg_install_copyright)
    cmake_parse_arguments(arg "" "" "FILE_LIST" ${ARGN})
    file(INSTALL ${arg_FILE_LIST} DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}" RENAME copyright)
endfunction()

include("${PORT_FOLDER}/portfile.cmake")
