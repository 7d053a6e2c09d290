// SPDX-License-Identifier: MIT
// Files through the curl transport, both ways: forms with files, files that change meanwhile, and downloads that are
// there whole or not at all. Large ones need little memory.
#include <bitbucket/streams.hpp>

#include "support/calls.hpp"
#include "support/sources.hpp"
#include "support/temporary_folder.hpp"

namespace http_stream_files {

using namespace http_test;
using names = std::vector<std::string>;

namespace {

/// What a client does with a sink.
void download(const bb::curl_transport& transport, const std::string& url, bb::sink& sink) {
    try {
        (void)transport.send(get(url), into(sink));
        sink.finish();
    } catch (...) {
        sink.give_up();
        throw;
    }
}

}  // namespace

TEST_CASE("a form with files arrives as it was put together") {
    const test_support::temporary_folder folder;
    const std::string large = odd_source::text(2'000'000);
    const auto form = std::make_shared<bb::multipart>(bb::multipart_kind::form_data, "B");
    form->add_text("message", "two files");
    form->add_file("files", std::make_shared<bb::file_source>(folder.write("a.bin", large)));
    form->add_file("files",
                   bb::make_callback_source(3,
                                            [at = 0](char* to, std::size_t) mutable {
                                                if (at == 3) return std::size_t{0};
                                                *to = static_cast<char>('x' + at++);
                                                return std::size_t{1};
                                            }),
                   "b.txt", "text/plain");
    raw_server server([](raw_server::connection& client) {
        client.send("HTTP/1.1 100 Continue\r\n\r\n");
        while (client.read_request() && client.send(ok_reply)) {
        }
    });
    auto request = sending(form, server.url());
    request.headers.add("Content-Type", form->media_type());
    CHECK(direct_transport().send(request).status == 200);
    REQUIRE(server.requests().size() == 1);
    const std::string sent = server.requests()[0];
    CHECK_THAT(sent, ContainsSubstring("\r\nContent-Type: multipart/form-data; boundary=B\r\n"));
    CHECK_THAT(sent, ContainsSubstring("\r\nContent-Length: " + std::to_string(form->size()) + "\r\n"));
    CHECK(body_of(sent) ==
          "--B\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\ntwo files\r\n"
          "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\n" +
              large +
              "\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b.txt\"\r\n"
              "Content-Type: text/plain\r\n\r\nxyz\r\n--B--\r\n");
}

TEST_CASE("a file that becomes shorter or longer while it is sent ends the send at once") {
    const test_support::temporary_folder folder;
    const std::uintmax_t changed = GENERATE(as<std::uintmax_t>(), 1'000'000, 60'000'000);
    const auto path = folder.write("a.bin", std::string(30'000'000, 'x'));
    raw_server server([&](raw_server::connection& client) {
        client.send("HTTP/1.1 100 Continue\r\n\r\n");
        client.pause(2s);
        std::filesystem::resize_file(path, changed);
        client.wait_until_closed();
    });
    const auto start = std::chrono::steady_clock::now();
    const auto failed = error_of<bb::transport_error>(direct_transport(),
                                                      sending(std::make_shared<bb::file_source>(path), server.url()));
    CHECK_THAT(failed.what(), ContainsSubstring("a.bin") && ContainsSubstring("it became"));
    CHECK(failed.is_permanent());
    CHECK(std::chrono::steady_clock::now() - start < 10s);
}

TEST_CASE("a file that is not there is a mistake of the caller's, and nobody is asked") {
    raw_server server(answering(ok_reply));
    const auto refused = error_of<bb::usage_error>(
        direct_transport(), sending(std::make_shared<bb::file_source>("/nowhere/a.zip"), server.url()));
    CHECK_THAT(refused.what(), ContainsSubstring("the file /nowhere/a.zip does not exist"));
    CHECK(untouched(server));
}

TEST_CASE("a download is there whole, or not at all") {
    const test_support::temporary_folder folder;
    const std::string body = odd_source::text(1'000'000);
    SECTION("whole") {
        raw_server server(answering(reply_of("200 OK", body)));
        bb::file_sink sink(folder / "a.bin");
        std::uint64_t last = 0;
        sink.on_progress([&](std::uint64_t so_far, std::optional<std::uint64_t> total) {
            CHECK(so_far > last);
            CHECK(total == body.size());
            last = so_far;
        });
        download(direct_transport(), server.url(), sink);
        CHECK(folder.read("a.bin") == body);
        CHECK(last == body.size());
        CHECK(server.requests()[0].find("Accept-Encoding") == std::string::npos);
    }
    SECTION("broken off") {
        raw_server server(answering_once("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n" + body));
        bb::file_sink sink(folder / "a.bin");
        CHECK_THROWS_AS(download(direct_transport(), server.url(), sink), bb::transport_error);
        CHECK(folder.names() == names());
    }
    SECTION("refused") {
        raw_server server(answering(reply_of("404 Not Found", body)));
        bb::file_sink sink(folder / "a.bin");
        download(direct_transport(), server.url(), sink);
        CHECK_FALSE(sink.is_complete());
        CHECK(folder.names() == names());
    }
    SECTION("too large") {
        raw_server server(answering(reply_of("200 OK", body)));
        bb::file_sink sink(folder / "a.bin");
        sink.max_bytes(999'999);
        const auto transport = direct_transport();
        CHECK_THROWS_AS(download(transport, server.url(), sink), bb::transport_error);
        CHECK(folder.names() == names());
        CHECK(transport.send(get(server.url())).status == 200);
    }
}

TEST_CASE("large bodies need little memory, whatever their size") {
    constexpr std::uint64_t large = std::uint64_t{64} * 1024 * 1024;
    constexpr long most_mib = 4;
    const test_support::temporary_folder folder;
    SECTION("up") {
        raw_server server([](raw_server::connection& client) {
            client.send("HTTP/1.1 100 Continue\r\n\r\n");
            char part[65536];
            std::uint64_t left = large;
            std::string head;
            while (!head.ends_with("\r\n\r\n") && ::recv(client.fd(), part, 1, 0) == 1) head.push_back(part[0]);
            for (ssize_t got = 1; left > 0 && got > 0; left -= static_cast<std::uint64_t>(got))
                got = ::recv(client.fd(), part, sizeof part, 0);
            if (left == 0) client.send(ok_reply);
        });
        const auto path = folder.write("large", "");
        std::filesystem::resize_file(path, large);
        const bb::http_request request = sending(std::make_shared<bb::file_source>(path), server.url());
        const bounds within(most_mib, 20s);
        CHECK(direct_transport().send(request).status == 200);
    }
    SECTION("down") {
        raw_server server([part = std::string(65536, 'x')](raw_server::connection& client) {
            if (!client.read_request()) return;
            client.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(large) + "\r\n\r\n");
            for (std::uint64_t sent = 0; sent < large && client.send(part); sent += part.size()) {
            }
        });
        bb::file_sink sink(folder / "large");
        {
            const bounds within(most_mib, 20s);
            download(direct_transport(), server.url(), sink);
        }
        CHECK(std::filesystem::file_size(folder / "large") == large);
    }
}

}  // namespace http_stream_files
