// SPDX-License-Identifier: MIT
// extras/commit_files.hpp, extras/upload_files.hpp: what the two builders put into a body, and what they refuse before any I/O.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/extras/commit_files.hpp>
#include <bitbucket/extras/upload_files.hpp>
#include <bitbucket/testing/scripted.hpp>

#include "support/catch.hpp"

namespace test_commit_files {

namespace bb = bitbucket;
using bb::source::commit_files;
using bb::source::file_mode;
using upload_files = bb::downloads::files;
using shared = std::shared_ptr<bb::multipart>;

namespace {

/// The parts of a body, with its boundary written as `X`.
std::string text_of(const shared& body) {
    const std::string type = body->media_type();
    const std::string boundary = type.substr(type.find("boundary=") + 9);
    REQUIRE(body->problem() == "");
    REQUIRE(body->rewind());
    std::string out(body->size(), '\0');
    std::size_t count = 0;
    while (const std::size_t more = body->read(out.data() + count, out.size() - count)) {
        count += more;
        if (count == out.size()) break;
    }
    REQUIRE(count == out.size());
    for (auto at = out.find(boundary); at != std::string::npos; at = out.find(boundary))
        out.replace(at, boundary.size(), "X");
    return out;
}

template <class Builder>
    requires requires(const Builder& from) { from.body(); }
std::string text_of(const Builder& from) {
    return text_of(from.body());
}

std::string problem_of(const commit_files& files) {
    return files.problem();
}

shared source_of(const char* text) {
    auto body = std::make_shared<bb::multipart>();
    body->add_text("any", text);
    return body;
}

/// A source without a name of its own.
std::shared_ptr<bb::body_source> unnamed() {
    return std::make_shared<bb::text_source>("bytes");
}

}  // namespace

TEST_CASE("a commit's body has its fields, what it removes and what it adds", "[source]") {
    const shared body = commit_files{}
                            .message("Two\nlines")
                            .author("Mia <mia@example.org>")
                            .branch("feature/logo")
                            .parent("5c1e0b7d")
                            .add_text("docs/read me.md", "text", file_mode::regular)
                            .add_text("bin/run", "#!", file_mode::executable)
                            .add_text("message", "../docs", file_mode::link)
                            .remove("old.txt")
                            .remove("a/b.txt")
                            .body();
    CHECK(text_of(body) ==
          "--X\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nTwo\nlines\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"author\"\r\n\r\nMia <mia@example.org>\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"branch\"\r\n\r\nfeature/logo\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"parents\"\r\n\r\n5c1e0b7d\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\n/old.txt\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\n/a/b.txt\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"/docs/read me.md\"; filename=\"read me.md\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\ntext\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"/bin/run\"; filename=\"run\"; x-attributes=\"executable\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\n#!\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"/message\"; filename=\"message\"; x-attributes=\"link\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\n../docs\r\n"
          "--X--\r\n");
}

TEST_CASE("a commit needs a change, unless it makes a branch from a parent", "[source]") {
    const std::string none =
        "a commit needs a file to add or remove; without any it can only make a branch, from a parent";
    CHECK(problem_of(commit_files{}) == none);
    CHECK(problem_of(commit_files{}.message("m").branch("b")) == none);
    CHECK(problem_of(commit_files{}.parent("5c1e0b7d")) == none);
    CHECK(problem_of(commit_files{}.branch("b").parent("5c1e0b7d")) == "");
    CHECK(problem_of(commit_files{}.remove("a")) == "");
    CHECK(problem_of(commit_files{}.add_text("a", "")) == "");
}

TEST_CASE("a commit refuses paths that lead elsewhere or cannot be carried", "[source]") {
    const auto [path, problem] = GENERATE(table<std::string, std::string>({
        {"", "must not be empty: ''"},
        {"/a", "must not begin or end with a slash, or have two in a row: '/a'"},
        {"a/", "must not begin or end with a slash, or have two in a row: 'a/'"},
        {"a//b", "must not begin or end with a slash, or have two in a row: 'a//b'"},
        {"..", "must not have the step '.' or '..': '..'"},
        {"a/../b", "must not have the step '.' or '..': 'a/../b'"},
        {"./a", "must not have the step '.' or '..': './a'"},
        {"a\"b", "must not have a quote, a backslash or a control character: 'a\"b'"},
        {"a\\b", "must not have a quote, a backslash or a control character: 'a\\b'"},
        {"twice", "comes twice: 'twice'"},
    }));
    CAPTURE(path);
    CHECK(problem_of(commit_files{}.add_text("twice", "").add_text(path, "")) == "the path of a file " + problem);
    CHECK(problem_of(commit_files{}.add_text("twice", "").remove(path)) == "the path of a file " + problem);
    CHECK(problem_of(commit_files{}.remove("twice").remove(path)) == "the path of a file " + problem);
}

TEST_CASE("a commit refuses line breaks, null pointers and what is no hash or author", "[source]") {
    const char* null = nullptr;
    const std::string is_null = bb::detail::is_null_pointer;
    for (const char* text : {"a\r", "a\nb", "a\x01", "\x7f"}) {
        CAPTURE(text);
        CHECK(problem_of(commit_files{}.add_text(text, "")) != "");
        CHECK(problem_of(commit_files{}.remove("x").branch(text)) ==
              "the branch of the commit must not have a line break or another control character");
        CHECK(problem_of(commit_files{}.remove("x").author(text)) ==
              "the author of the commit must not have a line break or another control character");
    }
    CHECK(problem_of(commit_files{}.remove("x").branch("")) == "the branch of the commit must not be empty");
    CHECK(problem_of(commit_files{}.remove("x").parent("main")) == "the parent of the commit must be a hash");
    CHECK(problem_of(commit_files{}.remove("x").parent("")) == "the parent of the commit must be a hash");
    CHECK(problem_of(commit_files{}.remove("x").author("Mia")) ==
          "the author of the commit must look like: Name <mail@example.org>");
    CHECK(problem_of(commit_files{}.remove("x").message(null)) == "the message of the commit" + is_null);
    CHECK(problem_of(commit_files{}.remove("x").branch(null)) == "the branch of the commit" + is_null);
    CHECK(problem_of(commit_files{}.remove(null)) == "the path of a file" + is_null);
    CHECK(problem_of(commit_files{}.add_file("a", nullptr)) == "the source of the file 'a' must not be null");
    CHECK(commit_files{}.add_text("a", null).body()->problem() == "the part '/a': the text of the body" + is_null);
}

TEST_CASE("an upload is a part for each file", "[downloads]") {
    CHECK(text_of(upload_files{}.add_text("a b.txt", "A").add(unnamed(), "b.zip")) ==
          "--X\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a b.txt\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\nA\r\n"
          "--X\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b.zip\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\nbytes\r\n"
          "--X--\r\n");
}

TEST_CASE("an upload refuses files without a name of their own", "[downloads]") {
    const char* null = nullptr;
    const std::string is_null = bb::detail::is_null_pointer;
    CHECK(upload_files{}.problem() == "an upload needs at least one file");
    CHECK(upload_files{}.add(nullptr, "a").problem() == "the source of a file must not be null");
    CHECK(upload_files{}.add(unnamed()).problem() == "a file needs a name, since its source has none");
    CHECK(upload_files{}.add_text("", "A").problem() == "a file needs a name");
    CHECK(upload_files{}.add_text(null, "A").problem() == "the name of a file" + is_null);
    CHECK(upload_files{}.add_text("..", "A").problem() == "a file must not be named '.' or '..'");
    CHECK(upload_files{}.add_text("a", "A").add_text("a", "B").problem() == "two files are named 'a'");
    for (const char* name : {"a/b", "a\\b", "a\"b", "a\nb"}) {
        CAPTURE(name);
        CHECK(upload_files{}.add_text(name, "A").problem() ==
              "the name of a file must not have a slash, a backslash, a quote or a control character");
    }
}

TEST_CASE("what a builder refuses is a usage error, and nothing is sent", "[source]") {
    const bb::testing::scripted script;
    const bb::client api{script};
    const auto commit = api.try_send(bb::source::create_commit{"acme", "site", commit_files{}.remove("../secret")});
    REQUIRE_FALSE(commit);
    CHECK(commit.error().kind() == bb::error_kind::usage);
    CHECK(commit.error().message() ==
          "source::create_commit: the path of a file must not have the step '.' or '..': '../secret'");
    const auto upload = api.try_send(bb::downloads::upload{"acme", "site", upload_files{}});
    REQUIRE_FALSE(upload);
    CHECK(upload.error().kind() == bb::error_kind::usage);
    CHECK(upload.error().message() == "downloads::upload: an upload needs at least one file");
    CHECK(script.requests().empty());
}

TEST_CASE("a new commit's hash comes from Location", "[source]") {
    const std::string hash = "0123456789abcdef0123456789abcdef01234567";
    const std::string url = "https://api.bitbucket.org/2.0/repositories/acme/site/commit/";
    const auto [location, wanted] = GENERATE_COPY(table<std::string, std::string>(
        {{url + hash, hash}, {url + hash + "?x=/y", hash}, {url, ""}, {"", ""}, {url + "main/x", ""}}));
    CAPTURE(location);
    bb::testing::scripted script;
    script.reply(201, "", {{"Location", location}});
    const bb::client api{script};
    const bb::created_commit made = api.send(bb::source::create_commit{"acme", "site", source_of("a")});
    CHECK(made.location == location);
    CHECK(made.hash == wanted);
    script.reply(201, "");
    const auto text = api.try_json_text(bb::source::create_commit{"acme", "site", source_of("a")});
    REQUIRE(text);
    CHECK(text->empty());
}

TEST_CASE("a file is not named by an empty path, a directory may be", "[source]") {
    CHECK(bb::source::get_file{"acme", "site", "5c1e", ""}.problem() ==
          "source::get_file: the path of the file must not be empty or end in a slash");
    CHECK(bb::source::history{"acme", "site", "5c1e", ""}.problem() ==
          "source::history: the path of the file must not be empty or end in a slash");
    CHECK(bb::source::get_file{"acme", "site", "5c1e", "docs/"}.problem() ==
          "source::get_file: the path of the file must not be empty or end in a slash");
    CHECK(bb::source::list_directory{"acme", "site", "5c1e", ""}.target() == "/repositories/acme/site/src/5c1e/");
    CHECK(bb::source::get_metadata{"acme", "site", "5c1e", ""}.target() ==
          "/repositories/acme/site/src/5c1e/?format=meta");
    CHECK(bb::source::list_directory{"acme", "site", "5c1e", "/a"}.problem() != "");
    CHECK(bb::source::list_directory{"acme", "site", "5c1e", "a/../b"}.problem() != "");
    CHECK(bb::source::list_directory{"acme", "site", "5c1e", "a"}.max_depth(0).problem() ==
          "source::list_directory: max_depth must be at least 1, not 0");
}

}  // namespace test_commit_files
