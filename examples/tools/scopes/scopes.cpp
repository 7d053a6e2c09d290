// SPDX-License-Identifier: MIT
// scopes: the scopes that a credential needs for some operations, to be ticked when it is created, and the kinds of access
// tokens that can have them. All of it comes from bitbucket::all_operations.
#include <algorithm>
#include <bitbucket/operations.hpp>
#include <bitbucket/scopes.hpp>

#include "../support/formats.hpp"
#include "../support/program.hpp"

namespace bb = bitbucket;
using bb::classic_scope;
using bb::granular_scope;

namespace {

const examples::program about{
    "scopes",
    "OPERATION...",
    200,
    "Prints the smallest sets of scopes with which a credential can call all of the operations: classic\n"
    "scopes for OAuth and access tokens, granular ones for API tokens; and which kinds of access tokens can\n"
    "have them. An OPERATION is one like ssh_keys::create, or a whole family like ssh_keys.",
    {{"all", "", "all operations of the library"},
     {"classic", "", "only the classic scopes, on one line"},
     {"granular", "", "only the granular scopes, on one line"}},
    "The program `operations` lists all operations with the scopes of each."};

using operations = std::vector<const bb::operation_info*>;

std::string_view family_of(std::string_view name) {
    return name.substr(0, name.find("::"));
}

/// How many letters have to be changed, added or left out to turn one text into the other.
std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t i = 0; i <= to.size(); ++i) row[i] = i;
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t change = diagonal + (from[i] == to[j] ? 0U : 1U);
            diagonal = std::exchange(row[j + 1], (std::min)({change, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

/// Up to five operations and families that may have been meant; including those with the right name in another family.
std::vector<std::string> near_ones(std::string_view word) {
    std::vector<std::pair<std::size_t, std::string>> found;
    const auto consider = [&](std::string_view name, std::string_view compared) {
        const std::size_t away = distance(word, compared);
        const std::pair<std::size_t, std::string> entry{away, name};
        if (away <= 1 + compared.size() / 4 && std::ranges::find(found, entry) == found.end()) found.push_back(entry);
    };
    // No name is that long.
    if (word.size() > 100) return {};
    for (const bb::operation_info& each : bb::all_operations) {
        const std::string_view name = each.name;
        consider(family_of(name), family_of(name));
        consider(name, name);
        consider(name, name.substr(family_of(name).size() + 2));
    }
    std::ranges::sort(found);
    std::vector<std::string> out;
    for (const auto& [away, name] : found)
        if (out.size() < 5 && std::ranges::find(out, name) == out.end()) out.push_back(name);
    return out;
}

/// The operations that a list of words names. Messages do not repeat a word: it may be a token in the wrong place.
operations chosen(const std::vector<std::string>& words) {
    operations out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t before = out.size();
        for (const bb::operation_info& each : bb::all_operations)
            if (words[i] == each.name || words[i] == family_of(each.name)) out.push_back(&each);
        if (out.size() != before) continue;
        std::string hint;
        for (const std::string& name : near_ones(words[i])) hint += (hint.empty() ? "; similar: " : ", ") + name;
        throw examples::usage_problem("argument " + std::to_string(i + 1) + " is not an operation" + hint);
    }
    return out;
}

operations everything() {
    operations out;
    for (const bb::operation_info& each : bb::all_operations) out.push_back(&each);
    return out;
}

template <class Scope>
bb::scope_set<Scope> needed(const operations& wanted) {
    bb::scope_set<Scope> out;
    for (const bb::operation_info* each : wanted) out |= bb::scopes_of<Scope>(*each);
    return out.minimal();
}

/// The names of those operations for which something holds, separated by spaces.
template <class Condition>
std::string names_where(const operations& wanted, const Condition& holds) {
    std::vector<std::string> names;
    for (const bb::operation_info* each : wanted)
        if (holds(*each) && std::ranges::find(names, each->name) == names.end()) names.emplace_back(each->name);
    std::string out;
    for (const std::string& each : names) out += (out.empty() ? "" : " ") + each;
    return out;
}

std::string access_tokens(const operations& wanted) {
    using kind = bb::access_token_kind;
    const std::string refusing = names_where(wanted, [](const bb::operation_info& each) {
        return each.refused.contains(bb::credential_kind::access_token);
    });
    if (!refusing.empty()) return "none, because they are refused by " + refusing;
    const auto classic = needed<classic_scope>(wanted);
    std::string out;
    for (const kind each : {kind::repository, kind::project, kind::workspace})
        if (bb::holdable_scopes(each).covers(classic)) out += (out.empty() ? "" : " ") + std::string(to_string(each));
    if (!out.empty()) return out;
    const auto beyond = classic - bb::holdable_scopes(kind::unknown).closure();
    return "none, because none can have " + beyond.str();
}

std::string report(const operations& wanted) {
    const auto or_none = [](const std::string& text) { return text.empty() ? "-" : text; };
    std::vector<examples::row> rows = {{"granular", or_none(needed<granular_scope>(wanted).str())},
                                       {"access tokens", access_tokens(wanted)}};
    const std::string open =
        names_where(wanted, [](const bb::operation_info& each) { return each.granular_scopes.empty(); });
    if (!open.empty()) rows.push_back({"granular unknown", open});
    return examples::as_table({"classic", or_none(needed<classic_scope>(wanted).str())}, rows);
}

int print_scopes(const examples::arguments& given) {
    if (given.has("classic") && given.has("granular"))
        throw examples::usage_problem("either --classic or --granular, not both");
    if (given.has("all") && !given.positional().empty()) throw examples::usage_problem("too many arguments");
    if (!given.has("all") && given.positional().empty())
        throw examples::usage_problem("which operations? Name some, or say --all");
    const operations wanted = given.has("all") ? everything() : chosen(given.positional());
    examples::write_to_stdout(given.has("classic")    ? needed<classic_scope>(wanted).str() + '\n'
                              : given.has("granular") ? needed<granular_scope>(wanted).str() + '\n'
                                                      : report(wanted));
    return examples::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, print_scopes);
}
