// SPDX-License-Identifier: MIT
// multipart.hpp: the bytes of forms with files and of related parts, and what must not be in them.
#include <bitbucket/multipart.hpp>
#include <bitbucket/streams/callback_source.hpp>
#include <bitbucket/streams/file_source.hpp>

#include "support/stream_errors.hpp"
#include "support/temporary_folder.hpp"

namespace test_multipart {

using namespace stream_test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::shared_ptr<bb::body_source> text(const char* bytes) {
    return std::make_shared<bb::text_source>(bytes);
}

}  // namespace

TEST_CASE("a form with fields and files, byte by byte") {
    bb::multipart form(bb::multipart_kind::form_data, "B");
    form.add_text("message", "a\r\nb").add_text("branch", "").add_file("files", text("1"), "a.txt", "text/plain");
    form.add_file("files", text("22"), "b").add({"/run", text("#!"), "/run", "", {{"x-attributes", "executable"}}});
    const std::string wanted =
        "--B\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\na\r\nb\r\n"
        "--B\r\nContent-Disposition: form-data; name=\"branch\"\r\n\r\n\r\n"
        "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\nContent-Type: "
        "text/plain\r\n\r\n1\r\n"
        "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\n22\r\n"
        "--B\r\nContent-Disposition: form-data; name=\"/run\"; filename=\"/run\"; "
        "x-attributes=\"executable\"\r\n\r\n#!\r\n"
        "--B--\r\n";
    CHECK(form.media_type() == "multipart/form-data; boundary=B");
    CHECK(form.size() == wanted.size());
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 65536U}) CHECK(bytes_of(form, piece) == wanted);
    CHECK(form.size() == wanted.size());
}

TEST_CASE("related parts, byte by byte") {
    bb::multipart body(bb::multipart_kind::related, "B");
    body.add_text("snippet", "{}", "application/json; charset=\"utf-8\"")
        .add_file("image.gif", text("GIF"), "image.gif", "image/gif");
    CHECK(body.media_type() == "multipart/related; boundary=B; type=\"application/json\"; start=\"snippet\"");
    CHECK(bytes_of(body) ==
          "--B\r\nContent-Type: application/json; charset=\"utf-8\"\r\nContent-ID: snippet\r\n\r\n{}\r\n"
          "--B\r\nContent-Disposition: attachment; filename=\"image.gif\"\r\nContent-Type: image/gif\r\n"
          "Content-ID: image.gif\r\n\r\nGIF\r\n--B--\r\n");
    bb::multipart bare(bb::multipart_kind::related, "B");
    bare.add_text("", "x");
    CHECK(bare.media_type() == "multipart/related; boundary=B");
    CHECK(bytes_of(bare) == "--B\r\n\r\nx\r\n--B--\r\n");
}

TEST_CASE("names are written as browsers write them") {
    bb::multipart form(bb::multipart_kind::form_data, "B");
    form.add_file("a\"b", text("x"), "\xC3\xA4 \\ ; \"%\t.txt", "text/plain");
    CHECK_THAT(bytes_of(form), ContainsSubstring("name=\"a%22b\"; filename=\"\xC3\xA4 \\ ; %22%\t.txt\"\r\n"));
}

TEST_CASE("what would break a part is refused before anything is sent") {
    const char* none = nullptr;
    const auto problem = [](auto&& make) {
        bb::multipart form;
        make(form);
        form.add_text("late", "x");
        const std::string found = form.problem();
        CHECK_FALSE(found.empty());
        CHECK(message_of<bb::usage_error>([&] { (void)bytes_of(form); }) == found);
        return found;
    };
    using multipart = bb::multipart;
    for (const std::string& bad : {std::string("a\rb"), std::string("a\nb"), std::string("a\0b", 3)}) {
        CHECK_THAT(problem([&](multipart& form) { form.add_text(bad, "x"); }), ContainsSubstring("line break"));
        CHECK_THAT(problem([&](multipart& form) { form.add_file("f", text("x"), bad); }),
                   ContainsSubstring("file name of the part 'f'"));
        CHECK_THAT(problem([&](multipart& form) { form.add_text("f", "x", "text/" + bad); }),
                   ContainsSubstring("media type"));
        CHECK_THAT(problem([&](multipart& form) { form.add({"f", text("x"), "", "", {{"x", bad}}}); }),
                   ContainsSubstring("parameter"));
    }
    CHECK_THAT(problem([&](multipart& form) { form.add({"f", text("x"), "", "", {{"x y", "z"}}}); }),
               ContainsSubstring("parameter"));
    CHECK_THAT(problem([](multipart& form) { form.add_text("", "x"); }), ContainsSubstring("needs a name"));
    CHECK_THAT(problem([&](multipart& form) { form.add_text(none, "x"); }), ContainsSubstring("null pointer"));
    CHECK_THAT(problem([&](multipart& form) { form.add_text("f", none); }),
               ContainsSubstring("'f'") && ContainsSubstring("null pointer"));
    CHECK_THAT(problem([&](multipart& form) { form.add_text("f", "x", none); }), ContainsSubstring("null pointer"));
    CHECK_THAT(problem([&](multipart& form) { form.add_file("f", text("x"), none); }),
               ContainsSubstring("null pointer"));
    CHECK_THAT(problem([](multipart& form) { form.add_file("f", nullptr, "x"); }), ContainsSubstring("no content"));
    CHECK_THAT(problem([](multipart& form) { form.add_file("f", text("x")); }), ContainsSubstring("needs a file name"));
    CHECK_THAT(problem([](multipart& form) { form.add_text("f", "x", "text"); }), ContainsSubstring("text/plain"));
    CHECK_THAT(problem([](multipart& form) { form.add_file("f", std::make_shared<bb::file_source>("gone.zip")); }),
               ContainsSubstring("'f'") && ContainsSubstring("gone.zip does not exist"));
    bb::multipart nothing;
    CHECK_THAT(message_of<bb::usage_error>([&] { (void)bytes_of(nothing); }), ContainsSubstring("at least one part"));
}

