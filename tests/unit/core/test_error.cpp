// SPDX-License-Identifier: MIT
// error.hpp: every kind is thrown as its class, nothing is lost by slicing, and what() is one line without secrets.
#include <bitbucket/error.hpp>
#include <sstream>

#include "support/catch.hpp"

namespace test_error {

namespace bb = bitbucket;
using bb::error_kind;

namespace {

bb::detail::error_state full_state(error_kind kind) {
    bb::detail::error_state state;
    state.kind = kind;
    state.status = 403;
    state.attempts = 3;
    state.nothing_sent = true;
    state.outcome_unclear = true;
    state.elapsed = std::chrono::milliseconds(1500);
    state.operation = "GET /users/{selected_user}";
    state.message = "message";
    state.detail = "detail";
    state.fields = {{"field", {"one", "two"}}};
    state.id = "id";
    state.data = "{}";
    state.required_scopes = {"a"};
    state.granted_scopes = {"b"};
    state.announcement_url = "url";
    state.hint = "hint";
    state.json_path = "values[3].user";
    state.headers = {{"X-Request-Count", "1"}};
    state.body = "secret body";
    return state;
}

bb::error make(bb::detail::error_state state) {
    return bb::error(bb::detail::finish(std::move(state)));
}

void check_full(const bb::error& one) {
    CHECK(one.status() == 403);
    CHECK(one.attempts() == 3);
    CHECK(one.nothing_sent());
    CHECK(one.outcome_unclear());
    CHECK(one.elapsed() == std::chrono::milliseconds(1500));
    CHECK(one.operation() == "GET /users/{selected_user}");
    CHECK(one.message() == "message");
    CHECK(one.detail() == "detail");
    REQUIRE(one.fields().size() == 1);
    CHECK(one.fields()[0] == bb::field_problem{"field", {"one", "two"}});
    CHECK(one.id() == "id");
    CHECK(one.data() == "{}");
    CHECK(one.required_scopes() == std::vector<std::string>{"a"});
    CHECK(one.granted_scopes() == std::vector<std::string>{"b"});
    CHECK(one.announcement_url() == "url");
    CHECK(one.hint() == "hint");
    CHECK(one.json_path() == "values[3].user");
    CHECK(one.headers().value("x-request-count") == "1");
    CHECK(one.body() == "secret body");
}

// Whether an error of this kind is thrown as exactly this class, and carries everything.
template <class Class>
void check_raises(error_kind kind, const char* name) {
    CAPTURE(name);
    CHECK(bb::to_string(kind) == std::string(name));
    const bb::error one = make(full_state(kind));
    try {
        one.raise();
    } catch (const bb::error& caught) {
        CHECK(typeid(caught) == typeid(Class));
        CHECK(caught.kind() == kind);
        check_full(caught);
    }
    CHECK_THROWS_AS(one.raise(), Class);
    STATIC_REQUIRE(std::is_base_of_v<bb::error, Class>);
    STATIC_REQUIRE(sizeof(Class) == sizeof(bb::error));
    STATIC_REQUIRE(std::is_nothrow_copy_constructible_v<Class>);
}

bool is_one_line(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
    return true;
}

}  // namespace

TEST_CASE("every kind is thrown as its own class", "[error]") {
    check_raises<bb::bad_request>(error_kind::bad_request, "bad_request");
    check_raises<bb::unauthorized>(error_kind::unauthorized, "unauthorized");
    check_raises<bb::payment_required>(error_kind::payment_required, "payment_required");
    check_raises<bb::forbidden>(error_kind::forbidden, "forbidden");
    check_raises<bb::not_found>(error_kind::not_found, "not_found");
    check_raises<bb::conflict>(error_kind::conflict, "conflict");
    check_raises<bb::gone>(error_kind::gone, "gone");
    check_raises<bb::rate_limited>(error_kind::rate_limited, "rate_limited");
    check_raises<bb::server_error>(error_kind::server_error, "server_error");
    check_raises<bb::other_status>(error_kind::other_status, "other_status");
    check_raises<bb::transport_error>(error_kind::transport, "transport_error");
    check_raises<bb::pagination_error>(error_kind::pagination, "pagination_error");
    check_raises<bb::usage_error>(error_kind::usage, "usage_error");
    check_raises<bb::decode_error>(error_kind::decode, "decode_error");
    check_raises<bb::oauth_error>(error_kind::oauth, "oauth_error");
    check_raises<bb::cancelled>(error_kind::cancelled, "cancelled");
    check_raises<bb::deadline_exceeded>(error_kind::deadline_exceeded, "deadline_exceeded");
}

TEST_CASE("the classes form the documented tree", "[error]") {
    STATIC_REQUIRE(std::is_base_of_v<std::exception, bb::error>);
    const auto answers = []<class... Class>() { return (std::is_base_of_v<bb::api_error, Class> && ...); };
    STATIC_REQUIRE(
        answers.operator()<bb::bad_request, bb::unauthorized, bb::payment_required, bb::forbidden, bb::not_found,
                           bb::conflict, bb::gone, bb::rate_limited, bb::server_error, bb::other_status>());
    const auto others = []<class... Class>() { return (!std::is_base_of_v<bb::api_error, Class> && ...); };
    STATIC_REQUIRE(others.operator()<bb::transport_error, bb::decode_error, bb::pagination_error, bb::usage_error,
                                     bb::oauth_error, bb::cancelled, bb::deadline_exceeded>());
}

TEST_CASE("statuses have their kinds", "[error]") {
    using bb::detail::kind_of_status;
    CHECK(kind_of_status(400) == error_kind::bad_request);
    CHECK(kind_of_status(401) == error_kind::unauthorized);
    CHECK(kind_of_status(402) == error_kind::payment_required);
    CHECK(kind_of_status(403) == error_kind::forbidden);
    CHECK(kind_of_status(404) == error_kind::not_found);
    CHECK(kind_of_status(409) == error_kind::conflict);
    CHECK(kind_of_status(410) == error_kind::gone);
    CHECK(kind_of_status(429) == error_kind::rate_limited);
    for (const int status : {500, 502, 503, 504, 555, 599}) CHECK(kind_of_status(status) == error_kind::server_error);
    for (const int status : {0, 100, 302, 304, 405, 406, 415, 418, 499, 600, 999, -1})
        CHECK(kind_of_status(status) == error_kind::other_status);
}

TEST_CASE("copies and slices share everything", "[error]") {
    std::exception_ptr held;
    try {
        make(full_state(error_kind::gone)).raise();
    } catch (const bb::api_error& caught) {
        const bb::error sliced = caught;
        check_full(sliced);
        CHECK(sliced.state() == caught.state());
        CHECK_THROWS_AS(sliced.raise(), bb::gone);
        held = std::current_exception();
    }
    CHECK_THROWS_AS(std::rethrow_exception(held), bb::gone);
}

TEST_CASE("what() names kind, operation, status, message, place and id, and never body or header", "[error]") {
    const bb::error one = make(full_state(error_kind::forbidden));
    CHECK(one.what() == std::string("forbidden: GET /users/{selected_user} answered 403: message (at values[3].user) "
                                    "(error id id) (3 attempts in 1500 ms)"));
    CHECK(one.describe() == std::string(one.what()) + "; detail: detail; field field: one two; hint: hint");
    std::ostringstream out;
    out << one;
    CHECK(out.str() == one.describe());
    bb::detail::error_state least;
    least.kind = error_kind::transport;
    CHECK(make(least).what() == std::string("transport_error"));
}

TEST_CASE("an error's text stays on one line and bounded, whatever the server sends", "[error]") {
    bb::detail::error_state state;
    state.kind = error_kind::bad_request;
    const std::string nasty("a\r\nb\tc\x1b[2J\0d\x7f", 13);
    state.message = nasty + std::string(100000, 'm');
    state.detail = nasty + std::string(100000, 'd');
    state.id = nasty + std::string(100000, 'i');
    state.json_path = nasty + std::string(100000, 'p');
    state.hint = nasty;
    state.fields = {{nasty + std::string(100000, 'f'), {nasty, std::string(100000, 'v')}}};
    const bb::error one = make(state);
    CHECK(is_one_line(one.what()));
    CHECK(std::string_view(one.what()).size() < 2000);
    CHECK(std::string_view(one.what()).size() > 1000);  // a NUL has not cut it short
    CHECK(is_one_line(one.describe()));
    CHECK(one.describe().size() < 5000);
    CHECK(one.message().size() == nasty.size() + 100000);
    std::string wide;
    for (int i = 0; i < 1000; ++i) wide += "\xF0\x9F\x98\x80";
    state = {};
    state.message = wide;
    CHECK(bb::detail::find_invalid_utf8(make(state).what()) == std::string_view::npos);
}

TEST_CASE("an error with very many fields stays bounded when it is printed", "[error]") {
    bb::detail::error_state state;
    for (int i = 0; i < 10000; ++i) state.fields.push_back({"field" + std::to_string(i), {std::string(400, 'x')}});
    CHECK(make(state).describe().size() < 65536);
}

TEST_CASE("errors that users make themselves", "[error]") {
    CHECK(bb::transport_error("no route").what() == std::string("transport_error: no route"));
    CHECK_FALSE(bb::transport_error("no route").nothing_sent());
    CHECK(bb::transport_error("refused", true).nothing_sent());
    CHECK(bb::transport_error("x").kind() == error_kind::transport);
    CHECK(bb::usage_error("bad").what() == std::string("usage_error: bad"));
    CHECK(bb::pagination_error("loop").kind() == error_kind::pagination);
    CHECK(bb::cancelled().kind() == error_kind::cancelled);
    CHECK(bb::deadline_exceeded().kind() == error_kind::deadline_exceeded);
    CHECK(bb::cancelled().status() == 0);
    CHECK_THROWS_AS(bb::deadline_exceeded().raise(), bb::deadline_exceeded);
}

}  // namespace test_error
