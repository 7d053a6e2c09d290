// SPDX-License-Identifier: MIT
// What a program does after `import bitbucket;`: sends, walks, declares an operation and a model of its own, filters,
// uses extras and test doubles. Exits with 1 and says what is wrong, if anything is.
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

import bitbucket;

namespace bb = bitbucket;
using bb::testing::sandbox;

namespace shop {

// As with headers: comparison is looked up where the model is.
using bitbucket::operator==;

struct watcher {
    std::string display_name;
    std::optional<bb::timestamp> since;
    bb::boxed<bb::account> of;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("display_name", self.display_name);
        member("since", self.since);
        member("of", self.of);
    }
};

struct list_watchers : bb::request<list_watchers, bb::path<bb::workspace_ref, bb::repository_ref>, bb::page<watcher>> {
    static constexpr bb::operation_info info{.name = "shop::list_watchers",
                                             .method = bb::http_method::get,
                                             .path = "/repositories/{workspace}/{repo_slug}/watchers",
                                             .options = {"q", "sort"}};
    using request::request;
};

}  // namespace shop

namespace {

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    std::cerr << "FAILED: " << what << '\n';
    ++failures;
}

void of_its_own() {
    static_assert(bb::model<shop::watcher>);
    static_assert(bb::paged<bb::page<shop::watcher>>);
    bb::testing::scripted replies;
    replies.reply(200, R"({"values": [{"display_name": "Ada", "since": "2026-11-27T10:00:00+00:00",
                                       "of": {"nickname": "ada"}}]})");
    const bb::client api{replies, bb::anonymous{}};
    std::vector<shop::watcher> found;
    const auto request = shop::list_watchers{"acme", "site"}.q(bb::field("display_name").contains("A")).sort("-since");
    for (const shop::watcher& each : api.each(request)) found.push_back(each);
    expect(found.size() == 1 && found[0].display_name == "Ada", "a model of the program's own");
    expect(found.size() == 1 && found[0].since && found[0].of && found[0].of->nickname == "ada", "with nested members");
    expect(found == found && bb::account() == bb::account(), "models are compared");
    expect(replies.requests().at(0).url.find(
               "/repositories/acme/site/watchers?q=display_name%20~%20%22A%22&sort=-since") != std::string::npos,
           "a filter in the URL");
    expect(bb::to_json_text(found[0]).find(R"("display_name":"Ada")") != std::string::npos, "JSON of a model");
}

void in_the_sandbox() {
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    std::size_t count = 0;
    for (const bb::repository& each : api.each(bb::repositories::list{"acme"}.sort("-updated_on"))) {
        expect(!each.full_name.empty(), "a repository has a name");
        ++count;
    }
    expect(count > 0, "the sandbox has repositories");

    const bb::result<bb::repository> missing = api.try_send(bb::repositories::get{"acme", "nowhere"});
    expect(!missing && missing.error().kind() == bb::error_kind::not_found, "an error as a value");
    try {
        api.send(bb::repositories::get{"acme", "nowhere"});
        expect(false, "an error is thrown");
    } catch (const bb::not_found& failure) {
        std::ostringstream text;
        text << failure;
        expect(text.str().find("404") != std::string::npos, "an error is printed");
    }

    const bb::repository_variables place{"acme", sandbox::repository};
    const bb::variable_plan plan = bb::plan_variables(api, place, {{.key = "FROM_MODULE", .value = bb::secret("v")}});
    expect(bb::apply_variables(api, place, plan).complete(), "extras: variables are synced");
}

void small_things() {
    expect(bb::deprecated_operations.begin() != bb::deprecated_operations.end(),
           "extras: the table of deprecated operations");
    expect(std::unordered_set<bb::uuid>{bb::uuid("{1a2b3c4d-0000-4000-8000-000000000000}")}.size() == 1,
           "hash of a uuid");
    expect(bb::classic_scope::repository != bb::classic_scope::account, "enumerations");
    expect(bb::to_string(bb::http_method::get) == std::string_view("GET"), "functions");
    expect(bb::expand("/{name}", {{"name", "a b"}}).value() == "/a%20b", "templated links");
    std::ostringstream text;
    text << bb::open_enum(bb::permission_level::admin) << ' ' << bb::workspace_ref("acme");
    expect(text.str() == "admin acme", "values are printed");
    expect(std::string_view(bb::version).size() >= 5, "the version");
}

}  // namespace

int main() try {
    of_its_own();
    in_the_sandbox();
    small_things();
    if (failures == 0) std::cout << "import bitbucket: all as with headers\n";
    return failures == 0 ? 0 : 1;
} catch (const std::exception& failure) {
    std::cerr << "FAILED: " << failure.what() << '\n';
    return 1;
}
