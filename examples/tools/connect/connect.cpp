// SPDX-License-Identifier: MIT
// connect: lets another service into Bitbucket. Checks with Bitbucket that the credential works and may do what the service
// will need, then registers it at the service. Without --live it does so in memory.
#include "../support/connect.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "infisical.hpp"
#include "pulumi.hpp"
#include "service_end.hpp"
#include "upsun.hpp"

namespace bb = bitbucket;
namespace registration = examples::registration;
using examples::arguments;
using examples::usage_problem;

namespace {

const examples::program about{
    "connect",
    "infisical|pulumi|upsun",
    1,
    "Lets Infisical, Pulumi Cloud or Upsun into Bitbucket: checks that the credential\n"
    "of Bitbucket works and has the scopes that the service will need, and registers\n"
    "it there. What exists already is told and left as it is.",
    examples::with_connection({{"dry-run", "", "check and say what would be sent, without writing"},
                               {"name", "NAME", "infisical: the name of the connection"},
                               {"description", "TEXT", "infisical: what it is for"},
                               {"for", "sync|scanning", "infisical: insist on the scopes of this use", true},
                               {"infisical-org", "SLUG", "infisical: the sub-organization"},
                               {"organization", "NAME", "pulumi: the organization there"},
                               {"workspace", "WORKSPACE", "pulumi: the workspace of Bitbucket"},
                               {"user-auth", "", "pulumi: act as you, not with the token"},
                               {"project", "ID", "upsun: the project; infisical: one, if not for all"},
                               {"repository", "WORKSPACE/SLUG", "upsun: the repository of Bitbucket"},
                               {"no-fetch", "", "upsun: branches do not become environments"},
                               {"no-prune", "", "upsun: environments outlive their branches"},
                               {"token-file", "FILE", "the file with the token of Bitbucket"},
                               {"service-token-file", "FILE", "the file with the token of the service"},
                               {"consumer-secret-file", "FILE", "upsun: the file with the consumer's secret"},
                               {"service-url", "URL", "the service's address, if not the usual one"}}),
    "Without --live or --base-url everything happens in memory. With --base-url the\n"
    "service has to be named, too: --service-url.\n\n"
    "Secrets are never arguments. Each comes from a file that only you can read, from\n"
    "the environment, or from a prompt:\n"
    "  infisical  BITBUCKET_EMAIL, BITBUCKET_TOKEN (an API token), INFISICAL_TOKEN\n"
    "  pulumi     BITBUCKET_TOKEN (an access token of the workspace; with --user-auth\n"
    "             an API token with BITBUCKET_EMAIL does, too), PULUMI_ACCESS_TOKEN\n"
    "  upsun      BITBUCKET_EMAIL, BITBUCKET_TOKEN, BITBUCKET_OAUTH_KEY and\n"
    "             BITBUCKET_OAUTH_SECRET (the consumer that Upsun will use),\n"
    "             UPSUN_CLI_TOKEN (an API token)\n\n"
    "Exit codes: 0 registered, or would be; 1 failed, or something is missing; 2 the\n"
    "command line is invalid; 130 interrupted by Ctrl-C, 143 by SIGTERM."};

const examples::secret_input bitbucket_token{"token of Bitbucket", "BITBUCKET_TOKEN", "token-file"};
const examples::secret_input consumer_secret{"secret of the OAuth consumer", "BITBUCKET_OAUTH_SECRET",
                                             "consumer-secret-file"};

registration::report to_stdout() {
    return registration::report([](const std::string& line) { examples::write_to_stdout(line); });
}

/// The text of a variable that is no secret.
std::string variable(const char* name) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread changes the environment
    return text == nullptr ? std::string() : bb::secret(text).trimmed().reveal();
}

std::string required_variable(const char* name, const std::string& why) {
    std::string text = variable(name);
    if (text.empty()) throw bb::usage_error(std::string("the environment variable ") + name + " is not set: " + why);
    return text;
}

/// The value of an option that a real run needs.
std::string required(const arguments& given, const std::string& option, const char* in_sandbox) {
    if (!given.has(option) && examples::is_live(given)) throw usage_problem("say which: --" + option);
    const std::string value = given.value(option, in_sandbox);
    if (value.empty()) throw usage_problem("--" + option + " must not be empty");
    return value;
}

/// An API token with its address, and what else its run needs of Bitbucket.
struct bitbucket_end {
    examples::connection at;
    std::string email;
    bb::secret token;
};

bitbucket_end open_bitbucket(const arguments& given) {
    examples::connection at = examples::open_connection(given);
    if (at.box) return {at, at.box->email, at.box->api_token};
    bb::secret token = examples::read_secret(given, bitbucket_token);
    return {std::move(at), required_variable("BITBUCKET_EMAIL", "it goes with the API token"), std::move(token)};
}

int connect_infisical(const arguments& given) {
    const std::string name = required(given, "name", "bitbucket");
    const bitbucket_end own = open_bitbucket(given);
    const registration::service_end other = registration::open_infisical(given);
    bb::infisical_connection_draft draft{.name = name,
                                         .credentials = {{.api_token = own.token.reveal(), .email = own.email}}};
    if (given.has("description")) draft.description = given.value("description");
    if (given.has("project")) draft.project_id = given.value("project");
    registration::require_valid(bb::infisical_connections::create{draft});

    const registration::report out = to_stdout();
    const bb::client api = examples::connect(given, own.at, bb::api_token{own.email, own.token});
    registration::announce(given, bb::infisical, other);
    const registration::held_scopes held = registration::check_user(api, out);
    if (!registration::check_infisical_scopes(held, given.values("for"), out))
        registration::refuse("make an API token with the missing scopes at id.atlassian.com, and use that");
    registration::register_at_infisical(registration::infisical_client(other), draft, given.value("infisical-org"),
                                        given.has("dry-run"), out);
    return examples::exit_ok;
}

