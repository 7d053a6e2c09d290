// SPDX-License-Identifier: MIT
// A required member of a write model inside of another one is left out.
#include <bitbucket/model.hpp>

namespace shop {

struct author_draft {
    bitbucket::required<std::string> name;
    bitbucket::settable<std::string> note = {};
};

struct label_draft {
    bitbucket::required<author_draft> author;
};

}  // namespace shop

// error: bitbucket: a required member of a draft or edit is missing
// fixed: const shop::label_draft draft{.author = shop::author_draft{.name = "mia"}};
const shop::label_draft draft{.author = shop::author_draft{.note = "x"}};  // here

int main() {
    (void)draft;
}
