// SPDX-License-Identifier: MIT
// Comments and tasks of pull requests in testing/sandbox.hpp, through the client.
#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_comments {

using namespace sandbox_clients;
namespace comments = bb::pull_request_comments;
namespace tasks = bb::pull_request_tasks;
using bb::inline_position_draft;
using draft = bb::pull_request_comment_draft;

namespace {

const std::string one = "/repositories/acme/site/pullrequests/1";

bb::pull_request_comment comment(const bb::client& api, const draft& what) {
    return api.send(comments::create{"acme", "site", 1, what});
}
bb::pull_request_comment get(const bb::client& api, std::int64_t id) {
    return api.send(comments::get{"acme", "site", 1, id});
}
std::vector<std::int64_t> ids_of(const bb::client& api, const char* q = "") {
    comments::list all{"acme", "site", 1};
    if (*q != '\0') all.q(q);
    std::vector<std::int64_t> out;
    for (const bb::pull_request_comment& each : api.each(all)) out.push_back(*each.id);
    return out;
}
bb::pull_request pull_request_of(const bb::client& api) {
    return api.send(bb::pull_requests::get{"acme", "site", 1});
}

/// The status of a body that no draft writes.
int status_of(const sandbox& box, bb::http_method method, const std::string& path, const std::string& body) {
    return sandbox_calls::send(box, method, one + path, body).status;
}

}  // namespace

TEST_CASE("sandbox: comments are made, read, changed by their author, and counted") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(pull_request_of(api).comment_count == 4);
    const auto made = api.exchange(comments::create{"acme", "site", 1, {.content = "a < b"}});
    CHECK(made.status == 201);
    CHECK(made.value.text() == "a < b");
    CHECK(made.value.content->html == "<p>a &lt; b</p>");
    CHECK(made.value.user->uuid.str() == sandbox::user);
    CHECK(made.value.deleted == false);
    CHECK(made.value.pending == false);
    CHECK(made.value.pullrequest->title == "Add a contact form");
    CHECK(made.value.pullrequest->state.str().empty());
    CHECK_FALSE(made.value.is_reply());
    CHECK(pull_request_of(api).comment_count == 5);
    const std::int64_t id = made.value.id.value();
    CHECK(api.send(comments::update{"acme", "site", 1, id, {.content = "c"}}).text() == "c");
    CHECK(get(api, id).text() == "c");
    CHECK(get(api, id).updated_on != get(api, id).created_on);
    CHECK(refusal_of(member_of(box), comments::update{"acme", "site", 1, id, {.content = "d"}}) == 403);
    CHECK(refusal_of(api, comments::get{"acme", "site", 1, 99}) == 404);
    CHECK(refusal_of(api, comments::get{"acme", "site", 4, id}) == 404);
    CHECK(refusal_of(nobody_of(box), comments::list{"acme", "site", 1}) == 404);
    // Who comments takes part.
    CHECK(token_of(box).send(comments::create{"acme", "site", 1, {.content = "e"}}).user->type == "app_user");
    CHECK(pull_request_of(api).participants->size() == 3);
}

TEST_CASE("sandbox: replies go to their thread, and to a thread of their own if there is no such comment") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::pull_request_comment answer = comment(api, {.content = "Yes", .parent = sandbox::thread_comment});
    CHECK(answer.is_reply_to(sandbox::thread_comment));
    CHECK(answer.position->path == "src/contact.html");
    const bb::pull_request_comment lost = comment(api, {.content = "Yes", .parent = 99});
    CHECK_FALSE(lost.is_reply());
    CHECK(get(api, sandbox::reply_comment).is_reply_to(sandbox::thread_comment));
    CHECK(ids_of(api, "parent.id = 101").size() == 2);
}

TEST_CASE("sandbox: a comment stands on a file, a line or a range of either side") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK_FALSE(comment(api, {.content = "c", .position = inline_position_draft::on_file("a.c")}).position->to);
    CHECK(comment(api, {.content = "c", .position = inline_position_draft::on_line("a.c", 3)}).position->to == 3);
    const auto range = comment(api, {.content = "c", .position = inline_position_draft::on_old_lines("a.c", 2, 4)});
    CHECK(range.position->start_from == 2);
    CHECK(range.position->from == 4);
    for (const char* place : {R"({"path":"a","start_to":5,"to":4})", R"({"path":"a","from":null})", R"({"to":1})",
                              R"({"path":"a","line":1})", R"("a")"}) {
        INFO(place);
        const std::string body = std::string(R"({"content":{"raw":"c"},"inline":)") + place + '}';
        CHECK(status_of(box, bb::http_method::post, "/comments", body) == 400);
    }
}

TEST_CASE("sandbox: comments take no key that they do not know, and pending only at the beginning") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const auto post = [&](const char* body) { return status_of(box, bb::http_method::post, "/comments", body); };
    for (const char* body : {R"({"content":{"raw":"c"},"type":"pullrequest_comment"})", R"({"content":"c"})",
                             R"({"content":{"raw":""}})", R"({"content":{"raw":"c"},"pending":"yes"})", "{}", "[]"}) {
        INFO(body);
        CHECK(post(body) == 400);
    }
    const auto refused = sandbox_calls::send(box, bb::http_method::post, one + "/comments", R"({"user":{}})");
    CHECK(sandbox_calls::body_of(refused)["error"]["fields"]["user"] == "extra keys not allowed");
    CHECK(status_of(box, bb::http_method::put, "/comments/103", R"({"content":{"raw":"c"},"pending":false})") == 400);
    CHECK(get(api, 103).text() == "Is there a test?");

    const bb::pull_request_comment hidden = comment(api, {.content = "Later", .pending = true});
    CHECK(hidden.pending == true);
    CHECK(ids_of(api).back() == hidden.id);
    CHECK(ids_of(member_of(box)).back() == 105);
    CHECK(refusal_of(member_of(box), comments::get{"acme", "site", 1, *hidden.id}) == 404);
    CHECK(pull_request_of(api).comment_count == 4);
}

