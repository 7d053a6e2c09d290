// SPDX-License-Identifier: MIT
// One hostile page among walks side by side, in a walk that asks ahead, and in coroutines: the items before it come, then
// its error, and the other walks come whole.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/coroutines.hpp>
#include <bitbucket/each_of.hpp>
#include <bitbucket/transport/curl_loop.hpp>

#include "support/at_once.hpp"

namespace http_at_once_hostile_walks {

using namespace http_test;

namespace {

constexpr std::size_t collections = 10;
constexpr std::size_t hostile = 7;
constexpr std::size_t pages = 3;

/// The numbers of the collection and of the page that a request asks for.
std::size_t collection_of(const std::string& request) {
    return static_cast<std::size_t>(std::stoul(request.substr(request.find("/users/u") + 8)));
}
std::size_t page_of(const std::string& request) {
    const auto at = request.find("cursor=");
    return at == std::string::npos ? 1 : static_cast<std::size_t>(std::stoul(request.substr(at + 7)));
}
std::string labels_of(std::size_t collection, std::size_t page) {
    const std::string label = R"({"label":"u)" + std::to_string(collection) + '-' + std::to_string(page);
    return R"("values":[)" + label + "a\"}," + label + "b\"}]";
}
std::string page_reply(std::size_t collection, std::size_t page, const std::string& next) {
    return json_reply('{' + labels_of(collection, page) + (next.empty() ? "" : ",\"next\":" + next) + '}');
}
std::string good_page(const std::string& request) {
    const std::size_t page = page_of(request);
    return page_reply(collection_of(request), page, page == pages ? "" : "\"?cursor=" + std::to_string(page + 1) + '"');
}

/// Answers with good pages, but for the second one of a collection.
raw_server::script with_hostile_page(std::string evil, bool resets) {
    return [evil = std::move(evil), resets](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string& asked = client.last_request();
            if (collection_of(asked) == hostile && page_of(asked) == 2) {
                client.send(evil);
                if (resets) client.break_off();
                return;
            }
            if (!client.send(good_page(asked))) return;
        }
    };
}
/// Answers with good pages, but the first one of a collection has that for a link.
raw_server::script with_hostile_link(std::string next) {
    return [next = std::move(next)](raw_server::connection& client) {
        while (client.read_request()) {
            const std::string& asked = client.last_request();
            if (!client.send(collection_of(asked) == hostile ? page_reply(hostile, 1, next) : good_page(asked))) return;
        }
    };
}

std::vector<bb::ssh_keys::list> lists() {
    std::vector<bb::ssh_keys::list> out;
    for (std::size_t i = 0; i < collections; ++i) out.emplace_back("u" + std::to_string(i));
    return out;
}
bb::client_options walking_at(const raw_server& server) {
    bb::client_options options = options_at(server.url("/2.0"));
    options.max_body_bytes = hostile_body_bytes;
    options.allow_any_credential = true;
    return options;
}

/// What came of one walk: the labels, and how it ended.
struct walked {
    std::string labels;
    std::optional<bb::error_kind> failure;
};
void note(walked& walk, const bb::error& failure) {
    CHECK_FALSE(walk.failure);
    CHECK_THAT(failure.what() + failure.describe(), !ContainsSubstring(token));
    walk.failure = failure.kind();
}
std::string labels(std::size_t collection, std::size_t last_page) {
    std::string out;
    for (std::size_t page = 1; page <= last_page; ++page)
        for (const char* each : {"a ", "b "})
            out += 'u' + std::to_string(collection) + '-' + std::to_string(page) + each;
    return out;
}

std::vector<walked> walk_side_by_side(const bb::client& api, const bb::each_of_options& options) {
    std::vector<walked> out(collections);
    const auto wanted = lists();
    for (const auto& each : api.each_of(wanted, options)) {
        walked& walk = out.at(each.place());
        if (!each) {
            note(walk, each.error());
            continue;
        }
        CHECK_FALSE(walk.failure);
        walk.labels += each->label + ' ';
    }
    return out;
}

