// SPDX-License-Identifier: MIT
// Finds the operation of a URL: matches the path after the base path with the templates of all_operations, and of what
// redirects lead to without being an operation of the library.
#pragma once

#include "../../../detail/url/url.hpp"
#include "../../../operations.hpp"
#include "refusals.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// What the diffs of pull requests are redirected to. Whoever was redirected there may read it.
consteval operation_info undeclared(const char* name, path_template path) {
    operation_info out{.name = name, .method = http_method::get, .path = path};
    out.classic_scopes = {"pullrequest"};
    out.granular_scopes = {"read:pullrequest:bitbucket"};
    return out;
}
inline constexpr operation_info undeclared_operations[] = {
    undeclared("diffs::get", "/repositories/{workspace}/{repo_slug}/diff/{spec}"),
    undeclared("diffs::get_diffstat", "/repositories/{workspace}/{repo_slug}/diffstat/{spec}"),
    undeclared("diffs::get_patch", "/repositories/{workspace}/{repo_slug}/patch/{spec}"),
    undeclared("diffs::get_conflicts", "/repositories/{workspace}/{repo_slug}/file-conflicts/{spec}")};
static_assert(std::ranges::all_of(undeclared_operations, [](const operation_info& each) {
    return detail::path_mistake_in(each.path.str()) == detail::path_mistake::none;
}));

/// The operation and arguments of a request.
struct route {
    const operation_info* operation = nullptr;
    std::string base;
    std::string resource;
    std::vector<std::string> arguments;
    std::vector<option> options;
};

inline std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash in front
        const auto end = (std::min)(path.find('/'), path.size());
        out.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return out;
}

/// The decoded arguments, if a path fits a template. A segment fits a placeholder unless it is empty. `{name*}` fits the
/// rest of the path, which may be empty; a slash at the end counts only there.
inline bool fit(std::string_view path_template, std::string_view whole, std::vector<std::string>& arguments) {
    const std::vector<std::string_view> wanted = segments_of(path_template);
    const bool takes_rest = path_template.ends_with("*}");
    if (!takes_rest && whole.size() > 1 && whole.ends_with('/')) whole.remove_suffix(1);
    const std::vector<std::string_view> path = segments_of(whole);
    if (takes_rest ? path.size() < wanted.size() : path.size() != wanted.size()) return false;
    arguments.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (takes_rest && i + 1 == wanted.size()) {
            arguments.push_back(bitbucket::detail::percent_decode(
                whole.substr(static_cast<std::size_t>(path[i].data() - whole.data()))));
            break;
        }
        std::string text = bitbucket::detail::percent_decode(path[i]);
        if (wanted[i].front() != '{') {
            if (text != wanted[i]) return false;
        } else {
            if (text.empty()) return false;
            arguments.push_back(std::move(text));
        }
    }
    return true;
}

/// The options of a query; a plus means a space, as in forms.
inline std::vector<option> options_of(std::string_view query) {
    const auto decoded = [](std::string_view text) {
        std::string plain(text);
        std::replace(plain.begin(), plain.end(), '+', ' ');
        return bitbucket::detail::percent_decode(plain);
    };
    std::vector<option> out;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix((std::min)(pair.size() + 1, query.size()));
        const auto equals = pair.find('=');
        if (pair.empty()) continue;
        out.push_back({decoded(pair.substr(0, equals)),
                       equals == std::string_view::npos ? std::string() : decoded(pair.substr(equals + 1))});
    }
    return out;
}

/// Finds the operation of a request: 404 if this path has none, 405 if it has one for other methods.
inline route find_route(const http_request& request, std::string_view base_path) {
    const auto url = bitbucket::detail::parse_url(request.url);
    if (!url) throw refusal{text_response(400, "Bad Request", "text/plain")};
    std::string_view path = url->path;
    const bool below = path.size() > base_path.size() && path.starts_with(base_path) && path[base_path.size()] == '/';
    if (!below) refuse_unknown_url();
    path.remove_prefix(base_path.size());

    route out;
    out.base = url->origin() + std::string(base_path);
    out.resource = out.base + std::string(path);
    out.options = options_of(url->query);
    const http_method method = request.method == http_method::head ? http_method::get : request.method;
    std::string allowed;
    const auto consider = [&](const operation_info& info) {
        std::vector<std::string> arguments;
        if (!fit(info.path.str(), path, arguments)) return;
        allowed += (allowed.empty() ? "" : ", ") + std::string(to_string(info.method));
        const bool fewer = out.operation == nullptr || arguments.size() < out.arguments.size();
        if (info.method != method || !fewer) return;
        out.operation = &info;
        out.arguments = std::move(arguments);
    };
    for (const operation_info& info : all_operations) consider(info);
    for (const operation_info& info : undeclared_operations) consider(info);
    if (out.operation != nullptr) {
        const bool takes_rest = out.operation->path.str().ends_with("*}");
        if (!takes_rest && out.resource.ends_with('/')) out.resource.pop_back();
        return out;
    }
    if (allowed.empty()) refuse_unknown_url();
    http_response wrong_method = json_response(405, error_body("Method not allowed"));
    wrong_method.headers.add("Allow", allowed);
    throw refusal{std::move(wrong_method)};
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
