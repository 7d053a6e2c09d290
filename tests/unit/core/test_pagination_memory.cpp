// SPDX-License-Identifier: MIT
// pagination.hpp: a long walk keeps one page and nothing else.
#include <bitbucket/client.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_pagination_memory {

namespace bb = bitbucket;

namespace {

// An item that counts how many of its kind there are.
struct counted {
    static inline long alive = 0;
    static inline long most = 0;

    std::string name;

    counted() { born(); }
    counted(const counted& other) : name(other.name) { born(); }
    counted(counted&& other) noexcept : name(std::move(other.name)) { born(); }
    counted& operator=(const counted&) = default;
    counted& operator=(counted&&) = default;
    ~counted() { --alive; }

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }

private:
    static void born() { most = ++alive > most ? alive : most; }
};

struct list_counted : bb::request<list_counted, bb::path<>, bb::page<counted>> {
    static constexpr bb::operation_info info{
        .name = "list_counted", .method = bb::http_method::get, .path = "/counted"};
    using request::request;
};

constexpr int page_count = 20'000;

unit::fake_transport collection() {
    return {[page = 0](const bb::http_request&, auto&) mutable {
        std::string body = R"({"values":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e"}])";
        if (++page < page_count) body += R"(,"next":"?c=)" + std::to_string(page) + '"';
        return bb::http_response{200, {}, body + "}"};
    }};
}

// The answer counts its pages, so the transport is behind a pointer that all copies share.
bb::client api() {
    auto shared = std::make_shared<unit::fake_transport>(collection());
    return bb::client{
        unit::fake_transport{[shared](auto& request, auto& limits) { return shared->answer(request, limits); }}};
}

}  // namespace

TEST_CASE("a walk over 100,000 items keeps no more than a page of them", "[pagination]") {
    counted::most = counted::alive;
    const long before = counted::alive;
    long items = 0;
    for (const counted& each : api().each(list_counted{})) items += each.name.empty() ? 0 : 1;
    CHECK(items == 5L * page_count);
    CHECK(counted::alive == before);
    // A vector that grows holds the old and the new copy for a moment.
    CHECK(counted::most - before <= 10);
}

TEST_CASE("walks over pages keep no more than a page, too", "[pagination]") {
    counted::most = counted::alive;
    const long before = counted::alive;
    long items = 0;
    for (const auto& page : api().pages(list_counted{}, {.max_pages = 1000}))
        items += static_cast<long>(page.values.size());
    for (const auto& page : api().try_pages(list_counted{}, {.max_pages = 1000}))
        items += static_cast<long>(page.value().values.size());
    CHECK(items == 10'000);
    CHECK(counted::alive == before);
    CHECK(counted::most - before <= 15);
}

}  // namespace test_pagination_memory
