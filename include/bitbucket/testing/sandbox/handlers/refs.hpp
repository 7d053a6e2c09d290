// SPDX-License-Identifier: MIT
// Answers of the family refs: branches and tags.
#pragma once

#include "../../../api/refs.hpp"
#include "documents.hpp"
#include "new_commit.hpp"
#include "render_source.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A commit as lists of commits and refs send it.
inline json full_commit(const call& in, const repository_place& at, const commit_record& of) {
    json out = condensed_commit(in, at, of);
    out["date"] = of.date;
    out["message"] = of.message;
    out["summary"] = rendered_text(of.message);
    out["author"] = {{"type", "author"}, {"raw", of.author}};
    out["parents"] = json::array();
    for (const std::string* each : {&of.parent, &of.merged})
        if (const commit_record* parent = at.repository->history.find(*each))
            out["parents"].push_back(condensed_commit(in, at, *parent));
    return out;
}

inline merge_rules rules_of(const repository_record& of, std::string_view branch) {
    const auto found = of.rules.find(branch);
    return found == of.rules.end() ? merge_rules() : found->second;
}

/// The branches or the tags of a repository.
inline documents render_refs(const call& in, const repository_place& at, bool tags) {
    documents out;
    const source_history& history = at.repository->history;
    const std::string folder = url_of(in, *at.workspace, *at.repository) + (tags ? "/refs/tags/" : "/refs/branches/");
    for (const auto& [name, ref] : tags ? history.tags : history.branches) {
        json& made = out.emplace_back(json{{"type", tags ? "tag" : "branch"}, {"name", name}, {"target", nullptr}});
        made["links"]["self"] = link_to(folder + encoded(name));
        if (const commit_record* target = history.find(ref.target)) made["target"] = full_commit(in, at, *target);
        const merge_rules rules = rules_of(*at.repository, name);
        if (tags)
            made.update({{"message", text_or_null(ref.message)},
                         {"date", text_or_null(ref.date)},
                         {"tagger", ref.tagger.empty() ? json() : json{{"type", "author"}, {"raw", ref.tagger}}}});
        else
            made.update({{"+merge_strategies", rules.strategies},
                         {"+default_merge_strategy", rules.strategies.front()},
                         {"+sync_strategies", {"merge_commit", "rebase"}}});
    }
    return out;
}
inline documents branches_of(const call& in) {
    return render_refs(in, require_repository(in), false);
}
inline documents tags_of(const call& in) {
    return render_refs(in, require_repository(in), true);
}

inline documents refs_of(const call& in) {
    documents out = branches_of(in);
    for (json& each : tags_of(in)) out.push_back(std::move(each));
    std::sort(out.begin(), out.end(), [](const json& a, const json& b) { return a["name"] < b["name"]; });
    return out;
}

/// Whether Git takes it as the name of a branch or tag (git-check-ref-format).
inline bool is_ref_name(std::string_view name) {
    for (const char* part : {"..", "//", "/.", "@{", " ", "~", "^", ":", "?", "*", "[", "\\"})
        if (name.find(part) != std::string_view::npos) return false;
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
    return !name.empty() && std::string_view("./-").find(name.front()) == std::string_view::npos &&
           !name.ends_with('/') && !name.ends_with('.') && !name.ends_with(".lock") && name != "@";
}

/// Makes a branch or tag of what the body names.
template <bool IsTag>
answer create_ref(const call& in) {
    const repository_place at = require_repository_writer(in);
    const json body = IsTag ? read_body(in, {"name", "target", "message"}) : read_body(in, {"name", "target"});
    source_history& history = at.repository->history;
    const std::string name = text_in(body, "name");
    if (!is_ref_name(name)) refuse_value("name", "Invalid name: " + name);
    const json target = value_at(body, "target.hash");
    const commit_record* found = target.is_string() ? history.resolve(target.get_ref<const std::string&>()) : nullptr;
    if (found == nullptr) refuse_value("target", "Unknown commit: " + target.dump());
    ref_map& all = IsTag ? history.tags : history.branches;
    if (all.contains(name)) {
        json taken = error_body((IsTag ? "tag \"" : "Branch \"") + name + "\" already exists.");
        taken["data"] = {{"key", IsTag ? "TAG_ALREADY_EXISTS" : "BRANCH_ALREADY_EXISTS"}};
        refuse_with(400, taken);
    }
    const std::string message = text_in(body, "message");
    all[name] = {found->hash};
    if (!message.empty())
        all[name] = {found->hash, message + '\n', signature_of(*in.who.account), in.state.next_time()};
    documents shown = render_refs(in, at, IsTag);
    return {201, whole(require_document(shown, name))};
}

template <bool IsTag>
answer remove_ref(const call& in) {
    const repository_place at = require_repository_writer(in);
    const std::string& name = in.arguments[2];
    if (!IsTag && name == at.repository->mainbranch) refuse(400, "The main branch cannot be removed: " + name);
    source_history& history = at.repository->history;
    if ((IsTag ? history.tags : history.branches).erase(name) == 0) refuse_unknown(name);
    return {204, nullptr};
}

inline constexpr handler_entry refs_handlers[] = {{refs::list::info.name, list_documents<refs_of>, true},
                                                  {refs::list_branches::info.name, list_documents<branches_of>, true},
                                                  {refs::create_branch::info.name, create_ref<false>},
                                                  {refs::get_branch::info.name, get_document<branches_of>, true},
                                                  {refs::remove_branch::info.name, remove_ref<false>},
                                                  {refs::list_tags::info.name, list_documents<tags_of>, true},
                                                  {refs::create_tag::info.name, create_ref<true>},
                                                  {refs::get_tag::info.name, get_document<tags_of>, true},
                                                  {refs::remove_tag::info.name, remove_ref<true>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
