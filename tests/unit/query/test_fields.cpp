// SPDX-License-Identifier: MIT
// fields.hpp: choices of fields, what they become in a request, and that a walk keeps `next` whatever was chosen.
#include <bitbucket/api/repositories.hpp>
#include <bitbucket/api/ssh_keys.hpp>
#include <bitbucket/client.hpp>
#include <bitbucket/models/application_property.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_fields {

namespace bb = bitbucket;
using bb::testing::sandbox;
using bb::testing::scripted;
using Catch::Matchers::ContainsSubstring;
using get = bb::repositories::get;
using list = bb::repositories::list;

namespace {

const get one{"acme", "site"};
const list many{"acme"};

/// The decoded `fields` of a request.
std::string fields_of(const bb::request_base& request) {
    std::string out;
    int count = 0;
    for (const bb::query_option& each : request.query_options()) {
        if (each.name != "fields") continue;
        out = each.value;
        ++count;
    }
    CHECK(count == 1);
    return out;
}

bb::client signed_in(const sandbox& world) {
    return bb::client{world, bb::api_token{sandbox::email, bb::secret{sandbox::api_token}}};
}

}  // namespace

TEST_CASE("each mode is written as the vendor does, behind values on a paged operation", "[fields]") {
    struct row {
        bb::field_selection choice;
        const char* object;
        const char* page;
        bool selects;
    };
    for (const row& each : {
             row{bb::only("uuid", "links.self.href"), "uuid,links.self.href", "values.uuid,values.links.self.href",
                 true},
             row{bb::plus("owner.created_on"), "+owner.created_on", "+values.owner.created_on", false},
             row{bb::minus("links", "owner.links"), "-links,-owner.links", "-values.links,-values.owner.links", false},
             row{bb::minus("links").plus("a", "b"), "-links,+a,+b", "-values.links,+values.a,+values.b", false},
             row{bb::minus("*").plus("foo", "bar"), "-*,+foo,+bar", "-values.*,+values.foo,+values.bar", false},
             row{bb::only("a").plus("b").minus("a.c"), "a,+b,-a.c", "values.a,+values.b,-values.a.c", true},
             row{bb::minus("links.*"), "-links.*", "-values.links.*", false},
             row{bb::only("*.href"), "*.href", "values.*.href", true},
             row{bb::all(), "*", "values.*", true},
             row{bb::only("value", "values_of"), "value,values_of", "values.value,values.values_of", true},
             row{bb::only<&bb::repository::slug, &bb::repository::links>(), "slug,links", "values.slug,values.links",
                 true},
             row{bb::minus<&bb::repository::links>(), "-links", "-values.links", false},
             row{bb::plus<&bb::repository::owner>(), "+owner", "+values.owner", false},
             row{bb::only(bb::field<&bb::repository::owner, &bb::account::uuid>()), "owner.uuid", "values.owner.uuid",
                 true},
             row{bb::only(std::string("a"), std::string_view("b"), bb::field("c.d")), "a,b,c.d",
                 "values.a,values.b,values.c.d", true},
         }) {
        CHECK(each.choice.problem().empty());
        CHECK(fields_of(get(one).fields(each.choice)) == each.object);
        CHECK(fields_of(list(many).fields(each.choice)) == std::string(each.page) + (each.selects ? ",next" : ""));
    }
}

TEST_CASE("a choice is one option, encoded, however often it is added to", "[fields]") {
    CHECK(get(one).fields(bb::plus("owner.created_on")).target() ==
          "/repositories/acme/site?fields=%2Bowner.created_on");
    auto request = list(many).fields(bb::only("slug")).fields(bb::only("name")).fields("size");
    request.fields(bb::plus("owner")).q("name = \"x\"");
    CHECK(request.target() ==
          "/repositories/acme?fields=values.slug%2Cnext%2Cvalues.name%2Csize%2C%2Bvalues.owner&q=name%20%3D%20%22x%22");
    CHECK(fields_of(request) == "values.slug,next,values.name,size,+values.owner");
}

TEST_CASE("a choice keeps next on a paged operation, once, and never against what a text says", "[fields]") {
    CHECK(fields_of(list(many).fields(bb::only("next"))) == "values.next,next");
    CHECK(fields_of(list(many).fields(bb::only("next")).fields(bb::only("b"))) == "values.next,next,values.b");
    CHECK(fields_of(list(many).fields(bb::minus("a")).fields(bb::only("b"))) == "-values.a,values.b,next");
    CHECK(fields_of(list(many).fields("size").fields(bb::only("a"))) == "size,values.a,next");
    CHECK(fields_of(list(many).fields("values.next").fields(bb::only("a"))) == "values.next,values.a,next");
    CHECK(fields_of(list(many).fields("size, next").fields(bb::only("a"))) == "size, next,values.a");
    CHECK(fields_of(list(many).fields("-next").fields(bb::only("a"))) == "-next,values.a");
    CHECK(fields_of(list(many).fields("values.a").fields(bb::plus("b"))) == "values.a,+values.b,next");
    CHECK(fields_of(list(many).fields("-*").fields(bb::plus("b"))) == "-*,+values.b,+next");
    CHECK(fields_of(list(many).fields(bb::only("a")).fields("-next")) == "values.a,next,-next");
    CHECK(fields_of(list(many).fields("values.a")) == "values.a");
    CHECK(fields_of(get(one).fields("size").fields(bb::only("a"))) == "size,a");
}

