// SPDX-License-Identifier: MIT
// request_options: what can be set on every request, such as `pagelen`, `q`, `fields` and headers, and how its inputs get
// into it. How an operation is declared is in request.hpp.
#pragma once

#include "detail/requests/arguments.hpp"
#include "detail/requests/fields_with_next.hpp"
#include "detail/requests/list_body.hpp"
#include "detail/requests/option_text.hpp"
#include "page.hpp"
#include "request_base.hpp"
#include "service.hpp"

namespace bitbucket::inline BITBUCKET_ABI {

namespace detail {

/// What the service of an operation says. Bitbucket Cloud has everything that other services may lack.
template <class Operation>
constexpr bool service_of(bool service::* has) noexcept {
    return Operation::info.belongs_to == nullptr || Operation::info.belongs_to->*has;
}

}  // namespace detail

/// The options of a request, on every operation where they make sense. Each returns the request, so that calls can be
/// chained. A bad value, such as a null pointer, does not throw here: sending the request reports it as a `usage_error`.
template <class Operation, class Result>
class request_options : public request_base {
public:
    /// What `send` returns.
    using result_type = Result;

    /// Asks for at most `count` items a page, 1 to `info.max_pagelen` (100 unless the operation says otherwise).
    Operation& pagelen(long long count) & {
        static_assert(is_paged, "bitbucket: pagelen is for operations that return a page of a collection");
        constexpr bool has_page_lengths = detail::service_of<Operation>(&service::has_page_lengths);
        static_assert(has_page_lengths, "bitbucket: the service of this operation has no pagelen");
        this->set_pagelen(count);
        return self();
    }
    Operation pagelen(long long count) && { return std::move(this->pagelen(count)); }

    /// Starts at this page, 1 or more. Only where the vendor documents page numbers; otherwise follow the links.
    Operation& page(long long number) & {
        constexpr bool has_page_numbers = Operation::info.options.contains("page");
        static_assert(has_page_numbers,
                      "bitbucket: the vendor documents no page numbers for this operation: follow the links");
        this->set_page(number);
        return self();
    }
    Operation page(long long number) && { return std::move(this->page(number)); }

    /// Filters on the server with the vendor's query language, e.g. `name ~ "api"`.
    /// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
    Operation& q(text_argument filter) & {
        constexpr bool can_filter = Operation::info.filters();
        static_assert(can_filter, "bitbucket: this operation cannot be filtered: the vendor does not support q here");
        this->set_text("q", filter);
        return self();
    }
    Operation q(text_argument filter) && { return std::move(this->q(filter)); }
    /// The same from a `filter` of query.hpp.
    template <detail::filter_text Text>
    Operation& q(const Text& filter) & {
        if (!filter.problem().empty()) this->fail("q: " + std::string(filter.problem()));
        return q(text_argument(filter.str()));
    }
    template <detail::filter_text Text>
    Operation q(const Text& filter) && {
        return std::move(this->q(filter));
    }

    /// Sorts on the server by one field, e.g. `name`, or `-updated_on` for descending.
    Operation& sort(text_argument field) & {
        constexpr bool can_sort = Operation::info.sorts();
        static_assert(can_sort, "bitbucket: this operation cannot be sorted: the vendor does not support sort here");
        this->set_text("sort", field);
        return self();
    }
    Operation sort(text_argument field) && { return std::move(this->sort(field)); }
    /// The same with a key of query.hpp: `asc(field("name"))`, `desc(…)`.
    template <detail::sort_text Text>
    Operation& sort(const Text& key) & {
        if (!key.problem().empty()) this->fail("sort: " + std::string(key.problem()));
        return sort(text_argument(key.str()));
    }
    template <detail::sort_text Text>
    Operation sort(const Text& key) && {
        return std::move(this->sort(key));
    }

