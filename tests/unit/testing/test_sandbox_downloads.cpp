// SPDX-License-Identifier: MIT
// testing/sandbox/handlers/downloads.hpp through the client, and the storage host that it redirects to.
#include <bitbucket/download.hpp>
#include <bitbucket/extras/upload_files.hpp>
#include <bitbucket/streams/callback_sink.hpp>

#include "unit/sandbox_calls.hpp"
#include "unit/support/sandbox_clients.hpp"

namespace test_sandbox_downloads {

using namespace sandbox_clients;
namespace downloads = bb::downloads;
using downloads::files;

namespace {

strings names_in(const bb::client& api) {
    strings out;
    for (const bb::download_artifact& each : api.each(downloads::list{"acme", "site"})) out.push_back(each.name);
    return out;
}

/// The URL at which the storage host has a download.
std::string storage_url(const sandbox& box, const char* name = sandbox::download) {
    const bb::http_response reply =
        sandbox_calls::send(box, bb::http_method::get, std::string("/repositories/acme/site/downloads/") + name);
    REQUIRE(reply.status == 302);
    CHECK(reply.body.empty());
    return std::string(reply.headers.value("Location"));
}

bb::http_response fetch(const sandbox& box, const std::string& url, const char* range, const char* if_range = nullptr) {
    bb::http_request request;
    request.url = url;
    if (range != nullptr) request.headers.add("Range", range);
    if (if_range != nullptr) request.headers.add("If-Range", if_range);
    return box.send(request);
}

bb::http_response upload_raw(const sandbox& box, const char* type, const std::string& body) {
    bb::http_request request;
    request.method = bb::http_method::post;
    request.url = sandbox_calls::base + "/repositories/acme/site/downloads";
    request.headers.add("Authorization", sandbox_calls::admin());
    request.headers.add("Content-Type", type);
    request.body = body;
    return box.send(request);
}

/// A sandbox behind a connection that breaks once, after the first bytes of a file from the storage host.
class breaking_transport {
public:
    static constexpr bool streams = true;

    explicit breaking_transport(sandbox box) : box_(std::move(box)) {}

    bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        const bool is_storage = request.url.starts_with("https://storage.example/");
        if (is_storage) CHECK(request.headers.find("Authorization") == nullptr);
        if (is_storage) ranges->emplace_back(request.headers.value("Range"));
        if (!is_storage || ranges->size() > 1) return box_.send(request, limits);
        const bb::http_response whole = box_.send(request);
        REQUIRE(limits.receiver->begin(whole.status, whole.headers));
        limits.receiver->write(std::string_view(whole.body).substr(0, 5));
        throw bb::transport_error("the connection broke");
    }

    std::shared_ptr<strings> ranges = std::make_shared<strings>();

private:
    sandbox box_;
};

}  // namespace

TEST_CASE("sandbox: a download lives: uploaded, listed, read, replaced, removed") {
    const sandbox box;
    const bb::client api = admin_of(box);
    const std::string bytes("a\0\r\n--b\xff", 8);
    const auto made = api.exchange(
        downloads::upload{"acme", "site", files{}.add_text("new.bin", bytes).add_text("a b+c.txt", "text")});
    CHECK(made.status == 201);
    CHECK(made.body.empty());
    CHECK(names_in(api) == strings{sandbox::download, "release notes.txt", "new.bin", "a b+c.txt"});
    CHECK(api.send(downloads::get{"acme", "site", "new.bin"}).bytes == bytes);
    CHECK(api.send(downloads::get{"acme", "site", "a b+c.txt"}).bytes == "text");

    const bb::download_artifact listed = api.send(downloads::list{"acme", "site"}).values[2];
    CHECK(listed.type == "download");
    CHECK(listed.size == 8);
    CHECK(listed.downloads == 1);
    REQUIRE(listed.user);
    CHECK(listed.user->uuid == bb::uuid(sandbox::user));
    CHECK(listed.created_on);
    CHECK(listed.links.href("self").ends_with("/repositories/acme/site/downloads/new.bin"));

    api.send(downloads::upload{"acme", "site", files{}.add_text("new.bin", "")});
    CHECK(api.send(downloads::get{"acme", "site", "new.bin"}).bytes.empty());
    CHECK(names_in(api).size() == 4);
    api.send(downloads::remove{"acme", "site", "new.bin"});
    CHECK(refusal_of(api, downloads::get{"acme", "site", "new.bin"}) == 404);
    CHECK(refusal_of(api, downloads::remove{"acme", "site", "new.bin"}) == 404);
    CHECK(names_in(api).size() == 3);
}

TEST_CASE("sandbox: who may read and who may change downloads") {
    const sandbox box;
    const auto upload = downloads::upload{"acme", "site", files{}.add_text("a", "A")};
    CHECK(names_in(member_of(box)).size() == 2);
    member_of(box).send(upload);  // the developers may write
    CHECK(refusal_of(admin_of(box), downloads::upload{"globex", "handbook", files{}.add_text("a", "A")}) == 403);
    CHECK(refusal_of(admin_of(box), downloads::remove{"globex", "handbook", "a"}) == 403);
    CHECK(refusal_of(reader_of(box), upload) == 403);
    CHECK(refusal_of(nobody_of(box), upload) == 401);
    CHECK(refusal_of(nobody_of(box), downloads::list{"acme", "site"}) == 404);
    token_of(box).send(upload);
    oauth_of(box).send(upload);
    // The free plan has none.
    const auto free_plan =
        downloads::upload{sandbox::full_workspace, sandbox::full_workspace_repository, files{}.add_text("a", "A")};
    CHECK(refusal_of(admin_of(box), free_plan) == 402);
}

