// SPDX-License-Identifier: MIT
// Properties of all models: what was written is read back equal, and every member counts in equality and in JSON.
#include <algorithm>
#include <sstream>

#include "decode_text.hpp"
#include "random_models.hpp"

namespace test_round_trip {

using namespace decode_text;
using namespace random_models;

TEST_CASE("every model that was written as JSON is read back equal", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        for (unsigned seed = 1; seed <= 150; ++seed) {
            const Model value = filler(seed).make<Model>();
            const std::string text = bb::to_json_text(value);
            Model back;
            const auto failure = try_decode(text, back);
            if (failure) FAIL("seed " << seed << ": " << failure->message << " at " << failure->path << " in " << text);
            if (!(back == value)) FAIL("seed " << seed << ": " << text << " became " << bb::to_json_text(back));
            if (bb::to_json_text(back) != text)
                FAIL("seed " << seed << ": " << text << " was written differently again");
        }
        SUCCEED();
    });
}

TEST_CASE("copies and moves of every model keep everything", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        const Model value = filler(7, true).make<Model>();
        Model copy = value;
        CHECK(copy == value);
        const Model moved = std::move(copy);
        CHECK(moved == value);
        Model assigned = filler(8).make<Model>();
        assigned = value;
        CHECK(assigned == value);
    });
}

TEST_CASE("every member of every model counts: alone, it makes a difference and comes back", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        const Model empty;
        const auto& table = bb::detail::member_table_of<Model>(&empty);
        REQUIRE(table.members.size() > 0);
        for (std::size_t i = 0; i < table.members.size(); ++i) {
            const auto& member = table.members[i];
            std::string sample;
            switch (member.type->kind) {
                case bb::detail::value_kind::text:
                    sample = "\"x\"";
                    break;
                case bb::detail::value_kind::boolean:
                    sample = "true";
                    break;
                case bb::detail::value_kind::integer:
                    sample = "7";
                    break;
                case bb::detail::value_kind::real:
                    sample = "0.5";
                    break;
                case bb::detail::value_kind::map:
                    sample = R"({"k":null})";
                    break;
                case bb::detail::value_kind::object:
                case bb::detail::value_kind::one_of:
                    sample = "{}";
                    break;
                case bb::detail::value_kind::list:
                    sample = member.type->item().kind == bb::detail::value_kind::object ||
                                     member.type->item().kind == bb::detail::value_kind::one_of
                                 ? "[{}]"
                                 : "[\"x\"]";
                    break;
                case bb::detail::value_kind::links:
                    sample = R"({"self":{"href":"h"}})";
                    break;
                case bb::detail::value_kind::json:
                    sample = "[]";
                    break;
            }
            // A page without its values is none.
            const bool alone = table.needed == bb::detail::member_table::none || table.needed == i;
            const std::string text =
                "{\"" + std::string(member.name) + "\":" + sample + (alone ? "}" : ",\"values\":[]}");
            CAPTURE(text);
            const Model value = decoded<Model>(text);
            CHECK_FALSE(value == empty);
            CHECK(decoded<Model>(bb::to_json_text(value)) == value);
            CHECK(bb::to_json_text(value).find('"' + std::string(member.name) + '"') != std::string::npos);
        }
    });
}

namespace {

// Adds up where the members of a struct lie, to find one that its list has forgotten.
class layout {
public:
    template <class T>
    explicit layout(const T& one) : at_(reinterpret_cast<const char*>(&one)) {
        T::visit_members(one, *this);
        add(sizeof(T), 0, alignof(T));
    }
    template <class T>
    void operator()(const char*, const T& member) {
        see(member);
    }
    template <class T>
    void sensitive(const char*, const T& member) {
        see(member);
    }
    template <class T>
    void strict(const char*, const T& member) {
        see(member);
    }
    template <class T>
    void needed(const char*, const T& member) {
        see(member);
    }
    template <class T>
    void link(const char*, const T& member) {
        see(member);
    }
    void whole(const bb::json_text& member) { see(member); }

    /// Whether the members follow each other with nothing between them but what alignment asks for.
    [[nodiscard]] bool is_gapless() {
        std::sort(spans_.begin(), spans_.end(), [](const span& a, const span& b) { return a.begin < b.begin; });
        std::size_t end = 0;
        for (const span& each : spans_) {
            if (each.begin != (end + each.alignment - 1) / each.alignment * each.alignment) return false;
            end = each.begin + each.size;
        }
        return true;
    }

private:
    struct span {
        std::size_t begin;
        std::size_t size;
        std::size_t alignment;
    };
    template <class T>
    void see(const T& member) {
        add(static_cast<std::size_t>(reinterpret_cast<const char*>(&member) - at_), sizeof(T), alignof(T));
    }
    void add(std::size_t begin, std::size_t size, std::size_t alignment) { spans_.push_back({begin, size, alignment}); }

    const char* at_;
    std::vector<span> spans_;
};

}  // namespace

TEST_CASE("the list of members of a model leaves none out", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        if constexpr (!std::is_same_v<Model, bb::link>) {  // its `rel` is the key that it stands under
            const Model one;
            INFO(bb::to_json_text(filler(1, true).make<Model>()).substr(0, 200));
            CHECK(layout(one).is_gapless());
        }
    });
    CHECK(layout(bb::pipeline_variable_edit{}).is_gapless());
    CHECK(layout(bb::pipeline_variable_draft{.key = "k"}).is_gapless());
    CHECK(layout(bb::ssh_key_draft{.key = "k"}).is_gapless());
    CHECK(layout(bb::ssh_key_edit{}).is_gapless());
    CHECK(layout(bb::gpg_key_draft{.key = "k"}).is_gapless());
    CHECK(layout(bb::deploy_key_draft{.key = "k"}).is_gapless());
    CHECK(layout(bb::deploy_key_edit{}).is_gapless());
    CHECK(layout(bb::project_draft{.key = "K", .name = "n"}).is_gapless());
    CHECK(layout(bb::project_edit{}).is_gapless());
    CHECK(layout(bb::ssh_key_pair_edit{.private_key = "p", .public_key = "k"}).is_gapless());
    CHECK(layout(bb::ssh_public_key_draft{.key_type = "t", .key = "k"}).is_gapless());
}

TEST_CASE("printing any model never shows the value of a variable, and stays on one line", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        std::ostringstream out;
        out << filler(11, true).make<Model>();
        const std::string text = out.str();
        CHECK(text.find('\n') == std::string::npos);
        CHECK(text.find('\x1b') == std::string::npos);
        CHECK(text.find('\0') == std::string::npos);
        CHECK(nlohmann::json::accept(text));
    });
}

}  // namespace test_round_trip
