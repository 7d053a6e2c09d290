# SPDX-License-Identifier: MIT
# Included by the root's CMakeLists.txt: what `cpack` makes of a build, which is the tools as .tar.gz and .deb.
set(CPACK_PACKAGE_NAME bitbucket-tools)
set(CPACK_PACKAGE_VENDOR "the bitbucket-cpp authors")
# Whoever publishes the packages sets it, or DEBFULLNAME and DEBEMAIL; else it is the placeholder of debian/control.
file(STRINGS "${PROJECT_SOURCE_DIR}/docs/packaging/debian/control" _maintainer REGEX "^Maintainer: ")
string(REPLACE "Maintainer: " "" _maintainer "${_maintainer}")
if(NOT "$ENV{DEBEMAIL}" STREQUAL "")
    string(REGEX REPLACE " <.*" "" _name "${_maintainer}")
    if(NOT "$ENV{DEBFULLNAME}" STREQUAL "")
        set(_name "$ENV{DEBFULLNAME}")
    endif()
    set(_maintainer "${_name} <$ENV{DEBEMAIL}>")
endif()
set(CPACK_PACKAGE_CONTACT "${_maintainer}" CACHE STRING "The maintainer of packages")
mark_as_advanced(CPACK_PACKAGE_CONTACT)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Command-line tools for Bitbucket Cloud")
set(CPACK_PACKAGE_DESCRIPTION
    "Audits who may do what on the repositories of a workspace, brings pipeline variables to a desired state, searches
code, logs in by OAuth, and serves a Bitbucket in memory for tests. Each tool says with --help what it does.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR TGZ)
find_program(BITBUCKET_DPKG_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(BITBUCKET_DPKG_SHLIBDEPS)
if(BITBUCKET_DPKG_SHLIBDEPS)
    list(APPEND CPACK_GENERATOR DEB)
endif()

# The tools alone: a library of headers comes by the ways of docs/packaging.md. One component is not packaged as such, for
# then an archive has no folder of its own.
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};${PROJECT_NAME};bitbucket_tools;/")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What the tools are without, but an administrator would miss.
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates)

# Nothing of the sources, or there would be another archive of the name that source.sh gives: unless told otherwise, CPack
# takes all that lies in the folder.
foreach(_format IN ITEMS CYGWIN RPM TBZ2 TGZ TXZ TZ ZIP 7Z)
    set(CPACK_SOURCE_${_format} OFF)
endforeach()

install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/bitbucket-tools" RENAME copyright
    COMPONENT bitbucket_tools EXCLUDE_FROM_ALL)
include(CPack)
