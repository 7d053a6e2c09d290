// SPDX-License-Identifier: MIT
// Error bodies: whatever a server sends with a failure, the error is made, its texts are UTF-8, what is printed is
// one line of bounded length, and its data is JSON. The size of the input chooses the status.
#include <bitbucket/bitbucket_cloud.hpp>
#include <bitbucket/detail/calls/api_failure.hpp>
#include <bitbucket/detail/json/nlohmann_reader.hpp>

#include "support/fuzz.hpp"

namespace {

namespace bb = bitbucket;
using fuzz::check;

constexpr bb::operation_info info{.name = "things::get", .method = bb::http_method::get, .path = "/things/{thing}"};

// Takes all events and keeps nothing.
struct no_events final : bb::detail::json_events {
    bool on_scalar(const bb::detail::json_scalar&) override { return true; }
    bool on_key(std::string_view) override { return true; }
    bool on_start(bool) override { return true; }
    bool on_end(bool) override { return true; }
};

bool is_json(std::string_view text) {
    no_events events;
    return bb::detail::read_with_nlohmann(text, events).kind == bb::detail::read_outcome::type::complete;
}

void check_parts(const bb::error& made) {
    constexpr std::size_t most_entries = 100;
    check(!made.message().empty(), "there is a message");
    fuzz::check_utf8(made.message(), "a message is UTF-8");
    fuzz::check_utf8(made.detail(), "a detail is UTF-8");
    fuzz::check_utf8(made.id(), "an id is UTF-8");
    fuzz::check_utf8(made.code(), "a code is UTF-8");
    fuzz::check_utf8(made.announcement_url(), "an address is UTF-8");
    fuzz::check_utf8(made.data(), "data is UTF-8");
    check(made.data().empty() || is_json(made.data()), "data is JSON", made.data());
    check(made.required_scopes().size() <= most_entries, "scopes are bounded");
    check(made.granted_scopes().size() <= most_entries, "scopes are bounded");
    check(made.fields().size() <= most_entries, "fields are bounded");
    for (const bb::field_problem& field : made.fields()) {
        fuzz::check_utf8(field.name, "a field's name is UTF-8");
        check(!field.messages.empty() && field.messages.size() <= most_entries, "a field's messages are bounded");
        for (const std::string& message : field.messages) fuzz::check_utf8(message, "a field's message is UTF-8");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr int statuses[] = {400, 401, 403, 404, 410, 429, 500};
    const int status = statuses[size % std::size(statuses)];
    const std::string body(fuzz::text_of(data, size));
    // Headers that the hint looks at, with words of the body.
    bb::http_response reply{status, {}, body};
    reply.headers.add("X-OAuth-Scopes", body.substr(0, 100));
    reply.headers.add("X-Accepted-OAuth-Scopes", body.substr(size / 2, 100));
    bb::detail::call_record record;
    record.credential.kind = static_cast<bb::credential_kind>(size / std::size(statuses) % 5);

    const bb::error made =
        bb::detail::api_failure(&bb::detail::read_with_nlohmann, bb::bitbucket_cloud, reply, info, record);
    check(made.status() == status, "the status is kept");
    check(made.kind() == bb::detail::kind_of_status(status), "the status tells the kind");
    check(made.body() == body.substr(0, std::size_t{64} * 1024), "the body is kept", made.body());
    fuzz::check_line(made.what(), 2000, "what() is one short line");
    fuzz::check_line(made.hint(), 1000, "a hint is one short line");
    fuzz::check_line(made.describe(), 25'000, "describe() is one line of bounded length");
    check(made.describe().starts_with(made.what()), "describe() starts with what()", made.describe());
    check(std::string_view(made.what()).starts_with(bb::to_string(made.kind())), "what() starts with the kind");
    check_parts(made);
    return 0;
}
