// SPDX-License-Identifier: MIT
// extras/review_inbox.hpp: what waits for a user, in which order, and what could not be read.
#include <bitbucket/extras/review_inbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/loop_transport.hpp"

namespace test_review_inbox {

namespace bb = bitbucket;
using bb::http_method;
using bb::review_so_far;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

const char* const mia = "{11111111-1111-4111-8111-111111111111}";
const char* const ben = "{22222222-2222-4222-8222-222222222222}";

std::string user(const char* uuid) {
    return std::string(R"({"type":"user","uuid":")") + uuid + R"(","account_id":")" +
           (uuid == mia ? "557058:mia" : "") + "\"}";
}
std::string participant(const char* uuid, const std::string& rest) {
    return R"({"type":"participant","user":)" + user(uuid) + "," + rest + "}";
}
std::string number(int id) {
    return R"("id":)" + std::to_string(id);
}

/// A pull request by Ben that Mia was asked to review.
std::string for_mia(int id, const char* created_on, const std::string& participants = "", const char* more = "") {
    return R"({"type":"pullrequest",)" + number(id) + R"(,"state":"OPEN","created_on":")" + created_on +
           R"(","author":)" + user(ben) + R"(,"reviewers":[)" + user(mia) + R"(],"participants":[)" + participants +
           "]" + more + "}";
}
std::string page_of(const std::string& values, const std::string& more = "") {
    return R"({"values":[)" + values + "]" + more + "}";
}
std::string repositories(std::initializer_list<const char*> slugs) {
    std::string out;
    for (const char* slug : slugs)
        out +=
            (out.empty() ? "" : ",") + (R"({"slug":")" + std::string(slug) + R"(","full_name":"acme/)") + slug + "\"}";
    return page_of(out);
}

bb::client client_of(bb::any_transport transport) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    return bb::client{std::move(transport), bb::api_token{"me@example.org", bb::secret("token")}, options};
}

struct server {
    scripted script;
    bb::client api = client_of(script);

    server& has(std::initializer_list<const char*> slugs) {
        script.reply_to(http_method::get, "/repositories/acme", 200, repositories(slugs));
        return *this;
    }
    server& lists(const std::string& slug, const std::string& body, int status = 200) {
        script.reply_to(http_method::get, "/repositories/acme/" + slug + "/pullrequests", status, body);
        return *this;
    }
    [[nodiscard]] bb::pull_request_inbox of_mia(const bb::review_inbox_options& options = {}) const {
        auto out = bb::review_inbox(api, "acme", mia, options);
        CHECK(script.unused() == 0);
        return out;
    }
};

std::vector<std::string> names(const bb::pull_request_inbox& inbox) {
    std::vector<std::string> out;
    for (const auto& each : inbox.waiting) out.push_back(each.repository + '#' + std::to_string(*each.pull_request.id));
    return out;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what waits for a user comes from all repositories, the oldest first", "[inbox]") {
    server at;
    at.has({"site", "app", "empty"})
        .lists("site", page_of(for_mia(3, "2026-03-01T10:00:00Z") + ',' + for_mia(1, "2026-01-05T10:00:00Z")))
        .lists("app", page_of(for_mia(2, "2026-02-01T10:00:00Z")))
        .lists("empty", page_of(""));
    const auto inbox = at.of_mia();
    CHECK(names(inbox) == texts{"acme/site#1", "acme/app#2", "acme/site#3"});
    CHECK(inbox.complete());
    const auto sent = at.script.requests();
    REQUIRE(sent.size() == 4);
    CHECK_THAT(sent[0].query(), ContainsSubstring("pagelen=100") && ContainsSubstring("next"));
    CHECK_THAT(sent[1].query(), ContainsSubstring("pagelen=50") && ContainsSubstring("values.reviewers"));
    CHECK_THAT(sent[1].query(), !ContainsSubstring("state="));
}

TEST_CASE("of the same age, repository and number decide", "[inbox]") {
    server at;
    const char* const then = "2026-01-05T10:00:00Z";
    at.has({"b", "a"})
        .lists("b", page_of(for_mia(9, then) + ',' + for_mia(2, then)))
        .lists("a", page_of(for_mia(5, then) + "," + for_mia(6, "2026-01-05T11:00:00+01:00")));
    CHECK(names(at.of_mia()) == texts{"acme/a#5", "acme/a#6", "acme/b#2", "acme/b#9"});
}

