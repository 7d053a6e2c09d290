// SPDX-License-Identifier: MIT
// Pulumi Cloud: the client's token and the secrets in bodies show up in no error, no event and nothing printed.
#include <bitbucket/extras/logger.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/testing/scripted.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"
#include "unit/support/canary.hpp"
#include "unit/support/fake_time.hpp"
#include "unit/support/pulumi_calls.hpp"

namespace test_pulumi_secrets {

namespace bb = bitbucket;
namespace pulumi = bb::pulumi;
using bb::testing::scripted;
using support::pulumi_samples;
using unit::find_secret;

namespace {

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

/// A client with the canary as its token, and all that came out of it.
struct run {
    scripted script;
    unit::fake_time time;
    std::shared_ptr<unit::recording_observer> seen = std::make_shared<unit::recording_observer>();

    [[nodiscard]] pulumi::client api() const {
        bb::client_options options = time.options();
        options.observer = seen;
        options.retry = bb::retry_policy::none();
        return pulumi::client{script, pulumi::token{bb::secret(unit::canary)}, options};
    }
};

std::string all_echoes() {
    std::string out;
    for (const std::string& each : unit::echoes_of(unit::canary)) out += each + " | ";
    return out + "token " + unit::canary;
}

}  // namespace

TEST_CASE("no operation gives away the token, also if the server repeats it", "[pulumi][secrets]") {
    const std::string echo = all_echoes();
    const bb::header_list headers{{"Server", echo}, {"X-Pulumi-Warning", echo}, {"X-Request-Id", echo}};
    const std::string body = R"({"code":400,"message":")" + echo + R"(","documentationUrl":")" + echo +
                             R"(","errors":[{"resource":")" + echo + R"(","attribute":")" + echo +
                             R"(","errorType":")" + echo + R"(","customMessage":")" + echo + "\"}]}";
    std::size_t failures = 0;
    for (const unit::pulumi_call& call : unit::pulumi_calls()) {
        CAPTURE(call.info->name);
        run on;
        std::string shown = call.printed;
        for (const int status : {200, 204, 302, 400, 401, 403, 404, 409, 429, 500}) {
            on.script.reply(status, status < 300 ? "[\"" + echo + "\"]" : status == 404 ? echo : body, headers);
            const auto failure = call.send(on.api()).failure;
            if (!failure) continue;
            ++failures;
            shown += unit::everything_of(*failure);
        }
        on.script.fail(bb::transport_error("could not send " + echo));
        shown += unit::everything_of(call.send(on.api()).failure.value());
        CHECK(find_secret(shown + on.seen->all() + printed(on.script.requests().front()), unit::canary).empty());
        CHECK(on.script.requests()[0].headers.value("Authorization") == std::string("token ") + unit::canary);
    }
    CHECK(failures > 36 * 8);
}

TEST_CASE("the token of a workspace is sent, and is in nothing else", "[pulumi][secrets]") {
    const auto request = support::integration_sample<pulumi_samples, pulumi::bitbucket_integrations::create>();
    const auto setup = pulumi_samples::input(std::type_identity<pulumi::bitbucket_setup_request>{});
    const std::string hidden = pulumi_samples::workspace_token;
    CHECK(request.body().find(hidden) != std::string::npos);
    CHECK(printed(setup).find(R"("workspaceAccessToken":"***")") != std::string::npos);

    run on;
    std::string shown = printed(request) + printed(setup) + bb::to_log_text(setup) + setup.problem();
    for (const int status : {204, 400, 401, 403, 404, 409, 429, 500}) {
        on.script.reply(status, R"({"code":400,"message":"no"})");
        const auto reply = on.api().try_send(request);
        if (!reply.has_value()) shown += unit::everything_of(reply.error());
    }
    on.script.fail(bb::transport_error("the connection broke"));
    shown += unit::everything_of(on.api().try_send(request).error());
    auto wrong = setup;
    wrong.use_user_auth = true;
    shown += unit::everything_of(on.api().try_send(pulumi::bitbucket_integrations::create{"acme", wrong}).error());
    shown += printed(on.script.requests().front());
    CHECK(on.script.requests().front().body.find(hidden) != std::string::npos);
    CHECK(find_secret(shown + on.seen->all(), hidden).empty());
}

TEST_CASE("a logger at its most talkative writes neither of them", "[pulumi][secrets]") {
    std::string lines;
    bb::client_options options;
    options.observer = std::make_shared<bb::logger>([&lines](bb::log_level, std::string_view line) { lines += line; },
                                                    bb::log_level::debug);
    scripted script;
    script.reply(409, R"({"code":409,"message":"there"})");
    const pulumi::client api{script, pulumi::token{bb::secret(unit::canary)}, options};
    CHECK_FALSE(api.try_send(support::integration_sample<pulumi_samples, pulumi::bitbucket_integrations::create>())
                    .has_value());
    CHECK_FALSE(lines.empty());
    CHECK(find_secret(lines, unit::canary).empty());
    CHECK(find_secret(lines, pulumi_samples::workspace_token).empty());
}

TEST_CASE("what a log-in and the set-up of an app answer with is not printed", "[pulumi][secrets]") {
    const std::string hidden = "st4te-of-a-l0gin-41c7e8";
    const pulumi::oauth_session session{"https://login.example/?state=" + hidden, hidden};
    const pulumi::github_setup setup{"https://github.example/?state=" + hidden};
    const pulumi::github_app_urls urls{hidden, hidden, hidden, hidden};
    const pulumi::app_integration_list<pulumi::github_integration_details> list{{}, "https://x/?state=" + hidden};
    const pulumi::oauth_completion completion{.provider = {{.name = "azure"}}, .session_id = hidden, .code = hidden};
    const std::string shown = printed(session) + printed(setup) + printed(urls) + printed(list) + printed(completion);
    CHECK(find_secret(shown, hidden).empty());
    CHECK(shown.find("***") != std::string::npos);
    // They are there for who asks for them.
    CHECK(bb::to_json_text(session).find(hidden) != std::string::npos);
}

}  // namespace test_pulumi_secrets
