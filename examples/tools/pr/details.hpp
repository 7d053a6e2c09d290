// SPDX-License-Identifier: MIT
// Everything that `pr show` shows of a pull request, and how it is read. A part that cannot be read does not keep the
// others from being shown.
#pragma once

#include <bitbucket/extras/mergeability.hpp>
#include <bitbucket/extras/review.hpp>
#include <vector>

#include "../support/interrupt.hpp"
#include "place.hpp"

namespace examples::pr {

namespace bb = bitbucket;

/// Some of the items behind a pull request.
template <class Item>
struct part {
    std::vector<Item> items;
    /// How many there are besides, because they are closed.
    std::size_t left_out = 0;
    std::optional<bb::error> problem;
};

/// A pull request, whole.
struct details {
    std::string repository;
    bb::pull_request whole;
    part<bb::comment_thread> threads;
    part<bb::pull_request_task> tasks;
    part<bb::commit_status> checks;
    /// Of an open one.
    std::optional<bb::mergeability> may_merge;

    [[nodiscard]] bool complete() const { return !threads.problem && !tasks.problem && !checks.problem; }
};

/// The settings of each call.
inline bb::call_options each_call() {
    bb::call_options out;
    out.cancel = interrupt_token();
    return out;
}

/// All items of a collection, or those before the error.
template <class Item, class Request>
part<Item> read_all(const bb::client& api, const Request& request) {
    part<Item> out;
    bb::walk_options walk;
    walk.cancel = interrupt_token();
    for (auto& some : api.try_pages(request, std::move(walk))) {
        if (!some) {
            out.problem = some.error();
            break;
        }
        for (Item& each : some->values) out.items.push_back(std::move(each));
    }
    return out;
}

/// Leaves out what is closed, and counts it.
template <class Item, class IsClosed>
void leave_out(part<Item>& from, const IsClosed& is_closed) {
    from.left_out += std::erase_if(from.items, is_closed);
}

/// A part that the check of mergeability has read.
template <class Item>
part<Item> taken(std::vector<Item>& items, const bb::error* problem) {
    part<Item> out;
    out.items = std::move(items);
    if (problem != nullptr) out.problem = *problem;
    return out;
}

/// Reads it, all at once. `everything`: also resolved threads and tasks that are done. Throws the error of the pull request
/// itself.
inline details read_details(const bb::client& api, const place& at, bool everything) {
    using which = bb::mergeability_part;
    bb::mergeability found =
        bb::check_mergeability(api, at.repository.workspace, at.repository.slug, at.number, each_call());
    details out;
    out.repository = at.repository.full();
    out.whole = found.pull_request;
    out.threads = taken(found.threads, found.why_unread(which::comments));
    out.tasks = taken(found.tasks, found.why_unread(which::tasks));
    out.checks = taken(found.checks, found.why_unread(which::checks));
    if (out.whole.is_open()) out.may_merge = std::move(found);
    if (everything) return out;
    leave_out(out.threads, [](const bb::comment_thread& each) { return each.is_resolved(); });
    leave_out(out.tasks, [](const bb::pull_request_task& each) { return each.is_resolved(); });
    return out;
}

}  // namespace examples::pr
