// SPDX-License-Identifier: MIT
// contract_driver as a program, against a loopback server that serves a sandbox, or something that answers badly: its
// lines, its exit status, what arrives at the server, and that no secret is printed.
#include <bitbucket/detail/text/base64.hpp>
#include <bitbucket/detail/text/percent.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <set>

#include "../../examples/tools/sandbox_server/loopback_server.hpp"
#include "contract/driver_lines.hpp"
#include "support/catch.hpp"

namespace contract_test {

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::sandbox_options;
using contract::environment;
using contract::outcomes;
using contract::program_run;
using contract::title_of;
using examples::loopback_server;

namespace {

const environment administrator{sandbox::email, sandbox::api_token};

program_run run_driver(const std::vector<std::string>& arguments, const environment& credentials = administrator) {
    return contract::run_program(BITBUCKET_CONTRACT_DRIVER, arguments, credentials);
}
program_run run_against(const loopback_server& server, const environment& credentials = administrator) {
    return run_driver({"--base-url", server.base_url()}, credentials);
}

/// What the redirects of successes lead to: the root of the source is at a commit, a download at the storage host, and
/// the diffs of pull requests at those of their commits, which are no operations.
enum class redirects { none, followed };

void require_each_arrived_once(const loopback_server& server, redirects how) {
    const std::vector<examples::served_request> served = server.served();
    const bool followed = how == redirects::followed;
    for (const bb::operation_info& operation : bb::all_operations) {
        INFO("operation " << title_of(operation));
        const bool is_target = followed && operation.path.str().ends_with("/src/{commit}/{path*}");
        CHECK(std::count_if(served.begin(), served.end(), [&](const examples::served_request& each) {
                  return contract::is_of(each.method, each.target, operation);
              }) == contract::readings_of(operation) + (is_target ? 1 : 0));
    }
    CHECK(served.size() == bb::all_operations.size() + (followed ? 2 + 4 : 0));
}

/// Neither the token nor the header's value that it makes.
void require_no_secret(const program_run& run, const environment& credentials) {
    CHECK(run.everything.find(credentials.token) == std::string::npos);
    const std::string sent = bb::detail::base64(credentials.email + ':' + credentials.token);
    CHECK(run.everything.find(sent) == std::string::npos);
}

bool is_ok(const std::string& outcome) {
    return outcome == "200 ok" || outcome == "201 ok" || outcome == "202 ok" || outcome == "204 ok";
}

/// A server with one answer to everything.
struct one_answer {
    bb::http_response reply;
    bb::http_response send(const bb::http_request&, const bb::transport_limits&) const { return reply; }
};

}  // namespace

TEST_CASE("every operation succeeds where none is retired, and the driver leaves nothing behind") {
    const sandbox kept{sandbox_options{.revive_retired = true}};
    for (int round = 1; round <= 2; ++round) {
        INFO("round " << round);
        const loopback_server server{kept};
        const program_run run = run_against(server);
        INFO(run.everything);
        for (const auto& [operation, outcome] : outcomes(run)) {
            INFO(operation << " -> " << outcome);
            CHECK(is_ok(outcome));
        }
        CHECK(run.status == 0);
        const std::string all = std::to_string(bb::all_operations.size());
        CHECK(run.errors == all + " of " + all + " operations succeeded\n");
        require_each_arrived_once(server, redirects::followed);
        require_no_secret(run, administrator);
    }
}

TEST_CASE("braces go over the wire encoded, and what was created is addressed by the identifier that it got") {
    const loopback_server server{sandbox{sandbox_options{.revive_retired = true}}};
    REQUIRE(run_against(server).status == 0);
    const std::vector<std::string> documented = {
        "%7Bb15b6026-9c02-4626-b4ad-b905f99f763a%7D", "%7B3fa85f64-5717-4562-b3fc-2c963f66afa6%7D",
        "%7B6d2f8b14-93c7-4e0a-a5b1-7f40c8e92d36%7D", "h4m26ppxrol7blr7spbc7lhyymokdbnkxd06kzrt", "deploy-keys/1234"};
    for (const examples::served_request& each : server.served()) {
        INFO(each.target);
        CHECK(each.target.find_first_of("{}") == std::string::npos);
        for (const std::string& identifier : documented) CHECK(each.target.find(identifier) == std::string::npos);
    }
}

TEST_CASE("what one family has made is not what another one changes and removes") {
    const loopback_server server{sandbox{sandbox_options{.revive_retired = true}}};
    REQUIRE(run_against(server).status == 0);
    // Of each thing that was made, the identifier is asked for below its own collection only.
    std::map<std::string, std::set<std::string>> collections;
    for (const examples::served_request& each : server.served()) {
        const auto slash = each.target.rfind('/');
        const std::string collection = each.target.substr(0, slash);
        for (const char* made : {"/variables", "/deploy-keys", "/gpg-keys", "/ssh-keys", "/known_hosts"})
            if (collection.ends_with(made)) collections[each.target.substr(slash + 1)].insert(collection);
    }
    CHECK(collections.size() == 10);
    for (const auto& [identifier, places] : collections) {
        INFO(identifier);
        CHECK(places.size() == 1);
    }
}

TEST_CASE("an environment of the server's is whose variables are asked for") {
    const loopback_server server{sandbox{sandbox_options{.revive_retired = true}}};
    REQUIRE(run_against(server).status == 0);
    const std::vector<examples::served_request> served = server.served();
    REQUIRE_FALSE(served.empty());
    CHECK(served.front().target.ends_with("/environments"));
    CHECK(std::count_if(served.begin(), served.end(), [](const examples::served_request& each) {
              return each.target.find("/deployments_config/environments/%7B") != std::string::npos;
          }) == 4);
}

TEST_CASE("retired operations answer 410 and fail the run, the others do not") {
    const loopback_server server{sandbox{}};
    const program_run run = run_against(server);
    INFO(run.everything);
    std::size_t retired = 0;
    const auto found = outcomes(run);
    for (const bb::operation_info& operation : bb::all_operations) {
        const std::string& outcome = found.at(title_of(operation));
        INFO(title_of(operation) << " -> " << outcome);
        if (operation.stage == bb::lifecycle::retired) {
            ++retired;
            CHECK(outcome == "410 gone: CHANGE-2770 - Functionality has been deprecated");
        } else {
            CHECK(is_ok(outcome));
        }
    }
    CHECK(retired > 0);
    CHECK(run.status == 1);
    require_each_arrived_once(server, redirects::followed);
    require_no_secret(run, administrator);
}

TEST_CASE("a wrong token is 401 everywhere, and is not printed either") {
    for (const environment& wrong :
         {environment{sandbox::email, "wr0ng-t0ken-5e7"}, environment{"", "wr0ng-t0ken-5e7"}}) {
        const loopback_server server{sandbox{}};
        const program_run run = run_against(server, wrong);
        INFO(run.everything);
        for (const auto& [operation, outcome] : outcomes(run)) {
            INFO(operation);
            CHECK(outcome == "401 unauthorized: Token is invalid, expired, or not supported for this endpoint.");
        }
        CHECK(run.status == 1);
        require_each_arrived_once(server, redirects::none);
        require_no_secret(run, wrong);
    }
}

TEST_CASE("a 2xx that does not decode is no success") {
    const loopback_server server{one_answer{{200, {{"Content-Type", "application/json"}}, R"([{"values": 1}])"}}};
    const program_run run = run_against(server);
    INFO(run.everything);
    const auto found = outcomes(run);
    CHECK(found.at("GET /user").find("200 decode_error: ") == 0);
    CHECK(found.at("GET /users/{selected_user}/ssh-keys").find("200 decode_error: ") == 0);
    CHECK(found.at("PUT /users/{selected_user}/ssh-keys/{key_id}").find("200 decode_error: ") == 0);
    CHECK(found.at("DELETE /users/{selected_user}/ssh-keys/{key_id}") == "200 ok");
    CHECK(run.status == 1);
}

TEST_CASE("nothing is sent twice, and what the server says stays on its line") {
    const std::string body = R"({"type": "error", "error": {"message": "over\nload\u001b[31m"}})";
    const loopback_server server{one_answer{{503, {{"Content-Type", "application/json"}}, body}}};
    const program_run run = run_against(server);
    for (const auto& [operation, outcome] : outcomes(run)) {
        INFO(operation);
        CHECK(outcome == "503 server_error: over load [31m");
    }
    CHECK(run.status == 1);
    require_each_arrived_once(server, redirects::none);
}

TEST_CASE("without a server every line has status 0") {
    std::string url;
    {
        const loopback_server server{sandbox{}};
        url = server.base_url();
    }
    const program_run run = run_driver({"--base-url", url});
    INFO(run.everything);
    for (const auto& [operation, outcome] : outcomes(run)) {
        INFO(operation << " -> " << outcome);
        CHECK(outcome.find("0 transport_error: ") == 0);
    }
    CHECK(run.status == 1);
    require_no_secret(run, administrator);
}

TEST_CASE("credentials do not leave the machine over plain http") {
    // An address for documentation (RFC 5737): nobody answers there, and nobody is asked.
    const program_run run = run_driver({"--base-url", "http://192.0.2.1/2.0"});
    for (const auto& [operation, outcome] : outcomes(run)) {
        INFO(operation);
        CHECK(outcome == "0 usage_error: credentials are not sent over plain http to 192.0.2.1: use https");
    }
    CHECK(run.status == 1);
}

TEST_CASE("wrong usage is said before anything is sent") {
    const loopback_server server{sandbox{}};
    const program_run no_token = run_against(server, {});
    CHECK(no_token.status == 2);
    CHECK(no_token.lines.empty());
    CHECK(no_token.errors.find("the environment variable BITBUCKET_TOKEN is not set") != std::string::npos);
    CHECK(run_driver({}).status == 2);
    CHECK(run_driver({"--base-url"}).status == 2);
    CHECK(run_driver({"--base-url", server.base_url(), "--verbose"}).status == 2);
    CHECK(server.served().empty());

    const program_run help = run_driver({"--help"}, {});
    CHECK(help.status == 0);
    CHECK(help.errors.empty());
    CHECK(help.everything.find("--base-url URL") != std::string::npos);
}

}  // namespace contract_test
