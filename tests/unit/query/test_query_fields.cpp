// SPDX-License-Identifier: MIT
// query/field.hpp with members of models: what they become, and which values fit which member. What must not compile
// stands in tests/compile.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/models/application_property.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/secret.hpp>

#include "support/catch.hpp"

namespace test_query_fields {

namespace bb = bitbucket;
using bb::field;
using bb::detail::comparable_with;
using namespace std::chrono;

namespace {

enum class colour { red, green };

}  // namespace

}  // namespace test_query_fields

template <>
struct bitbucket::enum_names<test_query_fields::colour> {
    static constexpr const char* values[] = {"red", "green"};
};

namespace test_query_fields {

TEST_CASE("texts are compared with texts of any kind", "[query]") {
    const auto name = field<&bb::repository::name>();
    const std::string text = "api";
    CHECK((name == text).str() == "name = \"api\"");
    CHECK((name != std::string_view(text)).str() == "name != \"api\"");
    CHECK((name == text.c_str()).str() == "name = \"api\"");
    CHECK(name.contains("a").str() == "name ~ \"a\"");
    CHECK((name == bb::null).str() == "name = null");
}

TEST_CASE("numbers, booleans and times are compared with their like", "[query]") {
    CHECK((field<&bb::repository::size>() >= 1024).str() == "size >= 1024");
    CHECK((field<&bb::repository::size>() < bb::query_number("10.5")).str() == "size < 10.5");
    CHECK((field<&bb::repository::is_private>() != true).str() == "is_private != true");
    CHECK((field<&bb::repository::updated_on>() > sys_days(2026y / 3 / 1)).str() ==
          "updated_on > 2026-03-01T00:00:00+00:00");
    CHECK((field<&bb::repository::updated_on>() <= 2026y / 3 / 1).str() == "updated_on <= 2026-03-01");
    CHECK((field<&bb::repository::created_on>() == bb::timestamp("2026-03-01T00:00:00+01:00")).str() ==
          "created_on = 2026-02-28T23:00:00+00:00");
    CHECK((field<&bb::repository::created_on>() == nullptr).str() == "created_on = null");
}

TEST_CASE("enumerations are compared with their own values, and in order where the vendor has one", "[query]") {
    const auto permission = field<&bb::repository_user_permission::permission>();
    CHECK((permission == bb::permission_level::create_repo).str() == "permission = \"create-repo\"");
    CHECK((permission > bb::permission_level::read).str() == "permission > \"read\"");
    CHECK((permission != bb::open_enum<bb::permission_level>("newer")).str() == "permission != \"newer\"");
    CHECK((field<&bb::repository::fork_policy>() == bb::fork_policy::no_forks).str() == "fork_policy = \"no_forks\"");
    static_assert(bb::enum_is_ordered<bb::permission_level>);
    static_assert(!bb::enum_is_ordered<bb::fork_policy>);
    static_assert(!bb::enum_is_ordered<bb::workspace_role>);
}

TEST_CASE("a UUID is written in braces, however it was given", "[query]") {
    const char* braced = "owner.uuid = \"{d301aafa-d676-4ee0-88be-962be7417567}\"";
    const auto owner = field<&bb::repository::owner, &bb::account::uuid>();
    CHECK((owner == bb::uuid("d301aafa-d676-4ee0-88be-962be7417567")).str() == braced);
    CHECK((owner == "d301aafa-d676-4ee0-88be-962be7417567").str() == braced);
    CHECK((owner == std::string("{d301aafa-d676-4ee0-88be-962be7417567}")).str() == braced);
    const char* nothing = nullptr;
    CHECK((owner == nothing).problem() ==
          "a string of a query is a null pointer: std::getenv returns one for a variable that is not set");
    CHECK(owner.contains("d301").str() == "owner.uuid ~ \"d301\"");
}

TEST_CASE("a list of values is written with the same literals as one value", "[query]") {
    const auto email = field("user.email");
    CHECK(email.in({"user1@org.com", "user2@org.com"}).str() == R"(user.email IN ("user1@org.com","user2@org.com"))");
    CHECK(email.in({"a\"b\\"}).str() == R"(user.email IN ("a\"b\\"))");
    CHECK(email.in({""}).str() == R"(user.email IN (""))");
    CHECK(email.in(std::vector<std::string>{"a", "b"}).str() == R"(user.email IN ("a","b"))");
    const std::string_view array[] = {"a", "b"};
    CHECK(email.in(array).str() == R"(user.email IN ("a","b"))");
    CHECK(field("n").in({1, -2}).str() == "n IN (1,-2)");
    CHECK(field("n").in({1.5}).str() == "n IN (1.5)");
    CHECK((field("n").in({1, 2}) && (field("a") == 1 || field("b").in({3}))).str() ==
          "n IN (1,2) AND (a = 1 OR b IN (3))");
    CHECK(field<&bb::repository::size>().in(std::vector<int>{1, 2}).str() == "size IN (1,2)");
    CHECK(field<&bb::repository::fork_policy>().in({bb::fork_policy::no_forks}).str() ==
          R"(fork_policy IN ("no_forks"))");
    CHECK(field<&bb::repository::created_on>().in({2026y / 3 / 1}).str() == "created_on IN (2026-03-01)");
    CHECK(field<&bb::repository::owner, &bb::account::uuid>().in({"d301aafa-d676-4ee0-88be-962be7417567"}).str() ==
          R"(owner.uuid IN ("{d301aafa-d676-4ee0-88be-962be7417567}"))");
}

