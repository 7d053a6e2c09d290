// SPDX-License-Identifier: MIT
// listing_reader: reads many lists of permissions side by side, for whoever takes them one after another. How many requests
// are under way is decided here; what is asked for next is not.
#pragma once

#include <bitbucket/send_all.hpp>
#include <deque>
#include <functional>
#include <optional>
#include <utility>
#include <variant>

#include "source.hpp"

namespace examples {

/// How an audit reads.
struct audit_pace {
    /// How many requests are under way at once, 1 to 256. A transport that sends them one by one has one.
    std::size_t concurrency = 16;
};

/// A list of permissions, and whose it is.
struct permission_listing {
    using request_type =
        std::variant<bitbucket::repository_permissions::list_users, bitbucket::repository_permissions::list_groups,
                     bitbucket::project_permissions::list_users, bitbucket::project_permissions::list_groups,
                     bitbucket::workspaces::list_permissions_of_repository>;

    /// Which place of the audit.
    std::size_t place;
    bool is_of_groups;
    request_type request;
};

/// Asks for the first pages of lists ahead of who takes them, and drops those that nobody takes. Its end gives up what is
/// under way.
class listing_reader {
public:
    /// The next list to ask for; nothing at the end. It is not asked before there is room for its request, so it may go by
    /// what has been taken.
    using source = std::function<std::optional<permission_listing>()>;

    listing_reader(const bitbucket::client& api, const audit_pace& pace, source next)
        : api_(api),
          next_(std::move(next)),
          outcomes_(api.send_all(requests{this}, {.concurrency = pace.concurrency})),
          at_(outcomes_.begin()) {}
    // The range of requests points here.
    listing_reader(const listing_reader&) = delete;
    listing_reader& operator=(const listing_reader&) = delete;
    ~listing_reader() = default;

    /// Hands the items of one list to `use`. Lists are taken in the order in which `next` returns them; those that are left
    /// out are dropped. Returns how many items the server announced and did not send. Throws the error of the list.
    template <class Use>
    std::size_t read(std::size_t place, bool is_of_groups, const Use& use) {
        while (!is_at(place, is_of_groups)) ++at_;
        const auto first = at_->value();
        return std::visit(
            [&](const auto& request, const auto& page) -> std::size_t {
                using result_type = typename std::remove_cvref_t<decltype(request)>::result_type;
                if constexpr (std::is_same_v<result_type, std::remove_cvref_t<decltype(page)>>)
                    return read_from(request, page, use);
                else
                    return 0;  // the page is always that of its request
            },
            asked_.front().request, first);
    }

private:
    /// What `send_all` reads: the requests, each made when somebody needs to know whether there is one more.
    struct requests {
        struct iterator {
            using iterator_concept = std::input_iterator_tag;
            using value_type = permission_listing::request_type;
            using difference_type = std::ptrdiff_t;

            listing_reader* of;

            [[nodiscard]] const value_type& operator*() const { return of->find_next()->request; }
            iterator& operator++() {
                of->is_found_ = false;
                return *this;
            }
            void operator++(int) { ++*this; }
            bool operator==(std::default_sentinel_t) const { return of->find_next() == nullptr; }
        };

        listing_reader* of;

        [[nodiscard]] iterator begin() const { return {of}; }
        [[nodiscard]] static std::default_sentinel_t end() { return {}; }
    };

    const permission_listing* find_next() {
        if (!is_found_ && !is_over_) {
            std::optional<permission_listing> found = next_();
            is_over_ = !found.has_value();
            if (found) asked_.push_back(*std::move(found));
        }
        is_found_ = true;
        return is_over_ ? nullptr : &asked_.back();
    }

    bool is_at(std::size_t place, bool is_of_groups) {
        for (; taken_ < at_->place(); ++taken_) asked_.pop_front();
        return asked_.front().place == place && asked_.front().is_of_groups == is_of_groups;
    }

    // Further pages are rare. They are read while the replies to the other requests wait.
    template <class Request, class Page, class Use>
    std::size_t read_from(const Request& request, const Page& first, const Use& use) const {
        std::size_t count = first.values.size();
        std::optional<std::int64_t> announced = first.size;
        // What else can be there instead of a link, a walk from the start knows.
        const bool is_link = first.next.starts_with("https://") || first.next.starts_with("http://");
        if (!first.next.empty() && !is_link) return read_all(request, use);
        for (const auto& item : first.values) use(item);
        if (is_link)
            for (const auto& page : api_.pages(request, {.from = first.next_link()})) {
                for (const auto& item : page.values) use(item);
                count += page.values.size();
                if (page.size) announced = page.size;
            }
        const auto all = static_cast<std::size_t>((std::max)(announced.value_or(0), std::int64_t{0}));
        return all > count ? all - count : 0;
    }
    template <class Request, class Use>
    std::size_t read_all(const Request& request, const Use& use) const {
        auto items = api_.each(request);
        for (const auto& item : items) use(item);
        return items.missing();
    }

    const bitbucket::client& api_;
    source next_;
    /// Asked for and not taken; the first one is request number `taken_`.
    std::deque<permission_listing> asked_;
    std::size_t taken_ = 0;
    /// Whether it is known what to ask for next: the last one of `asked_`, or nothing any more.
    bool is_found_ = false;
    bool is_over_ = false;

    using outcomes = decltype(std::declval<const bitbucket::client&>().send_all(std::declval<requests>()));
    outcomes outcomes_;
    typename outcomes::iterator at_;
};

}  // namespace examples
