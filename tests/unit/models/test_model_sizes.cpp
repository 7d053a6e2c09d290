// SPDX-License-Identifier: MIT
// models/*.hpp: how large items are. A walk holds a page of a hundred, and programs keep lists of thousands, so a model of
// more than 1 KiB is boxed inside of another one, and an item has at most 1,600 bytes of its own.
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/operations.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"

namespace bb = bitbucket;

namespace test_model_sizes {

namespace {

constexpr std::size_t most_inline = 1024;
constexpr std::size_t most_item = 1600;

/// The model in an optional, a box or a list, and whether it is stored in place.
template <class T>
struct held {
    using type = T;
    static constexpr bool in_place = true;
};
template <class T>
struct held<std::optional<T>> : held<T> {};
template <class T>
struct held<bb::boxed<T>> : held<T> {
    static constexpr bool in_place = false;
};
template <class T>
struct held<std::vector<T>> : held<T> {
    static constexpr bool in_place = false;
};

struct findings {
    std::string too_large;
    std::size_t models = 0;
};

template <class Model>
void look_into(findings& found);

/// The visitor that `visit_members` gets: notes members that hold too large a model in place, and looks into all models.
struct member_sizes {
    findings& found;

    template <class T>
    void operator()(std::string_view name, const T&) {
        using inner = typename held<T>::type;
        if constexpr (bb::model<inner>) {
            if (held<T>::in_place && sizeof(inner) > most_inline)
                found.too_large += std::string(name) + " (" + std::to_string(sizeof(inner)) + " bytes) ";
            look_into<inner>(found);
        }
    }
    template <class T>
    void sensitive(std::string_view name, const T& member) {
        (*this)(name, member);
    }
    template <class T>
    void strict(std::string_view name, const T& member) {
        (*this)(name, member);
    }
    template <class T>
    void needed(std::string_view name, const T& member) {
        (*this)(name, member);
    }
    template <class T>
    void link(std::string_view name, const T& member) {
        (*this)(name, member);
    }
    void whole(const bb::json_text&) {}
};

template <class Model>
void look_into(findings& found) {
    static bool done = false;
    if (std::exchange(done, true)) return;
    ++found.models;
    const Model one{};
    member_sizes sizes{found};
    Model::visit_members(one, sizes);
}

/// Looks into an operation's result, and returns the size of the items if it has pages.
template <class Operation>
std::size_t check_result(findings& found) {
    using result = typename Operation::result_type;
    if constexpr (bb::model<result>) look_into<result>(found);
    if constexpr (bb::paged<result>) {
        constexpr std::size_t bytes = sizeof(typename result::item_type);
        static_assert(bytes <= most_item, "an item of a page is too large: box its large members");
        return bytes;
    }
    return 0;
}

}  // namespace

TEST_CASE("a model of more than 1 KiB is boxed inside of another one, and no item of a page is large", "[models]") {
    findings found;
    std::size_t largest = 0;
    std::size_t collections = 0;
    const auto note = [&]<class Operation>() {
        const std::size_t bytes = check_result<Operation>(found);
        if (bytes > largest) largest = bytes;
        if (bytes > 0) ++collections;
    };
    bb::all_operations.for_each(note);
    bb::infisical_connections::operations.for_each(note);
    bb::pulumi::operations.for_each(note);
    bb::pulumi::provider_operations.for_each(note);
    bb::upsun_integrations::operations.for_each(note);
    INFO("stored in place: " << found.too_large);
    CHECK(found.too_large.empty());
    CHECK(found.models > 60);
    CHECK(collections > 30);
    CHECK(largest > most_inline);  // that of a repository
}

TEST_CASE("a boxed member of a model is used like an optional one", "[models]") {
    bb::repository site;
    site.full_name = "acme/site";
    bb::repository_user_permission grant;
    CHECK_FALSE(grant.repository);
    CHECK(grant.repository == std::nullopt);
    grant.repository = site;
    REQUIRE(grant.repository.has_value());
    CHECK(grant.repository->full_name == "acme/site");
    CHECK((*grant.repository).full_name == "acme/site");
    CHECK(grant.repository.value().full_name == "acme/site");
    CHECK(grant.repository == site);
    grant.repository.emplace().slug = "blog";
    CHECK(grant.repository->full_name.empty());
    const bb::repository taken = *std::move(grant.repository);
    CHECK(taken.slug == "blog");
    grant.repository = std::nullopt;
    CHECK(grant.repository.value_or(site).full_name == "acme/site");
    grant.repository = bb::repository{};
    CHECK(grant.repository);
    grant.repository = {};
    CHECK_FALSE(grant.repository);
}

}  // namespace test_model_sizes
