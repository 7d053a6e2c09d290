// SPDX-License-Identifier: MIT
// contract_driver --base-url URL: calls every operation once over HTTP, with valid arguments, and prints a line for each:
//
//   VERB path-template status ok
//   VERB path-template status error-class: message      (status 0: no reply)
//
// With `--integrations SERVICE` it calls the operations of another service instead (integration_lines.hpp).
//
// Exits with 0 if every operation got a 2xx that decoded, with 1 if not, with 2 if it was called wrongly.
#include <algorithm>
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>
#include <map>
#include <optional>
#include <vector>

#include "contract/integration_lines.hpp"
#include "support/sample_requests.hpp"

namespace bb = bitbucket;

namespace {

constexpr const char* usage_start =
    "usage: contract_driver --base-url URL [--integrations SERVICE]\n"
    "\n"
    "Calls every operation of the library once, as the vendor's documentation shows it, at the server at URL, e.g.\n"
    "http://127.0.0.1:8080/2.0, and says how each went. It creates, changes and removes things there.\n"
    "\n"
    "Credentials: BITBUCKET_TOKEN in the environment is an access token, together with BITBUCKET_EMAIL an API token.\n"
    "Over plain http they go to this machine only.\n"
    "\n"
    "With --integrations it calls every operation of another service, whose address URL then is. SERVICE, and the\n"
    "variable with its token:\n";

constexpr const char* usage_end = "\nExit status: 0 if every operation succeeded, 1 if not, 2 for wrong usage.\n";

std::string usage() {
    return usage_start + contract::integration_tokens() + usage_end;
}

class contract_driver {
public:
    explicit contract_driver(bb::client api) : api_(std::move(api)) {}

    /// Calls all: what others need and cannot make comes first, then what creates, and what removes or ends something
    /// comes last. What a DELETE of the same path takes back is taken back at once.
    void call_all() {
        std::vector<step> steps;
        bb::all_operations.for_each([&]<class Operation>() {
            steps.push_back({&Operation::info, turn_of<Operation>(), &contract_driver::call<Operation>});
        });
        for (int turn = 0; turn <= last_turn; ++turn)
            for (const step& each : steps)
                if (each.turn == turn) call_with_twin(steps, each);
    }

    [[nodiscard]] const contract::tally& count() const noexcept { return count_; }

private:
    // One operation without its type: what is compiled for each of them is its call alone.
    struct step {
        const bb::operation_info* info;
        int turn;
        void (contract_driver::*call)();
    };

    void call_with_twin(const std::vector<step>& steps, const step& each) {
        if (each.info->method == bb::http_method::delete_ && find_twin(steps, each, bb::http_method::post)) return;
        (this->*each.call)();
        if (each.info->method != bb::http_method::post) return;
        if (const step* back = find_twin(steps, each, bb::http_method::delete_)) (this->*back->call)();
    }

    static constexpr int last_turn = 6;

    /// Deployment variables belong to an environment, and the library makes none; a pull request goes to a branch. There
    /// is one pull request, and the answer to everything else depends on its being open.
    template <class Operation>
    static constexpr int turn_of() {
        if (std::is_same_v<typename Operation::result_type, bb::page<bb::deployment_environment>> ||
            std::is_same_v<Operation, bb::refs::create_branch>)
            return 0;
        if (std::is_same_v<Operation, bb::pull_requests::decline>) return last_turn;
        switch (Operation::info.method) {
            case bb::http_method::post:
                return 1;
            case bb::http_method::put:
                return 2;
            case bb::http_method::patch:
                return 3;
            case bb::http_method::get:
                return 4;
            default:
                return 5;
        }
    }

    /// The operation with this method and the path of another; null if there is none.
    static const step* find_twin(const std::vector<step>& steps, const step& of, bb::http_method method) {
        const auto found = std::find_if(steps.begin(), steps.end(), [&](const step& each) {
            return each.info->method == method && each.info->path.str() == of.info->path.str();
        });
        return found == steps.end() ? nullptr : &*found;
    }

    template <class Operation>
    void call() {
        const std::string_view name = Operation::info.name;
        family_ = name.substr(0, name.find("::"));
        const auto reply = api_.try_exchange(support::sample<Operation>(values()));
        contract::print_outcome(Operation::info, reply, count_);
        if (!reply) return;
        if constexpr (!std::is_void_v<typename Operation::result_type>) learn(Operation::info.method, reply->value);
    }

