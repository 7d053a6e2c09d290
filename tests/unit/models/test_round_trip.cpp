// SPDX-License-Identifier: MIT
// Properties of all models: what was written is read back equal, and every member counts in equality and in JSON.
#include <algorithm>
#include <sstream>

#include "decode_text.hpp"
#include "random_models.hpp"

namespace test_round_trip {

using namespace decode_text;
using namespace random_models;

// What is the same for all models is not compiled for each of them: their parts answer, and one test checks.
namespace {

/// What went wrong with one random value; empty if it came back.
template <class Model>
std::string trip_problem(unsigned seed) {
    const Model value = filler(seed).make<Model>();
    const std::string text = bb::to_json_text(value);
    Model back;
    if (const auto failure = try_decode(text, back)) return failure->message + " at " + failure->path + " in " + text;
    if (!(back == value)) return text + " became " + bb::to_json_text(back);
    if (bb::to_json_text(back) != text) return text + " was written differently again";
    return {};
}

void check_trips(std::string (*problem_of)(unsigned seed)) {
    for (unsigned seed = 1; seed <= 150; ++seed) {
        const std::string problem = problem_of(seed);
        if (!problem.empty()) FAIL("seed " << seed << ": " << problem);
    }
    SUCCEED();
}

/// Which ways to hand a value on keep it.
struct kept_by {
    bool copy;
    bool move;
    bool assignment;
};

template <class Model>
kept_by hand_on(const Model& value) {
    Model copy = value;
    const bool is_copied = copy == value;
    const Model moved = std::move(copy);
    Model assigned = filler(8).make<Model>();
    assigned = value;
    return {is_copied, moved == value, assigned == value};
}

void check_kept(const kept_by& kept, const std::string& written) {
    INFO(written.substr(0, 200));
    CHECK(kept.copy);
    CHECK(kept.move);
    CHECK(kept.assignment);
}

/// What a model says of a text that has one member alone.
struct lone_member {
    bool is_empty;
    bool comes_back;
    std::string written;
};

template <class Model>
lone_member read_alone(const std::string& text) {
    const Model value = decoded<Model>(text);
    const std::string written = bb::to_json_text(value);
    return {value == Model(), decoded<Model>(written) == value, written};
}

const char* sample_of(const bb::detail::type_descriptor& type) {
    using bb::detail::value_kind;
    switch (type.kind) {
        case value_kind::text:
            return "\"x\"";
        case value_kind::boolean:
            return "true";
        case value_kind::integer:
            return "7";
        case value_kind::real:
            return "0.5";
        case value_kind::map:
            return R"({"k":null})";
        case value_kind::object:
        case value_kind::one_of:
            return "{}";
        case value_kind::list:
            return type.item().kind == value_kind::object || type.item().kind == value_kind::one_of ? "[{}]"
                                                                                                    : "[\"x\"]";
        case value_kind::links:
            return R"({"self":{"href":"h"}})";
        case value_kind::json:
            return "[]";
    }
    return "";
}

void check_members(const bb::detail::member_table& table, lone_member (*read)(const std::string& text)) {
    REQUIRE(table.members.size() > 0);
    for (std::size_t i = 0; i < table.members.size(); ++i) {
        const auto& member = table.members[i];
        // A page without its values is none.
        const bool alone = table.needed == bb::detail::member_table::none || table.needed == i;
        const std::string key = '"' + std::string(member.name) + '"';
        const std::string text = "{" + key + ":" + sample_of(*member.type) + (alone ? "}" : ",\"values\":[]}");
        CAPTURE(text);
        const lone_member found = read(text);
        CHECK_FALSE(found.is_empty);
        CHECK(found.comes_back);
        CHECK(found.written.find(key) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("every model that was written as JSON is read back equal", "[round_trip]") {
    all_models::for_each([]<class Model>() { check_trips(&trip_problem<Model>); });
}

TEST_CASE("copies and moves of every model keep everything", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        const Model value = filler(7, true).make<Model>();
        check_kept(hand_on(value), bb::to_json_text(value));
    });
}

TEST_CASE("every member of every model counts: alone, it makes a difference and comes back", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        const Model empty;
        check_members(bb::detail::member_table_of<Model>(&empty), &read_alone<Model>);
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

void check_layout(layout of, const std::string& written) {
    INFO(written.substr(0, 200));
    CHECK(of.is_gapless());
}

void check_printed(const std::string& text) {
    CHECK(text.find('\n') == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\0') == std::string::npos);
    CHECK(nlohmann::json::accept(text));
}

}  // namespace

TEST_CASE("the list of members of a model leaves none out", "[round_trip]") {
    all_models::for_each([]<class Model>() {
        if constexpr (!std::is_same_v<Model, bb::link>) {  // its `rel` is the key that it stands under
            const Model one;
            check_layout(layout(one), bb::to_json_text(filler(1, true).make<Model>()));
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
        check_printed(out.str());
    });
}

}  // namespace test_round_trip
