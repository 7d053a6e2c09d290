// SPDX-License-Identifier: MIT
// pagination.hpp: a walk gives the items of a page to the next one. Pages of random items are walked, and are also read one by
// one into new values. Both have to agree.
#include <bitbucket/each_of.hpp>
#include <bitbucket/integrations/pulumi/vcs.hpp>

#include "random_models.hpp"
#include "unit/support/given_pages.hpp"
#include "unit/support/random_items.hpp"

namespace test_kept_pages {

namespace bb = bitbucket;
using namespace given_pages;
using random_items::item;
using random_items::writer;

namespace {

// A page that may come without its items, with more members, and with a second list of the same type.
struct loose_page {
    using item_type = item;
    std::vector<item> values;
    std::vector<item> others;
    std::string next;
    std::optional<item> best;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("others", self.others);
        member("values", self.values);
        member("best", self.best);
        member.link("next", self.next);
    }
};

bool same_items(const std::vector<item>& a, const std::vector<item>& b) {
    bool all = same(a, b);
    for (std::size_t i = 0; all && i < a.size(); ++i)
        all = a[i].unlisted == b[i].unlisted && bb::to_json_text(a[i]) == bb::to_json_text(b[i]);
    return all;
}

/// Does to items what a caller may do to them.
void disturb(std::vector<item>& items, writer& random) {
    for (item& each : items) {
        each.unlisted = 1;
        switch (random.below(5)) {
            case 0: {
                const item taken = std::move(each);
                break;
            }
            case 1:
                each.leaves.clear();
                each.named["added"].text = "by the caller";
                each.maybe_flag = true;
                break;
            default:
                break;
        }
    }
    switch (random.below(6)) {
        case 0: {
            const auto taken = std::move(items);
            break;
        }
        case 1:
            items.resize(items.size() / 2);
            break;
        case 2:
            items.emplace_back().text = "added";
            break;
        default:
            break;
    }
}

std::vector<std::string> random_pages(writer& random) {
    std::vector<std::string> bodies;
    const std::size_t count = 2 + random.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        std::string members = R"("size":1)";
        if (random.below(3) == 0) members += R"(,"others":)" + random.items(random.below(3));
        switch (random.below(8)) {
            case 0:
                break;
            case 1:
                members += R"(,"values":null)";
                break;
            case 2:
                members += R"(,"values":)" + random.any();
                break;
            case 3:
                members += R"(,"values":)" + random.items(3) + R"(,"values":)" + random.items(random.below(3));
                break;
            default:
                members += R"(,"values":)" + random.items(random.below(6));
                break;
        }
        if (random.below(40) == 0) members += R"(,"values":[{},1])";
        if (random.below(4) == 0) members += R"(,"best":)" + random.item_json();
        // A character that does not exist: the reply is read once more.
        if (random.below(8) == 0) members += ",\"odd\":\"\xC3\"";
        bodies.push_back(page_json(i, i + 1 == count, members));
    }
    return bodies;
}

}  // namespace

TEST_CASE("pages that are walked are the pages that are read anew", "[pagination]") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        writer random(seed);
        const std::vector<std::string> bodies = random_pages(random);
        for (const bb::json_reader& reader : readers()) {
            CAPTURE(seed, reader.name());
            std::size_t at = 0;
            for (auto& page : serving(bodies, reader).try_pages(list_of<loose_page>{})) {
                REQUIRE(at < bodies.size());
                const auto expected = read_anew<loose_page>(bodies[at++]);
                INFO(bodies[at - 1]);
                REQUIRE(page.has_value() == expected.has_value());
                if (!page) break;
                CHECK(same_items(page->values, expected->values));
                CHECK(same_items(page->others, expected->others));
                CHECK(same(*page, *expected));
                disturb(page->values, random);
            }
            CHECK((at == bodies.size() || !read_anew<loose_page>(bodies[at - 1])));
        }
    }
}

TEST_CASE("items that are walked are the items that are read anew, and may be moved out", "[pagination]") {
    for (unsigned seed = 1000; seed < 1040; ++seed) {
        writer random(seed);
        std::vector<std::string> bodies;
        std::vector<item> expected;
        for (std::size_t i = 0; i < 5; ++i) {
            bodies.push_back(page_json(i, i == 4, R"("values":)" + random.items(random.below(6))));
            const auto page = read_anew<bb::page<item>>(bodies.back());
            REQUIRE(page);
            expected.insert(expected.end(), page->values.begin(), page->values.end());
        }
        for (const bb::json_reader& reader : readers()) {
            CAPTURE(seed, reader.name());
            std::vector<item> seen;
            for (item& each : serving(bodies, reader).each(list_of<bb::page<item>>{}))
                seen.push_back(random.below(2) == 0 ? std::move(each) : each);
            CHECK(same_items(seen, expected));
            CHECK(same_items(serving(bodies, reader).each(list_of<bb::page<item>>{}).collect(), expected));
            const std::vector<list_of<bb::page<item>>> one(1);
            seen.clear();
            for (auto& each : serving(bodies, reader).each_of(one)) seen.push_back(std::move(each.value()));
            CHECK(same_items(seen, expected));
        }
    }
}

TEMPLATE_TEST_CASE("pages of every shape are walked as they are read anew", "[pagination]",
                   bb::page<bb::repository_user_permission>, bb::page<bb::ssh_account_key>, bb::page<bb::gpg_key>,
                   bb::page<bb::application_property>, bb::code_search_page, bb::pulumi::vcs_repo_page) {
    for (unsigned seed = 1; seed < 8; ++seed) {
        random_models::filler fill(seed);
        std::vector<std::string> bodies;
        for (std::size_t i = 0; i < 6; ++i) {
            TestType page;
            for (std::size_t left = (seed + i * 5) % 4; left > 0; --left)
                page.values.push_back(fill.template make<typename TestType::item_type>());
            if (i < 5) page.next = "?page=" + std::to_string(i + 2);
            bodies.push_back(bb::to_json_text(page));
        }
        for (const bb::json_reader& reader : readers()) {
            CAPTURE(seed, reader.name());
            std::size_t at = 0;
            for (auto& page : serving(bodies, reader).pages(list_of<TestType>{})) {
                INFO(bodies[at]);
                const auto expected = read_anew<TestType>(bodies[at++]);
                REQUIRE(expected);
                CHECK(same(page, *expected));
                if (!page.values.empty()) const auto taken = std::move(page.values.front());
            }
            CHECK(at == bodies.size());
        }
    }
}

}  // namespace test_kept_pages