    // What the server has made is named by the identifier that it gave; without one the documented example stands. Each
    // family has its own, since a key here and a key there share their placeholder.
    support::sample_values values() const {
        support::sample_values out = values_;
        if (const auto own = made_.find(family_); own != made_.end()) out.*own->second.first = own->second.second;
        return out;
    }
    void made(bb::http_method method, std::string support::sample_values::* what, std::string given) {
        if (method == bb::http_method::post && !given.empty()) made_[family_] = {what, std::move(given)};
    }
    static std::string number(const std::optional<std::int64_t>& id) {
        return id ? std::to_string(*id) : std::string();
    }

    void learn(bb::http_method method, const bb::ssh_account_key& key) {
        made(method, &support::sample_values::key_id, key.uuid.str());
    }
    void learn(bb::http_method method, const bb::deploy_key& key) {
        made(method, &support::sample_values::deploy_key_id, number(key.id));
    }
    void learn(bb::http_method method, const bb::project_deploy_key& key) {
        made(method, &support::sample_values::deploy_key_id, number(key.id));
    }
    void learn(bb::http_method method, const bb::gpg_key& key) {
        made(method, &support::sample_values::fingerprint, key.fingerprint);
    }
    void learn(bb::http_method method, const bb::pipeline_variable& variable) {
        made(method, &support::sample_values::variable_uuid, variable.uuid.str());
    }
    void learn(bb::http_method method, const bb::known_host& host) {
        made(method, &support::sample_values::known_host_uuid, host.uuid.str());
    }
    void learn(bb::http_method method, const bb::pull_request& request) {
        made(method, &support::sample_values::pull_request_id, number(request.id));
    }
    void learn(bb::http_method method, const bb::pull_request_comment& comment) {
        made(method, &support::sample_values::comment_id, number(comment.id));
    }
    void learn(bb::http_method method, const bb::pull_request_task& task) {
        made(method, &support::sample_values::task_id, number(task.id));
    }
    // The place to ask about a merge in the background ends in its task.
    void learn(bb::http_method, const bb::accepted<bb::pull_request>& merge) {
        values_.merge_task_id = merge.location().substr(merge.location().rfind('/') + 1);
    }
    void learn(bb::http_method method, const bb::project& project) {
        made(method, &support::sample_values::project_key, project.key);
    }
    void learn(bb::http_method, const bb::page<bb::deployment_environment>& all) {
        if (!all.values.empty() && !all.values.front().uuid.empty())
            values_.environment_uuid = all.values.front().uuid.str();
    }
    // No documented address can be one of the caller's own.
    void learn(bb::http_method, const bb::page<bb::user_email>& own) {
        if (!own.values.empty() && !own.values.front().email.empty()) values_.email = own.values.front().email;
    }
    template <class Other>
    void learn(bb::http_method, const Other&) {}

    bb::client api_;
    support::sample_values values_;
    /// What was created, by family.
    std::map<std::string, std::pair<std::string support::sample_values::*, std::string>, std::less<>> made_;
    std::string family_;
    contract::tally count_;
};

int wrong_usage(const std::string& problem) {
    std::cerr << "contract_driver: " << problem << "\n\n" << usage();
    return 2;
}

int finish(const contract::tally& count) {
    std::cerr << count.successes << " of " << count.calls << " operations succeeded\n";
    return count.successes == count.calls ? 0 : 1;
}

}  // namespace

int main(int argc, char* argv[]) {
    bb::client_options options;
    options.retry = bb::retry_policy::none();
    // What the server says of a credential is for the line of its operation.
    options.allow_any_credential = true;
    options.base_url.clear();
    std::optional<std::string> service;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--help") {
            std::cout << usage();
            return 0;
        }
        if (argument != "--base-url" && argument != "--integrations")
            return wrong_usage("unknown argument " + argument);
        if (++i == argc)
            return wrong_usage(argument + (argument == "--base-url" ? " needs a URL" : " needs a service"));
        if (argument == "--base-url")
            options.base_url = argv[i];
        else
            service = argv[i];
    }
    if (options.base_url.empty()) return wrong_usage("--base-url is missing");
    if (service) {
        std::string problem;
        const auto count = contract::run_integrations(*service, options, problem);
        if (!count)
            return wrong_usage("unknown service '" + *service + "': there are " + contract::integration_names());
        return problem.empty() ? finish(*count) : wrong_usage(problem);
    }
    const bb::credentials who = bb::credentials::from_env();
    if (!who.problem().empty()) return wrong_usage(who.problem());

    contract_driver driver(bb::client{bb::curl_transport{}, who, options});
    driver.call_all();
    return finish(driver.count());
}
