// SPDX-License-Identifier: MIT
// A rule of a write model that is no text, so that nobody would look at it.
#include <bitbucket/model.hpp>

namespace shop {

struct colours_draft {
    std::string front;
    std::string back;

    bool problem() const { return front == back; }
    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("front", self.front);
        member("back", self.back);
    }
};

struct label_draft {
    std::vector<colours_draft> colours;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: the rule of a write model is a `std::string problem() const`
        // fixed: (void)self; (void)member;
        member("colours", self.colours);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::label_draft{}).empty() ? 1 : 0;
}
