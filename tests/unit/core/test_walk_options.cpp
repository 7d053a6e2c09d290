// SPDX-License-Identifier: MIT
// walk_options: how far a walk goes, where it starts, its deadline and cancel token; and the client's max_walk_pages.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"
#include "unit/support/key_pages.hpp"

namespace test_walk_options {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using unit::key_page;
using unit::labels;
using unit::numbers;
using unit::page_url;

namespace {

// 1 2 3 | 4 5 6 | 7 8 9 | …, without an end.
unit::fake_transport endless(std::size_t& requests) {
    return {[&requests](const bb::http_request& request, auto&) {
        ++requests;
        const auto cursor = request.url.find("cursor=p");
        const int page = cursor == std::string::npos ? 1 : std::stoi(request.url.substr(cursor + 8));
        return bb::http_response{200, {}, key_page(3 * page - 2, 3, page_url(page + 1))};
    }};
}

bb::ssh_keys::list request() {
    return bb::ssh_keys::list{"me"};
}

}  // namespace

TEST_CASE("max_items ends a walk without asking for a page too many", "[pagination]") {
    struct row {
        std::size_t most;
        std::size_t requests;
    };
    for (const row& each : {row{0, 0}, row{1, 1}, row{2, 1}, row{3, 1}, row{4, 2}, row{6, 2}, row{7, 3}}) {
        CAPTURE(each.most);
        std::size_t requests = 0;
        const bb::client api{endless(requests)};
        CHECK(labels(api.each(request(), {.max_items = each.most})) == numbers(1, static_cast<int>(each.most)));
        CHECK(requests == each.requests);
    }
}

TEST_CASE("max_items ends a walk over pages with the page that has the last of them", "[pagination]") {
    struct row {
        std::size_t most;
        std::size_t pages;
    };
    for (const row& each : {row{0, 0}, row{1, 1}, row{3, 1}, row{4, 2}, row{7, 3}}) {
        CAPTURE(each.most);
        std::size_t requests = 0;
        const bb::client api{endless(requests)};
        std::size_t pages = 0;
        // Stops by itself at the fifth page, lest a library that forgets its limit hangs the test.
        for (const auto& page : api.pages(request(), {.max_items = each.most, .max_pages = 5}))
            pages += page.values.empty() ? 0U : 1U;
        CHECK(pages == each.pages);
        std::size_t results = 0;
        for (const auto& page : api.try_pages(request(), {.max_items = each.most, .max_pages = 5}))
            results += page ? 1U : 0U;
        CHECK(results == each.pages);
        CHECK(requests == 2 * each.pages);
    }
}

TEST_CASE("max_pages ends a walk, which can be resumed where it ended", "[pagination]") {
    std::size_t requests = 0;
    const bb::client api{endless(requests)};
    auto none = api.each(request(), {.max_pages = 0});
    CHECK(labels(none).empty());
    CHECK(requests == 0);
    CHECK(none.resume_link().str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys");

    auto first = api.each(request(), {.max_pages = 2});
    CHECK(labels(first) == numbers(1, 6));
    CHECK(requests == 2);
    CHECK(first.resume_link().str() == page_url(3));
    auto second = api.each(request(), {.max_pages = 1, .from = first.resume_link()});
    CHECK(labels(second) == numbers(7, 9));
    CHECK(second.resume_link().str() == page_url(4));
    auto pages = api.pages(request(), {.max_pages = 2, .from = second.resume_link()});
    std::vector<std::string> starts;
    for (const auto& page : pages) starts.push_back(page.values.at(0).label);
    CHECK(starts == std::vector<std::string>{"10", "13"});
    CHECK(pages.resume_link().str() == page_url(6));
    CHECK(requests == 5);
}

TEST_CASE("resume_link names the first page that has not been delivered whole", "[pagination]") {
    std::size_t requests = 0;
    const bb::client api{endless(requests)};
    auto keys = api.each(request());
    CHECK(keys.resume_link().str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys");
    CHECK(requests == 0);
    auto at = keys.begin();
    CHECK(keys.resume_link().str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys");
    ++at;
    ++at;
    CHECK(at->label == "3");
    CHECK(keys.resume_link().str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys");
    ++at;
    CHECK(at->label == "4");
    CHECK(keys.resume_link().str() == page_url(2));
    CHECK(labels(api.each(request(), {.max_items = 2, .from = keys.resume_link()})) == numbers(4, 5));

    auto cut = api.each(request(), {.max_items = 4});
    CHECK(labels(cut) == numbers(1, 4));
    CHECK(cut.resume_link().str() == page_url(2));
    auto whole = api.each(request(), {.max_items = 6});
    CHECK(labels(whole) == numbers(1, 6));
    CHECK(whole.resume_link().str() == page_url(3));
}

TEST_CASE("a walk may start at a previous link, and at a link that was saved as text", "[pagination]") {
    scripted script;
    script.reply(200,
                 R"({"values":[{"label":"4"}],"previous":"https://api.bitbucket.org/2.0/users/me/ssh-keys?page=1"})");
    script.reply(200, key_page(1, 3));
    const bb::client api{script};
    auto pages =
        api.pages(request(), {.from = bb::page_link("https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2")});
    const bb::page_link previous = pages.begin()->previous_link();
    CHECK(previous.str() == "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=1");
    const std::string saved = previous.str();
    CHECK(labels(api.each(request(), {.from = bb::page_link(saved)})) == numbers(1, 3));
    CHECK(script.requests()[0].query() == "page=2");
    CHECK(script.requests()[1].url == saved);
}

TEST_CASE("a link to start from is checked as strictly as a next link", "[pagination]") {
    scripted script;
    const bb::client api{script, bb::access_token{bb::secret("t0ken")}};
    for (const char* bad :
         {"https://evil.org/2.0/x", "http://api.bitbucket.org/2.0/x", "https://api.bitbucket.org/1.0/x", "javascript:x",
          "https://api.bitbucket.org/2.0/x\r\nA: b"}) {
        CAPTURE(bad);
        auto keys = api.each(request(), {.from = bb::page_link(bad)});
        try {
            static_cast<void>(keys.begin() == keys.end());
            FAIL("followed");
        } catch (const bb::pagination_error& failure) {
            CHECK_THAT(failure.what(), ContainsSubstring("the link to start from was not followed"));
        }
    }
    CHECK(script.requests().empty());
    script.reply(200, key_page(1, 1));
    CHECK(labels(api.each(request(), {.from = bb::page_link("?page=2")})).size() == 1);
    CHECK(script.requests()[0].url == "https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2");
}

TEST_CASE("max_walk_pages ends a walk that does not end", "[pagination]") {
    std::size_t requests = 0;
    bb::client_options options;
    options.max_walk_pages = 3;
    const bb::client api{endless(requests), {}, options};
    auto keys = api.each(request());
    std::vector<int> seen;
    try {
        for (const auto& key : keys) seen.push_back(std::stoi(key.label));
        FAIL("no error");
    } catch (const bb::pagination_error& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("max_walk_pages") && ContainsSubstring("3 pages"));
    }
    CHECK(seen == numbers(1, 9));
    CHECK(requests == 3);
    CHECK(keys.resume_link().str() == page_url(4));

    scripted exact;
    exact.reply(200, key_page(1, 1, page_url(2))).reply(200, key_page(2, 1, page_url(3))).reply(200, key_page(3, 1));
    CHECK(labels(bb::client(exact, {}, options).each(request())) == numbers(1, 3));
}

TEST_CASE("the deadline covers the whole walk, and a cancelled walk sends nothing more", "[pagination]") {
    unit::fake_time time;
    std::size_t requests = 0;
    const bb::client api{endless(requests), {}, time.options()};
    auto late = api.each(request(), {.deadline = bb::deadline::at(time.now() + std::chrono::seconds(10))});
    std::vector<int> seen;
    CHECK_THROWS_AS(
        [&] {
            for (const auto& key : late) {
                seen.push_back(std::stoi(key.label));
                time.advance(std::chrono::seconds(2));
            }
        }(),
        bb::deadline_exceeded);
    CHECK(seen == numbers(1, 6));
    CHECK(requests == 2);
    CHECK(late.resume_link().str() == page_url(3));

    bb::cancel_source cancel;
    auto stopped = api.each(request(), {.cancel = cancel.token()});
    auto at = stopped.begin();
    CHECK(at->label == "1");
    cancel.cancel();
    ++at;
    ++at;
    CHECK(at->label == "3");
    ++at;
    CHECK_THROWS_AS(at == stopped.end(), bb::cancelled);
    CHECK(at == stopped.end());
    CHECK(requests == 3);
}

}  // namespace test_walk_options