TEST_CASE("a page that was sent for with a choice knows the next one", "[fields]") {
    const sandbox world;
    const bb::client api = signed_in(world);
    const auto first = api.send(list(many).fields(bb::only("slug")).pagelen(10));
    CHECK(first.values.size() == 10);
    REQUIRE_FALSE(first.next_link().empty());
    std::size_t rest = 0;
    for (const auto& each : api.each(list(many), {.from = first.next_link()})) rest += each.slug.empty() ? 0U : 1U;
    CHECK(rest == 16);
}

TEST_CASE("a choice is a value", "[fields]") {
    bb::field_selection choice = bb::only("a");
    const bb::field_selection before = choice;
    choice.plus("b").minus("c");
    CHECK(choice.str() == "a,+b,-c");
    CHECK(before.str() == "a");
    CHECK_FALSE(choice == before);
    CHECK(choice == bb::only("a").plus("b").minus("c"));
}

TEST_CASE("names that are none are a usage error, and nothing is sent", "[fields]") {
    scripted script;
    const bb::client api{script};
    const auto refusal = [&](const bb::field_selection& choice) {
        const auto reply = api.try_send(list(many).fields(choice));
        CHECK_FALSE(reply);
        return reply ? std::string() : reply.error().message();
    };
    for (const char* name :
         {"", " ", ".", "a.", ".a", "a..b", "-a", "+a", "a,b", "a b", "a*", "a.b*", "**", "a\nb", "a&b", "\xC3\xA4"}) {
        CAPTURE(name);
        CHECK_THAT(refusal(bb::only(name)), ContainsSubstring("repositories::list: fields: a field's name has only"));
        CHECK_THAT(refusal(bb::only("good").minus(name)), ContainsSubstring("fields: a field's name"));
        CHECK_THAT(refusal(bb::plus(name).only("good")), ContainsSubstring("fields: a field's name"));
    }
    // It is added where it belongs, never twice.
    for (const char* name : {"values", "values.slug"})
        CHECK_THAT(refusal(bb::only("slug", name)),
                   ContainsSubstring("fields: fields of items are named without 'values.'"));
    CHECK_THAT(refusal(bb::field_selection()), ContainsSubstring("fields must not be empty"));
    CHECK_THAT(refusal(bb::only<&bb::application_property::value>()), ContainsSubstring("a field's name"));
    CHECK(script.requests().empty());
}

TEST_CASE("the sandbox sends what was chosen", "[fields]") {
    const sandbox world;
    const bb::client api = signed_in(world);
    const auto body = [&](const auto& request) { return nlohmann::json::parse(api.exchange(request).body); };

    CHECK(body(get(one).fields(bb::only("slug", "owner.uuid"))) ==
          nlohmann::json({{"slug", "site"}, {"owner", {{"uuid", sandbox::user}}}}));
    CHECK(body(get(one).fields(bb::minus("*").plus("slug"))) == nlohmann::json({{"slug", "site"}}));
    const auto lean = body(list(many).fields(bb::minus("*").plus("slug")).pagelen(10));
    CHECK(lean["values"][0].size() == 1);
    CHECK(lean["values"].size() == 10);
    CHECK(lean.contains("next"));
    const auto slim = body(list(many).fields(bb::minus<&bb::repository::links>()));
    CHECK_FALSE(slim["values"][0].contains("links"));
    CHECK(slim["values"][0]["owner"].contains("links"));
    CHECK(body(get(one).fields(bb::all())) == body(one));
}

TEST_CASE("a walk goes to its end whatever was chosen", "[fields]") {
    // Without detail/requests/fields_with_next.hpp each of these ends after the first page of ten.
    const sandbox world;
    const bb::client api = signed_in(world);
    for (const bb::field_selection& choice :
         {bb::only("slug"), bb::only("*"), bb::all(), bb::minus("*").plus("slug"), bb::minus("links"),
          bb::plus("parent"), bb::only<&bb::repository::slug>(), bb::only("slug").minus("links")}) {
        CAPTURE(choice.str());
        std::size_t found = 0;
        for (const bb::repository& each : api.each(list(many).fields(choice))) found += each.slug.empty() ? 0U : 1U;
        CHECK(found == 26);
        std::size_t pages = 0;
        for (const auto& page : api.pages(list(many).fields(choice))) pages += page.values.empty() ? 0U : 1U;
        CHECK(pages == 3);
    }
    for (const char* raw : {"-next", "values.slug,-next", "-*,+values.slug", "values.slug"}) {
        CAPTURE(raw);
        std::size_t found = 0;
        for (const bb::repository& each : api.each(list(many).fields(raw))) found += each.type == "none" ? 0U : 1U;
        CHECK(found == 26);
    }
}

TEST_CASE("a choice that the walk completes stays one option through all pages", "[fields]") {
    scripted script;
    script.reply(200, R"({"values":[{"label":"a"}],"next":"https://api.bitbucket.org/2.0/users/me/ssh-keys?page=2"})");
    script.reply(200, R"({"values":[{"label":"b"}]})");
    std::string labels;
    const bb::client api{script};
    for (const auto& each : api.each(bb::ssh_keys::list{"me"}.fields(bb::only<&bb::ssh_account_key::label>())))
        labels += each.label;
    CHECK(labels == "ab");
    CHECK(script.requests().at(0).query() == "fields=values.label%2Cnext");
    CHECK(script.requests().at(1).query() == "page=2");
}

}  // namespace test_fields