TEST_CASE("sandbox: a removed comment stays without its text if it has replies") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const bb::pull_request_comment seeded = get(api, sandbox::removed_comment);
    CHECK(seeded.is_deleted());
    CHECK(seeded.text().empty());
    api.send(comments::remove{"acme", "site", 1, sandbox::thread_comment});
    CHECK(get(api, sandbox::thread_comment).is_deleted());
    CHECK(get(api, sandbox::thread_comment).text().empty());
    CHECK(ids_of(api, "deleted = false") == std::vector<std::int64_t>{102, 103, 105});
    api.send(comments::remove{"acme", "site", 1, sandbox::reply_comment});
    CHECK(refusal_of(api, comments::get{"acme", "site", 1, sandbox::reply_comment}) == 404);
    CHECK(refusal_of(member_of(box), comments::remove{"acme", "site", 1, sandbox::resolved_comment}) == 403);
    CHECK(pull_request_of(api).comment_count == 2);
}

TEST_CASE("sandbox: a thread is resolved once, and opened again") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const comments::resolve resolve{"acme", "site", 1, sandbox::thread_comment};
    const comments::reopen reopen{"acme", "site", 1, sandbox::thread_comment};
    CHECK(refusal_of(api, reopen) == 404);
    CHECK(api.send(resolve).user->uuid.str() == sandbox::user);
    CHECK(get(api, sandbox::thread_comment).resolution->user->uuid.str() == sandbox::user);
    CHECK(refusal_of(api, resolve) == 409);
    api.send(reopen);
    CHECK_FALSE(get(api, sandbox::thread_comment).is_resolved());
    CHECK(refusal_of(api, comments::resolve{"acme", "site", 1, sandbox::reply_comment}) == 403);
    // The live API was seen to send an empty one.
    CHECK(raw(api, comments::get{"acme", "site", 1, sandbox::resolved_comment})["resolution"] ==
          nlohmann::json::object());
    CHECK(get(api, sandbox::resolved_comment).is_resolved());
    CHECK(refusal_of(api, comments::resolve{"acme", "site", 1, sandbox::resolved_comment}) == 409);
}

TEST_CASE("sandbox: tasks are made, done, undone and removed, and the open ones are counted") {
    const sandbox box;
    const bb::client api = admin_of(box);
    CHECK(pull_request_of(api).task_count == 1);
    const auto made =
        api.exchange(tasks::create{"acme", "site", 1, {.content = "t", .comment = sandbox::reply_comment}});
    CHECK(made.status == 201);
    CHECK(made.value.state == bb::task_state::unresolved);
    CHECK(made.value.comment->id == sandbox::reply_comment);
    CHECK(made.value.creator->uuid.str() == sandbox::user);
    CHECK_FALSE(made.value.resolved_on);
    CHECK(pull_request_of(api).task_count == 2);
    const std::int64_t id = *made.value.id;
    const auto change = [&](const bb::pull_request_task_edit& edit) {
        return api.send(tasks::update{"acme", "site", 1, id, edit});
    };
    const bb::pull_request_task done = change({.state = bb::task_state::resolved});
    CHECK(done.is_resolved());
    CHECK(done.resolved_by->uuid.str() == sandbox::user);
    CHECK(done.resolved_on.has_value());
    CHECK(change({.content = "u"}).is_resolved());
    CHECK(pull_request_of(api).task_count == 1);
    const bb::pull_request_task again = change({.state = bb::task_state::unresolved});
    CHECK(again.text() == "u");
    CHECK_FALSE(again.resolved_by);
    CHECK(api.send(tasks::list{"acme", "site", 1}.q(R"(state = "UNRESOLVED")").sort("-id")).values.at(0).id == id);
    api.send(tasks::remove{"acme", "site", 1, id});
    CHECK(refusal_of(api, tasks::get{"acme", "site", 1, id}) == 404);
    CHECK(api.send(tasks::get{"acme", "site", 1, sandbox::done_task}).resolved_by->nickname == "jonas");
}

TEST_CASE("sandbox: tasks begin open, know their texts, and come at least ten to a page") {
    const sandbox box;
    const bb::client api = admin_of(box);
    for (const char* body : {R"({"content":{"raw":"t"},"state":"RESOLVED"})", R"({"content":"t"})",
                             R"({"content":{"raw":"t"},"comment":{"id":99}})", R"({})"}) {
        INFO(body);
        CHECK(status_of(box, bb::http_method::post, "/tasks", body) == 400);
    }
    CHECK(status_of(box, bb::http_method::put, "/tasks/201", R"({"state":"DONE"})") == 400);
    CHECK(status_of(box, bb::http_method::get, "/tasks?pagelen=9", "") == 400);
    CHECK(status_of(box, bb::http_method::get, "/tasks?pagelen=10", "") == 200);
    const std::int64_t id = *api.send(tasks::create{"acme", "site", 1, {.content = "t", .pending = true}}).id;
    CHECK(refusal_of(member_of(box), tasks::get{"acme", "site", 1, id}) == 404);
    CHECK(refusal_of(member_of(box), tasks::remove{"acme", "site", 1, sandbox::open_task}) == 403);
    CHECK(api.collect(tasks::list{"acme", "site", 1}).size() == 3);
    CHECK(api.collect(tasks::list{"acme", "site", 4}).empty());
}

}  // namespace test_sandbox_comments
