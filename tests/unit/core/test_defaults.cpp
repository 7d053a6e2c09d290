// SPDX-License-Identifier: MIT
// docs/defaults.md: the options in its table of defaults, against the code. A member that is added to a struct of
// options does not compile here until it has a name below, and a name that has no row in the table fails.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/merge_and_wait.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/extras/review_inbox.hpp>
#include <bitbucket/extras/sync_many_variables.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/sink.hpp>
#include <bitbucket/transport/curl.hpp>

#include "support/catch.hpp"
#include "unit/support/default_table.hpp"

namespace test_defaults {

namespace bb = bitbucket;
using unit::bytes;
using unit::none_or_some;
using unit::rows;
using unit::text_of;
using unit::up_to;

namespace {

rows of_policy(const bb::retry_policy& policy) {
    const auto& [attempts, total, first, longest, limited, unsafe] = policy;
    return {{"retry_policy::max_attempts", text_of(static_cast<std::size_t>(attempts), "attempts")},
            {"retry_policy::total_time", text_of(total)},
            {"retry_policy::first_wait", text_of(first)},
            {"retry_policy::longest_wait", text_of(longest)},
            {"retry_policy::rate_limit_wait", text_of(limited)},
            {"retry_policy::repeat_unsafe", text_of(unsafe)}};
}
std::string policy_text(const bb::retry_policy& policy) {
    return of_policy(policy) == of_policy({}) ? "as retry_policy" : "other";
}

rows of_client() {
    const bb::client_options defaults;
    const auto& [base, plain, any, retry, limiter, observer, time, reader, body, header, depth, pages] = defaults;
    return {{"client_options::base_url", text_of(base)},
            {"client_options::allow_plain_http", text_of(plain)},
            {"client_options::allow_any_credential", text_of(any)},
            {"client_options::retry", policy_text(retry)},
            {"client_options::limiter", none_or_some(limiter)},
            {"client_options::observer", none_or_some(observer)},
            {"client_options::clock", text_of(time)},
            {"client_options::reader", reader.name()},
            {"client_options::max_body_bytes", bytes(body)},
            {"client_options::max_header_bytes", bytes(header)},
            {"client_options::max_json_depth", text_of(depth, "levels")},
            {"client_options::max_walk_pages", text_of(pages, "pages")}};
}

rows of_calls() {
    const bb::call_options call;
    const auto& [call_deadline, call_cancel, call_retry, attempt, call_body, call_headers, label] = call;
    const bb::walk_options walk;
    const auto& [items, pages, from, ahead, walk_deadline, walk_cancel, each] = walk;
    const bb::call_options& of_each = each;
    const bb::transport_limits limits;
    const auto& [limits_deadline, limits_cancel, body, header, receiver] = limits;
    return {{"call_options::deadline", text_of(call_deadline)},
            {"call_options::cancel", text_of(call_cancel)},
            {"call_options::retry", call_retry ? policy_text(*call_retry) : "the client's"},
            {"call_options::attempt_timeout", attempt.count() == 0 ? "none" : "some"},
            {"call_options::max_body_bytes", call_body == 0 ? "the client's" : bytes(call_body)},
            {"call_options::headers", call_headers.empty() ? "empty" : "some"},
            {"call_options::label", text_of(label)},
            {"walk_options::max_items", up_to(items)},
            {"walk_options::max_pages", up_to(pages)},
            {"walk_options::from", text_of(from.str())},
            {"walk_options::prefetch", text_of(ahead, "pages")},
            {"walk_options::deadline", text_of(walk_deadline)},
            {"walk_options::cancel", text_of(walk_cancel)},
            {"walk_options::call", of_each.retry || !of_each.label.empty() ? "some" : "those of call_options"},
            {"transport_limits::deadline", text_of(limits_deadline)},
            {"transport_limits::cancel", text_of(limits_cancel)},
            {"transport_limits::max_body_bytes", bytes(body)},
            {"transport_limits::max_header_bytes", bytes(header)},
            {"transport_limits::receiver", receiver == nullptr ? "none" : "some"},
            {"sink::max_bytes", bb::sink::unlimited == static_cast<std::uint64_t>(-1) ? "none" : "some"},
            {"operation_info::max_pagelen",
             text_of(static_cast<std::size_t>(bb::users::current::info.max_pagelen), "items")},
            {"operation_info::default_pagelen",
             text_of(static_cast<std::size_t>(bb::users::current::info.default_pagelen), "items")}};
}

bool is_default(const bb::call_options& call) {
    return !call.retry && call.label.empty() && call.headers.empty() && !call.deadline.is_set();
}
std::string order_text(bb::outcome_order order) {
    return order == bb::outcome_order::input ? "input" : "completion";
}

rows of_many() {
    const bb::send_all_options all;
    const auto& [requests, order, until, stop, call] = all;
    const bb::each_of_options of;
    const bb::sync_pace pace;
    const auto& [collections, each_order, walk] = of;
    const bool same = walk.max_items == bb::walk_options().max_items &&
                      walk.max_pages == bb::walk_options().max_pages && walk.from.empty() && is_default(walk.call);
    return {{"send_all_options::concurrency", text_of(requests, "requests")},
            {"send_all_options::order", order_text(order)},
            {"send_all_options::deadline", text_of(until)},
            {"send_all_options::cancel", text_of(stop)},
            {"send_all_options::call", is_default(call) ? "those of call_options" : "some"},
            {"sync_pace::concurrency", text_of(pace.concurrency, "places")},
            {"each_of_options::concurrency", text_of(collections, "collections")},
            {"each_of_options::order", order_text(each_order)},
            {"each_of_options::walk", same ? "those of walk_options" : "some"}};
}

rows of_pull_requests() {
    const bb::wait_options waiting;
    const auto& [interval, longest, question] = waiting;
    const bb::merge_and_wait_options merging;
    const auto& [merge, merge_wait, on_progress] = merging;
    const bb::review_inbox_options inbox;
    const auto& [approved, drafts, repositories, at_once, until, stop, call] = inbox;
    const bool sets_nothing =
        !merge.message.is_set() && !merge.merge_strategy.is_set() && !merge.close_source_branch.is_set();
    const bool same_wait = merge_wait.interval == interval && merge_wait.longest == longest;
    return {{"wait_options::interval", text_of(interval)},
            {"wait_options::longest", text_of(longest)},
            {"wait_options::call", is_default(question) ? "those of call_options" : "some"},
            {"merge_and_wait_options::merge", sets_nothing ? "the server's" : "some"},
            {"merge_and_wait_options::wait", same_wait ? "those of wait_options" : "some"},
            {"merge_and_wait_options::on_progress", on_progress ? "some" : "none"},
            {"review_inbox_options::approved_too", text_of(approved)},
            {"review_inbox_options::drafts_too", text_of(drafts)},
            {"review_inbox_options::repositories", text_of(repositories)},
            {"review_inbox_options::concurrency", text_of(at_once, "repositories")},
            {"review_inbox_options::deadline", text_of(until)},
            {"review_inbox_options::cancel", text_of(stop)},
            {"review_inbox_options::call", is_default(call) ? "those of call_options" : "some"}};
}

rows of_curl() {
    const bb::curl_options defaults;
    const auto& [application, authorities, folder, certificate, key, password, proxy, direct, connect, total, handles] =
        defaults;
    return {{"curl_options::application", text_of(application)},
            {"curl_options::ca_file", text_of(authorities)},
            {"curl_options::ca_dir", text_of(folder)},
            {"curl_options::client_certificate", text_of(certificate)},
            {"curl_options::client_key", text_of(key)},
            {"curl_options::client_key_password", text_of(password.reveal())},
            {"curl_options::proxy", text_of(proxy)},
            {"curl_options::direct", text_of(direct)},
            {"curl_options::connect_timeout", text_of(connect)},
            {"curl_options::total_timeout", text_of(total)},
            {"curl_options::max_idle_handles", text_of(handles, "handles")}};
}

rows of_limiter() {
    const bb::rate_limiter::options defaults;
    const auto& [per_hour, when_full] = defaults;
    rows out{{"rate_limiter::options::per_hour", text_of(per_hour, "requests")},
             {"rate_limiter::options::when_full", when_full == bb::rate_limiter::wait ? "wait" : "refuse"}};
    for (const bb::rate_group& group : bb::bitbucket_rate_groups)
        out[std::string("bitbucket_rate_groups: ") + group.name] = text_of(group.per_hour, "requests");
    return out;
}

rows of_oauth() {
    const bb::oauth2_options defaults;
    const auto& [token, authorize, plain, retry, observer, time, random, body, exchange] = defaults;
    const bb::oauth2_session_options session;
    const auto& [skew, on_refresh, reload] = session;
    using draw = decltype(&bb::platform_random);
    const draw* const drawn_by = random.target<draw>();
    return {{"oauth2_options::token_url", text_of(token)},
            {"oauth2_options::authorize_url", text_of(authorize)},
            {"oauth2_options::allow_plain_http", text_of(plain)},
            {"oauth2_options::retry", policy_text(retry)},
            {"oauth2_options::observer", none_or_some(observer)},
            {"oauth2_options::clock", text_of(time)},
            {"oauth2_options::random",
             drawn_by != nullptr && *drawn_by == &bb::platform_random ? "platform_random" : "other"},
            {"oauth2_options::max_body_bytes", bytes(body)},
            {"oauth2_options::exchange", none_or_some(exchange)},
            {"oauth2_session_options::skew", text_of(skew)},
            {"oauth2_session_options::on_refresh", none_or_some(on_refresh)},
            {"oauth2_session_options::reload", none_or_some(reload)}};
}

rows of_upsun() {
    const bb::upsun_session_options session;
    const auto& [token, plain, skew, retry, observer, time] = session;
    return {{"upsun_session_options::token_url", text_of(token)},
            {"upsun_session_options::allow_plain_http", text_of(plain)},
            {"upsun_session_options::skew", text_of(skew)},
            {"upsun_session_options::retry", policy_text(retry)},
            {"upsun_session_options::observer", none_or_some(observer)},
            {"upsun_session_options::clock", text_of(time)}};
}

}  // namespace

TEST_CASE("the table of defaults has every option, with the default that the code has", "[defaults]") {
    rows all;
    for (const rows& some : {of_policy({}), of_client(), of_calls(), of_many(), of_pull_requests(), of_curl(),
                             of_limiter(), of_oauth(), of_upsun()}) {
        for (const auto& row : some) CHECK(all.insert(row).second);
    }
    unit::compare(all, true);
}

TEST_CASE("a table can be told from what is not in it", "[defaults]") {
    const rows table = unit::default_table();
    CHECK(table.count("retry_policy::total_time") == 1);
    CHECK(table.count("name") == 0);
    CHECK(text_of(std::size_t{1'000'000}, "items") == "1,000,000 items");
    CHECK(text_of(std::chrono::milliseconds(90'000)) == "90 s");
    CHECK(bytes(1000) == "1,000 bytes");
    bb::retry_policy other;
    other.total_time += std::chrono::milliseconds(1);
    CHECK(policy_text(other) == "other");
}

}  // namespace test_defaults
