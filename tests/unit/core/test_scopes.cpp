// SPDX-License-Identifier: MIT
// scopes.hpp: names, sets, what implies what, what operations need together and what access tokens can hold, against
// tables written by hand from the vendor's pages.
#include <bitbucket/operations.hpp>
#include <bitbucket/scopes.hpp>
#include <sstream>

#include "support/catch.hpp"
#include "unit/support/documented_scopes.hpp"

namespace test_scopes {

namespace bb = bitbucket;
using bb::access_token_kind;
using bb::classic_scope;
using bb::granular_scope;
using classic_set = bb::scope_set<classic_scope>;
using granular_set = bb::scope_set<granular_scope>;

using unit::classic_table;
using unit::granular_table;
using unit::named;
using unit::project_write;

namespace {

template <class Scope, std::size_t Size>
void check_table(const named<Scope> (&table)[Size]) {
    REQUIRE(Size == bb::detail::scope_traits<Scope>::count);
    bb::scope_set<Scope> all;
    for (const named<Scope>& each : table) {
        CAPTURE(each.name);
        CHECK(static_cast<std::size_t>(each.scope) == all.size());
        all.insert(each.scope);
        CHECK(bb::to_string(each.scope) == std::string(each.name));
        CHECK(bb::scope_from<Scope>(each.name) == each.scope);
        for (const named<Scope>& other : table) {
            CAPTURE(other.name);
            const bool comes_along = other.scope == each.scope || each.implied.contains(other.scope);
            CHECK(bb::scope_set<Scope>(each.scope).covers(other.scope) == comes_along);
            CHECK(bb::scope_set<Scope>(each.scope).closure().contains(other.scope) == comes_along);
            // What comes along need not be asked for.
            const bb::scope_set<Scope> both{each.scope, other.scope};
            const bool needless = comes_along || other.implied.contains(each.scope);
            CHECK(both.minimal().size() == (needless ? 1U : 2U));
            CHECK(both.minimal().closure() == both.closure());
        }
    }
    CHECK(all.size() == Size);
    CHECK(all.minimal().closure() == all);
}

struct own_operation {
    static constexpr bb::operation_info info{.name = "own",
                                             .method = bb::http_method::get,
                                             .path = "/own",
                                             .classic_scopes = {"repository", "pullrequest"},
                                             .granular_scopes = {"read:moon:bitbucket", "read:user:bitbucket"}};
};

}  // namespace

static_assert(sizeof(classic_set) == 8 && std::is_trivially_copyable_v<classic_set>);
static_assert(std::forward_iterator<classic_set::iterator>);
static_assert(classic_set().empty() && classic_set().begin() == classic_set().end() && classic_set().covers({}));
static_assert(granular_set{granular_scope::delete_gpg_key}.contains(granular_scope::delete_gpg_key));
static_assert(!std::is_convertible_v<granular_scope, classic_set>);
static_assert((classic_set{classic_scope::email} | classic_scope::wiki) ==
              bb::scope_set{classic_scope::wiki, classic_scope::email});
static_assert((classic_set{classic_scope::email, classic_scope::wiki} - classic_scope::wiki) ==
              classic_set(classic_scope::email));

static_assert(bb::required_scopes<classic_scope>().empty());
static_assert(bb::required_scopes<classic_scope, bb::ssh_keys::create, bb::users::current>() ==
              bb::scope_set{classic_scope::account, classic_scope::account_write});
static_assert(bb::required_scopes<granular_scope, bb::ssh_keys::create, bb::users::current>() ==
              bb::scope_set{granular_scope::read_ssh_key, granular_scope::write_ssh_key, granular_scope::read_user});
static_assert(bb::required_scopes<granular_scope>(bb::ssh_keys::operations) ==
              bb::scope_set{granular_scope::read_ssh_key, granular_scope::write_ssh_key,
                            granular_scope::delete_ssh_key});
static_assert(bb::required_scopes<classic_scope, own_operation, bb::repositories::list>() ==
              classic_set(classic_scope::pullrequest));
static_assert(bb::scopes_of<classic_scope>(own_operation::info) ==
              bb::scope_set{classic_scope::repository, classic_scope::pullrequest});
static_assert(bb::required_scopes<classic_scope, bb::users::get>().empty());

TEST_CASE("classic scopes have the vendor's names and imply what it documents, nothing else", "[scopes]") {
    check_table(classic_table);
}

TEST_CASE("granular scopes have the vendor's names and imply nothing", "[scopes]") {
    check_table(granular_table);
}

TEST_CASE("a name that is not known, or not quite, is no scope", "[scopes]") {
    for (const char* name : {"", "account ", "Account", "account:read", "repository:", "repo", "read:user:bitbucket"})
        CHECK_FALSE(bb::scope_from<classic_scope>(name));
    for (const char* name : {"", "account", "read:user", "read:user:bitbucket:", "read:runners:bitbucket"})
        CHECK_FALSE(bb::scope_from<granular_scope>(name));
    CHECK_FALSE(bb::scope_from<classic_scope>(std::string_view("wiki\0", 5)));
}

TEST_CASE("a set walks its scopes in the order of declaration and holds each once", "[scopes]") {
    classic_set set{classic_scope::runner_write, classic_scope::project, classic_scope::account};
    set.insert(classic_scope::account);
    CHECK(set.size() == 3);
    const std::vector<classic_scope> walked(set.begin(), set.end());
    CHECK(walked ==
          std::vector<classic_scope>{classic_scope::project, classic_scope::account, classic_scope::runner_write});
    auto at = set.begin();
    CHECK(*at++ == classic_scope::project);
    CHECK(*at == classic_scope::account);
}

TEST_CASE("a set prints its names as the vendor's forms take them", "[scopes]") {
    const classic_set set{classic_scope::account, classic_scope::repository_write};
    CHECK(set.str() == "repository:write account");
    std::ostringstream out;
    out << set << '|' << classic_set();
    CHECK(out.str() == "repository:write account|");
}

TEST_CASE("a set covers what several scopes cover together, and no more", "[scopes]") {
    const classic_set set{classic_scope::project, classic_scope::issue_write};
    CHECK(set.covers({classic_scope::repository, classic_scope::issue}));
    CHECK_FALSE(set.covers({classic_scope::repository, classic_scope::issue, classic_scope::wiki}));
    CHECK_FALSE(set.contains(classic_scope::repository));
    CHECK_FALSE(classic_set().covers(classic_scope::account));
    // A chain of three.
    CHECK(classic_set{classic_scope::pullrequest_write, classic_scope::repository, classic_scope::pullrequest,
                      classic_scope::repository_write}
              .minimal() == classic_set(classic_scope::pullrequest_write));
}

TEST_CASE("a list of names is read whatever separates it, and unknown names are kept", "[scopes]") {
    const auto parsed =
        bb::parse_scopes<classic_scope>(" repository:write,account  future:scope\t, account\nread:user:bitbucket,");
    CHECK(parsed.scopes == bb::scope_set{classic_scope::repository_write, classic_scope::account});
    CHECK(parsed.unknown == std::vector<std::string>{"future:scope", "read:user:bitbucket"});

    for (const char* nothing : {"", " ", ",", " ,\r\n"}) {
        const auto none = bb::parse_scopes<granular_scope>(nothing);
        CHECK((none.scopes.empty() && none.unknown.empty()));
    }
    CHECK(bb::parse_scopes<classic_scope>("email").scopes == classic_set(classic_scope::email));
    CHECK(bb::parse_scopes<classic_scope>("\xff\xfe; email").unknown == std::vector<std::string>{"\xff\xfe;"});
}

TEST_CASE("every set can be read back from its text", "[scopes]") {
    classic_set all;
    for (const auto& each : classic_table) {
        all.insert(each.scope);
        const auto back = bb::parse_scopes<classic_scope>(all.str());
        CHECK(back.scopes == all);
        CHECK(back.unknown.empty());
    }
}

TEST_CASE("every scope that an operation of this library names is known", "[scopes]") {
    std::size_t named_ones = 0;
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        CHECK(bb::knows_scopes_of<classic_scope>(each));
        CHECK(bb::knows_scopes_of<granular_scope>(each));
        CHECK(bb::scopes_of<classic_scope>(each).size() == each.classic_scopes.size());
        CHECK(bb::scopes_of<granular_scope>(each).size() == each.granular_scopes.size());
        named_ones += each.classic_scopes.size() + each.granular_scopes.size();
    }
    CHECK(named_ones > 0);
    const bb::operation_info& own = own_operation::info;
    CHECK(bb::knows_scopes_of<classic_scope>(own));
    CHECK_FALSE(bb::knows_scopes_of<granular_scope>(own));
    CHECK(bb::scopes_of<granular_scope>(own) == granular_set(granular_scope::read_user));
}