TEST_CASE("boundaries are random, and occur in no text") {
    bb::multipart one, two;
    one.add_text("a", "x");
    two.add_text("a", "x");
    CHECK(one.media_type() != two.media_type());
    CHECK(one.media_type().size() == std::string("multipart/form-data; boundary=bitbucket-cpp-").size() + 32);

    // A text that holds the boundary so far.
    const std::string boundary = one.media_type().substr(one.media_type().find('=') + 1);
    one.add_text("evil", "\r\n--" + boundary + "--\r\n");
    CHECK(one.media_type().find(boundary) == std::string::npos);
    CHECK(one.problem().empty());

    bb::multipart own(bb::multipart_kind::form_data, "B");
    own.add_text("a", "a B c");
    CHECK_THAT(own.problem(), ContainsSubstring("'a'") && ContainsSubstring("boundary"));
    for (const char* bad :
         {"a b", "a\"", "a\r\nb", "a;b", "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaab"}) {
        bb::multipart wrong(bb::multipart_kind::form_data, bad);
        wrong.add_text("a", "x");
        CHECK_THAT(wrong.problem(), ContainsSubstring("1 to 70"));
    }
}

TEST_CASE("files are opened one after the other, and named like themselves") {
    const test_support::temporary_folder folder;
    bb::multipart form(bb::multipart_kind::form_data, "B");
    for (int i = 0; i < 2000; ++i)  // more than a process may have open
        form.add_file("files", std::make_shared<bb::file_source>(folder.write(std::to_string(i), std::to_string(i))));
    const std::string sent = bytes_of(form);
    CHECK(sent.size() == form.size());
    CHECK_THAT(sent,
               ContainsSubstring("filename=\"1999\"\r\nContent-Type: application/octet-stream\r\n\r\n1999\r\n--B--"));
}

TEST_CASE("a part that changes or fails while the body is sent is named") {
    const test_support::temporary_folder folder;
    bb::multipart form(bb::multipart_kind::form_data, "B");
    form.add_text("first", std::string(1000, 'x'));
    form.add_file("files", std::make_shared<bb::file_source>(folder.write("a.zip", "twelve bytes")));
    const auto while_sent = [&](auto&& change) {
        (void)folder.write("a.zip", "twelve bytes");
        return message_of<bb::transport_error>([&] {
            bb::detail::source_reader reader(form);
            char part[500];
            (void)reader.read(part, sizeof part);
            change();
            while (!reader.is_done()) (void)reader.read(part, sizeof part);
        });
    };
    CHECK_THAT(while_sent([&] { (void)folder.write("a.zip", "longer than it was"); }),
               ContainsSubstring("the part 'files' had 12 bytes when the request began and has 18 now"));
    CHECK_THAT(while_sent([&] { std::filesystem::remove(folder / "a.zip"); }),
               ContainsSubstring("'files'") || ContainsSubstring("a.zip"));
    (void)folder.write("a.zip", "x");
    CHECK_THAT(bytes_of(form), ContainsSubstring("\r\n\r\nx\r\n--B--"));

    bb::multipart lying(bb::multipart_kind::form_data, "B");
    lying.add_file("f", bb::make_callback_source(3, [](char*, std::size_t) { return std::size_t{0}; }), "f.bin");
    CHECK_THAT(message_of<bb::transport_error>([&] { (void)bytes_of(lying); }),
               ContainsSubstring("the part 'f' was not sent whole") && ContainsSubstring("ended after 0 of 3"));
}

TEST_CASE("a body with a part that cannot be read again is sent once") {
    int left = 3;
    bb::multipart form;
    form.add_file("f",
                  bb::make_callback_source(3,
                                           [&](char* to, std::size_t) {
                                               if (left == 0) return std::size_t{0};
                                               --left;
                                               *to = 'x';
                                               return std::size_t{1};
                                           }),
                  "f.bin");
    CHECK(form.rewind());
    CHECK_THAT(bytes_of(form), ContainsSubstring("\r\n\r\nxxx\r\n"));
    CHECK_FALSE(form.rewind());
}

}  // namespace test_multipart
