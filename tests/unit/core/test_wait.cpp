// SPDX-License-Identifier: MIT
// accepted<T> and wait.hpp: work that the server accepts and finishes later.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>
#include <bitbucket/wait.hpp>

#include "support/catch.hpp"
#include "unit/support/harbor.hpp"

namespace test_wait {

namespace bb = bitbucket;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;

namespace {

struct task {
    std::string status;
    std::string why;
    std::optional<harbor::ship> result;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("status", self.status);
        member("why", self.why);
        member("result", self.result);
    }
};

bb::work_state state_of_task(const task& from) {
    if (from.status == "FAILED") return {bb::work_state::stage::failed, from.why};
    return {from.result ? bb::work_state::stage::done : bb::work_state::stage::going};
}

struct launch : bb::request<launch, bb::path<bb::workspace_ref>, bb::accepted<harbor::ship>> {
    static constexpr bb::operation_info info{.name = "harbor::launch",
                                             .method = bb::http_method::post,
                                             .path = "/ships/{ship}/launch",
                                             .belongs_to = &harbor::api};
    using request::request;

    struct progress {
        using answer = task;
        static bb::work_state state_of(const task& from) { return state_of_task(from); }
        static harbor::ship value_of(task from) { return *std::move(from.result); }
    };
};

struct get_task : bb::request<get_task, bb::path<bb::workspace_ref>, task> {
    static constexpr bb::operation_info info{
        .name = "harbor::get_task", .method = bb::http_method::get, .path = "/tasks/{id}", .belongs_to = &harbor::api};
    using request::request;
};

/// Asks by an operation whose argument is in the body of the 202.
struct scrap : bb::request<scrap, bb::path<bb::workspace_ref>, bb::accepted<harbor::ship>> {
    static constexpr bb::operation_info info{.name = "harbor::scrap",
                                             .method = bb::http_method::post,
                                             .path = "/ships/{ship}/scrap",
                                             .belongs_to = &harbor::api};
    using request::request;

    struct progress : launch::progress {
        static get_task ask(const scrap&, const bb::accepted<harbor::ship>& work) { return get_task{work.body()}; }
    };
};

struct waits {
    std::shared_ptr<std::vector<std::chrono::milliseconds>> all =
        std::make_shared<std::vector<std::chrono::milliseconds>>();
    std::shared_ptr<std::chrono::steady_clock::time_point> now =
        std::make_shared<std::chrono::steady_clock::time_point>();

    [[nodiscard]] harbor::client client(const scripted& script) const {
        struct clock final : bb::client_clock {
            explicit clock(const waits& from) : seen(from) {}
            [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return *seen.now; }
            void sleep(std::chrono::milliseconds time, const bb::cancel_token&) const override {
                seen.all->push_back(time);
                *seen.now += time;
            }
            waits seen;
        };
        bb::client_options options;
        options.clock = std::make_shared<clock>(*this);
        return harbor::client{script, harbor::token{bb::secret("t0ken")}, options};
    }
};

const bb::header_list there = {{"Location", "https://api.harbor.example/v1/tasks/7"}};

}  // namespace

TEST_CASE("work may be done at once", "[wait]") {
    scripted script;
    script.reply(200, R"({"name":"Ark"})");
    const auto done = waits().client(script).send(launch{"ark"});
    REQUIRE(done.is_done());
    CHECK(done->name == "Ark");
}

TEST_CASE("a 202 is no value, and says where to ask", "[wait]") {
    scripted script;
    script.reply(202, "", there);
    const auto going = waits().client(script).send(launch{"ark"});
    CHECK_FALSE(going.is_done());
    CHECK(going.location() == "https://api.harbor.example/v1/tasks/7");
}

TEST_CASE("waiting ends with the value", "[wait]") {
    const waits time;
    scripted script;
    script.reply(202, "", there)
        .reply(200, R"({"status":"PENDING"})")
        .reply(200, R"({"status":"DONE","result":{"name":"Ark"}})");
    const auto done = bb::send_and_wait(time.client(script), launch{"ark"}, {.interval = std::chrono::seconds(3)});
    CHECK(done->name == "Ark");
    CHECK(*time.all == std::vector<std::chrono::milliseconds>(2, std::chrono::seconds(3)));
    CHECK(script.requests()[1].path() == "/v1/tasks/7");
    CHECK(script.requests()[1].headers.value("Authorization") == "token t0ken");
}

TEST_CASE("waiting ends with the failure of the work", "[wait]") {
    scripted script;
    script.reply(202, "", there).reply(200, R"({"status":"FAILED","why":"no wind"})");
    const auto api = waits().client(script);
    const bb::error failed = bb::try_send_and_wait(api, launch{"ark"}).error();
    CHECK(failed.kind() == bb::error_kind::work_failed);
    CHECK(failed.message() == "no wind");
    CHECK_THROWS_AS(failed.raise(), bb::work_failed);

    // A failure can also be the status of an answer.
    script.reply(202, "", there).reply(409, R"({"message":"moved"})");
    CHECK_THROWS_AS(bb::send_and_wait(api, launch{"ark"}), bb::conflict);
}

