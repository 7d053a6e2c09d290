// SPDX-License-Identifier: MIT
// code_query.hpp: what is built reads as it was meant, whatever the texts in it, and what cannot be asked is refused.
#include <bitbucket/api/code_search.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/testing/sandbox.hpp>

#include <sstream>

#include "support/catch.hpp"

namespace test_code_query {

namespace bb = bitbucket;
using bb::code_query;
using bb::testing::sandbox;
using strings = std::vector<std::string>;

namespace {

bb::code_search::search_user search(bb::code_search::search_query query) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return bb::code_search::search_user{sandbox::user, std::move(query)};
#pragma GCC diagnostic pop
}

/// What the sandbox finds, as repository/path.
strings found(const code_query& query) {
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    strings out;
    for (const bb::code_search_result& each :
         api.each(search(query).pagelen(100).fields("+values.file.commit.repository.full_name")))
        out.push_back(each.file->commit->repository->full_name + '/' + each.file->path);
    return out;
}

}  // namespace

TEST_CASE("a search reads as it is built, terms first") {
    CHECK(code_query{}.term("parse").str() == "parse");
    CHECK(code_query{}
              .extension("cpp")
              .term("parse")
              .phrase("unique ptr")
              .in_path("src/api")
              .language("c++")
              .repository("site")
              .project("WEB")
              .not_term("TODO")
              .not_phrase("do not")
              .any_of({"read", "write it"})
              .str() ==
          "parse \"unique ptr\" (read OR \"write it\") ext:cpp path:src/api lang:c++ repo:site "
          "project:WEB NOT TODO NOT \"do not\"");
    CHECK(code_query{}.any_of({"one"}).str() == "one");
    CHECK(code_query{}.any_of(strings{"one", "two"}).str() == "(one OR two)");
    CHECK(code_query{}.term("x").extension(".cpp").str() == "x ext:cpp");
    CHECK(code_query{}.term("x").repository("acme/site").str() == "x repo:acme/site");
    CHECK(code_query{}.term("x").in_path("/docs/caf\xC3\xA9").str() == "x path:/docs/caf\xC3\xA9");
    code_query named;
    named.term("a").not_term("b");
    named.project("WEB");
    CHECK(named == code_query{}.not_term("b").term("a").project("WEB"));
    CHECK(named != code_query{}.term("a"));
    CHECK(named.problem().empty());
}

TEST_CASE("a term that is more than a word is put in quotes") {
    const auto term = [](const char* text) { return code_query{}.term(text).str(); };
    CHECK(term("get_user") == "get_user");
    CHECK(term("package.json") == "package.json");
    CHECK(term("unique ptr") == "\"unique ptr\"");
    CHECK(term("-foo") == "\"-foo\"");
    CHECK(term("a:b") == "\"a:b\"");
    CHECK(term("repo:secret") == "\"repo:secret\"");
    CHECK(term("(a)") == "\"(a)\"");
    CHECK(term("NOT") == "\"NOT\"");
    CHECK(term("or") == "\"or\"");
    CHECK(term("caf\xC3\xA9") == "\"caf\xC3\xA9\"");
    CHECK(term("say \"hi\"") == "\"say  hi \"");
    CHECK(term("ends with\\") == "\"ends with \"");
    CHECK(code_query{}.phrase("one").str() == "\"one\"");
}

TEST_CASE("what cannot be looked for is a problem, and stays the first one") {
    for (const std::string_view text : {"", " ", "...", "()", "\"\"", "a\nb", "a\tb", "a\x7F", "a\xFF", "\xC3"}) {
        CAPTURE(text);
        for (const code_query& query : {code_query{}.term(text), code_query{}.phrase(text), code_query{}.any_of({text}),
                                        code_query{}.any_of({"x", text}), code_query{}.term("x").not_term(text),
                                        code_query{}.term("x").not_phrase(text)}) {
            CHECK_FALSE(query.problem().empty());
            CHECK(query.str().empty());
        }
    }
    CHECK(code_query{}.term("a\nb").term("...").problem().find("control character") != std::string_view::npos);
    CHECK_FALSE(code_query{}.problem().empty());
    CHECK_FALSE(code_query{}.not_term("x").repository("site").problem().empty());
    CHECK_FALSE(code_query{}.any_of(strings{}).problem().empty());
    CHECK(code_query{}.repository("site").term("x").problem().empty());
}

