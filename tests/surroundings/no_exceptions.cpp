// SPDX-License-Identifier: MIT
// A program without exceptions and without RTTI, against a library that has both: what try_… returns, errors of a call that
// reaches no server, and a transport of its own. Exits with the number of what went wrong. It includes all headers that
// docs/errors.md does not leave out.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/clone_url.hpp>
#include <bitbucket/extras/comment_threads.hpp>
#include <bitbucket/extras/distinct.hpp>
#include <bitbucket/extras/granted.hpp>
#include <bitbucket/extras/lifecycle.hpp>
#include <bitbucket/extras/merge_and_wait.hpp>
#include <bitbucket/extras/mergeability.hpp>
#include <bitbucket/extras/rate_limiter.hpp>
#include <bitbucket/extras/review.hpp>
#include <bitbucket/extras/review_inbox.hpp>
#include <bitbucket/extras/search_text.hpp>
#include <bitbucket/extras/uri_template.hpp>
#include <bitbucket/form.hpp>
#include <bitbucket/integrations/infisical.hpp>
#include <bitbucket/integrations/pulumi.hpp>
#include <bitbucket/integrations/pulumi_providers.hpp>
#include <bitbucket/integrations/upsun.hpp>
#include <bitbucket/integrations/upsun_session.hpp>
#include <bitbucket/oauth2.hpp>
#include <bitbucket/query.hpp>
#include <bitbucket/query/code_query.hpp>
#include <bitbucket/query/fields.hpp>
#include <bitbucket/raw_request.hpp>
#include <bitbucket/streams/callback_source.hpp>
#include <bitbucket/task.hpp>
#include <bitbucket/testing/clocks.hpp>
#include <bitbucket/testing/sandbox.hpp>
#include <bitbucket/transport/curl.hpp>
#include <bitbucket/transport/curl_loop.hpp>
#include <bitbucket/types/diff_of.hpp>
#include <bitbucket/wait.hpp>
#include <cstdio>

namespace bb = bitbucket;

namespace {

struct own_transport {
    bb::http_response send(const bb::http_request& request, const bb::transport_limits&) const {
        bb::http_response out;
        out.status = request.url.find("/nowhere") == std::string::npos ? 200 : 404;
        out.headers.add("Content-Type", "application/json");
        out.body = request.url.find("/nowhere") != std::string::npos
                       ? R"({"type": "error", "error": {"message": "no"}})"
                   : request.url.find("/acme/site") != std::string::npos
                       ? R"({"full_name": "acme/site", "parent": null, "owner": {"nickname": "ada"}})"
                       : R"({"values": [{"full_name": "acme/a"}, {"full_name": "acme/b"}]})";
        return out;
    }
};

struct own_operation : bb::request<own_operation, bb::path<bb::workspace_ref>, bb::page<bb::repository>> {
    static constexpr bb::operation_info info{
        .name = "own_operation", .method = bb::http_method::get, .path = "/own/{workspace}", .options = {"q"}};
    using request::request;
};

int failures = 0;

void expect(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "FAILED without exceptions: %s\n", what);
    ++failures;
}

}  // namespace

int main() {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    const bb::client api{own_transport{}, bb::access_token{bb::secret("t")}, options};

    const auto one = api.try_send(bb::repositories::get{"acme", "site"});
    expect(one && one->full_name == "acme/site" && one->owner && one->owner->nickname == "ada", "a model");
    const auto none = api.try_send(bb::repositories::get{"acme", "nowhere"});
    expect(!none && none.error().kind() == bb::error_kind::not_found && none.error().status() == 404, "a 404");
    const auto wrong = api.try_send(bb::repositories::get{"", ""});
    expect(!wrong && wrong.error().kind() == bb::error_kind::usage, "a usage error");
    const auto reply = api.try_exchange(bb::repositories::get{"acme", "site"});
    expect(reply && !reply->body.empty(), "a raw reply");
    std::size_t count = 0;
    for (const auto& page : api.try_pages(own_operation{"acme"}.q(bb::field("name") == "a")))
        count += page ? page->values.size() : 100;
    expect(count == 2, "pages of an operation of the program's own");

    // What libcurl's transport throws is caught by the client, whose code has exceptions; it passes through ours.
    options.base_url = "http://127.0.0.1:1/2.0";
    const bb::client unreached{bb::curl_transport{}, bb::anonymous{}, options};
    const auto lost = unreached.try_send(bb::repositories::get{"acme", "site"});
    expect(!lost && lost.error().kind() == bb::error_kind::transport, "a server that does not answer");
    return failures;
}