walked walk_ahead(const bb::client& api, std::size_t collection) {
    walked out;
    try {
        for (const auto& key : api.each(lists()[collection], {.prefetch = 1})) out.labels += key.label + ' ';
    } catch (const bb::error& failure) {
        note(out, failure);
    }
    return out;
}

bb::task<> walk_awaiting(const bb::client& api, std::size_t collection, std::size_t ahead, walked& out) {
    auto keys = api.async_each(lists()[collection], {.prefetch = ahead});
    try {
        while (const bb::ssh_account_key* key = co_await keys.next()) out.labels += key->label + ' ';
    } catch (const bb::error& failure) {
        note(out, failure);
    }
}
std::vector<walked> walk_in_coroutines(const bb::client& api, const bb::curl_loop& loop, std::size_t ahead) {
    std::vector<walked> out(collections);
    std::vector<bb::task<>> tasks;
    for (std::size_t i = 0; i < collections; ++i) tasks.push_back(walk_awaiting(api, i, ahead, out[i]));
    for (bb::task<>& each : tasks) each.start();
    loop.run();
    for (bb::task<>& each : tasks) each.take();
    return out;
}

void check_walks(const std::vector<walked>& walks) {
    for (std::size_t i = 0; i < walks.size(); ++i) {
        CAPTURE(i);
        CHECK(walks[i].labels == labels(i, i == hostile ? 1 : pages));
        CHECK(walks[i].failure.has_value() == (i == hostile));
    }
}

/// Walks in every way.
void check_all(const raw_server& server) {
    const bb::client api = api_at(walking_at(server), direct());
    for (const auto order : {bb::outcome_order::completion, bb::outcome_order::input})
        check_walks(walk_side_by_side(api, {.concurrency = 4, .order = order}));
    std::vector<walked> ahead;
    for (std::size_t i = 0; i < collections; ++i) ahead.push_back(walk_ahead(api, i));
    check_walks(ahead);
    const bb::curl_loop loop(direct());
    const bb::client awaiting(loop, bb::access_token{bb::secret(token)}, walking_at(server));
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}})
        check_walks(walk_in_coroutines(awaiting, loop, count));
}

}  // namespace

TEST_CASE("a hostile page ends its own walk, behind the items before it") {
    const bool resets = GENERATE(false, true);
    std::vector<std::string> evils = hostile_replies();
    evils.push_back(json_reply(R"({"values":[{"label":"x"}],"values":null})"));
    evils.push_back(json_reply(R"({"values":[{"label":"x"},1]})"));
    evils.push_back(json_reply("[]"));
    for (const std::string& evil : evils) {
        CAPTURE(evil.substr(0, 60), resets);
        raw_server server(with_hostile_page(evil, resets));
        check_all(server);
    }
}

TEST_CASE("a hostile link ends its own walk, and nobody is asked elsewhere") {
    raw_server elsewhere(answering(json_reply("{}")));
    for (const std::string& next :
         {'"' + elsewhere.url("/2.0/users/u7/ssh-keys?cursor=2") + '"', std::string(R"("/1.0/x")"),
          std::string(R"("/2.0/users/u7/ssh-keys")"), std::string("17"), std::string("{}")}) {
        CAPTURE(next);
        raw_server server(with_hostile_link(next));
        check_all(server);
        CHECK(server.count("GET /1.0/") == 0);
    }
    CHECK(elsewhere.accepted() == 0);
}

TEST_CASE("a hostile page that nobody gets to ends nothing") {
    for (const std::string& evil : hostile_replies()) {
        CAPTURE(evil.substr(0, 60));
        raw_server server(with_hostile_page(evil, true));
        const bb::client api = api_at(walking_at(server), direct());
        std::string seen;
        for (const auto& key : api.each(lists()[hostile], {.max_items = 2, .prefetch = 1})) seen += key.label + ' ';
        for (const auto& key : api.each(lists()[hostile], {.prefetch = 1})) {
            seen += key.label + ' ';
            if (key.label == "u7-1b") break;
        }
        CHECK(seen == labels(hostile, 1) + labels(hostile, 1));
    }
}

}  // namespace http_at_once_hostile_walks
