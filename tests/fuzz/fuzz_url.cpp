// SPDX-License-Identifier: MIT
// URLs and links: what is accepted is clean, means the same when it is read again, and as a link of the API never leaves
// the base URL's origin and path, nor does it with another page number. Where the path is kept, as in redirects, neither
// what is accepted nor the origin differs. The input is a base URL, the URL that was asked and a link, each on a line of
// its own; one line is a link alone.
#include <bitbucket/detail/paging/broken_links.hpp>

#include "support/fuzz.hpp"

namespace {

using bitbucket::detail::api_base;
using bitbucket::detail::parse_url;
using bitbucket::detail::path_rule;
using bitbucket::detail::resolve_url;
using bitbucket::detail::url_parts;
using fuzz::check;

bool same(const url_parts& a, const url_parts& b) {
    return a.same_origin(b) && a.path == b.path && a.query == b.query && a.has_query == b.has_query;
}

// Whether a path has a segment that means "this" or "up".
bool has_dots(std::string_view path) {
    while (!path.empty()) {
        const auto end = path.find('/');
        if (bitbucket::detail::dot_segment(path.substr(0, end)) != 0) return true;
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    }
    return false;
}

void check_parts(const url_parts& url, path_rule rule) {
    const std::string text = url.str();
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        check(byte > 0x20 && byte < 0x7F && c != '#' && c != '\\' && c != '{' && c != '}', "a URL is clean", text);
    }
    check(url.port >= 1 && url.port <= 65535, "a port is in range", text);
    check(url.host.find('@') == std::string::npos, "there is no user information", text);
    check(url.path.empty() || url.path.front() == '/', "a path starts with a slash", text);
    const auto again = parse_url(text, rule);
    check(again && same(*again, url) && again->str() == text, "a URL is the same when it is read again", text);
}

void check_url(const url_parts& url) {
    check_parts(url, path_rule::clean);
    const std::string text = url.str();
    check(url.path.find("//") == std::string::npos, "a path has no doubled slash", text);
    check(!has_dots(url.path), "a path has no dot segments", text);
}

// The same URL with its path cleaned and kept.
void check_both(const std::optional<url_parts>& clean, const std::optional<url_parts>& kept, std::string_view text) {
    check(clean.has_value() == kept.has_value(), "what is refused is refused whatever becomes of the path", text);
    if (!clean) return;
    check_url(*clean);
    check_parts(*kept, path_rule::keep);
    check(clean->same_origin(*kept) && clean->query == kept->query && clean->has_query == kept->has_query,
          "only the path differs", text);
}

void check_link(const api_base& base, std::string_view asked, std::string_view href) {
    const auto link = bitbucket::detail::resolve_api_link(base, asked, href);
    check(link.url.empty() != link.problem.empty(), "a link is either good or not", href);
    if (link.url.empty()) return;
    const auto url = parse_url(link.url);
    check(url && url->str() == link.url, "a link is a clean URL", link.url);
    check_url(*url);
    check(url->same_origin(base.url), "a link stays at the origin", link.url);
    const std::string start = base.url.str();
    check(link.url.starts_with(start), "a link starts with the base URL", link.url);
    const char after = link.url.size() == start.size() ? '/' : link.url[start.size()];
    check(after == '/' || after == '?', "a link stays below the base path", link.url);
    // However a server behind it decodes the path, it does not lead up: `%2F` and `\` separate too.
    std::string plain = bitbucket::detail::percent_decode(url->path);
    for (char& c : plain)
        if (c == '\\') c = '/';
    check(("/" + plain + "/").find("/../") == std::string::npos, "a link does not lead up", link.url);
    const auto again = bitbucket::detail::resolve_api_link(base, link.url, link.url);
    check(again.url == link.url, "a link is the same when it is resolved again", link.url);
    const std::string numbered = bitbucket::detail::broken_links::with_page(link.url, 7);
    check(bitbucket::detail::broken_links::page_in(numbered) == 7, "a page can be asked for by its number", numbered);
    check(bitbucket::detail::resolve_api_link(base, asked, numbered).url == numbered, "that is a link too", numbered);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    const std::string_view first = fuzz::take_line(rest);
    const std::string_view second = fuzz::take_line(rest);
    const std::string_view third = fuzz::take_line(rest);
    const bool alone = second.empty() && third.empty();
    const std::string_view href = alone ? first : third;

    for (const std::string_view text : {first, second, third})
        check_both(parse_url(text), parse_url(text, path_rule::keep), text);
    if (const auto asked = parse_url(second)) {
        const auto kept = parse_url(second, path_rule::keep);
        check_both(resolve_url(*asked, href), resolve_url(*kept, href, path_rule::keep), href);
    }

    static constexpr const char* aliases[] = {"https://bitbucket.org/api/2.0", "https://*.example.com/api"};
    const auto usual = api_base::parse("https://api.bitbucket.org/2.0", aliases);
    check_link(*usual, "https://api.bitbucket.org/2.0/users/x?page=2", href);
    if (const auto base = api_base::parse(first, aliases)) {
        check_url(base->url);
        check_link(*base, second, href);
        check_link(*base, base->url.str(), href);
    }
    return 0;
}
