// SPDX-License-Identifier: MIT
// A transport that holds pipeline variables, of any place, and answers as the pipelines service does: keys are unique,
// values of secured variables stay hidden, and what is secured stays secured. Any request can be made to go wrong.
#pragma once

#include <bitbucket/error.hpp>
#include <bitbucket/transport.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace unit {

struct held_variable {
    std::string uuid;
    std::string key;
    std::string value;
    bool secured = false;

    friend bool operator==(const held_variable&, const held_variable&) = default;
};

/// Copies share the state.
class variable_server {
public:
    using json = nlohmann::json;
    using response = bitbucket::http_response;

    variable_server() : core_(std::make_shared<core>()) {}

    /// Puts a variable there, without a request. Returns its UUID.
    std::string put(std::string key, std::string value, bool secured = false) const {
        const std::string uuid = "{v" + std::to_string(++core_->made) + "}";
        core_->held.push_back({uuid, std::move(key), std::move(value), secured});
        return uuid;
    }
    [[nodiscard]] std::vector<held_variable>& held() const { return core_->held; }
    /// The variable with a key; null if there is none.
    [[nodiscard]] held_variable* find(const std::string& key) const {
        for (held_variable& each : core_->held)
            if (each.key == key) return &each;
        return nullptr;
    }
    /// Method and body of all requests, in their order.
    struct seen_request {
        bitbucket::http_method method;
        std::string url;
        std::string body;
    };
    [[nodiscard]] const std::vector<seen_request>& seen() const { return core_->seen; }
    /// How many requests would write.
    [[nodiscard]] std::size_t writes() const {
        std::size_t found = 0;
        for (const seen_request& each : core_->seen) found += each.method == bitbucket::http_method::get ? 0U : 1U;
        return found;
    }
    void forget() const { core_->seen.clear(); }
    /// Called before each request; may return a reply in place of ours, throw, or change things.
    void before(std::function<std::optional<response>(const bitbucket::http_request&)> hook) const {
        core_->before = std::move(hook);
    }
    /// Called after each request has been carried out; may throw: the reply is then lost.
    void after(std::function<void(const bitbucket::http_request&)> hook) const { core_->after = std::move(hook); }
    void pages_of(std::size_t count) const { core_->pagelen = count; }

    response send(const bitbucket::http_request& request, const bitbucket::transport_limits&) const {
        core_->seen.push_back({request.method, request.url, request.body});
        if (core_->before)
            if (auto other = core_->before(request)) return *other;
        response out = answer(request);
        if (core_->after) core_->after(request);
        return out;
    }

    static response reply(int status, const json& body) {
        response out{status, {}, body.is_null() ? "" : body.dump()};
        out.headers.add("Content-Type", "application/json");
        return out;
    }
    static response failure(int status, const std::string& message, const std::string& key = {}) {
        json body = {{"error", {{"message", message}, {"detail", message}}}};
        if (!key.empty()) body["error"]["data"] = {{"key", key}, {"arguments", json::object()}};
        return reply(status, body);
    }

private:
    struct core {
        std::vector<held_variable> held;
        std::vector<seen_request> seen;
        std::function<std::optional<response>(const bitbucket::http_request&)> before;
        std::function<void(const bitbucket::http_request&)> after;
        std::size_t pagelen = 100;
        int made = 0;
    };

    static json shown(const held_variable& from) {
        json out = {{"uuid", from.uuid}, {"key", from.key}, {"secured", from.secured}};
        if (!from.secured) out["value"] = from.value;
        return out;
    }

    // The links are broken as the live API's are: they lead elsewhere.
    [[nodiscard]] response list(const std::string& url) const {
        const std::size_t at = url.find("page=", url.find("pagelen=") + 1);
        const std::size_t number = at == std::string::npos ? 1 : std::stoul(url.substr(at + 5));
        json values = json::array();
        const std::size_t begin = (number - 1) * core_->pagelen;
        for (std::size_t i = begin; i < begin + core_->pagelen && i < core_->held.size(); ++i)
            values.push_back(shown(core_->held[i]));
        return reply(200, {{"values", values},
                           {"page", number},
                           {"pagelen", core_->pagelen},
                           {"size", core_->held.size()},
                           {"next", "https://api.bitbucket.org/rest/1.0/accounts/x/variables?page=2"}});
    }

    [[nodiscard]] response answer(const bitbucket::http_request& request) const {
        using bitbucket::http_method;
        if (request.method == http_method::get) return list(request.url);
        const json body = json::parse(request.body, nullptr, false);
        if (request.method == http_method::post) {
            if (find(body.at("key").get<std::string>()) != nullptr)
                return failure(409, "A variable with this key exists", "variable-service.variable.duplicate");
            put(body.at("key"), body.at("value"), body.at("secured"));
            return reply(201, shown(core_->held.back()));
        }
        for (auto each = core_->held.begin(); each != core_->held.end(); ++each) {
            if (request.url.find("%7B" + each->uuid.substr(1, each->uuid.size() - 2) + "%7D") == std::string::npos)
                continue;
            if (request.method == http_method::delete_) {
                core_->held.erase(each);
                return {204, {}, ""};
            }
            each->key = body.value("key", each->key);
            each->value = body.value("value", each->value);
            each->secured = each->secured || body.value("secured", false);
            return reply(200, shown(*each));
        }
        return failure(404, "There is no such variable", "variable-service.variable.not-found");
    }

    std::shared_ptr<core> core_;
};

}  // namespace unit
