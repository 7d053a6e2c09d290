// SPDX-License-Identifier: MIT
// tools/access_audit/report_html.hpp: what stands in it, that it is well-formed whatever a name is, and that nothing
// in it runs or is fetched but its own script.
#include "../../../examples/tools/access_audit/report_html.hpp"

#include <bitbucket/detail/text/base64.hpp>
#include <bitbucket/detail/text/percent.hpp>
#include <bitbucket/detail/text/sha256.hpp>
#include <set>

#include "support/catch.hpp"

namespace test_report_html {

using Catch::Matchers::ContainsSubstring;
using examples::audit_heading;
using examples::audit_report;
using examples::audit_subject;
using examples::audit_view;
using examples::report_as_html;

namespace {

const audit_heading heading{"2026-03-01", "Mia (557058:mia)", "all repositories of acme"};

audit_report report_with(const std::string& name) {
    const audit_subject person{false, name, "557058:x", "{1}"};
    const audit_subject group{true, name, {}, {}, "team"};
    audit_report out;
    out.workspace = "acme";
    out.shows = audit_view::effective;
    out.targets = {{"project", "WEB"}, {"repository", "api"}, {"repository", "site"}};
    out.grants = {{{"project", "WEB"}, "create-repo", person},
                  {{"repository", "api"}, "admin", person, true, true},
                  {{"repository", "site"}, "write", group}};
    return out;
}

/// A small checker of the rules that HTML has for every page. `problem()` is empty if none is broken.
class html_checker {
public:
    explicit html_checker(std::string_view page) : rest_(page) {
        if (!take("<!DOCTYPE html>\n")) fail("no document type");
        while (!rest_.empty() && problem_.empty()) rest_.front() == '<' ? tag() : content();
        if (problem_.empty() && !open_.empty()) fail("not closed: " + open_.back());
    }

    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// Names of all elements and attributes, and the text that a reader sees.
    std::set<std::string, std::less<>> names;
    std::string text;
    std::vector<std::string> raw;

private:
    static bool is_void(std::string_view name) { return name == "meta" || name == "br" || name == "hr"; }
    static bool is_known(std::string_view name) {
        for (const char* each : {"html", "head", "meta", "title",   "style", "body",  "header", "h1",    "h2",    "dl",
                                 "dt",   "dd",   "bdi",  "section", "p",     "table", "thead",  "tbody", "tr",    "th",
                                 "td",   "b",    "ul",   "li",      "div",   "span",  "small",  "code",  "script"})
            if (name == each) return true;
        return false;
    }

    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    std::string take_until(std::string_view marks) {
        const std::size_t end = rest_.find_first_of(marks);
        std::string out(rest_.substr(0, end));
        rest_.remove_prefix(out.size());
        return out;
    }
    void fail(const std::string& problem) {
        if (problem_.empty()) problem_ = problem + " before: " + std::string(rest_.substr(0, 60));
    }

    void tag() {
        if (take("</")) {
            const std::string name = take_until(">");
            take(">");
            if (open_.empty() || open_.back() != name) return fail("closes what is not open: " + name);
            open_.pop_back();
            return;
        }
        take("<");
        const std::string name = take_until(" >");
        if (!is_known(name)) return fail("unknown element " + name);
        names.insert(name);
        while (take(" ")) attribute();
        if (!take(">")) return fail("a tag does not end: " + name);
        if (is_void(name)) return;
        open_.push_back(name);
        if (name == "style" || name == "script") {
            const std::size_t end = rest_.find("</");
            if (end == std::string_view::npos) return fail("endless " + name);
            raw.emplace_back(rest_.substr(0, end));
            rest_.remove_prefix(end);
        }
    }

    void attribute() {
        const std::string name = take_until("=> ");
        if (!take("=\"")) return fail("an attribute without a quoted value: " + name);
        const std::string value = take_until("\"");
        if (!take("\"")) return fail("an attribute does not end: " + name);
        if (value.find_first_of("<>\n") != std::string::npos) return fail("markup in an attribute: " + name);
        if (name == "id" && !ids_.insert(value).second) return fail("two elements have the id " + value);
        names.insert(name);
    }

