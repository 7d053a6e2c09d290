// SPDX-License-Identifier: MIT
// Every operation, with every kind of credential, against servers that repeat the credential wherever they can: in
// bodies, headers, redirects and next links. It shows up in no error, no event and nothing printed.
#include <bitbucket/client.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <set>

#include "support/catch.hpp"
#include "support/sample_requests.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/fake_transport.hpp"

namespace test_no_leaks_operations {

namespace bb = bitbucket;
using bb::testing::scripted;
using unit::canary;
using unit::everything_of;
using unit::find_canary;

namespace {

// One operation without its type. That a request shows nothing itself is for test_operation_targets.
struct operation_call {
    const char* name;
    std::optional<bb::error> (*send)(const bb::client&);
    /// All errors of a walk through its pages; null for what has none.
    std::string (*walk)(const bb::client&);
};

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

template <class Operation>
std::optional<bb::error> send(const bb::client& api) {
    const auto reply = api.try_send(support::sample<Operation>());
    if (reply) return std::nullopt;
    return reply.error();
}

template <class Operation>
std::string walk(const bb::client& api) {
    std::string seen;
    for (const auto& page : api.try_pages(support::sample<Operation>()))
        if (!page) seen += everything_of(page.error());
    return seen;
}

template <class Operation>
operation_call call_of() {
    operation_call out{Operation::info.name, &send<Operation>, nullptr};
    if constexpr (bb::paged<typename Operation::result_type>) out.walk = &walk<Operation>;
    return out;
}

const std::vector<operation_call>& all_calls() {
    static const std::vector<operation_call> calls = [] {
        std::vector<operation_call> out;
        bb::all_operations.for_each([&]<class Operation>() { out.push_back(call_of<Operation>()); });
        return out;
    }();
    return calls;
}

// A session whose token is the canary, and whose token endpoint repeats it too.
bb::credentials canary_session(const unit::fake_time& time) {
    bb::oauth2_options options;
    options.clock = time.source();
    options.retry = bb::retry_policy::none();
    const unit::fake_transport refusing{[](auto&, auto&) -> bb::http_response {
        return {400, {}, R"({"error":"invalid_)" + std::string(canary) + R"(","error_description":")" + canary + "\"}"};
    }};
    const bb::oauth2_client oauth{refusing, {"key", bb::secret(canary)}, options};
    return bb::oauth2_session{oauth, bb::oauth2_token{bb::secret(canary), bb::secret(canary)}};
}

// A client that answers from a script, and all that came out of it.
struct run {
    scripted script;
    unit::fake_time time;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();

    [[nodiscard]] bb::client api(const bb::credentials& who) const {
        bb::client_options options = time.options();
        options.observer = seen;
        options.allow_any_credential = true;
        options.retry = bb::retry_policy::none();
        return bb::client{script, who, options};
    }
    [[nodiscard]] std::string leak(std::string shown) const {
        shown += seen->all();
        if (!script.requests().empty()) shown += printed(script.requests().front());
        return find_canary(shown);
    }
};

// Calls `check(credential)` for each kind of them.
template <class Check>
void with_each_credential(const Check& check) {
    for (const auto& who : unit::canary_credentials()) check(who);
    check(canary_session({}));
}

std::string all_echoes() {
    std::string out;
    for (const std::string& each : unit::echoes_of(canary)) out += each + " | ";
    return out + bb::credentials(bb::basic{"miner", bb::secret(canary)}).authorization().reveal();
}

}  // namespace

TEST_CASE("no operation gives away a credential that the server repeats in its reply", "[secrets]") {
    const std::string echo = all_echoes();
    const bb::header_list headers{{"Server", echo}, {"X-Request-Id", echo}, {"WWW-Authenticate", "Bearer " + echo},
                                  {"ETag", echo},   {"Set-Cookie", echo},   {"X-OAuth-Scopes", echo}};
    const std::string standard = R"({"type":"error","error":{"message":")" + echo + R"(","detail":")" + echo +
                                 R"(","fields":{")" + echo + R"(":[")" + echo + R"("]},"id":")" + echo +
                                 R"(","data":{"key":")" + echo + "\"}}}";
    const std::string scopes = R"({"error":{"message":"m","detail":{"required":[")" + std::string(canary) +
                               R"("],"granted":[")" + echo + "\"]}}}";
    struct answer {
        int status;
        std::string body;
    };
    std::vector<answer> answers{{200, "\"" + echo + "\""},
                                {200, R"({"display_name":")" + echo + R"(","values":[")" + echo + "\"]}"},
                                {200, "<html>" + echo},
                                {202, echo},
                                {204, ""},
                                {302, standard},
                                {401, scopes},
                                {403, scopes},
                                {404, "<html><title>" + echo + "</title>"},
                                {429, echo},
                                {500, standard}};
    std::size_t failures = 0;
    std::size_t kind = 0;
    std::set<std::string> checked;
    with_each_credential([&](const bb::credentials& who) {
        // Every operation with every other kind, and all kinds in turn: all of them would take many seconds.
        std::size_t turn = kind++;
        for (const operation_call& call : all_calls()) {
            if (turn++ % 2 != 0) continue;
            checked.insert(call.name);
            run on;
            const bb::client api = on.api(who);
            std::string shown;
            for (const answer& each : answers) {
                on.script.reply(each.status, each.body, headers);
                if (each.status == 401) on.script.reply(each.status, each.body, headers);
                while (on.script.unused() > 0)
                    if (const auto failure = call.send(api)) {
                        shown += everything_of(*failure);
                        ++failures;
                    }
                on.time.advance(std::chrono::hours(2));
            }
            CAPTURE(call.name, who.kind());
            CHECK(on.leak(shown).empty());
            CHECK_FALSE(find_canary(std::string(on.script.requests()[0].headers.value("Authorization"))).empty());
        }
    });
    CHECK(checked.size() == all_calls().size());
    CHECK(failures > all_calls().size() * 2 * 6);
}