TEST_CASE("what a user said so far decides whether it still waits", "[inbox]") {
    const char* const then = "2026-01-05T10:00:00Z";
    const std::string all =
        for_mia(1, then, participant(mia, R"("role":"REVIEWER","approved":true,"state":"approved")")) + ',' +
        for_mia(2, then, participant(mia, R"("role":"REVIEWER","approved":false,"state":"changes_requested")")) + ',' +
        for_mia(3, then,
                participant(mia, R"("role":"REVIEWER","approved":false,"state":null,"participated_on":")" +
                                     std::string(then) + "\"")) +
        ',' + for_mia(4, then, participant(mia, R"("role":"REVIEWER","approved":false,"state":null)")) + ',' +
        for_mia(5, then, participant(ben, R"("role":"PARTICIPANT","approved":true)"));
    server at;
    const auto inbox = at.has({"site"}).lists("site", page_of(all)).of_mia();
    CHECK(names(inbox) == texts{"acme/site#2", "acme/site#3", "acme/site#4", "acme/site#5"});
    CHECK(inbox.waiting[0].said == review_so_far::changes_requested);
    CHECK(inbox.waiting[1].said == review_so_far::commented);
    CHECK(inbox.waiting[2].said == review_so_far::nothing);
    CHECK(inbox.waiting[3].said == review_so_far::nothing);
    CHECK(to_string(inbox.waiting[0].said) == std::string("changes_requested"));

    server with;
    const auto more = with.has({"site"}).lists("site", page_of(all)).of_mia({.approved_too = true});
    CHECK(more.waiting.size() == 5);
    CHECK(more.waiting[0].said == review_so_far::approved);
}

TEST_CASE("drafts, own ones, closed ones and those of others do not wait", "[inbox]") {
    const char* const then = "2026-01-05T10:00:00Z";
    const std::string all = for_mia(1, then, "", R"(,"draft":true)") + ',' + R"({"id":2,"author":)" + user(mia) +
                            R"(,"reviewers":[)" + user(mia) + R"(],"participants":[]},)" + R"({"id":3,"author":)" +
                            user(ben) + R"(,"reviewers":[],"participants":[]},)" + R"({"id":4,"author":)" + user(mia) +
                            R"(,"reviewers":[],"participants":[)" + participant(mia, R"("role":"PARTICIPANT")") +
                            "]}," + R"({"id":5,"state":"MERGED","author":)" + user(ben) + R"(,"reviewers":[)" +
                            user(mia) + "]}," + R"({"id":6,"author":null,"participants":[)" +
                            participant(mia, R"("role":"REVIEWER")") + "]}," + R"({"id":7,"author":)" + user(ben) +
                            R"(,"reviewers":[],"participants":[)" +
                            participant(mia, R"("role":"PARTICIPANT","participated_on":"2026-01-05T10:00:00Z")") + "]}";
    server at;
    CHECK(names(at.has({"site"}).lists("site", page_of(all)).of_mia()) == texts{"acme/site#6"});
    server with;
    CHECK(names(with.has({"site"}).lists("site", page_of(all)).of_mia({.drafts_too = true})) ==
          texts{"acme/site#6", "acme/site#1"});
}

TEST_CASE("a user may be an account ID, or a UUID in any spelling", "[inbox]") {
    for (const char* who :
         {"557058:mia", "11111111-1111-4111-8111-111111111111", "{11111111-1111-4111-8111-111111111111}"}) {
        server at;
        at.has({"site"}).lists("site", page_of(for_mia(1, "2026-01-05T10:00:00Z")));
        CHECK(bb::review_inbox(at.api, "acme", who).waiting.size() == 1);
    }
    server at;
    at.has({"site"}).lists("site", page_of(R"({"id":1,"reviewers":[{"type":"user"}],"author":{"type":"user"}})"));
    CHECK(bb::review_inbox(at.api, "acme", "557058:nobody").waiting.empty());
}

