// SPDX-License-Identifier: MIT
// The storage host that downloads are redirected to: another origin than the API, which takes no credential and serves
// parts of files (RFC 9110, section 14).
#pragma once

#include "routing.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

class storage {
public:
    /// The URL that a download is redirected to. It is on another host than the API, but reaches the same server where
    /// that is one on the loopback.
    [[nodiscard]] static std::string url_of(const std::string& api_base, const download_record& of) {
        auto url = bitbucket::detail::parse_url(api_base);
        std::string origin = url ? url->origin() : std::string();
        const std::string names[2] = {"://127.0.0.1", "://localhost"};
        const std::size_t from = origin.find(names[0]) == std::string::npos ? 1 : 0;
        if (const auto at = origin.find(names[from]); at != std::string::npos)
            origin.replace(at, names[from].size(), names[1 - from]);
        else
            origin = host;
        std::string out = origin + std::string(folder) + std::to_string(of.id) + '/';
        bitbucket::detail::append_segment(out, of.name);
        return out + "?Signature=" + signature_of(of);
    }

    /// Whether a request is for the storage and not for the API.
    [[nodiscard]] static bool serves(const http_request& request) {
        const auto url = bitbucket::detail::parse_url(request.url);
        return url && url->path.starts_with(folder);
    }

    /// Answers a request that it serves. A credential is 400, as the real host answers; a wrong signature 403.
    [[nodiscard]] static http_response answer(const http_request& request, const world& state) {
        if (request.headers.find("Authorization") != nullptr)
            return failure(400,
                           "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature "
                           "query string parameter or the Authorization header should be specified");
        if (request.method != http_method::get && request.method != http_method::head)
            return failure(405, "The specified method is not allowed against this resource.");
        const auto url = bitbucket::detail::parse_url(request.url);
        const std::string_view rest = std::string_view(url->path).substr(folder.size());
        const download_record* found = find(state, bitbucket::detail::parse_digits(rest.substr(0, rest.find('/'))));
        if (found == nullptr) return failure(404, "The specified key does not exist.");
        bool signed_well = false;
        for (const option& each : options_of(url->query))
            signed_well = signed_well || (each.name == "Signature" && each.value == signature_of(*found));
        if (!signed_well) return failure(403, "The request signature does not match.");
        return contents(request, *found);
    }

    static constexpr const char* host = "https://storage.example";

private:
    static constexpr std::string_view folder = "/sandbox-storage/";

    static const download_record* find(const world& state, long long id) noexcept {
        for (const workspace_record& where : state.workspaces)
            for (const repository_record& repository : where.repositories)
                for (const download_record& each : repository.downloads)
                    if (static_cast<long long>(each.id) == id) return &each;
        return nullptr;
    }
    static std::string signature_of(const download_record& of) { return hex_of(hash_text(of.name, of.id), 20); }

    static http_response failure(int status, const char* message) {
        const std::string start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Message>";
        return text_response(status, start + message + "</Message></Error>", "application/xml");
    }

    /// The file, or the part of it from `Range: bytes=FIRST-` or `bytes=FIRST-LAST` on, if `If-Range` names this content.
    static http_response contents(const http_request& request, const download_record& of) {
        const std::string tag = '"' + hex_of(hash_text(of.bytes), 32) + '"';
        const std::string size = std::to_string(of.bytes.size());
        http_response out{200, {{"ETag", tag}, {"Accept-Ranges", "bytes"}}};
        const std::string* if_range = request.headers.find("If-Range");
        std::string_view range = request.headers.value("Range");
        const bool asks_for_part = range.starts_with("bytes=") && (if_range == nullptr || *if_range == tag);
        const auto dash = range.find('-');
        const long long first = asks_for_part && dash != std::string_view::npos
                                    ? bitbucket::detail::parse_digits(range.substr(6, dash - 6))
                                    : -1;
        if (first >= static_cast<long long>(of.bytes.size())) {
            out.status = 416;
            out.headers.add("Content-Range", "bytes */" + size);
            return out;
        }
        out.headers.add("Content-Type", "application/octet-stream");
        out.body = of.bytes;
        if (first < 0) return out;
        const long long named = bitbucket::detail::parse_digits(range.substr(dash + 1));
        const auto last =
            static_cast<std::size_t>(named < first ? static_cast<long long>(of.bytes.size()) - 1
                                                   : (std::min)(named, static_cast<long long>(of.bytes.size()) - 1));
        const auto begin = static_cast<std::size_t>(first);
        out.status = 206;
        out.body = of.bytes.substr(begin, last - begin + 1);
        out.headers.add("Content-Range", "bytes " + std::to_string(begin) + '-' + std::to_string(last) + '/' + size);
        return out;
    }
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