TEST_CASE("what all operations need together covers what each of them needs", "[scopes]") {
    constexpr auto classic = bb::required_scopes<classic_scope>(bb::all_operations);
    constexpr auto granular = bb::required_scopes<granular_scope>(bb::all_operations);
    for (const bb::operation_info& each : bb::all_operations) {
        CAPTURE(each.name);
        CHECK(classic.covers(bb::scopes_of<classic_scope>(each)));
        CHECK(granular.covers(bb::scopes_of<granular_scope>(each)));
    }
    CHECK(classic.minimal() == classic);
    // No scope of it can be left out.
    for (const classic_scope each : classic) CHECK_FALSE((classic - each).covers(classic));
}

TEST_CASE("access tokens can hold the scopes that the vendor lists for their kind", "[scopes]") {
    struct row {
        const char* name;
        bool repository;
        bool project;
        bool workspace;
    };
    constexpr row table[] = {
        {"project", false, true, true},          {"project:write", false, false, false},
        {"project:admin", false, false, true},   {"repository", true, true, true},
        {"repository:write", true, true, true},  {"repository:admin", true, true, true},
        {"repository:delete", true, true, true}, {"pullrequest", true, true, true},
        {"pullrequest:write", true, true, true}, {"issue", false, false, false},
        {"issue:write", false, false, false},    {"wiki", false, false, false},
        {"webhook", true, true, true},           {"snippet", false, false, false},
        {"snippet:write", false, false, false},  {"email", false, false, false},
        {"account", false, false, true},         {"account:write", false, false, false},
        {"pipeline", true, true, true},          {"pipeline:write", true, true, true},
        {"pipeline:variable", true, true, true}, {"runner", true, true, true},
        {"runner:write", true, true, true},
    };
    REQUIRE(std::size(table) == std::size(classic_table));
    for (const row& each : table) {
        CAPTURE(each.name);
        const classic_scope scope = bb::scope_from<classic_scope>(each.name).value();
        CHECK(bb::holdable_scopes(access_token_kind::repository).contains(scope) == each.repository);
        CHECK(bb::holdable_scopes(access_token_kind::project).contains(scope) == each.project);
        CHECK(bb::holdable_scopes(access_token_kind::workspace).contains(scope) == each.workspace);
        CHECK(bb::holdable_scopes(access_token_kind::unknown).contains(scope) ==
              (each.repository || each.project || each.workspace));
    }
    // Listed, so that nothing needs to be implied for it.
    static_assert(bb::holdable_scopes(access_token_kind::repository).size() == 12);
    static_assert(bb::holdable_scopes(access_token_kind::project).size() == 13);
    static_assert(bb::holdable_scopes(access_token_kind::workspace).size() == 15);
}

}  // namespace test_scopes
