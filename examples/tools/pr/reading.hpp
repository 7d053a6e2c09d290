// SPDX-License-Identifier: MIT
// The commands that read: `pr inbox`, `pr list`, `pr show`.
#pragma once

#include <bitbucket/api/users.hpp>
#include <bitbucket/query/field.hpp>
#include <iostream>

#include "../support/terminal.hpp"
#include "documents.hpp"

namespace examples::pr {

inline style style_for(const arguments& given) {
    return {wants_color(given), stdout_columns()};
}

/// What waits for the caller's review in a workspace.
inline int run_inbox(const arguments& given) {
    const style looks = style_for(given);
    const std::string workspace = given.has("workspace") ? given.value("workspace") : find_repository(given).workspace;
    if (workspace.empty() || workspace.find('/') != std::string::npos) throw usage_problem("--workspace is WORKSPACE");
    const bb::client api = connect(given);
    bb::review_inbox_options options;
    options.approved_too = options.drafts_too = given.has("all");
    options.cancel = interrupt_token();
    const bb::account me = api.send(bb::users::current{}, each_call());
    const bb::pull_request_inbox found = bb::review_inbox(api, workspace, me.uuid, options);
    // First, because the reader of the table may have gone, and what is missing has to be said anyway.
    for (const bb::unread_repository& each : found.unread)
        std::cerr << given.program_name() << ": not read: " << shown(each.repository) << ": "
                  << shown(each.why.describe()) << '\n';
    if (found.unlisted)
        std::cerr << given.program_name() << ": not all repositories were listed: " << shown(found.unlisted->describe())
                  << '\n';
    if (found.missing > 0)
        std::cerr << given.program_name() << ": the server announced " << found.missing
                  << " more pull requests and did not send them\n";
    write_to_stdout(given.has("json") ? inbox_json(found) : inbox_table(found.waiting, looks));
    return found.complete() ? exit_ok : exit_failed;
}

/// Asks for the states that `--state` names.
inline void ask_for_states(bb::pull_requests::list& wanted, const arguments& given) {
    if (given.has("all")) {
        if (given.has("state")) throw usage_problem("either --all or --state, not both");
        wanted.any_state();
    }
    for (std::string word : given.values("state")) {
        for (char& c : word)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const auto state = bb::enum_from<bb::pull_request_state>(word);
        if (!state) throw usage_problem("--state is open, merged, declined or superseded");
        wanted.state(*state);
    }
}

/// The pull requests of a repository, the ones that changed last first.
inline int run_list(const arguments& given) {
    const style looks = style_for(given);
    constexpr std::size_t usual = 30;
    constexpr std::int64_t most = 10'000;
    const std::size_t limit =
        given.has("limit")
            ? static_cast<std::size_t>(whole_number(given.value("limit"), 1, most, "--limit is 1 to 10000"))
            : usual;
    const repository_name repository = find_repository(given);
    bb::pull_requests::list wanted{repository.workspace, repository.slug};
    ask_for_states(wanted, given);
    if (given.has("branch"))
        wanted.q(bb::field<&bb::pull_request::source, &bb::pull_request_endpoint::branch, &bb::branch::name>() ==
                 given.value("branch"));
    wanted.sort("-updated_on").pagelen(50);
    const bb::client api = connect(given);
    std::vector<bb::pull_request> found;
    bb::walk_options walk;
    walk.cancel = interrupt_token();
    // One more than is shown tells whether there are more.
    walk.max_items = limit + 1;
    for (const bb::pull_request& each : api.each(wanted, std::move(walk))) found.push_back(each);
    const bool has_more = found.size() > limit;
    if (has_more) found.pop_back();
    if (has_more) std::cerr << given.program_name() << ": there are more than these " << limit << ": see --limit\n";
    write_to_stdout(given.has("json") ? list_json(found, repository.full())
                                      : list_table(found, repository.full(), looks));
    return exit_ok;
}

/// A pull request with its reviews, checks, threads and tasks, and whether it may be merged.
inline int run_show(const arguments& given) {
    const style looks = style_for(given);
    const place at = find_place(given);
    const bb::client api = connect(given);
    const details found = read_details(api, at, given.has("all"));
    if (!found.complete()) std::cerr << given.program_name() << ": some of it could not be read\n";
    write_to_stdout(given.has("json") ? show_json(found) : show_text(found, looks));
    return found.complete() ? exit_ok : exit_failed;
}

}  // namespace examples::pr
