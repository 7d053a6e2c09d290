// SPDX-License-Identifier: MIT
// code_search: grep for the repositories of a user on Bitbucket.
#include <bitbucket/api/code_search.hpp>
#include <bitbucket/api/users.hpp>
#include <bitbucket/extras/distinct.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/query/fields.hpp>
#include <charconv>
#include <iostream>

#include "../support/color.hpp"
#include "../support/connect.hpp"
#include "grep_lines.hpp"

namespace bb = bitbucket;

namespace {

// Like those of grep.
constexpr int exit_found = 0;
constexpr int exit_nothing = 1;
constexpr int exit_trouble = 2;

const examples::program about{
    "code_search",
    "TERM...",
    50,
    "Searches the repositories of a user, and prints the lines with a TERM of the files that have all TERMs, as\n"
    "repository:path:text. A TERM is a word, or several that follow each other. Case and punctuation are ignored,\n"
    "and only the default branch is searched. A TERM may also be in the path of a file: one that is found by\n"
    "its path alone is printed as repository:path.",
    examples::with_connection({{"not", "TERM", "leave out files in which this is found", true},
                               {"repo", "REPOSITORY", "only in this repository, e.g. site"},
                               {"project", "KEY", "only in the repositories of this project, e.g. WEB"},
                               {"path", "PATH", "only in files whose path has these segments, e.g. src"},
                               {"ext", "EXTENSION", "only in files with this extension, e.g. cpp"},
                               {"lang", "LANGUAGE", "only in files of this language, e.g. c++"},
                               {"line-number", "", "print repository:path:line:text"},
                               {"count", "", "print repository:path:count, how often a file's text has the TERMs"},
                               examples::color_option(),
                               {"max", "FILES", "stop after so many files"},
                               {"account", "UUID", "search the repositories of this user instead of yours"}}),
    std::string(examples::credentials_note) +
        "\nBitbucket does not send all lines of a file with many matches. The order of its results is not stable, so "
        "it\n"
        "may send some twice, which are printed once, and leave out others: narrow the search if that matters.\n\n"
        "Exit codes, like those of grep: 0 something was found, 1 nothing was found, 2 the command line is invalid, "
        "or\n"
        "the search failed, even if some results had been printed; 130 interrupted by Ctrl-C, 143 by SIGTERM."};

bb::code_query query_for(const examples::arguments& given) {
    if (given.positional().empty()) throw examples::usage_problem("what to search for? Name a TERM");
    bb::code_query query;
    for (const std::string& term : given.positional()) query.term(term);
    for (const std::string& term : given.values("not")) query.not_term(term);
    if (given.has("repo")) query.repository(given.value("repo"));
    if (given.has("project")) query.project(given.value("project"));
    if (given.has("path")) query.in_path(given.value("path"));
    if (given.has("ext")) query.extension(given.value("ext"));
    if (given.has("lang")) query.language(given.value("lang"));
    if (!query.problem().empty()) throw examples::usage_problem(std::string(query.problem()));
    return query;
}

/// How many files at most; 0 for all.
std::size_t max_files(const examples::arguments& given) {
    if (!given.has("max")) return 0;
    const std::string text = given.value("max");
    std::size_t count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem != std::errc() || end != text.data() + text.size() || count == 0)
        throw examples::usage_problem("--max is a number of files, at least 1");
    return count;
}

/// Only what is printed.
bb::field_selection fields_for(const examples::grep_style& style) {
    const bb::field_selection place = bb::only("file.path", "file.commit.repository.full_name", "path_matches");
    return bb::field_selection(place).only(style.count ? "content_match_count" : "content_matches");
}

/// Only the default branch is searched, so that a repository and a path tell files apart.
std::string file_key(const bb::code_search_result& hit) {
    const bool known = hit.file && !hit.file->path.empty();
    return known ? examples::repository_of(hit) + '\n' + hit.file->path : bb::code_search_key(hit);
}

int search(const examples::arguments& given) {
    const examples::grep_style style{examples::wants_color(given), given.has("line-number"), given.has("count")};
    if (style.count && style.line_numbers) throw examples::usage_problem("either --count or --line-number, not both");
    const std::size_t most = max_files(given);
    const bb::code_query query = query_for(given);
    const bb::client api = examples::connect(given);
    if (examples::is_live(given))
        std::cerr
            << about.name
            << ": Bitbucket has deprecated code search as of 2026-11-01 and names no successor: expect it to end\n";
    const bb::user_ref account =
        given.has("account") ? bb::user_ref(given.value("account")) : bb::user_ref(api.send(bb::users::current{}).uuid);

// Building the request warns of the deprecation at compile time. Here it is meant.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    const auto request = bb::code_search::search_user{account, query}
                             .fields(fields_for(style))
                             .pagelen(most == 0 || most > 100 ? 100 : static_cast<long long>(most));
#pragma GCC diagnostic pop

    std::size_t files = 0;
    for (const bb::code_search_result& hit : bb::distinct(api.each(request), file_key)) {
        examples::write_to_stdout(examples::grep_lines(hit, style));
        if (++files == most) break;
    }
    return files == 0 ? exit_nothing : exit_found;
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, search, exit_trouble);
}
