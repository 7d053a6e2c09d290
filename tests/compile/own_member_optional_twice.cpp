// SPDX-License-Identifier: MIT
// An optional inside of an optional.
#include <bitbucket/model.hpp>

namespace shop {

struct label {
    std::optional<std::optional<std::string>> note;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: a std::optional, boxed, settable or required around another of them is one too many
        // fixed: (void)self; (void)member;
        member("note", self.note);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::label{}).empty() ? 1 : 0;
}
