// SPDX-License-Identifier: MIT
// Lists who has been granted what on a repository, written by hand with libcurl's easy interface and nlohmann's
// from_json. It is the yardstick for list_with_sdk.cpp, so it does what a careful user would write, and no more.
#include <curl/curl.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct account {
    std::string uuid;
    std::string account_id;
    std::string nickname;
    std::string display_name;
};

struct grant {
    std::string permission;
    std::optional<account> user;
};

struct page {
    std::vector<grant> values;
    std::string next;
};

std::string text(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? std::string{} : found->get<std::string>();
}

void from_json(const nlohmann::json& object, account& into) {
    into.uuid = text(object, "uuid");
    into.account_id = text(object, "account_id");
    into.nickname = text(object, "nickname");
    into.display_name = text(object, "display_name");
}

void from_json(const nlohmann::json& object, grant& into) {
    into.permission = text(object, "permission");
    if (const auto user = object.find("user"); user != object.end() && !user->is_null())
        into.user = user->get<account>();
}

void from_json(const nlohmann::json& object, page& into) {
    into.values = object.at("values").get<std::vector<grant>>();
    into.next = text(object, "next");
}

std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(data, size * count);
    return size * count;
}

class session {
public:
    session(const std::string& user, const std::string& token) : handle_(curl_easy_init(), curl_easy_cleanup) {
        if (!handle_) throw std::runtime_error("libcurl has no handle for us");
        curl_easy_setopt(handle_.get(), CURLOPT_USERNAME, user.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_PASSWORD, token.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_ACCEPT_ENCODING, "");
        curl_easy_setopt(handle_.get(), CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle_.get(), CURLOPT_TIMEOUT_MS, 30'000L);
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, append);
    }

    page load(const std::string& url) {
        std::string body;
        curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &body);
        if (const CURLcode code = curl_easy_perform(handle_.get()); code != CURLE_OK)
            throw std::runtime_error(curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status != 200) {
            std::string message = "HTTP " + std::to_string(status);
            const auto reply = nlohmann::json::parse(body, nullptr, false);
            if (reply.is_object() && reply.contains("error")) message += ": " + text(reply["error"], "message");
            throw std::runtime_error(message);
        }
        return nlohmann::json::parse(body).get<page>();
    }

    std::string escaped(const char* segment) {
        const std::unique_ptr<char, void (*)(void*)> result(curl_easy_escape(handle_.get(), segment, 0), curl_free);
        if (!result) throw std::runtime_error("cannot escape a path argument");
        return result.get();
    }

private:
    std::unique_ptr<CURL, void (*)(CURL*)> handle_;
};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 3) {
        std::cerr << "usage: list_by_hand WORKSPACE REPOSITORY\n";
        return 2;
    }
    try {
        session api(variable("BITBUCKET_EMAIL"), variable("BITBUCKET_TOKEN"));
        std::string url = "https://api.bitbucket.org/2.0/repositories/" + api.escaped(argv[1]) + "/" +
                          api.escaped(argv[2]) + "/permissions-config/users?pagelen=100";
        while (!url.empty()) {
            const page loaded = api.load(url);
            for (const grant& one : loaded.values)
                if (one.user) std::cout << one.user->display_name << ' ' << one.permission << '\n';
            url = loaded.next;
        }
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
