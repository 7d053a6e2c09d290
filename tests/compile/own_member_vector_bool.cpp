// SPDX-License-Identifier: MIT
// A list of bools.
#include <bitbucket/model.hpp>

namespace shop {

struct label {
    std::vector<bool> flags;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: a member of a model is a text, bool, number, time, UUID, enumeration, json_text, links, one_of or a struct with visit_members, or a std::optional, boxed, std::vector (not of bool), name_map or std::map with std::string as its key around one: docs/extending.md
        // fixed: (void)self; (void)member;
        member("flags", self.flags);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::label{}).empty() ? 1 : 0;
}
