// SPDX-License-Identifier: MIT
// A listing of permissions written by hand with libcurl's easy interface and nlohmann's documents, the yardstick of
// list_pages.cpp. It does what a careful user would write: one handle and its connection for all pages, one buffer for
// their bodies, and structs with the members that the replies have.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace benchmarks::by_hand {

struct link {
    std::string rel;
    std::string href;
};

struct account {
    std::string type;
    std::string uuid;
    std::string account_id;
    std::string display_name;
    std::string nickname;
    std::vector<link> links;
};

struct repository {
    std::string type;
    std::string uuid;
    std::string full_name;
    std::string name;
    std::string description;
    std::vector<link> links;
};

struct grant {
    std::string type;
    std::string permission;
    std::optional<account> user;
    std::optional<by_hand::repository> repository;
};

struct page {
    std::vector<grant> values;
    std::string next;
};

inline std::string text(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? std::string{} : found->get<std::string>();
}

inline std::vector<link> links_of(const nlohmann::json& object) {
    std::vector<link> out;
    const auto found = object.find("links");
    if (found == object.end() || !found->is_object()) return out;
    out.reserve(found->size());
    for (const auto& [rel, one] : found->items()) out.push_back({rel, text(one, "href")});
    return out;
}

inline void from_json(const nlohmann::json& object, account& into) {
    into.type = text(object, "type");
    into.uuid = text(object, "uuid");
    into.account_id = text(object, "account_id");
    into.display_name = text(object, "display_name");
    into.nickname = text(object, "nickname");
    into.links = links_of(object);
}

inline void from_json(const nlohmann::json& object, repository& into) {
    into.type = text(object, "type");
    into.uuid = text(object, "uuid");
    into.full_name = text(object, "full_name");
    into.name = text(object, "name");
    into.description = text(object, "description");
    into.links = links_of(object);
}

inline void from_json(const nlohmann::json& object, grant& into) {
    into.type = text(object, "type");
    into.permission = text(object, "permission");
    if (const auto user = object.find("user"); user != object.end() && !user->is_null())
        user->get_to(into.user.emplace());
    if (const auto site = object.find("repository"); site != object.end() && !site->is_null())
        site->get_to(into.repository.emplace());
}

inline void from_json(const nlohmann::json& object, page& into) {
    object.at("values").get_to(into.values);
    into.next = text(object, "next");
}

class session {
public:
    session() : handle_(curl_easy_init(), curl_easy_cleanup) {
        if (!handle_) throw std::runtime_error("libcurl has no handle for us");
        curl_easy_setopt(handle_.get(), CURLOPT_USERNAME, "mia@example.com");
        curl_easy_setopt(handle_.get(), CURLOPT_PASSWORD, "token");
        curl_easy_setopt(handle_.get(), CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(handle_.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle_.get(), CURLOPT_TIMEOUT_MS, 30'000L);
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, append);
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &body_);
    }

    page load(const std::string& url) {
        body_.clear();
        curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
        if (const CURLcode code = curl_easy_perform(handle_.get()); code != CURLE_OK)
            throw std::runtime_error(curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status != 200) throw std::runtime_error("HTTP " + std::to_string(status));
        return nlohmann::json::parse(body_).get<page>();
    }

private:
    static std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
        static_cast<std::string*>(body)->append(data, size * count);
        return size * count;
    }

    std::string body_;
    std::unique_ptr<CURL, void (*)(CURL*)> handle_;
};

}  // namespace benchmarks::by_hand
