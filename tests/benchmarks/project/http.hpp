// SPDX-License-Identifier: MIT
// The hand-written project's own HTTP client: libcurl's easy interface, nlohmann's values, and what a careful user adds to
// them. All ten of its files share it.
#pragma once

#include <curl/curl.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace http {

/// A text, empty where it is absent or null.
inline void read(const nlohmann::json& object, const char* key, std::string& into) {
    const auto found = object.find(key);
    into = found == object.end() || found->is_null() ? std::string{} : found->get<std::string>();
}

/// Anything else, which may be absent or null.
template <class T>
void read(const nlohmann::json& object, const char* key, std::optional<T>& into) {
    if (const auto found = object.find(key); found != object.end() && !found->is_null()) into = found->get<T>();
}

inline std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

class client {
public:
    client(const std::string& user, const std::string& token) : handle_(curl_easy_init(), curl_easy_cleanup) {
        if (!handle_) throw std::runtime_error("libcurl has no handle for us");
        headers_.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
        if (!headers_) throw std::runtime_error("libcurl has no memory for a header");
        curl_easy_setopt(handle_.get(), CURLOPT_USERNAME, user.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_PASSWORD, token.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(handle_.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle_.get(), CURLOPT_TIMEOUT_MS, 30'000L);
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, append);
    }

    nlohmann::json get(const std::string& path) {
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, nullptr);
        return perform(base + path);
    }

    nlohmann::json post(const std::string& path, const nlohmann::json& body) {
        const std::string text = body.dump();
        curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(text.size()));
        curl_easy_setopt(handle_.get(), CURLOPT_COPYPOSTFIELDS, text.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, headers_.get());
        return perform(base + path);
    }

    /// Calls a function with each item of all pages.
    template <class Item, class Function>
    void each(const std::string& path, const Function& function) {
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, nullptr);
        std::string url = base + path;
        while (!url.empty()) {
            const nlohmann::json page = perform(url);
            for (const Item& one : page.at("values").get<std::vector<Item>>()) function(one);
            read(page, "next", url);
        }
    }

    std::string escaped(const std::string& segment) const {
        const std::unique_ptr<char, void (*)(void*)> result(
            curl_easy_escape(handle_.get(), segment.data(), static_cast<int>(segment.size())), curl_free);
        if (!result) throw std::runtime_error("cannot escape a path argument");
        return result.get();
    }

private:
    static constexpr const char* base = "https://api.bitbucket.org/2.0";

    static std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
        static_cast<std::string*>(body)->append(data, size * count);
        return size * count;
    }

    nlohmann::json perform(const std::string& url) {
        std::string body;
        curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &body);
        if (const CURLcode code = curl_easy_perform(handle_.get()); code != CURLE_OK)
            throw std::runtime_error(curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status < 200 || status > 299) {
            std::string message = "HTTP " + std::to_string(status), reason;
            const auto reply = nlohmann::json::parse(body, nullptr, false);
            if (reply.is_object() && reply.contains("error")) read(reply["error"], "message", reason);
            throw std::runtime_error(reason.empty() ? message : message + ": " + reason);
        }
        return nlohmann::json::parse(body);
    }

    std::unique_ptr<CURL, void (*)(CURL*)> handle_;
    std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers_{nullptr, curl_slist_free_all};
};

}  // namespace http
