// SPDX-License-Identifier: MIT
// contract_driver --integrations as a program, against a loopback server that serves the double of the service: a line for
// each operation, what arrives at the server, and that no secret is printed.
#include <bitbucket/testing/integrations/pulumi.hpp>

#include <algorithm>

#include "../../examples/tools/sandbox_server/loopback_server.hpp"
#include "contract/run_program.hpp"
#include "support/catch.hpp"
#include "support/pulumi_samples.hpp"

namespace integrations_test {

namespace bb = bitbucket;
using bb::testing::pulumi_sandbox;
using contract::program_run;
using examples::loopback_server;
using support::pulumi_samples;

namespace {

program_run run_driver(const std::vector<std::string>& arguments, const std::string& token) {
    return contract::run_program(BITBUCKET_CONTRACT_DRIVER, arguments, {"", "", pulumi_samples::token_variable, token});
}

/// What the line of an operation says behind method and path template; there is one such line.
std::string outcome_of(const program_run& run, const bb::operation_info& operation) {
    const std::string start = std::string(to_string(operation.method)) + ' ' + std::string(operation.path.str()) + ' ';
    const auto fits = [&](const std::string& line) { return line.starts_with(start); };
    REQUIRE(std::count_if(run.lines.begin(), run.lines.end(), fits) == 1);
    return std::find_if(run.lines.begin(), run.lines.end(), fits)->substr(start.size());
}

void require_no_secret(const program_run& run, const std::string& token) {
    CHECK(run.everything.find(token) == std::string::npos);
    CHECK(run.everything.find(pulumi_samples::workspace_token) == std::string::npos);
}

}  // namespace

TEST_CASE("every operation of Pulumi Cloud succeeds, and arrives once") {
    const loopback_server server{pulumi_sandbox{}};
    const program_run run =
        run_driver({"--integrations", "pulumi", "--base-url", server.origin()}, pulumi_sandbox::admin_token);
    INFO(run.everything);
    CHECK(run.lines.size() == pulumi_samples::operations.size());
    for (const bb::operation_info& each : pulumi_samples::operations) {
        INFO(each.name);
        const std::string outcome = outcome_of(run, each);
        CHECK((outcome == "200 ok" || outcome == "204 ok"));
    }
    CHECK(run.status == 0);
    CHECK(run.errors == "36 of 36 operations succeeded\n");
    const std::vector<examples::served_request> served = server.served();
    CHECK(served.size() == 36);
    for (const examples::served_request& each : served) CHECK(each.target.find_first_of("{}") == std::string::npos);
    require_no_secret(run, pulumi_sandbox::admin_token);
}

TEST_CASE("a token that Pulumi Cloud does not know fails every operation, and is not printed") {
    const std::string token = "pul-wr0ng-0f-acme-5e7";
    const loopback_server server{pulumi_sandbox{}};
    const program_run run = run_driver({"--base-url", server.origin(), "--integrations", "pulumi"}, token);
    for (const bb::operation_info& each : pulumi_samples::operations)
        CHECK(outcome_of(run, each) == "401 unauthorized: Unauthorized: No credentials provided or are invalid.");
    CHECK(run.status == 1);
    CHECK(run.errors == "0 of 36 operations succeeded\n");
    require_no_secret(run, token);
}

TEST_CASE("an unknown service and a missing token are wrong usage, before anything is sent") {
    const loopback_server server{pulumi_sandbox{}};
    const std::vector<std::string> start{"--base-url", server.origin(), "--integrations"};
    const auto with = [&](const std::string& service) {
        std::vector<std::string> all = start;
        all.push_back(service);
        return all;
    };
    for (const char* unknown : {"harbor", ""}) {
        const program_run run = run_driver(with(unknown), "t0ken");
        CHECK(run.status == 2);
        CHECK(run.errors.find("unknown service '" + std::string(unknown) + "': there are pulumi") != std::string::npos);
    }
    const program_run no_token = run_driver(with("pulumi"), "");
    CHECK(no_token.status == 2);
    CHECK(no_token.errors.find("the environment variable PULUMI_ACCESS_TOKEN is not set") != std::string::npos);
    CHECK(run_driver(start, "t0ken").status == 2);
    CHECK(server.served().empty());
}

}  // namespace integrations_test
