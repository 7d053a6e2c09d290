// SPDX-License-Identifier: MIT
// Answers the pages of a long listing, each with a hundred permissions on repositories. The workspace in the path says how
// many pages there are: `/2.0/workspaces/pages-1000/permissions/repositories`.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "../sample_pages.hpp"
#include "loopback_server.hpp"

namespace benchmarks {

inline std::string listing_path(std::size_t pages) {
    return "/2.0/workspaces/pages-" + std::to_string(pages) + "/permissions/repositories";
}

/// What `loopback_server` takes: answers with the page that the link asks for, whose bytes are made only once.
class canned_pages {
public:
    explicit canned_pages(std::string origin) : origin_(std::move(origin)) {
        const nlohmann::json page = nlohmann::json::parse(permissions_page());
        nlohmann::json last = page;
        last.erase("next");
        last_ = last.dump();
        after_ = "\"," + last_.substr(1);
    }

    bool operator()(connection& to, const std::string& head) const {
        const std::string target = head.substr(0, head.find("\r\n"));
        const std::size_t number = number_after(target, "page=", "&?", 1);
        const std::size_t pages = number_after(target, "pages-", "/", 1);
        std::string next;
        if (number < pages)
            next = before_ + origin_ + listing_path(pages) + "?pagelen=100&page=" + std::to_string(number + 1);
        const std::string& rest = number < pages ? after_ : last_;
        std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " +
                            std::to_string(next.size() + rest.size()) + "\r\n\r\n" + next;
        reply += rest;
        return to.send(reply);
    }

private:
    // The number behind a word that follows one of some characters.
    static std::size_t number_after(const std::string& text, const std::string& word, const char* before,
                                    std::size_t otherwise) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            if (at > 0 && std::string(before).find(text[at - 1]) != std::string::npos)
                return std::stoul(text.substr(at + word.size()));
        return otherwise;
    }

    std::string origin_;
    std::string before_ = R"({"next":")";
    std::string after_;
    std::string last_;
};

inline auto serve_canned_pages(const std::string& origin) {
    return canned_pages(origin);
}

}  // namespace benchmarks
