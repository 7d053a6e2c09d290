// SPDX-License-Identifier: MIT
// contract_driver --integrations as a program, against a loopback server that serves the double of each service: a line for
// each operation, what arrives at the server, and that no secret is printed.
#include <bitbucket/integrations/upsun_session.hpp>

#include <algorithm>

#include "../../examples/tools/sandbox_server/loopback_server.hpp"
#include "contract/integration_lines.hpp"
#include "contract/run_program.hpp"
#include "support/catch.hpp"

namespace integrations_test {

namespace bb = bitbucket;
using contract::program_run;
using examples::loopback_server;

namespace {

/// The double of each service, a token that it takes for everything, and how it refuses one that it does not know.
template <class Samples>
struct double_of;

template <>
struct double_of<support::infisical_samples> {
    bb::testing::infisical_sandbox box;
    static constexpr const char* refusal = "403 unauthorized: Your token has expired. Please re-authenticate.";

    [[nodiscard]] static std::string token() { return bb::testing::infisical_sandbox::user_token; }
};

template <>
struct double_of<support::pulumi_samples> {
    bb::testing::pulumi_sandbox box;
    static constexpr const char* refusal = "401 unauthorized: Unauthorized: No credentials provided or are invalid.";

    [[nodiscard]] static std::string token() { return bb::testing::pulumi_sandbox::admin_token; }
};

template <>
struct double_of<support::upsun_samples> {
    bb::testing::upsun_sandbox box;
    static constexpr const char* refusal = "401 unauthorized: invalid_token";

    /// What whoever calls the driver has to do before.
    [[nodiscard]] std::string token() const {
        const bb::upsun_session session{box, bb::secret(bb::testing::upsun_sandbox::api_token)};
        const bb::client_of<bb::upsun> api{box, session};
        api.send(bb::upsun_integrations::list{bb::testing::upsun_sandbox::project});
        return session.current().access_token.reveal();
    }
};

template <class Samples>
program_run run_driver(const std::vector<std::string>& arguments, const std::string& token) {
    return contract::run_program(BITBUCKET_CONTRACT_DRIVER, arguments, {"", "", Samples::token_variable, token});
}

/// What the line of an operation says behind method and path template; there is one such line.
std::string outcome_of(const program_run& run, const bb::operation_info& operation) {
    const std::string start = std::string(to_string(operation.method)) + ' ' + std::string(operation.path.str()) + ' ';
    const auto fits = [&](const std::string& line) { return line.starts_with(start); };
    REQUIRE(std::count_if(run.lines.begin(), run.lines.end(), fits) == 1);
    return std::find_if(run.lines.begin(), run.lines.end(), fits)->substr(start.size());
}

std::string succeeded(std::size_t count, std::size_t of) {
    return std::to_string(count) + " of " + std::to_string(of) + " operations succeeded\n";
}

template <class Samples>
void require_no_secret(const program_run& run, const std::string& token) {
    CHECK(run.everything.find(token) == std::string::npos);
    for (const char* each : Samples::secrets) CHECK(run.everything.find(each) == std::string::npos);
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("every operation of a service succeeds, and arrives once", "", contract::integration_samples) {
    const double_of<TestType> service;
    const std::string token = service.token();
    const loopback_server server{service.box};
    const program_run run =
        run_driver<TestType>({"--integrations", TestType::name, "--base-url", server.origin()}, token);
    INFO(run.everything);
    const std::size_t count = TestType::operations.size();
    CHECK(run.lines.size() == count);
    for (const bb::operation_info& each : TestType::operations) {
        INFO(each.name);
        const std::string outcome = outcome_of(run, each);
        CHECK((outcome == "200 ok" || outcome == "202 ok" || outcome == "204 ok"));
    }
    CHECK(run.status == 0);
    CHECK(run.errors == succeeded(count, count));
    const std::vector<examples::served_request> served = server.served();
    CHECK(served.size() == count);
    for (const examples::served_request& each : served) CHECK(each.target.find_first_of("{}") == std::string::npos);
    require_no_secret<TestType>(run, token);
}

TEMPLATE_LIST_TEST_CASE("a token that a service does not know fails every operation, and is not printed", "",
                        contract::integration_samples) {
    const std::string token = "wr0ng-0f-acme-5e7";
    const double_of<TestType> service;
    const loopback_server server{service.box};
    const program_run run =
        run_driver<TestType>({"--base-url", server.origin(), "--integrations", TestType::name}, token);
    for (const bb::operation_info& each : TestType::operations)
        CHECK(outcome_of(run, each) == double_of<TestType>::refusal);
    CHECK(run.status == 1);
    CHECK(run.errors == succeeded(0, TestType::operations.size()));
    require_no_secret<TestType>(run, token);
}

TEMPLATE_LIST_TEST_CASE("a missing token of a service is wrong usage, before anything is sent", "",
                        contract::integration_samples) {
    const double_of<TestType> service;
    const loopback_server server{service.box};
    const program_run run = run_driver<TestType>({"--base-url", server.origin(), "--integrations", TestType::name}, "");
    CHECK(run.status == 2);
    CHECK(run.errors.find("the environment variable " + std::string(TestType::token_variable) + " is not set") !=
          std::string::npos);
    CHECK(server.served().empty());
}

TEST_CASE("an unknown service is wrong usage, before anything is sent") {
    using samples = support::pulumi_samples;
    const loopback_server server{bb::testing::pulumi_sandbox{}};
    const std::vector<std::string> start{"--base-url", server.origin(), "--integrations"};
    for (const std::string unknown : {"harbor", ""}) {
        std::vector<std::string> all = start;
        all.push_back(unknown);
        const program_run run = run_driver<samples>(all, "t0ken");
        CHECK(run.status == 2);
        CHECK(run.errors.find("unknown service '" + unknown + "': there are infisical, pulumi, upsun\n") !=
              std::string::npos);
    }
    CHECK(run_driver<samples>(start, "t0ken").status == 2);
    CHECK(server.served().empty());
}

TEST_CASE("the usage names every service, and the variable of its token") {
    const program_run run = contract::run_program(BITBUCKET_CONTRACT_DRIVER, {"--help"}, {"", ""});
    CHECK(run.status == 0);
    contract::for_each_integration([&]<class Samples>() {
        const std::string name = Samples::name;
        const std::string line = "  " + name + std::string(12 - name.size(), ' ') + Samples::token_variable + ", ";
        CHECK(run.everything.find(line) != std::string::npos);
    });
}

}  // namespace integrations_test