TEST_CASE("a repository that cannot be read does not end the rest, and is named", "[inbox]") {
    server at;
    at.has({"site", "secret", "app"})
        .lists("site", page_of(for_mia(1, "2026-01-05T10:00:00Z")))
        .lists("secret", R"({"error":{"message":"no access"}})", 403)
        .lists("app", page_of(for_mia(2, "2026-02-05T10:00:00Z"),
                              R"(,"next":"https://api.bitbucket.org/2.0/repositories/acme/app/pullrequests?page=2")"))
        .lists("app", "", 500);
    const auto inbox = at.of_mia();
    CHECK(names(inbox) == texts{"acme/site#1", "acme/app#2"});
    CHECK_FALSE(inbox.complete());
    REQUIRE(inbox.unread.size() == 2);
    CHECK(inbox.unread[0].repository == "acme/secret");
    CHECK(inbox.unread[0].why.kind() == bb::error_kind::forbidden);
    CHECK(inbox.unread[1].repository == "acme/app");
    CHECK(inbox.unread[1].why.kind() == bb::error_kind::server_error);
}

TEST_CASE("a list without reviewers tells nothing, and says so once", "[inbox]") {
    server at;
    at.has({"site"}).lists("site", page_of(R"({"id":1},{"id":2})"));
    const auto inbox = at.of_mia();
    CHECK(inbox.waiting.empty());
    REQUIRE(inbox.unread.size() == 1);
    CHECK(inbox.unread[0].repository == "acme/site");
    CHECK(inbox.unread[0].why.kind() == bb::error_kind::decode);
    CHECK_THAT(inbox.unread[0].why.what(), ContainsSubstring("no reviewers"));
}

TEST_CASE("fewer pull requests than announced are not everything", "[inbox]") {
    server at;
    at.has({"site"}).lists("site", page_of(for_mia(1, "2026-01-05T10:00:00Z"), R"(,"size":3,"pagelen":50,"page":1)"));
    const auto inbox = at.of_mia();
    CHECK(inbox.missing == 2);
    CHECK_FALSE(inbox.complete());
}

TEST_CASE("a list of repositories that breaks off is not hidden", "[inbox]") {
    server none;
    none.script.reply_to(http_method::get, "/repositories/acme", 404, R"({"error":{"message":"no such workspace"}})");
    CHECK(bb::try_review_inbox(none.api, "acme", mia).error().kind() == bb::error_kind::not_found);

    server at;
    at.script
        .reply_to(http_method::get, "/repositories/acme", 200,
                  page_of(R"({"full_name":"acme/site"})",
                          R"(,"next":"https://api.bitbucket.org/2.0/repositories/acme?page=2")"))
        .reply_to(http_method::get, "/repositories/acme", 500);
    at.lists("site", page_of(for_mia(1, "2026-01-05T10:00:00Z")));
    const auto inbox = at.of_mia();
    CHECK(names(inbox) == texts{"acme/site#1"});
    REQUIRE(inbox.unlisted.has_value());
    CHECK(inbox.unlisted->status() == 500);
    CHECK_FALSE(inbox.complete());
}

TEST_CASE("the repositories can be filtered", "[inbox]") {
    server at;
    at.has({});
    CHECK(at.of_mia({.repositories = R"(project.key = "WEB")"}).complete());
    CHECK_THAT(at.script.requests().front().query(), ContainsSubstring("q=project.key"));

    const server null;
    const char* const missing = nullptr;
    CHECK(bb::try_review_inbox(null.api, "acme", mia, {.repositories = missing}).error().kind() ==
          bb::error_kind::usage);
    CHECK(null.script.requests().empty());
}

TEST_CASE("as many repositories are asked at once as the options say", "[inbox]") {
    std::string slugs;
    for (int i = 0; i < 20; ++i) slugs += (i == 0 ? "" : ",") + (R"({"slug":"r)" + std::to_string(i)) + R"("})";
    const unit::loop_transport transport{[slugs](const bb::http_request& request) -> bb::http_response {
        const bool is_list = request.url.find("pullrequests") == std::string::npos;
        return {200, {{"Content-Type", "application/json"}}, is_list ? page_of(slugs) : page_of("")};
    }};
    CHECK(bb::review_inbox(client_of(transport), "acme", mia, {.concurrency = 5}).complete());
    CHECK(transport.seen->most == 5);
    CHECK(transport.seen->started == 21);  // and the list of repositories
}

TEST_CASE("what is cut short is unread", "[inbox]") {
    bb::cancel_source stop;
    const unit::loop_transport transport{[stop](const bb::http_request& request) mutable -> bb::http_response {
        const bool is_list = request.url.find("pullrequests") == std::string::npos;
        if (!is_list) stop.cancel();
        return {200, {{"Content-Type", "application/json"}}, is_list ? repositories({"a", "b", "c"}) : page_of("")};
    }};
    const auto inbox = bb::review_inbox(client_of(transport), "acme", mia, {.concurrency = 1, .cancel = stop.token()});
    CHECK_FALSE(inbox.complete());
    REQUIRE(inbox.unread.size() >= 2);
    CHECK(inbox.unread.back().repository == "acme/c");
    CHECK(inbox.unread.back().why.kind() == bb::error_kind::cancelled);
    // The list of repositories, and the one request that was sent before.
    CHECK(transport.seen->started == 2);
}

TEST_CASE("options out of range send nothing", "[inbox]") {
    const server at;
    CHECK(bb::try_review_inbox(at.api, "acme", "").error().kind() == bb::error_kind::usage);
    for (const std::size_t wrong : {std::size_t{0}, std::size_t{257}})
        CHECK_THAT(bb::try_review_inbox(at.api, "acme", mia, {.concurrency = wrong}).error().message(),
                   ContainsSubstring("1 to 256"));
    CHECK_THROWS_AS(bb::review_inbox(at.api, "acme", ""), bb::usage_error);
    CHECK(at.script.requests().empty());
}

}  // namespace test_review_inbox