TEST_CASE("work that goes on longer is handed back, and can be waited for again", "[wait]") {
    const waits time;
    scripted script;
    script.reply(202, "", there).reply(200, R"({"status":"PENDING"})").reply(200, R"({"result":{"name":"Ark"}})");
    const auto api = time.client(script);
    auto going = bb::send_and_wait(api, launch{"ark"}, {.longest = std::chrono::seconds(3)});
    CHECK_FALSE(going.is_done());
    CHECK(bb::wait(api, launch{"ark"}, going)->name == "Ark");
}

TEST_CASE("each answer can be seen, the last one too", "[wait]") {
    std::vector<std::string> seen;
    const auto note = [&seen](const task& answer) { seen.push_back(answer.status); };
    scripted script;
    script.reply(202, "", there)
        .reply(200, R"({"status":"PENDING"})")
        .reply(200, R"({"status":"DONE","result":{"name":"Ark"}})");
    const auto api = waits().client(script);
    CHECK(bb::send_and_wait(api, launch{"ark"}, {}, note)->name == "Ark");
    CHECK(seen == std::vector<std::string>{"PENDING", "DONE"});

    // One that says that the work failed, too; but no answer that is an error.
    seen.clear();
    script.reply(202, "", there).reply(200, R"({"status":"FAILED"})");
    CHECK(bb::try_send_and_wait(api, launch{"ark"}, {}, note).error().kind() == bb::error_kind::work_failed);
    script.reply(202, "", there).reply(409, "{}");
    CHECK(bb::try_send_and_wait(api, launch{"ark"}, {}, note).error().kind() == bb::error_kind::conflict);
    CHECK(seen == std::vector<std::string>{"FAILED"});

    // It may be something that can only be moved.
    script.reply(202, "", there).reply(200, R"({"result":{"name":"Ark"}})");
    const auto going = api.send(launch{"ark"});
    auto moved = [owned = std::make_unique<std::string>("!"), &seen](const task&) { seen.push_back(*owned); };
    const auto done = bb::wait(api, launch{"ark"}, going, {}, std::move(moved));
    CHECK(done->name == "Ark");
    CHECK(seen.back() == "!");
}

TEST_CASE("what a progress function throws ends the waiting, and comes out unchanged", "[wait]") {
    struct enough {
        int after = 0;
    };
    scripted script;
    script.reply(202, "", there).reply(200, R"({"status":"PENDING"})").reply(200, R"({"status":"PENDING"})");
    const auto api = waits().client(script);
    int count = 0;
    const auto stop = [&count](const task&) {
        if (++count == 2) throw enough{count};
    };
    try {
        (void)bb::try_send_and_wait(api, launch{"ark"}, {}, stop);
        FAIL("nothing was thrown");
    } catch (const enough& thrown) {
        CHECK(thrown.after == 2);
    }
    CHECK(script.requests().size() == 3);
}

TEST_CASE("an interval without end does not overflow", "[wait]") {
    scripted script;
    script.reply(202, "", there);
    const auto going =
        bb::send_and_wait(waits().client(script), launch{"ark"}, {.interval = std::chrono::milliseconds::max()});
    CHECK_FALSE(going.is_done());
    CHECK(script.requests().size() == 1);
}

TEST_CASE("how to ask may be a request", "[wait]") {
    scripted script;
    script.reply(202, "7").reply(200, R"({"result":{"name":"Ark"}})");
    CHECK(bb::send_and_wait(waits().client(script), scrap{"ark"})->name == "Ark");
    CHECK(script.requests()[1].path() == "/v1/tasks/7");
}

TEST_CASE("nobody is asked elsewhere, or nowhere", "[wait][secrets]") {
    for (const char* elsewhere : {"https://evil.example/tasks/7", "http://api.harbor.example/v1/tasks/7", ""}) {
        scripted script;
        script.reply(202, "", {{"Location", elsewhere}});
        const bb::error failed = bb::try_send_and_wait(waits().client(script), launch{"ark"}).error();
        CHECK((failed.kind() == bb::error_kind::usage || failed.kind() == bb::error_kind::decode));
        CHECK(script.requests().size() == 1);
    }
}

TEST_CASE("a token or a deadline ends the waiting", "[wait]") {
    scripted script;
    script.reply(202, "", there).reply(202, "", there);
    const waits time;
    const auto api = time.client(script);
    const auto going = api.send(launch{"ark"});
    bb::cancel_source stop;
    stop.cancel();
    CHECK(bb::try_wait(api, launch{"ark"}, going, {.call = {.cancel = stop.token()}}).error().kind() ==
          bb::error_kind::cancelled);
    const auto soon = bb::deadline::at(*time.now + std::chrono::seconds(1));
    CHECK(bb::try_wait(api, launch{"ark"}, going, {.call = {.deadline = soon}}).error().kind() ==
          bb::error_kind::deadline_exceeded);
    CHECK(script.requests().size() == 1);
}

TEST_CASE("options of waiting are checked", "[wait]") {
    const scripted script;
    const auto api = waits().client(script);
    const auto refused = [&](const bb::wait_options& options) {
        return bb::try_wait(api, launch{"ark"}, {}, options).error().message();
    };
    CHECK_THAT(refused({.interval = std::chrono::milliseconds(99)}), ContainsSubstring("at least 100 ms"));
    CHECK_THAT(refused({.longest = std::chrono::milliseconds(-1)}), ContainsSubstring("longest"));
}

}  // namespace test_wait
