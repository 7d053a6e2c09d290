// SPDX-License-Identifier: MIT
// sandbox_options::broken_links: lists of variables link their pages as badly as the live API, and a client walks them
// all the same. Other collections, and sandboxes without the option, link theirs well.
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_broken_links {

using namespace sandbox_clients;

namespace {

using variables = bb::repository_pipeline_variables::list;

sandbox broken() {
    return sandbox{{.broken_links = true}};
}

strings keys(const bb::client& api, const auto& request) {
    strings out;
    for (const bb::pipeline_variable& each : api.each(request)) out.push_back(each.key);
    return out;
}

}  // namespace

TEST_CASE("sandbox: a client walks variables whose links are broken, to the end and once", "[pagination]") {
    const sandbox box = broken();
    const strings wanted = keys(admin_of(sandbox{}), variables{"acme", "site"});
    REQUIRE(wanted.size() == 13);
    CHECK(keys(admin_of(box), variables{"acme", "site"}.pagelen(5)) == wanted);
    CHECK(box.request_count() == 3);
    // Exactly one page, and a selection of fields, to which the walk adds what it goes by.
    CHECK(keys(admin_of(box), variables{"acme", "site"}.pagelen(13)) == wanted);
    CHECK(box.request_count() == 4);
    CHECK(keys(admin_of(box), variables{"acme", "site"}.pagelen(5).fields("values.key")) == wanted);
    CHECK(box.request_count() == 7);
    CHECK(keys(admin_of(box), bb::workspace_pipeline_variables::list{"acme"}.pagelen(4)) == wanted);
    CHECK(keys(admin_of(box), bb::deployment_variables::list{"acme", "site", sandbox::test_environment}.pagelen(4)) ==
          wanted);
    CHECK(keys(admin_of(box), variables{"acme", "api"}).empty());
}

TEST_CASE("sandbox: broken links are those of the live API") {
    const sandbox box = broken();
    const bb::client api = admin_of(box);
    const auto first = api.send(variables{"acme", "site"}.pagelen(10));
    CHECK(first.next ==
          "https://api.bitbucket.org/rest/1.0/accounts/acme/repositories/site/pipelines_config/variables"
          "?page=2&pagelen=10");
    CHECK(first.size == 13);
    CHECK(first.page == 1);
    CHECK(first.pagelen == 10);
    const auto of_workspace = api.send(bb::workspace_pipeline_variables::list{"acme"}.pagelen(1));
    CHECK(of_workspace.next ==
          "https://api.bitbucket.org/rest/1.0/accounts/acme/pipelines-config/variables?page=2&pagelen=1");
    // There is nothing at such a URL.
    bb::http_request request;
    request.url = first.next;
    CHECK(box.send(request).status == 404);

    // The last page has one, too, and it leads on and on.
    std::string next = api.send(variables{"acme", "site"}).next;
    CHECK(next == "https://api.bitbucket.org/2.0/repositories/acme/site/pipelines_config/variables?pagelen=100&page=2");
    for (int i = 3; i < 6; ++i) {
        request.url = next;
        request.headers.set(
            "Authorization",
            bb::credentials(bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}).authorization().reveal());
        const auto empty = nlohmann::json::parse(box.send(request).body);
        CHECK(empty["values"].empty());
        next = empty["next"].get<std::string>();
        CHECK(next.ends_with("&page=" + std::to_string(i)));
    }
    for (const char* wrong : {"0", "-1", "two", "", "99999999999999999999"}) {
        request.url = "https://api.bitbucket.org/2.0/repositories/acme/site/pipelines_config/variables?page=" +
                      std::string(wrong);
        CHECK(box.send(request).status == 400);
    }
}

TEST_CASE("sandbox: other collections link well, and variables do without the option") {
    const sandbox box = broken();
    const auto hosts = admin_of(box).send(bb::pipeline_known_hosts::list{"acme", "site"}.pagelen(1));
    CHECK(hosts.next.find("/2.0/repositories/acme/site/pipelines_config/ssh/known_hosts?") != std::string::npos);
    const auto good = admin_of(sandbox{}).send(variables{"acme", "site"}.pagelen(10));
    CHECK(good.next.find("/2.0/repositories/acme/site/pipelines_config/variables?") != std::string::npos);
    CHECK(admin_of(sandbox{}).send(variables{"acme", "site"}).next.empty());
    CHECK(keys(admin_of(sandbox{}), variables{"acme", "site"}.pagelen(5)).size() == 13);
}

}  // namespace test_sandbox_broken_links
