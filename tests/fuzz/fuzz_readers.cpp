// SPDX-License-Identifier: MIT
// Any bytes, read by both JSON readers into the same models: the same value, or the same failure at the same place. The
// events are the same too, whether or not the receiver stops.
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/ssh_key.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/reader/simdjson.hpp>

#include "support/fuzz.hpp"

namespace {

namespace bb = bitbucket;
using fuzz::check;

/// A bit of everything that a model can hold: numbers of all kinds, free JSON, free keys, the text of the whole.
struct mixed {
    std::optional<std::int64_t> integer;
    std::optional<std::uint64_t> natural;
    std::optional<double> real;
    std::optional<bool> flag;
    bb::json_text free;
    bb::name_map<bb::json_text> named;
    std::vector<double> reals;
    bb::links links;
    bb::json_text all;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("integer", self.integer);
        member("natural", self.natural);
        member("real", self.real);
        member("flag", self.flag);
        member("free", self.free);
        member("named", self.named);
        member("reals", self.reals);
        member("links", self.links);
        member.whole(self.all);
    }
};

/// Writes events down until it has had enough.
class event_record final : public bb::detail::json_events {
public:
    explicit event_record(std::size_t most) : left_(most) {}

    bool on_scalar(const bb::detail::json_scalar& value) override {
        text_ += static_cast<char>('0' + static_cast<int>(value.kind));
        const std::int64_t numbers[] = {value.boolean ? 1 : 0, value.integer};
        text_.append(reinterpret_cast<const char*>(numbers), sizeof(numbers));
        text_.append(reinterpret_cast<const char*>(&value.unsigned_integer), sizeof(value.unsigned_integer));
        text_.append(reinterpret_cast<const char*>(&value.real), sizeof(value.real));
        return note(value.text);
    }
    bool on_key(std::string_view key) override { return note(key); }
    bool on_start(bool object) override { return note(object ? "{" : "["); }
    bool on_end(bool object) override { return note(object ? "}" : "]"); }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    bool note(std::string_view event) {
        text_.append(event) += '\n';
        return --left_ > 0;
    }
    std::size_t left_;
    std::string text_;
};

template <class T>
void check_value(std::string_view text) {
    constexpr std::size_t depth = 64;
    T plain{};
    T fast{};
    const auto read = bb::detail::json_reader_access::function_of(bb::simdjson_reader());
    const auto refused =
        bb::detail::decode(&bb::detail::read_with_nlohmann, text, bb::detail::descriptor<T>, &plain, depth);
    const auto refused_fast = bb::detail::decode(read, text, bb::detail::descriptor<T>, &fast, depth);
    check(refused.has_value() == refused_fast.has_value(), "both readers accept a text or refuse it", text);
    // What a failure leaves behind is nobody's: a map is put in order only when it is complete.
    if (!refused)
        return check(bb::detail::equal_items(bb::detail::descriptor<T>, &plain, &fast),
                     "both readers read the same value", text);
    check(refused->is_syntax == refused_fast->is_syntax, "both failures are of one kind", text);
    check(refused->path == refused_fast->path, "both failures are at one place", text);
    check(refused->message == refused_fast->message, "both failures say the same", text);
    check(refused->found == refused_fast->found, "both failures show the same text", text);
}

void check_events(std::string_view text, std::size_t most) {
    event_record plain(most);
    event_record fast(most);
    const auto end = bb::detail::read_with_nlohmann(text, plain);
    const auto end_fast = bb::detail::json_reader_access::function_of(bb::simdjson_reader())(text, fast);
    check(plain.text() == fast.text(), "both readers give the same events", text);
    check(end.kind == end_fast.kind && end.position == end_fast.position, "both readings end in the same way", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_value<bb::page<bb::repository_user_permission>>(text);
    check_value<bb::page<bb::ssh_account_key>>(text);
    check_value<bb::code_search_page>(text);
    check_value<mixed>(text);
    check_events(text, static_cast<std::size_t>(-1));
    check_events(text, 1 + size % 61);
    return 0;
}
