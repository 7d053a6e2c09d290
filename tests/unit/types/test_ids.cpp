// SPDX-License-Identifier: MIT
// types/ids.hpp: which conversions into the path arguments exist, and which must not.
#include <bitbucket/types/ids.hpp>
#include <ostream>
#include <sstream>
#include <unordered_set>

#include "support/catch.hpp"

namespace test_ids {

namespace bb = bitbucket;

namespace {

// Whether none of the identifiers after the first can be made from it, nor it from them.
template <class One, class... Others>
constexpr bool stands_alone() {
    return ((!std::is_constructible_v<One, Others> && !std::is_constructible_v<Others, One> &&
             !std::is_assignable_v<One&, Others> && !std::is_assignable_v<Others&, One>) &&
            ...);
}

template <class... All>
struct id_list {
    template <class One>
    static constexpr bool alone_among_the_others() {
        return (... && (std::is_same_v<One, All> || stands_alone<One, All>()));
    }
    static constexpr bool all_alone = (... && alone_among_the_others<All>());
    static constexpr bool from_text =
        (... && (std::is_convertible_v<std::string, All> && std::is_convertible_v<std::string_view, All> &&
                 std::is_convertible_v<const char*, All> && std::is_convertible_v<const char (&)[4], All>));
    static constexpr bool from_nothing_else =
        (... && (!std::is_default_constructible_v<All> && !std::is_constructible_v<All, int> &&
                 !std::is_constructible_v<All, bool> && !std::is_constructible_v<All, char> &&
                 !std::is_constructible_v<All, bb::text_value>));
    static constexpr bool to_text =
        (... || (std::is_convertible_v<All, std::string> || std::is_convertible_v<All, std::string_view> ||
                 std::is_convertible_v<All, const char*> || std::is_convertible_v<All, bb::uuid>));
};

using every_id = id_list<bb::workspace_ref, bb::repository_ref, bb::project_key, bb::user_ref, bb::email_ref,
                         bb::ssh_key_ref, bb::variable_ref, bb::app_key, bb::property_name, bb::group_ref,
                         bb::gpg_fingerprint, bb::known_host_ref, bb::environment_ref, bb::commit_ref>;
using every_number_id = id_list<bb::deploy_key_ref, bb::pull_request_ref>;
using ids_of_both_kinds = id_list<bb::deploy_key_ref, bb::pull_request_ref, bb::ssh_key_ref, bb::commit_ref>;

// What stands for a number: numbers, and nothing that only looks like one.
template <class Id>
constexpr bool takes_numbers() {
    return std::is_convertible_v<int, Id> && std::is_convertible_v<std::int64_t, Id> &&
           std::is_convertible_v<long long, Id> && std::is_convertible_v<unsigned long, Id> &&
           std::is_convertible_v<short, Id> && !std::is_constructible_v<Id, bool> &&
           !std::is_constructible_v<Id, char> && !std::is_constructible_v<Id, double> &&
           !std::is_default_constructible_v<Id> && !std::is_constructible_v<Id, bb::uuid> &&
           !std::is_constructible_v<Id, bb::text_value>;
}

}  // namespace

static_assert(every_id::all_alone, "no identifier can stand for another");
static_assert(every_id::from_text, "every identifier converts from every kind of text");
static_assert(every_id::from_nothing_else, "there is no identifier without a text");
static_assert(!every_id::to_text, "an identifier does not turn into text by itself");

static_assert(every_number_id::all_alone && every_number_id::from_text && !every_number_id::to_text);
static_assert(ids_of_both_kinds::all_alone, "a number's identifier stands for no other either");
static_assert(takes_numbers<bb::deploy_key_ref>() && takes_numbers<bb::pull_request_ref>());

static_assert(std::is_convertible_v<bb::uuid, bb::workspace_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::known_host_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::environment_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::repository_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::user_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::ssh_key_ref>);
static_assert(std::is_convertible_v<bb::uuid, bb::variable_ref>);
static_assert(!std::is_constructible_v<bb::project_key, bb::uuid>);
static_assert(!std::is_constructible_v<bb::email_ref, bb::uuid>);
static_assert(!std::is_constructible_v<bb::app_key, bb::uuid>);
static_assert(!std::is_constructible_v<bb::property_name, bb::uuid>);
static_assert(!std::is_constructible_v<bb::group_ref, bb::uuid>);
static_assert(!std::is_constructible_v<bb::gpg_fingerprint, bb::uuid>);
static_assert(!std::is_constructible_v<bb::commit_ref, bb::uuid>);

TEST_CASE("an identifier keeps its text", "[ids]") {
    CHECK(bb::workspace_ref("acme").str() == "acme");
    CHECK(bb::workspace_ref("{}").str() == "{}");
    CHECK(bb::user_ref(std::string("557058:ba89")).str() == "557058:ba89");
    CHECK(bb::email_ref(std::string_view("me@example.org")).str() == "me@example.org");
    CHECK(bb::project_key("").empty());
    CHECK(bb::property_name(std::string("a\0b", 3)).str().size() == 3);
}

TEST_CASE("an identifier made from a uuid has its braces", "[ids]") {
    const bb::uuid id("d301aafa-d676-4ee0-88be-962be7417567");
    CHECK(bb::user_ref(id).str() == "{d301aafa-d676-4ee0-88be-962be7417567}");
    CHECK(bb::repository_ref(id) == bb::repository_ref("{d301aafa-d676-4ee0-88be-962be7417567}"));
}

TEST_CASE("an identifier that is a number is made from it, or from its text", "[ids]") {
    CHECK(bb::deploy_key_ref(1234).str() == "1234");
    CHECK(bb::pull_request_ref(std::int64_t{9007199254740993}).str() == "9007199254740993");
    CHECK(bb::deploy_key_ref(INT64_MAX).str() == "9223372036854775807");
    CHECK(bb::deploy_key_ref(-1).str() == "-1");
    CHECK(bb::deploy_key_ref(0).str() == "0");
    CHECK(bb::deploy_key_ref("1234") == bb::deploy_key_ref(1234));
    CHECK(bb::pull_request_ref(std::string("7")).str() == "7");
    CHECK(bb::pull_request_ref("").empty());
}

TEST_CASE("identifiers compare by their text", "[ids]") {
    CHECK(bb::app_key("a") == bb::app_key("a"));
    CHECK_FALSE(bb::app_key("a") == bb::app_key("A"));
    CHECK(bb::app_key("a") == "a");
}

TEST_CASE("a UUID without braces gets them where nothing else looks like one", "[ids]") {
    const std::string bare = "504c3b62-8120-4f0c-a7bc-87800b9d6f70";
    const std::string braced = '{' + bare + '}';
    CHECK(bb::user_ref(bare).str() == braced);
    CHECK(bb::user_ref(std::string_view(bare)).str() == braced);
    CHECK(bb::user_ref(bare.c_str()).str() == braced);
    CHECK(bb::user_ref(braced).str() == braced);
    CHECK(bb::ssh_key_ref(bare).str() == braced);
    CHECK(bb::variable_ref(bare).str() == braced);
    CHECK(bb::known_host_ref(bare).str() == braced);
    CHECK(bb::environment_ref(bare).str() == braced);
    // A slug may look like a UUID, and the others take none.
    CHECK(bb::workspace_ref(bare).str() == bare);
    CHECK(bb::repository_ref(bare).str() == bare);
    CHECK(bb::project_key(bare).str() == bare);
    CHECK(bb::group_ref(bare).str() == bare);
    CHECK(bb::app_key(bare).str() == bare);
    // An account ID is none, whatever is in it.
    CHECK(bb::user_ref("712020:" + bare).str() == "712020:" + bare);
    CHECK(bb::user_ref("557058:ba89").str() == "557058:ba89");
}

TEST_CASE("identifiers that are equal have one hash", "[ids]") {
    const std::string upper = "{504C3B62-8120-4F0C-A7BC-87800B9D6F70}";
    const std::string lower = "{504c3b62-8120-4f0c-a7bc-87800b9d6f70}";
    CHECK(bb::user_ref(upper) == bb::user_ref("504c3b62-8120-4f0c-a7bc-87800b9d6f70"));
    CHECK(bb::workspace_ref(upper) == bb::workspace_ref(lower));
    CHECK_FALSE(bb::workspace_ref(upper.substr(1, 36)) == bb::workspace_ref(lower.substr(1, 36)));
    CHECK_FALSE(bb::repository_ref("Site") == bb::repository_ref("site"));
    const std::unordered_set<bb::user_ref> users{upper, lower, "557058:ba89", "557058:BA89"};
    CHECK(users.size() == 3);
    const std::unordered_set<bb::deploy_key_ref> keys{1, 2, "1"};
    CHECK(keys.size() == 2);
    CHECK(std::hash<bb::project_key>{}("A") != std::hash<bb::project_key>{}("a"));
}

TEST_CASE("an identifier prints with control characters escaped", "[ids]") {
    std::ostringstream out;
    out << bb::workspace_ref("a\r\nb\tc");
    CHECK(out.str() == "a\\x0d\\x0ab\\x09c");
}

}  // namespace test_ids