    /// Asks for a partial response, e.g. `-links` or `+values.owner`. Further calls add to the list.
    /// https://developer.atlassian.com/cloud/bitbucket/rest/intro/#partial-response
    Operation& fields(text_argument list) & {
        constexpr bool has_partial_responses = detail::service_of<Operation>(&service::has_partial_responses);
        static_assert(has_partial_responses, "bitbucket: the service of this operation has no partial responses");
        this->add_fields(list);
        return self();
    }
    Operation fields(text_argument list) && { return std::move(this->fields(list)); }
    /// The same from a selection of query/fields.hpp. On a paged operation it names members of the items, and `next` is
    /// kept.
    template <detail::field_choice Choice>
    Operation& fields(const Choice& choice) & {
        if (!choice.problem().empty()) this->fail("fields: " + std::string(choice.problem()));
        this->add_fields(choice.str(is_paged ? "values." : ""));
        // A selection cannot name `next`, and without it every page looks like the last one. A `next` in the text takes
        // precedence.
        const query_option* all = this->find_option("fields");
        if (is_paged && all != nullptr && !detail::names_next(all->value))
            this->set_option("fields", detail::fields_with_next(all->value));
        return self();
    }
    template <detail::field_choice Choice>
    Operation fields(const Choice& choice) && {
        return std::move(this->fields(choice));
    }

    /// Any other query option; the library encodes it. Refused for options that have their own method here.
    Operation& query(text_argument name, text_argument value) & {
        this->add_query(name, value, is_paged);
        return self();
    }
    Operation query(text_argument name, text_argument value) && { return std::move(this->query(name, value)); }

    /// Any other header. Refused for headers that the library sets, and for values with control characters.
    Operation& header(text_argument name, text_argument value) & {
        this->add_header(name, value);
        return self();
    }
    Operation header(text_argument name, text_argument value) && { return std::move(this->header(name, value)); }

protected:
    using request_base::request_base;

    /// Sets a query option of the operation's own.
    Operation& with_option(const char* name, const given_text& value) {
        this->set_text(name, value);
        return self();
    }
    template <detail::option_value T>
    Operation& with_option(const char* name, const T& value) {
        this->set_option(name, detail::option_text(value));
        return self();
    }
    /// Adds a value to an option that can have several: `state=OPEN&state=MERGED`.
    template <detail::option_value T>
    Operation& with_another(const char* name, const T& value) {
        this->append_option(name, detail::option_text(value));
        return self();
    }
    Operation& with_another(const char* name, const given_text& value) {
        if (value.is_null()) this->fail(std::string(name) + detail::is_null_pointer);
        this->append_option(name, std::string(std::string_view(value)));
        return self();
    }

    /// Takes an input of the request: a body, or a required query option.
    template <class Input>
    void put(const Input& input) {
        if constexpr (detail::is_optional<Input>) {
            if (input.has_value()) put(*input);
        } else if constexpr (detail::query_input<Input>) {
            if constexpr (detail::checked_text<Input>)
                if (!input.problem().empty())
                    this->fail(std::string(Input::query_name) + ": " + std::string(input.problem()));
            if (input.empty()) this->fail(std::string("the ") + Input::query_name + " must not be empty");
            this->set_option(Input::query_name, input.str());
        } else if constexpr (std::is_same_v<Input, json_text>) {
            if (input.empty()) this->fail("the request body must not be empty");
            this->set_json(input.str(), true);
        } else if constexpr (detail::model_like<Input> || detail::is_model_list<Input>) {
            detail::built_body built = detail::build_body(input);
            if (!built.problem.empty()) this->fail(std::move(built.problem));
            this->set_json(std::move(built.text), false, std::move(built.secrets));
        } else if constexpr (detail::text_body<Input>) {
            if (!input.problem().empty()) this->fail(std::string(input.problem()));
            this->set_body(input.media_type(), std::string(input.str()));
        } else if constexpr (detail::held_body<Input>) {
            if (!input.problem().empty()) this->fail(std::string(input.problem()));
            this->set_source(input.media_type(), input.source());
        } else if constexpr (detail::source_body<Input>) {
            if (input == nullptr) return this->fail("the source of the request body must not be null");
            this->set_source(input->media_type(), hold_source(input));
        }
    }

private:
    static constexpr bool is_paged = paged<Result>;
    Operation& self() noexcept { return static_cast<Operation&>(*this); }
};

}  // namespace bitbucket::inline BITBUCKET_ABI
