// SPDX-License-Identifier: MIT
// clone_url.hpp: the URL for git, by credential; and the links that get no token, with what is said of them.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/extras/clone_url.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include <sstream>

#include "support/catch.hpp"

namespace test_clone_url {

namespace bb = bitbucket;
using bb::testing::sandbox;
using Catch::Matchers::ContainsSubstring;

namespace {

const bb::credentials place_token = bb::access_token{bb::secret("c4nary")};

bb::repository with_link(std::string href, std::string name = "https", std::string rel = "clone") {
    bb::repository out;
    bb::link one;
    one.rel = std::move(rel);
    one.href = std::move(href);
    one.name = std::move(name);
    out.links.add(std::move(one));
    return out;
}

std::string url(const std::string& link, const bb::credentials& who = place_token,
                std::string_view host = "bitbucket.org") {
    return bb::clone_url(with_link(link), who, host).reveal();
}

// What a link is refused with; the token never goes anywhere then.
std::string refused(const bb::repository& from, const bb::credentials& who = place_token,
                    std::string_view host = "bitbucket.org") {
    const auto out = bb::try_clone_url(from, who, host);
    REQUIRE_FALSE(out);
    CHECK(out.error().kind() == bb::error_kind::usage);
    CHECK_THROWS_AS(bb::clone_url(from, who, host), bb::usage_error);
    std::ostringstream text;
    text << out.error();
    CHECK_THAT(text.str(), !ContainsSubstring("c4nary") && !ContainsSubstring("hunter2"));
    return out.error().message();
}
std::string refused(const std::string& link, std::string_view host = "bitbucket.org") {
    return refused(with_link(link), place_token, host);
}

class changing_token final : public bb::token_source {
public:
    changing_token(std::string text, bb::credential_kind kind) : text_(std::move(text)), kind_(kind) {}
    [[nodiscard]] bb::credential_kind kind() const noexcept override { return kind_; }
    bb::secret token(const bb::call_options& call) override {
        ++asked;
        if (call.cancel.is_cancelled()) throw bb::cancelled();
        if (text_ == "throw") throw bb::oauth_error("consent is gone");
        if (text_ == "c4nary throws") throw std::string("c4nary");
        return bb::secret(text_);
    }
    bb::secret token_after_refusal(const bb::secret&, const bb::call_options&) override { return {}; }
    int asked = 0;

private:
    std::string text_;
    bb::credential_kind kind_;
};

auto source_of(std::string text, bb::credential_kind kind = bb::credential_kind::oauth) {
    return std::make_shared<changing_token>(std::move(text), kind);
}

const char* const plain = "https://bitbucket.org/acme/site.git";

}  // namespace

TEST_CASE("each credential has the user that git needs", "[clone_url]") {
    CHECK(url(plain) == "https://x-token-auth:c4nary@bitbucket.org/acme/site.git");
    CHECK(url(plain, bb::api_token{"mia@example.org", bb::secret("t0ken")}) ==
          "https://x-bitbucket-api-token-auth:t0ken@bitbucket.org/acme/site.git");
    CHECK(url(plain, bb::anonymous{}) == plain);
    CHECK(url(plain, bb::credentials(source_of("n3w"))) == "https://x-token-auth:n3w@bitbucket.org/acme/site.git");
    CHECK(url(plain, bb::credentials(source_of("n3w", bb::credential_kind::access_token))) ==
          "https://x-token-auth:n3w@bitbucket.org/acme/site.git");
    CHECK(url(plain, bb::credentials(source_of("n3w", bb::credential_kind::api_token))) ==
          "https://x-bitbucket-api-token-auth:n3w@bitbucket.org/acme/site.git");
    CHECK_THAT(refused(with_link(plain), bb::basic{"mia", bb::secret("hunter2")}),
               ContainsSubstring("app passwords were switched off on 2026-07-28: use an api_token"));
    std::ostringstream text;
    text << bb::clone_url(with_link(plain), place_token);
    CHECK(text.str() == "***");
}

TEST_CASE("the token is encoded whole", "[clone_url]") {
    CHECK(url(plain, bb::access_token{bb::secret("a:b@c/d?e#f%gh+i=j\\k\"l~")}) ==
          "https://x-token-auth:a%3Ab%40c%2Fd%3Fe%23f%25gh%2Bi%3Dj%5Ck%22l~@bitbucket.org/acme/site.git");
    const std::string jwt(5000, 'j');
    CHECK(url(plain, bb::access_token{bb::secret(jwt)}) ==
          "https://x-token-auth:" + jwt + "@bitbucket.org/acme/site.git");
}

TEST_CASE("what is harmless in a link is put right", "[clone_url]") {
    const char* const good = "https://x-token-auth:c4nary@bitbucket.org/acme/site.git";
    for (const char* link : {"https://mia@bitbucket.org/acme/site.git",
                             "https://mia:hunter2@bitbucket.org/acme/site.git", "https://@bitbucket.org/acme/site.git",
                             "HTTPS://BitBucket.ORG/acme/site.git", "https://bitbucket.org:443/acme/site.git",
                             "https://bitbucket.org:/acme//site.git", "https://bitbucket.org/x/../acme/./site.git"})
        CHECK(url(link) == good);
    CHECK(url("https://bitbucket.org/{w}/a b.git") == "https://x-token-auth:c4nary@bitbucket.org/%7Bw%7D/a%20b.git");
    CHECK(url("https://mia@bitbucket.org/acme/site.git", bb::anonymous{}) == plain);
}

TEST_CASE("a token goes to no other host than the one that the caller named", "[clone_url]") {
    for (const char* link :
         {"https://evil.example/acme/site.git", "https://bitbucket.org.evil.example/a/b.git",
          "https://bitbucket.org@evil.example/a/b.git", "https://bitbucket.org:x@evil.example/a/b.git",
          "https://evil.bitbucket.org/a/b.git", "https://bitbucket.org./a/b.git", "https://bitbucket.org:8443/a/b.git",
          "https://mia:hunter2@evil.example/a/b.git", "https://api.bitbucket.org/a/b.git"}) {
        INFO(link);
        CHECK_THAT(refused(link), ContainsSubstring("does not lead to the host bitbucket.org;"));
        CHECK_THAT(refused(link), !ContainsSubstring("evil") && !ContainsSubstring("mia"));
        // Nobody's URL is held to the same rules: git may have credentials of its own.
        CHECK_FALSE(bb::try_clone_url(with_link(link), bb::anonymous{}));
    }
    CHECK(url("https://git.example.org/a/b.git", place_token, "Git.example.org") ==
          "https://x-token-auth:c4nary@git.example.org/a/b.git");
    CHECK(url("https://git.example.org:8443/a/b.git", place_token, "git.example.org:8443") ==
          "https://x-token-auth:c4nary@git.example.org:8443/a/b.git");
    CHECK(url("https://[::1]:8443/a/b.git", place_token, "[::1]:8443") ==
          "https://x-token-auth:c4nary@[::1]:8443/a/b.git");
    CHECK(url("https://git.example.org/a/b.git", place_token, "git.example.org:443") ==
          "https://x-token-auth:c4nary@git.example.org/a/b.git");
    CHECK_THAT(refused(plain, "git.example.org"), ContainsSubstring("does not lead to the host git.example.org;"));
    CHECK_THAT(refused("https://git.example.org:8443/a/b.git", "git.example.org"),
               ContainsSubstring("does not lead to the host"));
    CHECK_THAT(refused("https://git.example.org/a/b.git", "git.example.org:8443"),
               ContainsSubstring("does not lead to the host"));
    for (const char* host : {"", "https://bitbucket.org", "bitbucket.org/", "bitbucket.org/x", "mia@bitbucket.org",
                             "bitbucket.org?x", "bitbucket.org#x", "bitbucket.org:0", "bitbucket.org:99999",
                             "bit bucket", "bitbucket.org:x", "bitbucket.org\n", "[::1", "bitbucket.org\\", ":443"})
        CHECK(refused(plain, host) == "clone_url: the host must be a name, or a name and a port: host:port");
}

TEST_CASE("a link that is not plainly one to clone over https is refused", "[clone_url]") {
    for (const char* link :
         {"http://bitbucket.org/a/b.git", "ssh://git@bitbucket.org/a/b.git", "git@bitbucket.org:a/b.git",
          "//bitbucket.org/a/b.git", "/a/b.git", "https:/bitbucket.org/a/b.git", " https://x/", "javascript:alert(1)",
          "ext::sh -c x", "file:///etc/passwd", "--upload-pack=x"})
        CHECK(refused(link) == "clone_url: the repository's clone link is not https");
    for (const char* link : {"https://bitbucket.org", "https://bitbucket.org/", "https://", "https://bitbucket.org/a?b",
                             "https:///a/b.git", "https://bitbucket.org/a?", "https://bitbucket.org/a#b",
                             "https://bitbucket.org#@evil.example/a", "https://a@b@bitbucket.org/a",
                             "https://evil.example\\@bitbucket.org/a", "https://bitbucket.org\\a/b",
                             "https://mia:hunter2@bitbucket.org/a\nb", "https://m\x01@bitbucket.org/a",
                             "https://bitbucket.org/a\tb", "https://bitbucket.org/a\x7F", "https://bit%62ucket.org/a",
                             "https://bitbucket.org:99999/a", "https://bitbucket.org/.."})
        CHECK(refused(link) == "clone_url: the repository's clone link is not a plain URL");
    for (const char* link : {"https://bitbucket.org/a%0ab.git", "https://bitbucket.org/%00/b.git",
                             "https://bitbucket.org/a%0D%0Ahost=evil.example"})
        CHECK(refused(link) == "clone_url: the repository's clone link has a control character");
    CHECK(refused(std::string("https://bitbucket.org/a\0b", 25)) ==
          "clone_url: the repository's clone link is not a plain URL");
}

TEST_CASE("only the repository's own https clone link counts", "[clone_url]") {
    CHECK_THAT(refused(bb::repository{}),
               ContainsSubstring("no https clone link; if you asked for it with fields, add"));
    CHECK_THAT(refused(with_link(plain, "ssh")), ContainsSubstring("no https clone link"));
    CHECK_THAT(refused(with_link(plain, "")), ContainsSubstring("no https clone link"));
    CHECK_THAT(refused(with_link(plain, "https", "html")), ContainsSubstring("no https clone link"));
    CHECK_THAT(refused(""), ContainsSubstring("no https clone link"));
    bb::repository fork = with_link(plain, "ssh");
    fork.parent = with_link(plain);
    CHECK_THAT(refused(fork), ContainsSubstring("no https clone link"));
}

TEST_CASE("an unusable credential is a usage error, as it is with calls", "[clone_url]") {
    CHECK(refused(with_link(plain), bb::access_token{}) == "access_token: the secret must not be empty");
    CHECK(refused(with_link(plain), bb::access_token{bb::secret("c4nary\n")}) ==
          "access_token: the secret has a control character: a line break at its end");
    CHECK(refused(with_link(plain), bb::access_token{bb::secret("c4nary\t")}) ==
          "access_token: the secret has a blank before or after it");
    CHECK_THAT(refused(with_link(plain), bb::api_token{"", bb::secret("c4nary")}), ContainsSubstring("e-mail address"));
    CHECK_THAT(refused(with_link(plain), bb::credentials(std::shared_ptr<bb::token_source>())),
               ContainsSubstring("the token source must not be null"));
    CHECK_THAT(refused(with_link(plain), bb::credentials(source_of("c4nary\n"))),
               ContainsSubstring("control character"));
}

TEST_CASE("a token that changes is asked for once, and only for a good link", "[clone_url]") {
    const auto source = source_of("n3w");
    CHECK_FALSE(bb::try_clone_url(with_link("https://evil.example/a"), bb::credentials(source)));
    CHECK(source->asked == 0);
    CHECK(bb::try_clone_url(with_link(plain), bb::credentials(source)).has_value());
    CHECK(source->asked == 1);
    bb::call_options call;
    bb::cancel_source stop;
    stop.cancel();
    call.cancel = stop.token();
    CHECK_THROWS_AS(bb::clone_url(with_link(plain), bb::credentials(source), "bitbucket.org", call), bb::cancelled);
    const auto fails = [](const char* text) {
        return bb::try_clone_url(with_link(plain), bb::credentials(source_of(text))).error();
    };
    CHECK(fails("throw").kind() == bb::error_kind::oauth);
    CHECK(fails("throw").message() == "consent is gone");
    CHECK(fails("").kind() == bb::error_kind::oauth);
    CHECK(fails("c4nary throws").kind() == bb::error_kind::oauth);
    CHECK_THAT(fails("c4nary throws").describe(), !ContainsSubstring("c4nary"));
}

TEST_CASE("sandbox: its repositories can be cloned", "[clone_url]") {
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    std::size_t seen = 0;
    for (const bb::repository& each : api.each(bb::repositories::list{sandbox::workspace})) {
        CHECK(bb::clone_url(each, place_token).reveal() ==
              "https://x-token-auth:c4nary@bitbucket.org/" + each.full_name + ".git");
        ++seen;
    }
    CHECK(seen > 10);
    const auto partial = api.send(bb::repositories::get{sandbox::workspace, sandbox::repository}.fields("full_name"));
    CHECK_THAT(refused(partial), ContainsSubstring("add links.clone"));
    const auto enough = api.send(bb::repositories::get{sandbox::workspace, sandbox::repository}.fields("links.clone"));
    CHECK(bb::try_clone_url(enough, place_token).has_value());
}

}  // namespace test_clone_url
