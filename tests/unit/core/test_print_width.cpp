// SPDX-License-Identifier: MIT
// std::setw and std::setfill: types that print one word heed them as the standard library's do; all others use the
// width up without effect. Nothing leaves it for the next thing.
#include <bitbucket/client.hpp>
#include <bitbucket/extras/sync_variables.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/operations.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/scopes.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <iomanip>
#include <sstream>

#include "support/catch.hpp"

namespace test_print_width {

namespace bb = bitbucket;

namespace {

template <class T>
std::string printed(const T& value, int width) {
    std::ostringstream out;
    out << std::setfill('.') << std::setw(width) << value;
    CHECK(out.width() == 0);
    out << '|';
    return out.str();
}

/// One word: padded on the left, as any text is.
template <class T>
void check_word(const T& value, const std::string& text) {
    CAPTURE(text);
    CHECK(printed(value, 0) == text + '|');
    CHECK(printed(value, 45) == std::string(45 - text.size(), '.') + text + '|');
    CHECK(printed(value, 1) == (text.empty() ? "." : text) + '|');
    std::ostringstream left;
    left << std::left << std::setfill('_') << std::setw(45) << value;
    CHECK(left.str() == text + std::string(45 - text.size(), '_'));
}

/// Anything else: the same with a width as without.
template <class T>
void check_others(const T& value) {
    CAPTURE(printed(value, 0));
    CHECK(printed(value, 300) == printed(value, 0));
}

}  // namespace

TEST_CASE("types that print one word heed width and fill", "[width]") {
    check_word(bb::uuid("d301aafa-d676-4ee0-88be-962be7417567"), "{d301aafa-d676-4ee0-88be-962be7417567}");
    check_word(bb::uuid(), "");
    check_word(bb::workspace_ref("acme"), "acme");
    check_word(bb::deploy_key_ref(12), "12");
    check_word(bb::open_enum<bb::fork_policy>(bb::fork_policy::no_forks), "no_forks");
    check_word(bb::timestamp("2026-11-26T12:00:00Z"), "2026-11-26T12:00:00Z");
    check_word(bb::secret("hidden"), "***");
    check_word(bb::credentials(bb::access_token{bb::secret("t")}), "access_token");
    // Escaped characters count as they are shown, and nothing ends the word early.
    check_word(bb::repository_ref(std::string("a\0\nb", 4)), "a\\x00\\x0ab");
}

TEST_CASE("everything else uses the width up without effect", "[width]") {
    check_others(bb::json_text("[1]"));
    check_others(bb::scope_set<bb::classic_scope>{bb::classic_scope::account, bb::classic_scope::email});
    check_others(bb::account{});
    check_others(bb::users::current{});
    check_others(bb::field("a") == 1);
    check_others(bb::filter());
    check_others(bb::code_query{}.term("x"));
    check_others(bb::error(bb::usage_error("wrong")));
    check_others(bb::not_found(bb::usage_error("wrong").state()));
    check_others(bb::refresh_grant{bb::secret("r")});
    check_others(bb::oauth2_token{bb::secret("a")});
    check_others(bb::authorization_request("https://a.example", "k", {}));
    check_others(bb::authorization_request("", "k", {}));
    check_others(bb::variable_step{});
    check_others(bb::variable_plan());
    check_others(bb::variable_plan("/x", {bb::variable_step{}, bb::variable_step{}}));
    check_others(bb::step_outcome{});
    check_others(bb::sync_outcome());
    bb::testing::recorded_request recorded;
    recorded.url = "https://a.example/2.0/user";
    recorded.headers.add("Accept", "x");
    check_others(recorded);
}

TEST_CASE("events use the width up without effect", "[width]") {
    struct seen : bb::observer {
        void on_call_begin(const bb::call_begin_event& event) noexcept override { check_others(event); }
        void on_request(const bb::request_event& event) noexcept override { check_others(event); }
        void on_response(const bb::response_event& event) noexcept override { check_others(event); }
        void on_failure(const bb::failure_event& event) noexcept override { check_others(event); }
        void on_retry(const bb::retry_event& event) noexcept override { check_others(event); }
        void on_call_end(const bb::call_end_event& event) noexcept override {
            check_others(event);
            ++calls;
        }
        int calls = 0;
    };
    const auto observer = std::make_shared<seen>();
    bb::client_options options;
    options.observer = observer;
    options.clock = bb::testing::no_waiting();
    bb::testing::scripted script;
    script.fail(bb::transport_error("gone")).reply(503).reply(200, "{}").reply(404);
    const bb::client api{script, bb::anonymous{}, options};
    CHECK(api.try_send(bb::users::current{}));
    CHECK_FALSE(api.try_send(bb::users::current{}));
    CHECK(observer->calls == 2);
}

}  // namespace test_print_width
