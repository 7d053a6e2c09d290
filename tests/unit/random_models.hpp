// SPDX-License-Identifier: MIT
// Fills any model with random values through its list of members, for the tests that walk all models.
#pragma once

#include <bitbucket/models/application_property.hpp>
#include <bitbucket/models/code_search.hpp>
#include <bitbucket/models/commit_status.hpp>
#include <bitbucket/models/default_reviewer.hpp>
#include <bitbucket/models/deploy_key.hpp>
#include <bitbucket/models/diffstat.hpp>
#include <bitbucket/models/download.hpp>
#include <bitbucket/models/environment.hpp>
#include <bitbucket/models/gpg_key.hpp>
#include <bitbucket/models/group_permission.hpp>
#include <bitbucket/models/pipeline_ssh.hpp>
#include <bitbucket/models/pipeline_variable.hpp>
#include <bitbucket/models/pull_request_activity.hpp>
#include <bitbucket/models/pull_request_task.hpp>
#include <bitbucket/models/ssh_key.hpp>
#include <bitbucket/models/user_email.hpp>
#include <bitbucket/name_map.hpp>
#include <bitbucket/one_of.hpp>
#include <map>
#include <random>

namespace random_models {

namespace bb = bitbucket;

/// Every read model of the library.
template <class... Models>
struct model_list {
    template <class Visitor>
    static void for_each(Visitor&& visit) {
        (visit.template operator()<Models>(), ...);
    }
};
using all_models =
    model_list<bb::account, bb::workspace, bb::workspace_membership, bb::workspace_access, bb::project,
               bb::commit_author, bb::rendered_text, bb::rendered_commit, bb::participant, bb::commit, bb::branch,
               bb::repository, bb::repository_user_permission, bb::project_user_permission, bb::repository_permission,
               bb::group, bb::repository_group_permission, bb::project_group_permission, bb::default_reviewer,
               bb::user_email, bb::ssh_account_key, bb::gpg_key, bb::deploy_key, bb::project_deploy_key,
               bb::ssh_key_pair, bb::ssh_public_key, bb::known_host, bb::deployment_environment_type,
               bb::deployment_environment, bb::pipeline_variable, bb::application_property, bb::search_segment,
               bb::search_line, bb::search_content_match, bb::commit_file, bb::code_search_result, bb::code_search_page,
               bb::download_artifact, bb::tag, bb::ref, bb::pull_request_endpoint, bb::pull_request, bb::merge_task,
               bb::pull_request_comment, bb::pull_request_task, bb::comment_activity, bb::update_activity,
               bb::approval_activity, bb::changes_requested_activity, bb::diffstat, bb::commit_status,
               bb::page<bb::pull_request_activity>, bb::page<bb::account>, bb::page<bb::repository>,
               bb::page<bb::gpg_key>, bb::page<bb::application_property>, bb::link>;

/// A visitor for `visit_members` that puts something random, or nothing, into every member. `full` leaves nothing out.
class filler {
public:
    explicit filler(unsigned seed, bool full = false) : random_(seed), full_(full) {}

    template <class T>
    void operator()(const char*, T& member) {
        fill(member);
    }
    template <class T>
    void sensitive(const char*, T& member) {
        fill(member);
    }
    template <class T>
    void strict(const char*, T& member) {
        fill(member);
    }
    template <class T>
    void needed(const char*, T& member) {
        fill(member);
    }
    template <class T>
    void link(const char*, T& member) {
        fill(member);
    }
    // The whole text agrees with the members that are read out of it.
    void whole(bb::json_text&) {}

    template <class T>
    T make() {
        T value;
        T::visit_members(value, *this);
        if constexpr (std::is_same_v<T, bb::application_property>) {
            std::string text = bb::to_json_text(value);
            text.pop_back();
            value.value = text + (text.size() > 1 ? "," : "") + "\"n\":" + std::to_string(number()) +
                          ",\"d\":{\"x\":[1.50,null]}}";
        }
        return value;
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
    bool skip() { return !full_ && below(3) == 0; }
    // Deep enough for two levels of recursion, and never without end.
    bool too_deep() const { return depth_ >= 4; }

    std::string words() {
        static constexpr const char* pieces[] = {"a",
                                                 "Zz",
                                                 " ",
                                                 "\"",
                                                 "\\",
                                                 "/",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 ":",
                                                 ",",
                                                 "\n",
                                                 "\t",
                                                 "\x01",
                                                 "\x1b",
                                                 "\x7f",
                                                 "null",
                                                 "true",
                                                 "0",
                                                 "\xC3\xA4",
                                                 "\xE2\x82\xAC",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xEF\xBF\xBD",
                                                 "\xE2\x80\xA8",
                                                 "\\u0041"};
        std::string out;
        for (std::size_t left = 1 + below(6); left > 0; --left) out += pieces[below(std::size(pieces))];
        if (below(10) == 0) out.push_back('\0');
        return out;
    }
    std::int64_t number() {
        static constexpr std::int64_t edges[] = {0, 1, -1, INT64_MAX, INT64_MIN, 9007199254740993, -9007199254740993};
        return below(2) == 0 ? edges[below(std::size(edges))] : static_cast<std::int64_t>(random_());
    }

    void fill(std::string& member) {
        if (!skip()) member = words();
    }
    void fill(bool& member) { member = below(2) == 0; }
    void fill(std::int64_t& member) { member = number(); }
    template <class T>
        requires std::derived_from<T, bb::text_value>
    void fill(T& member) {
        if (skip()) return;
        // JSON is written as it is, so it has to be some.
        if constexpr (std::same_as<T, bb::json_text>)
            member = T(std::to_string(number()));
        else
            member = T(words());
    }
    void fill(bb::links& member) {
        for (std::size_t rels = full_ ? 2 : below(4); rels > 0; --rels)
            for (std::size_t same = 1 + below(3); same > 0; --same) {
                auto one = make<bb::link>();
                one.rel = "rel" + std::to_string(rels);
                member.add(std::move(one));
            }
    }
    template <bb::model T>
    void fill(T& member) {
        ++depth_;
        member = make<T>();
        --depth_;
    }
    template <class T>
    void fill(std::optional<T>& member) {
        if (skip() || (bb::model<T> && too_deep())) return;
        if constexpr (std::derived_from<T, bb::text_value> && !std::same_as<T, bb::json_text>)
            member = T(words());  // an empty text would be absent
        else
            fill(member.emplace());
    }
    template <class T>
    void fill(bb::boxed<T>& member) {
        if (!skip() && !too_deep()) fill(member.emplace());
    }
    template <class T>
    void fill(std::vector<T>& member) {
        if (bb::model<T> && too_deep()) return;
        for (std::size_t left = full_ ? 2 : below(3); left > 0; --left) fill(member.emplace_back());
    }

    template <class T>
    void fill(std::map<std::string, T>& member) {
        if (too_deep()) return;
        for (std::size_t left = full_ ? 2 : below(3); left > 0; --left) fill(member[words()]);
    }
    template <class T>
    void fill(bb::name_map<T>& member) {
        if (too_deep()) return;
        for (std::size_t left = full_ ? 2 : below(3); left > 0; --left) fill(member[words()]);
    }
    template <class... Alternatives>
    void fill(bb::one_of<Alternatives...>& member) {
        if (skip() || too_deep()) return;
        std::size_t chosen = below(sizeof...(Alternatives));
        ++depth_;
        (void)((chosen-- == 0 ? (member = make<Alternatives>(), true) : false) || ...);
        --depth_;
    }

    std::mt19937_64 random_;
    bool full_;
    int depth_ = 0;
};

}  // namespace random_models
