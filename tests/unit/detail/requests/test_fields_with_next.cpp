// SPDX-License-Identifier: MIT
// detail/requests/fields_with_next.hpp: a partial response keeps `next`, so that a walk does not end after its first page.
#include <bitbucket/client.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"
#include "unit/support/key_pages.hpp"

namespace test_fields_with_next {

namespace bb = bitbucket;
using bb::detail::fields_with_next;
using bb::testing::scripted;

TEST_CASE("a selection gets next, a removal of next is taken out", "[pagination]") {
    struct row {
        const char* given;
        const char* made;
    };
    for (const row& each : {
             // selections
             row{"values.label", "values.label,next"},
             row{"values.label,values.uuid", "values.label,values.uuid,next"},
             row{"values", "values,next"},
             row{"size,-values.links", "size,-values.links,next"},
             row{"values.next", "values.next,next"},
             row{"nextpage", "nextpage,next"},
             row{"previous", "previous,next"},
             row{"values.*", "values.*,next"},
             row{"*.label", "*.label,next"},
             // next is there already
             row{"next,values.label", "next,values.label"},
             row{"values.label,+next", "values.label,+next"},
             row{"*", "*"},
             row{"*,-values.links", "*,-values.links"},
             // additions and removals that leave next alone
             row{"-values.links", "-values.links"},
             row{"+values.owner", "+values.owner"},
             row{"-links,+values.owner.links", "-links,+values.owner.links"},
             row{"-values.next", "-values.next"},
             row{"-nextpage", "-nextpage"},
             // removals of next
             row{"-next,-links", "-links"},
             row{"-links,-next", "-links"},
             row{"values,-next", "values,next"},
             row{"next,-next", "next"},
             row{"*,-next", "*"},
             row{"-next", ""},
             row{"-next,-next", ""},
             // removals of everything
             row{"-*", "-*,+next"},
             row{"-*,+values.label", "-*,+values.label,+next"},
             row{"-*,+next", "-*,+next"},
             row{"+values.label,-*", "+values.label,-*,+next"},
             // odd spelling
             row{" values.label , -next ", "values.label,next"},
             row{",values,,", "values,next"},
             row{",", ""},
             row{"", ""},
         }) {
        CAPTURE(each.given);
        CHECK(fields_with_next(each.given) == each.made);
        CHECK(fields_with_next(each.made) == each.made);
    }
}

TEST_CASE("where links are broken the counts of the page stay too", "[pagination]") {
    struct row {
        const char* given;
        const char* made;
    };
    for (const row& each : {
             row{"values.key", "values.key,next,size,page,pagelen"},
             row{"values.key,size", "values.key,size,next,page,pagelen"},
             row{"values.key,+page,next", "values.key,+page,next,size,pagelen"},
             row{"pagelen,page,size,next", "pagelen,page,size,next"},
             row{"values.size,values.page", "values.size,values.page,next,size,page,pagelen"},
             row{"-size,-page,-pagelen,-next", ""},
             row{"-size,-values.key", "-values.key"},
             row{"-previous", "-previous"},
             row{"*,-size", "*"},
             row{"*", "*"},
             row{"+values.owner", "+values.owner"},
             row{"-*", "-*,+next,+size,+page,+pagelen"},
             row{"-*,+values.key,+size", "-*,+values.key,+size,+next,+page,+pagelen"},
             row{"-*,*", "-*,*,+next,+size,+page,+pagelen"},
             row{"values.key,-pagelen,-pagelen", "values.key,next,size,page,pagelen"},
             row{" -size , values.key ,", "values.key,next,size,page,pagelen"},
             row{"", ""},
         }) {
        CAPTURE(each.given);
        CHECK(fields_with_next(each.given, true) == each.made);
        CHECK(fields_with_next(each.made, true) == each.made);
    }
    // Elsewhere they are the caller's to drop.
    CHECK(fields_with_next("-size,-page,-pagelen") == "-size,-page,-pagelen");
    CHECK(fields_with_next("values.key,-size") == "values.key,-size,next");
}

TEST_CASE("each and pages send the rewritten fields, send does not", "[pagination]") {
    const auto sent = [](const char* fields, auto call) {
        scripted script;
        script.reply(200, unit::key_page(1, 1));
        call(bb::client{script}, bb::ssh_keys::list{"me"}.pagelen(5).fields(fields));
        return script.requests().at(0).query();
    };
    const auto by_each = [](const bb::client& api, const bb::ssh_keys::list& request) {
        static_cast<void>(unit::labels(api.each(request)));
    };
    const auto by_pages = [](const bb::client& api, const bb::ssh_keys::list& request) {
        auto pages = api.pages(request);
        static_cast<void>(pages.begin() == pages.end());
    };
    const auto by_results = [](const bb::client& api, const bb::ssh_keys::list& request) {
        auto pages = api.try_pages(request);
        static_cast<void>(pages.begin() == pages.end());
    };
    const auto by_send = [](const bb::client& api, const bb::ssh_keys::list& request) {
        static_cast<void>(api.send(request));
    };

    CHECK(sent("values.label,-next", by_each) == "pagelen=5&fields=values.label%2Cnext");
    CHECK(sent("values.label", by_pages) == "pagelen=5&fields=values.label%2Cnext");
    CHECK(sent("values.label", by_results) == "pagelen=5&fields=values.label%2Cnext");
    CHECK(sent("-values.links", by_each) == "pagelen=5&fields=-values.links");
    CHECK(sent("values.label,-next", by_send) == "pagelen=5&fields=values.label%2C-next");
}

TEST_CASE("when nothing is left of the fields, the option goes", "[pagination]") {
    scripted script;
    script.reply(200, unit::key_page(1, 1));
    static_cast<void>(unit::labels(bb::client{script}.each(bb::ssh_keys::list{"me"}.fields("-next").pagelen(5))));
    CHECK(script.requests().at(0).query() == "pagelen=5");
}

TEST_CASE("a walk that is resumed before it began keeps next too", "[pagination]") {
    scripted script;
    const bb::client api{script};
    CHECK(api.each(bb::ssh_keys::list{"me"}.fields("values.label")).resume_link().str() ==
          "https://api.bitbucket.org/2.0/users/me/ssh-keys?fields=values.label%2Cnext");
    CHECK(script.requests().empty());
}

}  // namespace test_fields_with_next
