// SPDX-License-Identifier: MIT
// tools/pr/remote.hpp: which remotes lead to a repository of Bitbucket Cloud, and which only look so.
#include "../../../examples/tools/pr/remote.hpp"

#include "support/catch.hpp"

namespace test_remote {

using examples::pr::parse_full_name;
using examples::pr::repository_name;
using examples::pr::repository_of_remote;

TEST_CASE("the forms that git knows lead to the repository") {
    for (const char* url :
         {"https://bitbucket.org/acme/site.git", "https://bitbucket.org/acme/site", "https://bitbucket.org/acme/site/",
          "https://mia@bitbucket.org/acme/site.git", "https://mia:pass@word@bitbucket.org/acme/site.git",
          "https://BitBucket.org:443/acme/site.git", "ssh://git@bitbucket.org/acme/site.git",
          "ssh://git@bitbucket.org:22/acme/site.git", "ssh://git@altssh.bitbucket.org:443/acme/site.git",
          "git@bitbucket.org:acme/site.git", "git@bitbucket.org:/acme/site.git", "bitbucket.org:acme/site",
          "git@altssh.bitbucket.org:acme/site.git"}) {
        CAPTURE(url);
        CHECK(repository_of_remote(url) == repository_name{"acme", "site"});
    }
    CHECK(repository_of_remote("git@bitbucket.org:acme/site.github.io.git") ==
          repository_name{"acme", "site.github.io"});
}

TEST_CASE("other hosts, schemes and paths lead nowhere") {
    for (const char* url : {"",
                            "/srv/git/site.git",
                            "../site",
                            "C:/acme/site",
                            "file:///bitbucket.org/acme/site",
                            "https://github.com/acme/site.git",
                            "https://bitbucket.org.example.org/acme/site.git",
                            "https://example.org/bitbucket.org/acme/site",
                            "https://bitbucket.org@example.org/acme/site.git",
                            "https://bitbucket.org:x@example.org/acme/site.git",
                            "https://bitbucket.org:acme/site.git",
                            "https://altssh.bitbucket.org/acme/site.git",
                            "http://bitbucket.org/acme/site.git",
                            "git@notbitbucket.org:acme/site.git",
                            "git@bitbucket.org",
                            "https://bitbucket.org",
                            "https://bitbucket.org/acme",
                            "https://bitbucket.org/acme/",
                            "https://bitbucket.org//site.git",
                            "https://bitbucket.org/acme/site/src/main",
                            "https://bitbucket.org/acme/.git",
                            "https://bitbucket.org/acme/site?x=1",
                            "./git@bitbucket.org:acme/site.git"}) {
        CAPTURE(url);
        CHECK_FALSE(repository_of_remote(url).has_value());
    }
}

TEST_CASE("a full name has two parts") {
    CHECK(parse_full_name("acme/site") == repository_name{"acme", "site"});
    CHECK(parse_full_name("acme/site")->full() == "acme/site");
    for (const char* text : {"", "acme", "/site", "acme/", "acme/site/x", "acme/a b"})
        CHECK_FALSE(parse_full_name(text).has_value());
}

}  // namespace test_remote