TEST_CASE("a modifier takes only what needs no quotes, and comes once") {
    for (const std::string_view value : {"",
                                         " ",
                                         "a b",
                                         "a\"b",
                                         "a:b",
                                         "a)",
                                         "(a",
                                         "-a",
                                         "+a",
                                         "a\n",
                                         "a*",
                                         "a?",
                                         "a\\b",
                                         "a,b",
                                         "$x",
                                         "..",
                                         "a\xFF",
                                         "a\xC2\xA0z",
                                         "a\xE3\x80\x80",
                                         "a\xE2\x80\xA8",
                                         "a\xE2\x80\x83",
                                         "a\xC2\x85"}) {
        CAPTURE(value);
        const code_query any = code_query{}.term("x");
        for (const code_query& query :
             {code_query(any).repository(value), code_query(any).project(value), code_query(any).in_path(value),
              code_query(any).language(value), code_query(any).extension(value)}) {
            CHECK_FALSE(query.problem().empty());
            CHECK(query.str().empty());
        }
    }
    CHECK_FALSE(code_query{}.term("x").repository("caf\xC3\xA9").problem().empty());
    CHECK_FALSE(code_query{}.term("x").project("a/b").problem().empty());
    CHECK(code_query{}.term("x").project("a b").problem() ==
          "the project: of a code search may have only letters, digits and _");
    CHECK(code_query{}.term("x").repository("a").repository("b").problem() ==
          "the repo: of a code search can be given only once");
    CHECK(code_query{}.term("x").repository("a").project("b").problem().empty());
}

TEST_CASE("a search by a code_query is sent encoded, and reports the query's problem") {
    CHECK(search(code_query{}.term("a b").language("c++"))
              .target()
              .ends_with("?search_query=%22a%20b%22%20lang%3Ac%2B%2B"));
    CHECK(search("foo repo:demo").problem().empty());
    CHECK(search("").problem() == "code_search::search_user: the search_query must not be empty");
    CHECK(search(code_query{}).problem() ==
          "code_search::search_user: search_query: a code search needs at least one term to find");
    CHECK(search(code_query{}.term("a\nb")).problem() ==
          "code_search::search_user: search_query: the text of a code search must not have a control character");
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    CHECK_THROWS_AS(api.send(search(code_query{}.term("\""))), bb::usage_error);
}

TEST_CASE("a search prints as its text") {
    std::ostringstream out;
    out << code_query{}.term("a b").repository("site") << '|' << code_query{} << '|'
        << code_query{}.term(
               "\xE2\x80\xAE"
               "x");
    CHECK(out.str() == "\"a b\" repo:site||\"\\xe2\\x80\\xaex\"");
}

TEST_CASE("the sandbox finds what a search asks for") {
    CHECK(found(code_query{}.term("snek")) == strings{"my-workspace/demo/src/foo.py"});
    CHECK(found(code_query{}.term("foo").not_term("snek")) == strings{"my-workspace/demo/src/main.py"});
    CHECK(found(code_query{}.any_of({"snek", "absent"})).size() == 1);
    CHECK(found(code_query{}.any_of({"snek", "__name__"})).size() == 2);
    CHECK(found(code_query{}.any_of({"snek", "__name__"}).term("import")) == strings{"my-workspace/demo/src/main.py"});
    CHECK(found(code_query{}.phrase("import foo")).size() == 1);
    CHECK(found(code_query{}.phrase("import from")) == strings{});
    CHECK(found(code_query{}.term("DEPLOY_REGION").repository("api").extension(".MD")) ==
          strings{"acme/api/README.md"});
    CHECK(found(code_query{}.term("DEPLOY_REGION").repository("acme/api").in_path("src")) ==
          strings{"acme/api/src/api.cpp"});
    CHECK(found(code_query{}.term("DEPLOY_REGION").repository("api").in_path("rc")) == strings{});
    CHECK(found(code_query{}.term("DEPLOY_REGION").project("LAB")).size() == 2);
    CHECK(found(code_query{}.term("region").language("Python").extension("hpp")).size() == 6);
    // Punctuation between words is ignored, so that a string of the code can be looked for as it is written there.
    CHECK(found(code_query{}.term("getenv(\"DEPLOY_REGION\");").repository("api")) == strings{"acme/api/src/api.cpp"});
}

TEST_CASE("the sandbox understands what only a text can say") {
    const bb::client api{sandbox{}, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}};
    const auto count = [&](const char* text) { return api.send(search(text)).size.value(); };
    CHECK(count("DEPLOY_REGION repo:api") == 2);
    CHECK(count("DEPLOY_REGION repo:api NOT ext:md") == 1);
    CHECK(count("DEPLOY_REGION repo:api -ext:md") == 1);
    CHECK(count("(snek OR __name__) repo:demo") == 2);
    CHECK(count("print(\"snek\")") == 1);
    CHECK(count("snek -()\"\"") == 1);
}

}  // namespace test_code_query
