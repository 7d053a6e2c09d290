// SPDX-License-Identifier: MIT
// Every model against its schema in the vendor's specification (tests/specification): members missing on either side,
// and models that are compared with no schema.
#include <bitbucket/operations.hpp>
#include <map>
#include <typeinfo>

#include "specification/compare.hpp"
#include "support/catch.hpp"
#include "unit/support/specification.hpp"

namespace test_specification_models {

namespace bb = bitbucket;
using specification::name_set;

namespace {

/// The compiler's name of a type.
template <class T>
std::string name_of() {
    return typeid(T).name();
}

/// What operations return and take that has no schema to be compared with, each with its reason.
const std::map<std::string, std::string> without_schema = {
    {name_of<void>(), "nothing is returned"},
    {name_of<bb::plain_text>(), "a text, no JSON"},
    {name_of<bb::binary>(), "the bytes of a file, no JSON"},
    {name_of<bb::created_commit>(), "a header; the body is empty"},
    {name_of<bb::download_artifact>(), "the specification has no schema for it"},
    {name_of<bb::streamed_body>(), "a form, no JSON"},
    {name_of<bb::user_email>(), "the specification has no reply of these operations but the error"},
    {name_of<bb::no_input>(), "nothing is taken"},
    {name_of<bb::merge_task>(), "the specification shows it in an example only"},
    {name_of<bb::pull_request_activity>(), "the specification shows it in an example only"},
    {name_of<bb::decline_options>(), "the specification has no body for it; the live API takes one"},
    {name_of<bb::json_text>(), "any JSON: the value of an application property is the caller's"},
    {name_of<bb::code_search::search_query>(), "a query option, no body"}};

/// What an accepted result or an optional input holds.
template <class T>
struct plain {
    using type = T;
};
template <class T>
struct plain<bb::accepted<T>> : plain<T> {};
template <class T>
struct plain<std::optional<T>> : plain<T> {};

/// The type of an operation's input.
template <class Operation, class Path, class Result, class Input>
Input input_of(const bb::request<Operation, Path, Result, Input>&);

/// What all operations return: models, the items of pages, and pages that are more than a page.
name_set all_results() {
    name_set out;
    bb::all_operations.for_each([&]<class Operation>() {
        using result = typename plain<typename Operation::result_type>::type;
        if constexpr (bb::paged<result>) {
            using item = typename result::item_type;
            out.insert(name_of<item>());
            if (!std::is_same_v<result, bb::page<item>>) out.insert(name_of<result>());
        } else {
            out.insert(name_of<result>());
        }
    });
    return out;
}
name_set all_inputs() {
    name_set out;
    bb::all_operations.for_each([&]<class Operation>() {
        out.insert(name_of<typename plain<decltype(input_of(std::declval<Operation>()))>::type>());
    });
    return out;
}

}  // namespace

TEST_CASE("everything that operations return and take is compared, or has a reason not to be") {
    name_set excused;
    for (const auto& [wanted, list] : {std::pair(all_results(), specification::all_models()),
                                       std::pair(all_inputs(), specification::all_drafts())}) {
        name_set listed;
        for (const specification::model_of_schema& each : list) listed.insert(each.type);
        CHECK(wanted.size() > 10);
        for (const std::string& each : wanted) {
            CAPTURE(each);
            const bool has_reason = without_schema.count(each) == 1;
            CHECK((listed.count(each) == 1) != has_reason);
            if (has_reason) excused.insert(each);
        }
    }
    for (const auto& [type, reason] : without_schema) {
        CAPTURE(type, reason);
        CHECK(excused.count(type) == 1);
    }
}

TEST_CASE("every model has the members of its schema, but for the listed corrections") {
    CHECK(specification::compare_models(unit::facts_under_test()).problems() == std::vector<std::string>{});
}

TEST_CASE("a member that one side lacks is found") {
    specification::facts changed = specification::committed_facts();
    changed.schemas["ssh_account_key"].erase("label");
    changed.schemas["ssh_account_key"].insert("colour");
    changed.schemas.erase("gpg_no_such");
    changed.schemas.erase("GPG_account_key");
    const std::vector<std::string> found = specification::compare_models(changed).problems();
    const auto has = [&](const char* sentence) { return std::count(found.begin(), found.end(), sentence) == 1; };
    CHECK(has("ssh_account_key: we have the member label"));
    CHECK(has("ssh_account_key: we lack the member colour"));
    CHECK(has("there is no schema GPG_account_key"));
}

}  // namespace test_specification_models
