// SPDX-License-Identifier: MIT
// Pages: whatever decodes is written as JSON that decodes to an equal value, and is then written the same again. Printing
// it does no harm.
#include <bitbucket/detail/json/nlohmann_reader.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/permission.hpp>
#include <bitbucket/models/ssh_key.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/one_of.hpp>

#include "support/fuzz.hpp"

namespace {

namespace bb = bitbucket;
using fuzz::check;

// Values of several kinds, marked by their type or by a member, inside of each other and of texts that are kept.
struct folder;
struct file {
    static constexpr const char* kind[] = {"commit_file", "file"};
    std::string path;
    std::optional<std::int64_t> size;
    bb::json_text attributes;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("path", self.path);
        member("size", self.size);
        member("attributes", self.attributes);
    }
};
struct note {
    static constexpr const char* kind_member = "note";
    bb::boxed<folder> target;
    bb::json_text text;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("note", self.target);
        member.whole(self.text);
    }
};
struct move {
    static constexpr const char* kind_member = "to";
    std::string type;
    std::string to;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("to", self.to);
    }
};
struct folder {
    static constexpr const char* kind = "commit_directory";
    std::string type;
    std::vector<bb::one_of<file, folder>> values;
    bb::name_map<bb::one_of<note, move>> named;
    std::optional<bb::one_of<folder>> parent;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("type", self.type);
        member("values", self.values);
        member("named", self.named);
        member("parent", self.parent);
    }
};

template <class Page>
void check_page(std::string_view text) {
    constexpr std::size_t depth = 64;
    const auto read = [](std::string_view from, Page& into, std::size_t most) {
        return bb::detail::decode(&bb::detail::read_with_nlohmann, from, bb::detail::descriptor<Page>, &into, most);
    };
    Page page;
    if (const auto failure = read(text, page, depth)) {
        check(!failure->message.empty(), "a failure says what is wrong", text);
        fuzz::check_utf8(failure->message, "a failure is UTF-8");
        fuzz::check_utf8(failure->path, "a path is UTF-8");
        return;
    }
    const std::string written = bb::to_json_text(page);
    fuzz::check_utf8(written, "what is written is UTF-8");
    Page again;
    // One text where a list belongs is written as a list, so this may nest deeper.
    const auto failure = read(written, again, 2 * depth);
    check(!failure, "what is written decodes", written);
    check(again == page, "what is written decodes to an equal value", written);
    check(bb::to_json_text(again) == written, "it is written the same again", written);
    const Page copy = page;
    check(copy == page && copy.next_link() == page.next_link(), "a copy is equal", written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_page<bb::page<bb::repository_user_permission>>(text);
    check_page<bb::page<bb::ssh_account_key>>(text);
    check_page<bb::code_search_page>(text);
    check_page<bb::page<bb::one_of<file, folder>>>(text);
    return 0;
}