int connect_pulumi(const arguments& given) {
    const std::string organization = required(given, "organization", bb::testing::pulumi_sandbox::organization);
    const std::string slug = required(given, "workspace", examples::sandbox_workspace);
    const bool as_user = given.has("user-auth");
    const examples::connection at = examples::open_connection(given);
    const std::string email = at.box ? std::string() : variable("BITBUCKET_EMAIL");
    const bb::secret token = at.box ? at.box->access_token : examples::read_secret(given, bitbucket_token);
    if (!email.empty() && !as_user)
        throw bb::usage_error(
            "Pulumi Cloud takes no API tokens: unset BITBUCKET_EMAIL and put an access token of the workspace into "
            "BITBUCKET_TOKEN, or use --user-auth");
    const registration::service_end other = registration::open_pulumi(given);

    const registration::report out = to_stdout();
    const bb::credentials who = email.empty() ? bb::credentials(bb::access_token{token}) : bb::api_token{email, token};
    const bb::client api = examples::connect(given, at, who);
    registration::announce(given, bb::pulumi_cloud, other);
    if (!email.empty()) registration::check_user(api, out);
    const registration::found_workspace found = registration::find_workspace(api, slug, out);
    if (!as_user && !registration::check_scopes(found.held, registration::pulumi_needs, "access token", out))
        registration::refuse("make an access token with the missing scopes in the settings of the workspace");
    bb::pulumi::bitbucket_setup_request setup{.workspace_uuid = found.workspace.uuid.str(),
                                              .workspace_slug = found.workspace.slug};
    if (as_user)
        setup.use_user_auth = true;
    else
        setup.workspace_access_token = token.reveal();
    registration::register_at_pulumi(registration::pulumi_client(other), organization, setup, given.has("dry-run"),
                                     out);
    return examples::exit_ok;
}

int connect_upsun(const arguments& given) {
    const std::string project = required(given, "project", bb::testing::upsun_sandbox::project);
    const std::string full_name = required(given, "repository", "acme/site");
    const std::size_t slash = full_name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == full_name.size() ||
        full_name.find('/', slash + 1) != std::string::npos)
        throw usage_problem("--repository is WORKSPACE/SLUG");
    const bitbucket_end own = open_bitbucket(given);
    const std::string key = own.at.box ? own.at.box->oauth_key
                                       : required_variable("BITBUCKET_OAUTH_KEY",
                                                           "it is the key of the OAuth consumer that Upsun will use");
    const bb::secret secret = own.at.box ? own.at.box->oauth_secret : examples::read_secret(given, consumer_secret);
    const registration::service_end other = registration::open_upsun(given);

    const registration::report out = to_stdout();
    const bb::client api = examples::connect(given, own.at, bb::api_token{own.email, own.token});
    registration::announce(given, bb::upsun, other);
    registration::check_user(api, out);
    const bb::repository found =
        api.send(bb::repositories::get{full_name.substr(0, slash), full_name.substr(slash + 1)},
                 {.cancel = examples::interrupt_token()});
    out.good("Bitbucket shows the repository " + examples::shown(found.full_name));
    const bb::oauth2_client consumer{
        own.at.transport, {key, secret}, examples::authorization_server(own.at.options.base_url)};
    if (!registration::check_consumer(consumer, out))
        registration::refuse("give the OAuth consumer the permission to administer repositories");
    bb::upsun_bitbucket_draft draft{.repository = found.full_name,
                                    .app_credentials = {{.key = key, .secret = secret.reveal()}}};
    if (given.has("no-fetch")) draft.fetch_branches = false;
    if (given.has("no-fetch") || given.has("no-prune")) draft.prune_branches = false;
    registration::register_at_upsun(registration::upsun_client(other), project, draft, given.has("dry-run"), out);
    return examples::exit_ok;
}

/// A service, what connects it, and the options that only it and its like have.
struct connectable {
    const char* name;
    int (*connect)(const arguments& given);
    std::vector<std::string_view> own_options;
};

const std::vector<connectable> services{
    {"infisical", connect_infisical, {"name", "description", "for", "infisical-org", "project"}},
    {"pulumi", connect_pulumi, {"organization", "workspace", "user-auth"}},
    {"upsun", connect_upsun, {"project", "repository", "no-fetch", "no-prune", "consumer-secret-file"}}};

int connect_service(const arguments& given) {
    // The word is not repeated: it may be a token in the wrong place.
    const auto chosen = std::ranges::find_if(services, [&](const connectable& each) {
        return !given.positional().empty() && given.positional().front() == each.name;
    });
    if (chosen == services.end()) throw usage_problem("which service? infisical, pulumi or upsun");
    for (const connectable& each : services)
        for (const std::string_view option : each.own_options)
            if (given.has(option) && std::ranges::find(chosen->own_options, option) == chosen->own_options.end())
                throw usage_problem("--" + std::string(option) + " is not for " + chosen->name);
    for (const std::string& use : given.values("for"))
        if (std::ranges::find(registration::infisical_purposes, use, &registration::purpose::value) ==
            registration::infisical_purposes.end())
            throw usage_problem("--for is sync or scanning");
    if (given.has("service-url") && !examples::is_live(given))
        throw usage_problem("--service-url needs --live or --base-url");
    if (given.has("base-url") && !given.has("live") && !given.has("service-url"))
        throw usage_problem("--base-url needs --service-url: a test server must not meet the real service");
    return chosen->connect(given);
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, connect_service);
}