TEST_CASE("sandbox: an upload is a multipart form with named files") {
    const sandbox box;
    CHECK(upload_raw(box, "application/json", "{}").status == 406);
    CHECK(upload_raw(box, "application/x-www-form-urlencoded", "files=a").status == 406);
    CHECK(upload_raw(box, "multipart/form-data", "--x--\r\n").status == 400);
    CHECK(upload_raw(box, "multipart/form-data; boundary=x", "").status == 400);
    CHECK(upload_raw(box, "multipart/form-data; boundary=x", "--x\r\nno end").status == 400);
    CHECK(upload_raw(box, "multipart/form-data; boundary=x", "--x--\r\n").status == 400);
    const auto part = [](const std::string& head) { return "--x\r\n" + head + "\r\n\r\nA\r\n--x--\r\n"; };
    const std::string disposition = "content-disposition: form-data; ";
    CHECK(upload_raw(box, "multipart/form-data; boundary=\"x\"", part(disposition + "name=\"files\"")).status == 400);
    CHECK(upload_raw(box, "multipart/form-data; boundary=x", part(disposition + "name=file; filename=a")).status ==
          400);
    CHECK(upload_raw(box, "multipart/form-data; boundary=x", part("Content-Type: text/plain")).status == 400);
    CHECK(names_in(admin_of(box)).size() == 2);
    const std::string good = part(disposition + "name=files; filename=\"dir/a;b.txt\"");
    CHECK(upload_raw(box, "Multipart/Form-Data; charset=utf-8; boundary=x", good).status == 201);
    CHECK(names_in(admin_of(box)).back() == "a;b.txt");
}

TEST_CASE("sandbox: a download is on another host, which takes no credential") {
    const sandbox box;
    const std::string url = storage_url(box);
    CHECK(url.starts_with("https://storage.example/"));
    CHECK(fetch(box, url, nullptr).body == "Not really a program.\n");
    CHECK(sandbox_calls::send(box, bb::http_method::get, url).status == 400);
    CHECK(sandbox_calls::send(box, bb::http_method::put, url, "x", "").status == 405);
    CHECK(fetch(box, url + "0", nullptr).status == 403);
    CHECK(fetch(box, url.substr(0, url.find('?')), nullptr).status == 403);
    CHECK(fetch(box, "https://storage.example/sandbox-storage/77777/a", nullptr).status == 404);
    // The client follows without its credential, from a server on the loopback too.
    CHECK(admin_of(box).send(downloads::get{"acme", "site", sandbox::download}).bytes == "Not really a program.\n");
    for (const char* origin : {"http://127.0.0.1:8123", "http://localhost:8123"}) {
        bb::client_options options;
        options.base_url = std::string(origin) + "/2.0";
        const bb::client local{box, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}, options};
        CHECK(local.send(downloads::get{"acme", "site", sandbox::download}).bytes == "Not really a program.\n");
        const std::string target = std::string(origin) + "/2.0/repositories/acme/site/downloads/" + sandbox::download;
        const std::string there(sandbox_calls::send(box, bb::http_method::get, target).headers.value("Location"));
        CHECK(there.find(":8123/sandbox-storage/") != std::string::npos);
        CHECK_FALSE(there.starts_with(origin));
    }
}

TEST_CASE("sandbox: the storage host serves parts of a file") {
    const sandbox box;
    const std::string url = storage_url(box);
    const bb::http_response whole = fetch(box, url, nullptr);
    const std::string tag(whole.headers.value("ETag"));
    CHECK(whole.status == 200);
    CHECK(whole.headers.value("Accept-Ranges") == "bytes");

    const bb::http_response rest = fetch(box, url, "bytes=4-", tag.c_str());
    CHECK(rest.status == 206);
    CHECK(rest.body == "really a program.\n");
    CHECK(rest.headers.value("Content-Range") == "bytes 4-21/22");
    CHECK(rest.headers.value("ETag") == tag);
    const bb::http_response middle = fetch(box, url, "bytes=4-9");
    CHECK(middle.body == "really");
    CHECK(middle.headers.value("Content-Range") == "bytes 4-9/22");
    CHECK(fetch(box, url, "bytes=0-99").body == whole.body);
    const bb::http_response behind = fetch(box, url, "bytes=22-");
    CHECK(behind.status == 416);
    CHECK(behind.headers.value("Content-Range") == "bytes */22");
    // Another content, or a range that means nothing here, is the whole file.
    CHECK(fetch(box, url, "bytes=4-", "\"other\"").status == 200);
    for (const char* odd : {"lines=1-", "bytes=x-", "bytes=-3", "bytes=4"}) CHECK(fetch(box, url, odd).status == 200);
}

TEST_CASE("sandbox: a download that breaks off goes on where it was") {
    const breaking_transport line{sandbox{}};
    bb::client_options options;
    options.retry.first_wait = std::chrono::milliseconds(1);
    const bb::client api{line, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)}, options};
    std::string bytes;
    bb::callback_sink sink([&](std::string_view more) { bytes += more; });
    std::uint64_t seen = 0;
    sink.on_progress([&](std::uint64_t so_far, std::optional<std::uint64_t> total) {
        seen = so_far;
        CHECK(total.value_or(22) == 22);
    });
    const bb::downloaded done = bb::download(api, downloads::get{"acme", "site", sandbox::download}, sink);
    CHECK(done.attempts == 2);
    CHECK(done.bytes == 22);
    CHECK(seen == 22);
    CHECK(bytes == "Not really a program.\n");
    CHECK(*line.ranges == strings{"", "bytes=5-"});
}

}  // namespace test_sandbox_downloads
