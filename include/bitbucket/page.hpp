// SPDX-License-Identifier: MIT
// page<T>: one page of a collection, and the concept `paged` of all page types. The ranges are in pagination.hpp.
// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#pagination
#pragma once

#include <concepts>

#include "detail/text/uuid_text.hpp"
#include "model.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

/// Where a page is: an opaque link from an answer. To go on later, save its text and make a page_link from it again.
class page_link : public text_value {
public:
    page_link() = default;
    explicit page_link(std::string text) noexcept : text_value(std::move(text)) {}
    explicit page_link(std::string_view text) : text_value(std::string(text)) {}
    /// A null pointer is not the first page: a walk that starts from it ends with a `usage_error`.
    explicit page_link(const char* text) : text_value(text == nullptr ? null_pointer() : std::string(text)) {}

    /// Whether it was made from a null pointer.
    [[nodiscard]] bool is_null() const noexcept { return text_.starts_with(detail::not_a_text); }
    friend bool operator==(const page_link& a, const page_link& b) noexcept { return a.text_ == b.text_; }

private:
    static std::string null_pointer() { return detail::not_a_text + std::string("a null pointer"); }
};

/// A page of a collection. A reply without `values` is not a page, but a `decode_error`. Only `values` and `next` are
/// promised by the vendor; the counts are optional.
template <class T>
struct page {
    using item_type = T;

    std::vector<T> values;
    /// Link to the next page; empty on the last one. A value that is not a text reads as U+001A and what it was; a walk
    /// ends there with a `pagination_error`.
    std::string next;
    std::string previous;
    /// The number of items in all pages.
    std::optional<std::int64_t> size;
    /// The number of this page, from 1.
    std::optional<std::int64_t> page;
    /// The most items on a page.
    std::optional<std::int64_t> pagelen;

    /// `next` as a link to start a walk from.
    [[nodiscard]] page_link next_link() const { return page_link(next); }
    /// `previous` as a link to start a walk from.
    [[nodiscard]] page_link previous_link() const { return page_link(previous); }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("size", self.size);
        member("page", self.page);
        member("pagelen", self.pagelen);
        member.link("next", self.next);
        member("previous", self.previous);
        member.needed("values", self.values);
    }
};

/// A page type: it has items in `values`, and in `next` a link to the next page or its token. It may have more members.
/// A walk reads `size`, `page` and `pagelen` where they are there.
template <class Page>
concept paged = model<Page> && requires(const Page& one) {
    typename Page::item_type;
    one.values.size();
    { one.next } -> std::convertible_to<const std::string&>;
};

}  // namespace bitbucket::inline BITBUCKET_ABI

template <>
struct std::hash<bitbucket::page_link> {
    [[nodiscard]] std::size_t operator()(const bitbucket::page_link& link) const noexcept {
        return bitbucket::detail::id_text(link.str()).hash();
    }
};
