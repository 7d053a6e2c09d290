// SPDX-License-Identifier: MIT
// testing/transport_conformance.hpp: the library's own transport keeps the rules, and ones that do not are found.
#include <bitbucket/testing/transport_conformance.hpp>

#include "support/requests.hpp"

namespace http_conformance {

using namespace http_test;
using bb::testing::check_transport;
using bb::testing::conformance_result;

namespace {

/// The curl transport, with something wrong.
struct spoiled {
    bb::http_response (*send_wrongly)(const bb::curl_transport&, const bb::http_request&, const bb::transport_limits&);
    bb::curl_transport curl = direct_transport();

    [[nodiscard]] bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        return send_wrongly(curl, request, limits);
    }
};

std::vector<std::string> broken_by(const bb::any_transport& transport) {
    std::vector<std::string> out;
    for (const conformance_result& each : check_transport(transport))
        if (!each.problem.empty()) out.push_back(each.rule + ": " + each.problem);
    return out;
}

bool names(const std::vector<std::string>& problems, std::string_view words) {
    for (const std::string& each : problems)
        if (each.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("curl_transport keeps every rule") {
    for (const conformance_result& each : check_transport(direct_transport())) {
        CAPTURE(each.rule);
        CHECK(each.problem == "");
    }
}

TEST_CASE("so does a transport without streams, behind any_transport") {
    const spoiled plain{[](const bb::curl_transport& curl, const bb::http_request& request,
                           const bb::transport_limits& limits) { return curl.send(request, limits); }};
    CHECK(broken_by(plain).empty());
}

TEST_CASE("a transport that breaks a rule is told which") {
    const spoiled eager{
        [](const bb::curl_transport& curl, const bb::http_request& request, const bb::transport_limits& limits) {
            bb::http_response reply = curl.send(request, limits);
            if (reply.status == 302) reply = curl.send(request, limits);
            return reply;
        }};
    CHECK(names(broken_by(eager), "followed a redirect"));
    const spoiled vague{[](const bb::curl_transport& curl, const bb::http_request& request,
                           const bb::transport_limits& limits) -> bb::http_response {
        try {
            return curl.send(request, limits);
        } catch (const bb::error& failure) {
            throw bb::transport_error(failure.message());
        }
    }};
    const auto problems = broken_by(vague);
    CHECK(names(problems, "did not say that nothing was sent"));
    CHECK(names(problems, "deadline_exceeded"));
    CHECK(names(problems, "does not end with cancelled"));
    const spoiled deaf{
        [](const bb::curl_transport& curl, const bb::http_request& request, const bb::transport_limits&) {
            bb::transport_limits own;
            own.deadline = bb::deadline::after(std::chrono::seconds(1));
            bb::http_request other = request;
            other.headers = {};
            return curl.send(other, own);
        }};
    CHECK(names(broken_by(deaf), "a header is missing"));
    CHECK(names(broken_by(deaf), "larger than the limits"));
}

}  // namespace http_conformance
