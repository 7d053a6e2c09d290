// SPDX-License-Identifier: MIT
// Certificates: the right one is trusted, any other is refused with the reason, and nothing of the request gets out.
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/detail/url/url.hpp>
#include <bitbucket/transport/curl/transfer.hpp>

#include <cstdio>
#include <filesystem>

#include "support/calls.hpp"
#include "support/environment.hpp"
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

TEST_CASE("the authorities that the environment names are trusted by options from it, and only by those") {
    const authority ours;
    const identity shown = ours.sign();
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(user)));
    const support::environment_variable no_bundle("CURL_CA_BUNDLE", nullptr);
    const support::environment_variable no_folder("SSL_CERT_DIR", nullptr);
    const char* variable = GENERATE("CURL_CA_BUNDLE", "SSL_CERT_FILE");
    const support::environment_variable set(variable, ours.file().c_str());
    bb::curl_options from_env = bb::curl_options::from_env();
    from_env.direct = true;
    CHECK(from_env.ca_file == ours.file());
    CHECK(bb::curl_transport(from_env).send(get(https(server))).status == 200);
    (void)error_of<bb::transport_error>(direct_transport(), get(https(server)));
}

TEST_CASE("a folder of authorities is trusted, alone or with a file") {
    const authority ours;
    const authority other("Others");
    const identity shown = ours.sign();
    const tls_context context(shown);
    raw_server server(over_tls(context, answering_tls(user)));
    // OpenSSL finds a certificate by the hash of its subject.
    const openssl_ptr<BIO, BIO_free_all> text(BIO_new_file(ours.file().c_str(), "r"));
    const openssl_ptr<X509, X509_free> certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    need(certificate != nullptr, "certificate");
    char name[16];
    (void)std::snprintf(name, sizeof name, "%08lx.0", X509_subject_name_hash(certificate.get()));
    const std::filesystem::path folder = ours.file() + ".d";
    std::filesystem::create_directory(folder);
    std::filesystem::copy_file(ours.file(), folder / name);
    bb::curl_options options = trusting(GENERATE(false, true) ? "" : other.file());
    {
        const support::environment_variable no_bundle("CURL_CA_BUNDLE", nullptr);
        const support::environment_variable set("SSL_CERT_DIR", folder.c_str());
        options.ca_dir = bb::curl_options::from_env().ca_dir;
    }
    CHECK(bb::curl_transport(options).send(get(https(server))).status == 200);
    std::filesystem::remove_all(folder);
}

TEST_CASE("CURL_CA_BUNDLE counts before the other two, and empty variables do not count") {
    const support::environment_variable file("SSL_CERT_FILE", "/a/file");
    const support::environment_variable folder("SSL_CERT_DIR", "/a/folder");
    {
        const support::environment_variable bundle("CURL_CA_BUNDLE", "/a/bundle");
        CHECK(bb::curl_options::from_env().ca_file == "/a/bundle");
        CHECK(bb::curl_options::from_env().ca_dir.empty());
    }
    const support::environment_variable bundle("CURL_CA_BUNDLE", GENERATE("", static_cast<const char*>(nullptr)));
    CHECK(bb::curl_options::from_env().ca_file == "/a/file");
    CHECK(bb::curl_options::from_env().ca_dir == "/a/folder");
    CHECK(bb::curl_options().ca_file.empty());
}

TEST_CASE("a machine without certificate authorities is not the user's mistake") {
    const bb::curl_options nothing_set;
    const bb::transport_limits limits;
    const auto target = *bb::detail::parse_url("https://api.bitbucket.org/2.0/user");
    bb::detail::curl_transfer transfer(bb::http_method::get, target, limits, nothing_set, nullptr,
                                       bb::detail::ask_first::no);
    const bb::detail::curl_handle handle;
    const bb::error failed = failure_of([&] { (void)transfer.finish(CURLE_SSL_CACERT_BADFILE, handle.easy()); });
    CHECK(failed.kind() == bb::error_kind::transport);
    CHECK(failed.is_permanent());
    CHECK(failed.nothing_sent());
    CHECK_THAT(failed.message(),
               ContainsSubstring("the system's certificate authorities") && ContainsSubstring("curl_options::ca_file"));
}

TEST_CASE("a server that wants to know the client is shown its certificate") {
    const authority ours;
    const identity shown = ours.sign();
    const identity client = ours.sign({.common_name = "client", .alternative_name = "DNS:client"});
    const tls_context context(shown, TLS1_2_VERSION, TLS1_2_VERSION);  // 1.3 refuses later, after the request
    need(SSL_CTX_load_verify_locations(context.get(), ours.file().c_str(), nullptr) == 1, "authority");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    raw_server server(over_tls(context, answering_tls(user)));

    const std::string password = GENERATE("", "swordfish");
    const bool one_file = GENERATE(true, false);
    const std::string certificate_file = ours.file() + ".client";
    const std::string key_file = one_file ? certificate_file : ours.file() + ".key";
    {
        const openssl_ptr<BIO, BIO_free_all> to(BIO_new_file(certificate_file.c_str(), "w"));
        need(PEM_write_bio_X509(to.get(), client.certificate()) == 1, "client certificate");
    }
    {
        const openssl_ptr<BIO, BIO_free_all> to(BIO_new_file(key_file.c_str(), one_file ? "a" : "w"));
        const EVP_CIPHER* const cipher = password.empty() ? nullptr : EVP_aes_128_cbc();
        need(PEM_write_bio_PKCS8PrivateKey(to.get(), client.key(), cipher, password.data(),
                                           static_cast<int>(password.size()), nullptr, nullptr) == 1,
             "client key");
    }
    bb::curl_options options = trusting(ours.file());
    (void)error_of<bb::transport_error>(bb::curl_transport(options), get(https(server)));
    options.client_certificate = certificate_file;
    if (!one_file) options.client_key = key_file;
    options.client_key_password = bb::secret(password);
    CHECK(bb::curl_transport(options).send(get(https(server))).status == 200);
    if (!password.empty()) {
        options.client_key_password = bb::secret("sweetfish");
        const auto refused = error_of<bb::usage_error>(bb::curl_transport(options), get(https(server)));
        CHECK_THAT(refused.what(), ContainsSubstring("client_key") && !ContainsSubstring("sweetfish"));
    }
    options.client_certificate = BITBUCKET_SOURCE_DIR "/no-such-file.pem";
    const auto refused = error_of<bb::usage_error>(bb::curl_transport(options), get(https(server)));
    CHECK_THAT(refused.what(), ContainsSubstring("client_certificate"));
    CHECK(server.requests().size() == 1);
    std::filesystem::remove(certificate_file);
    std::filesystem::remove(key_file);
}

}  // namespace http_tls_certificates