    void content() {
        std::string part = take_until("<");
        if (part.find('>') != std::string::npos) return fail("a stray >");
        for (std::size_t at = part.find('&'); at != std::string::npos; at = part.find('&', at + 1)) {
            bool known = false;
            for (const char* each : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
                known = known || std::string_view(part).substr(at).starts_with(each);
            if (!known) return fail("a stray &");
        }
        for (const char c : part)
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return fail("a control character");
        text += part;
    }

    std::string_view rest_;
    std::vector<std::string> open_;
    std::set<std::string> ids_;
    std::string problem_;
};

std::string digest_of(const char* text) {
    return bitbucket::detail::base64(bitbucket::detail::sha256(text));
}

}  // namespace

TEST_CASE("the checker finds what is broken") {
    for (const char* broken :
         {"<p>", "<p><b></p></b>", "<blink></blink>", "<p class=x></p>", "<p>a & b</p>", "<p>a > b</p>",
          "<p id=\"a\"></p><p id=\"a\"></p>", "</p>", "<p>\x01</p>", "<p class=\"a<b\"></p>"}) {
        CAPTURE(broken);
        CHECK_FALSE(html_checker(std::string("<!DOCTYPE html>\n") + broken).problem().empty());
    }
    CHECK(html_checker("<!DOCTYPE html>\n<p class=\"x\">a &amp; b</p>\n").problem().empty());
    CHECK_FALSE(html_checker("<p></p>").problem().empty());
}

TEST_CASE("HTML says whose audit it is, when, what was asked and who asked") {
    const std::string page = report_as_html(report_with("Bo Li"), heading);
    CHECK(html_checker(page).problem() == "");
    CHECK_THAT(page, ContainsSubstring("<title>Access audit of acme</title>"));
    CHECK_THAT(page, ContainsSubstring("<dt>Date</dt><dd><bdi>2026-03-01</bdi></dd>"));
    CHECK_THAT(page, ContainsSubstring("<dt>Asked by</dt><dd><bdi>Mia (557058:mia)</bdi></dd>"));
    CHECK_THAT(page, ContainsSubstring("<dt>Asked for</dt><dd><bdi>all repositories of acme</bdi></dd>"));
    CHECK_THAT(page, ContainsSubstring("<dt>Result</dt><dd><bdi>complete</bdi></dd>"));
    CHECK_THAT(page, ContainsSubstring("This API does not say who is in a group."));
    CHECK_THAT(page, !ContainsSubstring("id=\"gaps\""));
    CHECK_THAT(page, !ContainsSubstring("id=\"violations\""));
}

TEST_CASE("the matrix has words beside the colours") {
    const std::string page = report_as_html(report_with("Bo Li"), heading);
    CHECK_THAT(page, ContainsSubstring("<th scope=\"row\"><bdi>Bo Li</bdi> <small><code>557058:x</code></small> "
                                       "<small><code>{1}</code></small></th><td class=\"p-create\">create-repo</td>"
                                       "<td class=\"p-admin violation\">admin !</td><td></td></tr>"));
    CHECK_THAT(page, ContainsSubstring("<bdi>Bo Li</bdi> (group) <small><code>group:team</code></small></th><td></td>"
                                       "<td></td><td class=\"p-write\">write</td></tr>"));
}

TEST_CASE("gaps, the fall back, violations and unused exceptions are on the page") {
    audit_report report = report_with("Bo Li");
    report.fell_back = "403: no";
    report.gaps.push_back({{"repository", "site"}, 403, "Access denied."});
    report.verdict = {"nobody has more than write", 1, {"allow:3: unused: x"}};
    const std::string page = report_as_html(report, heading);
    CHECK(html_checker(page).problem() == "");
    CHECK_THAT(page, ContainsSubstring("<td><bdi>site</bdi></td><td><bdi>403: Access denied.</bdi></td>"));
    CHECK_THAT(page, ContainsSubstring("<td class=\"unread\">?</td>"));
    CHECK_THAT(page, ContainsSubstring("<dt>Why not effective</dt><dd><bdi>403: no</bdi></dd>"));
    CHECK_THAT(page, ContainsSubstring("id=\"violations\""));
    CHECK_THAT(page, ContainsSubstring("<td><bdi>admin</bdi></td><td><bdi>Bo Li</bdi></td>"));
    CHECK_THAT(page, ContainsSubstring("<li><bdi>allow:3: unused: x</bdi></li>"));
}

TEST_CASE("whatever a name is, the page is well-formed and has no other elements") {
    const html_checker plain(report_as_html(report_with("Bo Li"), heading));
    for (const char* name : {"<script>alert(1)</script>", "</script><img src=x onerror=y>", "\"><b onclick=z>",
                             "' onload='x", "&lt;", "&#60;", "<!--", "]]>", "</style>", "a\nb\x01\x1b[0m\x7f",
                             "\xE2\x80\xAE\xE2\x80\x8F\xD8\x9C", "\xFF\xFE", "{{x}}", ""}) {
        CAPTURE(name);
        audit_report report = report_with(name);
        report.targets[2].name = report.grants[2].on.name = name;
        report.grants[1].permission = name;
        report.workspace = name;
        report.grants[0].who.account_id = report.grants[0].who.uuid = name;
        report.grants[2].who.slug = name;
        const html_checker page(report_as_html(report, {name, name, name}));
        CHECK(page.problem() == "");
        CHECK(page.names == plain.names);
        CHECK(page.raw == plain.raw);
        CHECK(page.text.find("\xE2\x80\xAE") == std::string::npos);
        CHECK(page.text.find("\xE2\x80\x8F") == std::string::npos);
        report.fell_back = name;
        report.gaps.push_back({{"repository", name}, 403, name, name});
        report.verdict = {name, 1, {name}};
        CHECK(html_checker(report_as_html(report, {name, name, name})).problem() == "");
    }
}

TEST_CASE("a level that nobody knows is shown by its word, and an empty one is not taken for nothing") {
    audit_report report = report_with("Bo Li");
    report.grants[1].permission = "p-admin";
    CHECK_THAT(report_as_html(report, heading), ContainsSubstring("<td class=\"p-other violation\">p-admin !</td>"));
    report.grants[1].permission = "";
    CHECK_THAT(report_as_html(report, heading),
               ContainsSubstring("<td class=\"p-other violation\">(not named) !</td>"));
}

TEST_CASE("the page's own policy allows its style and its script, and nothing else") {
    CHECK(digest_of(examples::page_style) == examples::page_style_digest);
    CHECK(digest_of(examples::page_script) == examples::page_script_digest);
    const std::string page = report_as_html(report_with("Bo Li"), heading);
    CHECK_THAT(page,
               ContainsSubstring(std::string("default-src 'none'; style-src 'sha256-") + examples::page_style_digest +
                                 "'; script-src 'sha256-" + examples::page_script_digest + "'"));
    // The digests are of what stands between the tags.
    CHECK_THAT(page, ContainsSubstring(std::string("<style>") + examples::page_style + "</style>"));
    CHECK_THAT(page, ContainsSubstring(std::string("<script>") + examples::page_script + "</script>"));
    for (const char* fetches : {"http:", "https:", "src=", "href=", "url(", "@import", "<link", "<img", "<iframe"})
        CHECK_THAT(page, !ContainsSubstring(fetches));
}

TEST_CASE("a matrix too wide for paper is left out there, and the list is not") {
    audit_report report = report_with("Bo Li");
    CHECK_THAT(report_as_html(report, heading), ContainsSubstring("<table class=\"matrix\">"));
    for (int i = 0; i < 30; ++i) report.targets.push_back({"repository", "r" + std::to_string(i)});
    const std::string page = report_as_html(report, heading);
    CHECK(html_checker(page).problem() == "");
    CHECK_THAT(page, ContainsSubstring("<table class=\"matrix wide\">"));
    CHECK_THAT(page, ContainsSubstring("too wide for paper"));
    CHECK_THAT(page, ContainsSubstring("@media print"));
}

}  // namespace test_report_html
