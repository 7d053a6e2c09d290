// SPDX-License-Identifier: MIT
// A workspace of as many repositories as a measurement wants: those of several sandboxes under one roof. A sandbox has 26,
// and no operation of the library creates one.
#pragma once

#include <bitbucket/testing/sandbox.hpp>
#include <memory>
#include <string>
#include <vector>

namespace benchmarks {

/// A transport. Repository `NUMBER-SLUG` is `SLUG` of that sandbox; the list of repositories has all of them, in pages. Copies
/// share the sandboxes.
class joined_sandboxes {
    using sandbox = bitbucket::testing::sandbox;

public:
    explicit joined_sandboxes(std::size_t repositories) : core_(std::make_shared<core>()) {
        namespace bb = bitbucket;
        while (core_->slugs.size() < repositories) {
            const std::string number = std::to_string(core_->parts.size()) + '-';
            const sandbox& part = core_->parts.emplace_back();
            const bb::client api(part, bb::api_token{sandbox::email, bb::secret(sandbox::api_token)});
            for (const auto& each : api.each(bb::repositories::list{sandbox::workspace}.pagelen(page_length)))
                if (core_->slugs.size() < repositories) core_->slugs.push_back(number + each.slug);
        }
    }

    [[nodiscard]] const std::vector<std::string>& slugs() const noexcept { return core_->slugs; }

    bitbucket::http_response send(const bitbucket::http_request& request,
                                  const bitbucket::transport_limits& limits = {}) const {
        const std::string workspace = std::string("/2.0/repositories/") + sandbox::workspace;
        const std::size_t begin = request.url.find(workspace) + workspace.size();
        if (request.url[begin] == '?') return list(request.url.substr(0, begin), request.url.substr(begin));
        const std::size_t number = begin + 1;
        const std::size_t slug = request.url.find('-', number) + 1;
        bitbucket::http_request inner = request;
        inner.url.erase(number, slug - number);
        return core_->parts.at(std::stoul(request.url.substr(number))).send(inner, limits);
    }

private:
    static constexpr std::size_t page_length = 100;

    struct core {
        std::vector<sandbox> parts;
        std::vector<std::string> slugs;
    };

    [[nodiscard]] bitbucket::http_response list(const std::string& url, const std::string& query) const {
        const std::size_t at = query.find("cursor=");
        const std::size_t from = at == std::string::npos ? 0 : std::stoul(query.substr(at + 7));
        std::string items;
        for (std::size_t i = from; i < from + page_length && i < core_->slugs.size(); ++i)
            items += (items.empty() ? R"({"slug":")" : R"(,{"slug":")") + core_->slugs[i] + R"("})";
        std::string body = R"({"size":)" + std::to_string(core_->slugs.size()) + R"(,"values":[)" + items + ']';
        if (from + page_length < core_->slugs.size())
            body += R"(,"next":")" + url + "?cursor=" + std::to_string(from + page_length) + '"';
        return {200, {}, body + '}'};
    }

    std::shared_ptr<core> core_;
};

}  // namespace benchmarks