TEST_CASE("no operation gives away a credential that the transport repeats", "[secrets]") {
    with_each_credential([](const bb::credentials& who) {
        for (const operation_call& call : all_calls()) {
            run on;
            on.script.fail(bb::transport_error("could not send " + all_echoes()));
            const auto failure = call.send(on.api(who));
            REQUIRE(failure);
            CAPTURE(call.name, who.kind());
            CHECK(on.leak(everything_of(*failure)).empty());
        }
    });
}

TEST_CASE("no operation gives away a credential that stands in a redirect", "[secrets]") {
    const std::string in_url = unit::percent_encoded(canary);
    with_each_credential([&](const bb::credentials& who) {
        for (const operation_call& call : all_calls())
            for (const std::string& to :
                 {"/2.0/else?token=" + in_url, "/2.0/" + in_url, "https://evil.org/" + in_url,
                  "http://evil.org/?" + in_url, "https://x:" + in_url + "@evil.org/", "gopher://" + in_url,
                  std::string("https://api.bitbucket.org/2.0/a?t=") + canary, "https://" + in_url + ".evil.org/"}) {
                run on;
                on.script.reply(302, R"({"error":{"message":")" + to + "\"}}", {{"Location", to}});
                on.script.reply(403, R"({"error":{"message":"not at )" + to + "\"}}", {{"Server", to}});
                const auto failure = call.send(on.api(who));
                REQUIRE(failure);
                CAPTURE(call.name, who.kind(), to);
                CHECK(on.leak(everything_of(*failure)).empty());
            }
    });
}

TEST_CASE("no walk gives away a credential that stands in a next link", "[secrets]") {
    const std::string in_url = unit::percent_encoded(canary);
    std::size_t walks = 0;
    with_each_credential([&](const bb::credentials& who) {
        for (const operation_call& call : all_calls()) {
            if (call.walk == nullptr) continue;
            for (const std::string& next :
                 {"https://api.bitbucket.org/2.0/" + in_url + "?t=" + in_url, "https://evil.org/2.0/" + in_url,
                  "https://api.bitbucket.org/" + in_url, "https://x:" + in_url + "@api.bitbucket.org/2.0/x",
                  "//evil.org:8443/?" + in_url, in_url + "://x", std::string("?page=2&t=") + canary}) {
                run on;
                on.script.reply(200, R"({"size":2,"page":1,"pagelen":1,"values":[{}],"next":")" + next + "\"}");
                on.script.reply(500, R"({"error":{"message":"not at )" + next + "\"}}");
                const std::string shown = call.walk(on.api(who));
                CAPTURE(call.name, who.kind(), next);
                CHECK_FALSE(shown.empty());
                CHECK(on.leak(shown).empty());
                ++walks;
            }
        }
    });
    CHECK(walks > 100);
}

// The two below need a token that can be a host's name.
TEST_CASE("a token that is the name of the host a redirect leads to is not shown to observers", "[secrets]") {
    const std::string token = "atctt3kan4rivogel-bergwerk2026";
    run on;
    on.script.reply(302, "", {{"Location", "https://" + token + ".evil.org/x"}}).reply(403, "");
    CHECK_FALSE(on.api(bb::access_token{bb::secret(token)}).try_send(bb::users::current{}));
    CHECK(on.script.requests().size() == 2);
    CHECK(unit::find_secret(on.seen->all(), token).empty());
}

TEST_CASE("a token that is the name of the host a next link leads to is not told", "[secrets]") {
    for (const char* token : {"atctt3kan4rivogel-bergwerk2026", "ATCTT3Kan4riVogel-Bergwerk2026"}) {
        run on;
        on.script.reply(200, R"({"values":[{}],"next":"https://)" + std::string(token) + R"(.evil.org/2.0/users/me"})");
        std::string shown;
        for (const auto& page : on.api(bb::access_token{bb::secret(token)}).try_pages(bb::ssh_keys::list{"me"}))
            if (!page) shown += everything_of(page.error());
        CHECK_THAT(shown, Catch::Matchers::ContainsSubstring("the next link was not followed"));
        CHECK(unit::find_secret(shown, token).empty());
    }
}

}  // namespace test_no_leaks_operations
