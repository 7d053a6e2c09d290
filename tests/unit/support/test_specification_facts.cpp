// SPDX-License-Identifier: MIT
// The facts of a specification: taken out of an OpenAPI document, written and read as an extract, compared.
#include <stdexcept>

#include "specification/facts.hpp"
#include "support/catch.hpp"

namespace test_specification_facts {

using specification::facts;
using specification::name_set;
using strings = std::vector<std::string>;

namespace {

constexpr const char* document = R"({
  "openapi": "3.0.0",
  "paths": {
    "/things/{id}": {
      "parameters": [{"name": "id", "in": "path"}, {"$ref": "#/components/parameters/page"}],
      "get": {
        "tags": ["Things", "Commit statuses"],
        "description": "Prose that nobody copies.",
        "parameters": [{"name": "q", "in": "query"}, {"name": "X-Trace", "in": "header"}],
        "responses": {"200": {}, "404": {}, "default": {}},
        "security": [{"oauth2": ["read", "more"]}, {"basic": []}],
        "x-atlassian-oauth2-scopes": [{"state": "Current", "scopes": ["read:thing"]}]
      },
      "delete": {"deprecated": true}
    }
  },
  "components": {
    "parameters": {"page": {"name": "page", "in": "query"}},
    "schemas": {
      "base": {"properties": {"type": {}}},
      "thing": {"allOf": [{"$ref": "#/components/schemas/base"}, {"properties": {"name": {}}}]},
      "itself": {"allOf": [{"$ref": "#/components/schemas/itself"}]},
      "text": {"type": "string"}
    }
  }
})";

}  // namespace

TEST_CASE("the facts of an OpenAPI document") {
    const facts all = specification::from_openapi(document, "2026-08");
    CHECK(all.date == "2026-08");
    REQUIRE(all.operations.size() == 2);
    const specification::operation_facts* get = all.find("GET", "/things/{id}");
    REQUIRE(get != nullptr);
    CHECK(get->groups == strings{"Things", "Commit statuses"});
    CHECK(get->path_arguments == name_set{"id"});
    CHECK(get->query_options == name_set{"page", "q"});
    CHECK(get->classic_scopes == name_set{"more", "read"});
    CHECK(get->granular_scopes == name_set{"read:thing"});
    CHECK(get->statuses == name_set{"200", "404"});
    CHECK_FALSE(get->deprecated);
    CHECK(all.find("DELETE", "/things/{id}")->deprecated);
    CHECK(all.find("PUT", "/things/{id}") == nullptr);
    CHECK(all.members("thing") == name_set{"name", "type"});
    CHECK(all.members("itself").empty());
    CHECK(all.schemas.count("text") == 1);
    CHECK(all.members("no_such").empty());
}

TEST_CASE("an extract is read as it was written, and has no prose") {
    const facts all = specification::from_openapi(document, "2026-08");
    const std::string extract = to_text(all);
    CHECK(specification::from_text(extract) == all);
    CHECK(extract.find("Prose") == std::string::npos);
    CHECK(to_text(specification::committed_facts()).size() > 50'000);
}

TEST_CASE("what is no document and no extract is refused with a sentence") {
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(specification::from_openapi("[]", "2026-08"), "this is not an OpenAPI 3 document");
    CHECK_THROWS_WITH(
        specification::from_openapi(R"({"openapi": "3.0.0", "paths": {"/x": {"get": {"tags": [1]}}}})", ""),
        ContainsSubstring("not as it should be"));
    CHECK_THROWS_WITH(specification::from_openapi(R"({"openapi": "3", "paths": {"/a b": {"get": {}}}})", "2026-08"),
                      "this name has a blank: \"/a b\"");
    CHECK_THROWS_WITH(specification::from_text("date 2026-08\nget /x\n"), "line 2 belongs to no extract: get /x");
    CHECK_THROWS_WITH(specification::from_text("date 2026-08\nGET /x\n  colour red\n"),
                      "line 3 belongs to no extract:   colour red");
    CHECK_THROWS_WITH(specification::from_text("GET /x\n"), "this extract has no date");
    CHECK_THROWS_WITH(specification::read_facts("/no/such/file"), "cannot read /no/such/file");
}

TEST_CASE("what changes from one specification to the next") {
    const facts before = specification::from_openapi(document, "2026-08");
    CHECK(changes(before, before).empty());
    facts after = before;
    auto& get = after.operations.at({"/things/{id}", "GET"});
    get.query_options = {"q", "sort"};
    get.groups = {"Things"};
    after.operations.erase({"/things/{id}", "DELETE"});
    after.operations[{"/news", "GET"}] = {{"News"}};
    after.schemas["thing"].insert("colour");
    after.schemas.erase("text");
    after.schemas["fresh"];
    CHECK(changes(before, after) == strings{"GET /news is new, in News", "GET /things/{id}: is in Things",
                                            "GET /things/{id}: query +sort -page", "DELETE /things/{id} is gone",
                                            "schema fresh is new", "schema thing: +colour", "schema text is gone"});
    after = before;
    after.operations.at({"/things/{id}", "DELETE"}).deprecated = false;
    CHECK(changes(before, after) == strings{"DELETE /things/{id}: is no longer deprecated"});
}

}  // namespace test_specification_facts
