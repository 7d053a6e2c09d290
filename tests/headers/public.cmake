# SPDX-License-Identifier: MIT
# find_public_headers(<variable> <include folder>): the public headers as paths such as bitbucket/client.hpp.
function(find_public_headers out include_dir)
    execute_process(
        COMMAND sh "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../../docs/packaging/public_headers.sh" "${include_dir}"
        OUTPUT_VARIABLE headers
        OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE "\n" ";" headers "${headers}")
    list(TRANSFORM headers PREPEND "bitbucket/")
    set(${out} "${headers}" PARENT_SCOPE)
endfunction()
