// SPDX-License-Identifier: MIT
// Defines what review_inbox.hpp declares.
#pragma once

#include <algorithm>
#include <ranges>

#include "../api/pull_requests.hpp"
#include "../api/repositories.hpp"
#include "../each_of.hpp"
#include "review_inbox.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

inline bool is_user(const std::optional<account>& one, const user_ref& user) {
    if (!one) return false;
    return (!one->uuid.empty() && user == user_ref(one->uuid)) ||
           (!one->account_id.empty() && one->account_id == user.str());
}

/// Looks through pull requests for those that wait for one user.
class inbox_search {
public:
    inbox_search(const client& api, const workspace_ref& workspace, const user_ref& user,
                 const review_inbox_options& options)
        : api_(api), workspace_(workspace), user_(user), options_(options) {}

    /// Lists the repositories, and returns why that is not possible.
    std::optional<error> list() {
        repositories::list wanted{workspace_};
        wanted.pagelen(100).fields("next,values.full_name,values.slug,values.uuid");
        if (!options_.repositories.empty() || options_.repositories.is_null()) wanted.q(options_.repositories);
        walk_options walk = limits();
        walk.prefetch = 1;
        for (auto& some : api_.try_pages(wanted, std::move(walk))) {
            if (!some && places_.empty()) return some.error();
            if (!some) {
                found_.unlisted = some.error();
                break;
            }
            for (const repository& each : some->values) add(each);
        }
        return std::nullopt;
    }

    pull_request_inbox read() {
        each_of_options all;
        all.concurrency = options_.concurrency;
        all.walk = limits();
        // Requests are made as they are sent: a workspace may have thousands of repositories.
        auto items = api_.each_of(places_ | std::views::transform([this](const place& each) {
                                      return pull_requests::list{workspace_, each.slug}.with_reviewers().pagelen(50);
                                  }),
                                  std::move(all));
        for (auto& item : items) {
            const place& at = places_[item.place()];
            if (!item)
                found_.unread.push_back({at.full_name, item.error()});
            else
                look_at(*item, at);
        }
        found_.missing = items.missing();
        std::sort(found_.waiting.begin(), found_.waiting.end(), [](const waiting_review& a, const waiting_review& b) {
            const pull_request& first = a.pull_request;
            const pull_request& other = b.pull_request;
            if (first.created_on < other.created_on || other.created_on < first.created_on)
                return first.created_on < other.created_on;
            return a.repository != b.repository ? a.repository < b.repository : first.id < other.id;
        });
        return std::move(found_);
    }

private:
    walk_options limits() const {
        walk_options out;
        out.deadline = options_.deadline;
        out.cancel = options_.cancel;
        out.call = options_.call;
        return out;
    }

    struct place {
        std::string full_name;
        std::string slug;
    };

    void add(const repository& one) {
        std::string full = one.full_name.empty() ? workspace_.str() + '/' + one.slug : one.full_name;
        std::string slug = one.slug.empty() ? full.substr(full.find('/') + 1) : one.slug;
        places_.push_back({std::move(full), std::move(slug)});
    }

    void look_at(pull_request& one, const place& at) {
        if (!one.state.empty() && !one.is_open()) return;
        if (is_user(one.author, user_)) return;
        if (one.draft == true && !options_.drafts_too) return;
        if (!one.reviewers && !one.participants) return note_thin_list(at);
        bool is_reviewer = false;
        if (one.reviewers)
            for (const account& each : *one.reviewers) is_reviewer = is_reviewer || is_user(each, user_);
        review_so_far said = review_so_far::nothing;
        if (one.participants)
            for (const participant& each : *one.participants) {
                if (!is_user(each.user, user_)) continue;
                is_reviewer = is_reviewer || each.role == "REVIEWER";
                said = review_of(each);
            }
        if (!is_reviewer || (said == review_so_far::approved && !options_.approved_too)) return;
        found_.waiting.push_back({at.full_name, std::move(one), said});
    }

    // Nobody can tell from such a list whether something waits.
    void note_thin_list(const place& at) {
        for (const unread_repository& each : found_.unread)
            if (each.repository == at.full_name) return;
        error_state state;
        state.kind = error_kind::decode;
        state.status = 200;
        state.message = "the list of pull requests has no reviewers, although they were asked for";
        const error why(finish(std::move(state)));
        found_.unread.push_back({at.full_name, not_sent(why, pull_requests::list{workspace_, at.slug})});
    }

    const client& api_;
    const workspace_ref& workspace_;
    const user_ref& user_;
    const review_inbox_options& options_;
    std::vector<place> places_;
    pull_request_inbox found_;
};

}  // namespace detail

BITBUCKET_INLINE review_so_far review_of(const participant& one) noexcept {
    if (one.approved == true || one.state == "approved") return review_so_far::approved;
    if (one.state == "changes_requested") return review_so_far::changes_requested;
    return one.participated_on ? review_so_far::commented : review_so_far::nothing;
}

BITBUCKET_INLINE result<pull_request_inbox> try_review_inbox(const client& api, const workspace_ref& workspace,
                                                             const user_ref& user,
                                                             const review_inbox_options& options) {
    const auto fail = [&](const char* why) {
        return detail::not_sent(usage_error(std::string("review_inbox: ") + why), repositories::list{workspace});
    };
    if (user.empty()) return fail("the user must not be empty");
    if (options.concurrency < 1 || options.concurrency > 256)
        return fail("review_inbox_options::concurrency must be 1 to 256");
    detail::inbox_search search(api, workspace, user, options);
    if (auto failure = search.list()) return *std::move(failure);
    return search.read();
}

}  // namespace bitbucket::inline BITBUCKET_ABI
