// SPDX-License-Identifier: MIT
// quickstart: the ten lines of the README, then a tour through the library, a step at a time. It runs against the
// sandbox in this process; `quickstart --live` does the same with your account, and only reads unless you say --write.
#include <bitbucket/bitbucket.hpp>
#include <iostream>

#include "../support/connect.hpp"
#include "tour.hpp"

namespace bb = bitbucket;
using examples::shown;  // a display name may hold anything: print it escaped

namespace {

const examples::program about{
    "quickstart",
    "",
    0,
    "Shows what the library can do, a step at a time.",
    examples::with_connection(
        {{"repository", "WORKSPACE/SLUG", "the repository to look at; in the sandbox acme/site"},
         {"write", "", "on a real server: also run the steps that change something; each is undone again"}}),
    examples::credentials_note};

int show_around(const examples::arguments& given) {
    auto [workspace, slug] = examples::repository_for(given, "acme", "site");
    examples::tour tour(std::cout, examples::rules_for(given));

    // In a program of your own:
    //   bb::client api{bb::curl_transport{}, bb::api_token{"me@example.org", bb::secret::from_env("BITBUCKET_TOKEN")}};
    const bb::client api = examples::connect(given);

    tour.step("Who has an explicit permission on a repository?", [&] {
        if (slug.empty()) return tour.leave_out("name a repository: --repository WORKSPACE/SLUG");
        // A paged collection is a lazy range: a page is fetched when the one before it is used up.
        for (const bb::repository_user_permission& grant :
             api.each(bb::repository_permissions::list_users{workspace, slug}.pagelen(50).fields("-values.repository")))
            if (grant.user)  // nested objects are optional, text is plain
                std::cout << shown(grant.user->display_name) << ": " << grant.permission << '\n';
    });

    bb::account me;
    tour.step("Who am I?", [&] {
        me = api.send(bb::users::current{});
        std::cout << shown(me.display_name) << ", " << me.uuid << '\n';
    });

    tour.step("Which workspaces can I reach?", [&] {
        for (const bb::workspace_access& access : api.each(bb::current_user::list_workspaces{}.sort("slug"))) {
            if (!access.workspace) continue;
            std::cout << shown(access.workspace->slug)
                      << (access.administrator.value_or(false) ? " (administrator)\n" : "\n");
            if (workspace.empty()) workspace = access.workspace->slug;
        }
    });

    tour.step("The five repositories there that changed last", [&] {
        if (workspace.empty()) return tour.leave_out("there is no workspace to look into");
        const auto newest = bb::repositories::list{workspace}.sort("-updated_on");  // a request is a value
        for (const bb::repository& repository : api.each(newest, {.max_items = 5}))
            std::cout << shown(repository.full_name)
                      << (repository.is_private.value_or(true) ? ", private" : ", public")
                      << (repository.updated_on ? ", " + shown(repository.updated_on->str()) : "") << '\n';
    });

    tour.step("What an error looks like", [&] {
        const bb::users::get nobody{"{00000000-0000-4000-8000-000000000000}"};
        try {
            api.send(nobody);
        } catch (const bb::not_found& missing) {  // errors are types …
            std::cout << missing.status() << ": " << shown(missing.message()) << '\n';
        }
        if (const auto found = api.try_send(nobody); !found)  // … and the same without exceptions
            std::cout << shown(found.error().describe()) << '\n';
    });

    bb::ssh_account_key key;
    tour.write_step("Add an SSH key, and change its label", [&] {
        if (me.uuid.empty()) return tour.leave_out("it is not known who you are");
        key = api.send(bb::ssh_keys::create{me.uuid, {.key = examples::throwaway_ssh_key(), .label = "quickstart"}});
        std::cout << "added " << key.uuid << " as " << shown(key.label) << '\n';
        key = api.send(bb::ssh_keys::update{me.uuid, key.uuid, {.label = "quickstart, to be removed"}});
        std::cout << "its label is now " << shown(key.label) << '\n';
    });

    tour.write_step("Remove it again", [&] {
        if (key.uuid.empty()) return tour.leave_out("there is no key to remove");
        api.send(bb::ssh_keys::remove{me.uuid, key.uuid});
        const auto gone = api.try_send(bb::ssh_keys::get{me.uuid, key.uuid});
        std::cout << "removed; asked for again it is " << (gone ? "still there\n" : "not found\n");
    });

// The vendor has deprecated what follows, and building such a request says so at compile time. Here it is meant.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    bb::pipeline_variable variable;
    tour.write_step("Set a pipeline variable (deprecated)", [&] {
        namespace variables = bb::user_pipeline_variables;
        if (me.uuid.empty()) return tour.leave_out("it is not known who you are");
        auto made = api.try_send(variables::create{me.uuid, {.key = "BITBUCKET_QUICKSTART", .value = "one"}});
        if (!made && made.error().status() == 409) return tour.leave_out("BITBUCKET_QUICKSTART exists already");
        variable = std::move(made).value();  // throws the error if there is one
        std::cout << "created " << shown(variable.key) << " = " << shown(variable.value) << '\n';
        variable = api.send(variables::update{me.uuid, variable.uuid, {.value = "two", .secured = true}});
        std::cout << "secured it; its value now reads \"" << shown(variable.value) << "\"\n";
    });

    tour.write_step("Remove it again (deprecated)", [&] {
        if (variable.uuid.empty()) return tour.leave_out("there is no variable to remove");
        api.send(bb::user_pipeline_variables::remove{me.uuid, variable.uuid});
        std::cout << "removed\n";
    });

    tour.step("Search code (deprecated)", [&] {
        if (me.uuid.empty()) return tour.leave_out("it is not known who you are");
        const auto search =
            bb::code_search::search_user{me.uuid, "TODO"}.fields("+values.file.commit.repository.full_name");
        for (const bb::code_search_result& hit : api.each(search, {.max_items = 3})) {
            if (!hit.file || !hit.file->commit || !hit.file->commit->repository) continue;
            std::cout << shown(hit.file->commit->repository->full_name) << ' ' << shown(hit.file->path) << ", "
                      << hit.content_match_count.value_or(0) << " in the text\n";
        }
    });
#pragma GCC diagnostic pop

    return tour.finish() ? examples::exit_ok : examples::exit_failed;
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, show_around);
}