TEST_CASE("a list that is empty or has a value that is none is reported, not sent", "[query]") {
    const char* nothing = nullptr;
    CHECK(field("x").in(std::vector<std::string>{}).problem() == "in of a query needs at least one value");
    CHECK(field("x").in({nothing}).problem() ==
          "a string of a query is a null pointer: std::getenv returns one for a variable that is not set");
    CHECK(field("x").in({"good", "a\nb"}).problem() == "a string of a query must not have a control character");
    CHECK(field("x").in({"a\nb", "good"}).problem() == "a string of a query must not have a control character");
    CHECK(field("values.x").in({"a"}).problem() == field("values.x").problem());
    CHECK(field("x").in({"a", "\xFF"}).str().empty());
}

TEST_CASE("fields lead through optional, boxed and list members", "[query]") {
    CHECK((field<&bb::repository::parent, &bb::repository::owner, &bb::account::nickname>() == "mia").str() ==
          "parent.owner.nickname = \"mia\"");
    CHECK((field<&bb::repository::parent>() == bb::null).str() == "parent = null");
    CHECK(field<&bb::branch::merge_strategies>().contains("squash").str() == "merge_strategies ~ \"squash\"");
    CHECK((field<&bb::commit::parents, &bb::commit::hash>() == "abc").str() == "parents.hash = \"abc\"");
    CHECK((field<&bb::commit::participants, &bb::participant::approved>() == true).str() ==
          "participants.approved = true");
    CHECK((field<&bb::application_property::attributes>() == bb::property_attribute::public_).str() ==
          "_attributes = \"public\"");
}

TEST_CASE("a member without a name of its own is reported, not sent", "[query]") {
    CHECK_FALSE((field<&bb::application_property::value>() == "x").problem().empty());
    CHECK_FALSE(bb::asc(field<&bb::application_property::value>()).problem().empty());
}

TEST_CASE("values that do not fit a member are known at compile time", "[query]") {
    static_assert(!comparable_with<bool>::equal<std::string>);
    static_assert(!comparable_with<bool>::equal<int>);
    static_assert(!comparable_with<bool>::order);
    static_assert(!comparable_with<bool>::text);
    static_assert(!comparable_with<std::int64_t>::equal<bool>);
    static_assert(!comparable_with<std::int64_t>::equal<char>);
    static_assert(!comparable_with<std::int64_t>::equal<std::string>);
    static_assert(!comparable_with<std::int64_t>::text);
    static_assert(!comparable_with<std::string>::equal<int>);
    static_assert(!comparable_with<std::string>::equal<bb::timestamp>);
    static_assert(!comparable_with<std::string>::equal<sys_days>);
    static_assert(!comparable_with<std::string>::order);
    static_assert(!comparable_with<bb::timestamp>::equal<std::string>);
    static_assert(!comparable_with<bb::timestamp>::equal<std::int64_t>);
    static_assert(!comparable_with<bb::timestamp>::text);
    static_assert(comparable_with<bb::timestamp>::order);
    static_assert(!comparable_with<bb::uuid>::equal<bb::timestamp>);
    static_assert(!comparable_with<bb::uuid>::order);
    static_assert(!comparable_with<bb::account>::equal<std::string>);
    static_assert(!comparable_with<bb::account>::text);
    static_assert(!comparable_with<bb::open_enum<colour>>::equal<bb::fork_policy>);
    static_assert(!comparable_with<bb::open_enum<colour>>::equal<const char*>);
    static_assert(!comparable_with<bb::open_enum<colour>>::order);
    static_assert(!comparable_with<void>::equal<char>);
    static_assert(!comparable_with<void>::equal<char8_t>);
    static_assert(!comparable_with<void>::equal<wchar_t>);
    static_assert(!comparable_with<void>::equal<bb::query_field<void>>);
    static_assert(!comparable_with<void>::equal<bb::secret>);
    static_assert(!comparable_with<void>::equal<void*>);
    static_assert(comparable_with<void>::equal<colour>);
    CHECK((field("c") == colour::green).str() == "c = \"green\"");
}

TEST_CASE("a condition is no key to sort by, nor the other way round", "[query]") {
    const auto can_filter = []<class Text>(const Text&) {
        return requires(Text text) { bb::repositories::list{"acme"}.q(text); };
    };
    const auto can_sort = []<class Text>(const Text&) {
        return requires(Text text) { bb::repositories::list{"acme"}.sort(text); };
    };
    CHECK(can_filter(bb::field("a") == 1));
    CHECK(can_sort(bb::asc(bb::field("a"))));
    CHECK_FALSE(can_filter(bb::asc(bb::field("a"))));
    CHECK_FALSE(can_sort(bb::field("a") == 1));
}

}  // namespace test_query_fields
