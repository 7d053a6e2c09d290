// SPDX-License-Identifier: MIT
// Certificates: the right one is trusted, any other is refused with the reason, and nothing of the request gets out.
#include <bitbucket/api/ssh_keys.hpp>

#include "support/calls.hpp"
#include "support/tls_server.hpp"

namespace http_tls_certificates {

using namespace http_test;

namespace {

const std::string user = json_reply(R"({"display_name":"x"})");

bb::curl_options trusting(const std::string& ca_file) {
    bb::curl_options options = impatient();
    options.ca_file = ca_file;
    return options;
}

std::string https(const raw_server& server, const std::string& host = "127.0.0.1") {
    return "https://" + host + server.authority().substr(server.authority().find(':'));
}

// The error of a client that trusts an authority, at a server with a certificate.
bb::error refusal(const identity& shown, const std::string& ca_file, const std::string& host = "127.0.0.1") {
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(user)));
    bb::client_options options = options_at(https(server, host) + "/2.0");
    options.allow_any_credential = true;
    const bb::client api = api_at(options, trusting(ca_file));
    // A change too, for its body.
    const bb::error change = failure_of([&] { api.send(bb::ssh_keys::create{"me", {.key = "ssh-ed25519 AAAA"}}); });
    CHECK(change.kind() == bb::error_kind::transport);
    CHECK(change.nothing_sent());
    const bb::error failed = failure_at(api);
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.nothing_sent());
    server.wait_for_closed(server.accepted());
    CHECK(server.accepted() >= 2);
    CHECK(server.requests().empty());
    return failed;
}

}  // namespace

TEST_CASE("a certificate of the authority in ca_file is trusted, and the connection is kept") {
    const authority ours;
    const bool by_name = GENERATE(false, true);
    const identity shown =
        by_name ? ours.sign({.common_name = "localhost", .alternative_name = "DNS:localhost"}) : ours.sign();
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(user)));
    const bb::client api =
        api_at(options_at(https(server, by_name ? "localhost" : "127.0.0.1") + "/2.0"), trusting(ours.file()));
    for (int i = 0; i < 3; ++i) CHECK(api.send(bb::users::current{}).display_name == "x");
    REQUIRE(server.requests().size() == 3);
    CHECK_THAT(server.requests()[0], ContainsSubstring(std::string("Authorization: Bearer ") + token));
    CHECK(server.accepted() == 1);
}

TEST_CASE("a certificate for another host is refused") {
    const authority ours;
    const auto wish = GENERATE(values<certificate_wish>({
        {.common_name = "api.example.org", .alternative_name = "DNS:api.example.org"},
        {.common_name = "127.0.0.1", .alternative_name = "DNS:api.example.org"},  // the old name does not count
        {.common_name = "127.0.0.1", .alternative_name = "IP:127.0.0.2"},
        {.common_name = "127.0.0.1", .alternative_name = "DNS:127.0.0.1.example.org"},
        {.common_name = "127.0.0.1", .alternative_name = "DNS:*"},
    }));
    CAPTURE(wish.common_name, wish.alternative_name);
    CHECK_THAT(refusal(ours.sign(wish), ours.file()).message(), ContainsSubstring("name"));
}

TEST_CASE("a certificate that is for another name of this host is refused") {
    const authority ours;
    const auto failed =
        refusal(ours.sign({.common_name = "127.0.0.1", .alternative_name = "IP:127.0.0.1"}), ours.file(), "localhost");
    CHECK_THAT(failed.message(), ContainsSubstring("name"));
}

TEST_CASE("a certificate that has expired is refused") {
    const authority ours;
    const identity old = ours.sign({.valid_from_days = -30, .valid_to_days = -1});
    CHECK_THAT(refusal(old, ours.file()).message(), ContainsSubstring("expired"));
}

TEST_CASE("a certificate that is not valid yet is refused") {
    const authority ours;
    const identity early = ours.sign({.valid_from_days = 1, .valid_to_days = 30});
    CHECK_THAT(refusal(early, ours.file()).message(), ContainsSubstring("not yet valid"));
}

TEST_CASE("a certificate that signs itself is refused") {
    const authority ours;
    CHECK_THAT(refusal(identity(certificate_wish{}), ours.file()).message(),
               ContainsSubstring("self-signed") || ContainsSubstring("self signed"));
}

TEST_CASE("a certificate of another authority is refused") {
    const authority ours("Tests");
    const authority other("Others");
    CHECK_THAT(refusal(other.sign(), ours.file()).message(), ContainsSubstring("certificate"));
}

TEST_CASE("a certificate of another authority with the same name is refused") {
    const authority ours("Tests");
    const authority other("Tests");
    // OpenSSL 3 tells libcurl 7.88 no more than that something in TLS failed.
    CHECK_THAT(refusal(other.sign(), ours.file()).message(), ContainsSubstring("SSL"));
}

TEST_CASE("a certificate that is no authority's cannot sign another") {
    const authority ours;
    const identity leaf = ours.sign();
    CHECK_THAT(refusal(identity(certificate_wish{}, &leaf), ours.file()).message(), ContainsSubstring("certificate"));
}

TEST_CASE("our authority is not trusted where the system's are") {
    const authority ours;
    CHECK_THAT(refusal(ours.sign(), "").message(), ContainsSubstring("certificate"));
}

TEST_CASE("a redirect to a server with a wrong certificate is not followed there") {
    const authority ours;
    const identity good = ours.sign();
    const identity bad = ours.sign({.common_name = "a.example", .alternative_name = "DNS:a.example"});
    const tls_context good_context(good);
    const tls_context bad_context(bad);
    raw_server storage(over_tls(bad_context, answering_tls(user)));
    raw_server server(over_tls(
        good_context, answering_tls(reply_of("302 Found", "", "Location: " + https(storage) + "/a?hush\r\n"))));
    const bb::error failed = failure_at(api_at(options_at(https(server) + "/2.0"), trusting(ours.file())));
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK_THAT(failed.describe(), ContainsSubstring(https(storage)) && !ContainsSubstring("hush"));
    CHECK(server.requests().size() == 1);
    CHECK(storage.requests().empty());
}

}  // namespace http_tls_certificates
