// SPDX-License-Identifier: MIT
// auth.hpp: what each credential sends, what is wrong with it, and what it prints.
#include <bitbucket/auth.hpp>

#include <sstream>

#include "support/catch.hpp"
#include "support/environment.hpp"

namespace test_auth {

namespace bb = bitbucket;
using Catch::Matchers::ContainsSubstring;
using support::environment_variable;

namespace {

std::string header_of(const bb::credentials& who) {
    return who.authorization().reveal();
}

}  // namespace

TEST_CASE("each credential has its kind and its header", "[auth]") {
    const bb::credentials nobody;
    CHECK(nobody.kind() == bb::credential_kind::anonymous);
    CHECK(header_of(nobody).empty());
    CHECK(nobody.problem().empty());
    CHECK(header_of(bb::anonymous{}).empty());

    const bb::credentials token = bb::api_token{"me@example.org", bb::secret("t0ken")};
    CHECK(token.kind() == bb::credential_kind::api_token);
    CHECK(header_of(token) == "Basic bWVAZXhhbXBsZS5vcmc6dDBrZW4=");
    CHECK(token.problem().empty());

    const bb::credentials access = bb::access_token{bb::secret("t0ken")};
    CHECK(access.kind() == bb::credential_kind::access_token);
    CHECK(header_of(access) == "Bearer t0ken");

    // RFC 7617, section 2
    const bb::credentials aladdin = bb::basic{"Aladdin", bb::secret("open sesame")};
    CHECK(aladdin.kind() == bb::credential_kind::basic);
    CHECK(header_of(aladdin) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

TEST_CASE("tokens of any length work", "[auth]") {
    const std::string jwt(5000, 'j');
    CHECK(header_of(bb::access_token{bb::secret(jwt)}) == "Bearer " + jwt);
    CHECK(bb::credentials(bb::api_token{"a@b.c", bb::secret(jwt)}).problem().empty());
}

TEST_CASE("what is wrong with a credential is said without its secret", "[auth]") {
    struct row {
        bb::credentials who;
        const char* says;
    };
    for (const row& each :
         {row{bb::access_token{}, "access_token: the secret must not be empty"},
          row{bb::access_token{bb::secret("")}, "must not be empty"},
          row{bb::api_token{"me@x.org", bb::secret("")}, "api_token: the secret must not be empty"},
          row{bb::api_token{"", bb::secret("hunter2")}, "api_token: the e-mail address must not be empty"},
          row{bb::basic{"", bb::secret("hunter2")}, "basic: the user must not be empty"},
          row{bb::basic{"a:b", bb::secret("hunter2")}, "basic: the user must not have a colon"},
          row{bb::api_token{"me@x.org:8", bb::secret("hunter2")}, "colon"},
          row{bb::basic{"a\nb", bb::secret("hunter2")}, "basic: the user has a control character"},
          row{bb::access_token{bb::secret("hunter2\n")}, "access_token: the secret has a control character"},
          row{bb::access_token{bb::secret(std::string("hunter2\0", 8))}, "control character"},
          row{bb::basic{"me", bb::secret("hunter2\r\nX: y")}, "control character"},
          row{bb::api_token{"me", bb::secret::from_env("BITBUCKET_NO_SUCH")},
              "the environment variable BITBUCKET_NO_SUCH is not set"}}) {
        CAPTURE(each.says);
        CHECK_THAT(each.who.problem(), ContainsSubstring(each.says));
        CHECK_THAT(each.who.problem(), !ContainsSubstring("hunter2"));
    }
}

TEST_CASE("credentials come from the environment", "[auth]") {
    {
        const environment_variable email("BITBUCKET_EMAIL", "me@example.org");
        const environment_variable token("BITBUCKET_TOKEN", "t0ken");
        const auto who = bb::credentials::from_env();
        CHECK(who.kind() == bb::credential_kind::api_token);
        CHECK(header_of(who) == "Basic bWVAZXhhbXBsZS5vcmc6dDBrZW4=");
    }
    for (const char* no_email : {static_cast<const char*>(nullptr), ""}) {
        const environment_variable email("BITBUCKET_EMAIL", no_email);
        const environment_variable token("BITBUCKET_TOKEN", "t0ken");
        const auto who = bb::credentials::from_env();
        CHECK(who.kind() == bb::credential_kind::access_token);
        CHECK(header_of(who) == "Bearer t0ken");
    }
    for (const char* no_token : {static_cast<const char*>(nullptr), ""}) {
        for (const char* email_text : {static_cast<const char*>(nullptr), "me@example.org"}) {
            const environment_variable email("BITBUCKET_EMAIL", email_text);
            const environment_variable token("BITBUCKET_TOKEN", no_token);
            CHECK_THAT(bb::credentials::from_env().problem(), ContainsSubstring("BITBUCKET_TOKEN is not set"));
        }
    }
}

TEST_CASE("a credential prints its kind and nothing else", "[auth]") {
    const auto printed = [](const bb::credentials& who) {
        std::ostringstream out;
        out << who;
        return out.str();
    };
    CHECK(printed(bb::anonymous{}) == "anonymous");
    CHECK(printed(bb::api_token{"me@example.org", bb::secret("t")}) == "api_token");
    CHECK(printed(bb::access_token{bb::secret("t")}) == "access_token");
    CHECK(printed(bb::basic{"me", bb::secret("t")}) == "basic");
}

TEST_CASE("copies of a credential are whole", "[auth]") {
    bb::credentials first = bb::basic{"Aladdin", bb::secret("open sesame")};
    const bb::credentials second = first;
    CHECK(header_of(second) == header_of(first));
    const bb::credentials third = std::move(first);
    CHECK(header_of(third) == header_of(second));
    CHECK(third.kind() == bb::credential_kind::basic);
}

}  // namespace test_auth
