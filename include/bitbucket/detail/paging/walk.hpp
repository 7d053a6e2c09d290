// SPDX-License-Identifier: MIT
// A walk through the pages of a collection: which URL is next, whether it may be followed, and when the walk ends. The
// ranges in pagination.hpp reach it through page_walker.hpp.
#pragma once

#include <algorithm>

#include "../../walk_options.hpp"
#include "../calls/async_driver.hpp"
#include "../calls/call_group.hpp"
#include "../requests/fields_with_next.hpp"
#include "broken_links.hpp"
#include "seen_links.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// The state of a walk. It keeps the client's core alive.
class walk {
public:
    BITBUCKET_COLD walk(std::shared_ptr<const client_core> core, request_base request, walk_options options)
        : core_(std::move(core)), request_(std::move(request)), options_(std::move(options)) {
        if (const query_option* fields = request_.find_option("fields")) {
            std::string rewritten = fields_with_next(fields->value, request_.about().links == next_links::broken);
            if (rewritten.empty())
                std::erase_if(request_.query_, [](const query_option& option) { return option.name == "fields"; });
            else
                request_.set_option("fields", std::move(rewritten));
        }
        done_ = options_.max_items == 0 || options_.max_pages == 0;
        if (options_.deadline.when() < options_.call.deadline.when()) options_.call.deadline = options_.deadline;
        options_.call.cancel = cancel_token::either(options_.cancel, options_.call.cancel);
    }

    [[nodiscard]] bool done() const noexcept { return done_; }
    void stop() noexcept { done_ = true; }
    /// How many items a page is likely to have: as many as were asked for, or 0 if that is unknown. At most 1,000.
    [[nodiscard]] std::size_t page_length() const noexcept {
        const query_option* asked = request_.find_option("pagelen");
        const long long items = asked == nullptr ? 0 : parse_digits(asked->value);
        return items < 0 ? 0 : static_cast<std::size_t>((std::min)(items, 1000LL));
    }
    /// Whether the page that was fetched last is the last of the collection: there is no link to follow.
    [[nodiscard]] bool at_last_page() const noexcept { return pages_ > 0 && next_.empty(); }

    /// The link of the page that `fetch` gets next or failed to get; empty at the end of the collection.
    [[nodiscard]] BITBUCKET_COLD page_link next_link() {
        if (!started_ && next_.empty()) return first_link();
        return link_of(next_);
    }
    /// The link of the last page fetched.
    [[nodiscard]] const page_link& current_link() const noexcept { return current_; }

    /// Begins the request for the next page, so that it is under way beside others, or while the caller works. Nothing if
    /// there is none, or if that was done before.
    BITBUCKET_COLD void ask(const std::shared_ptr<call_group>& group) {
        if (done_ || asked_) return;
        asked_ = true;
        group_ = group;
        ahead_problem_ = prepare();
        if (ahead_problem_) return;
        ahead_ = std::make_unique<driven_call>(core_, request_, next_, options_.call, *group_);
        group_->begin(*ahead_);
    }
    /// The same, while a coroutine is suspended. The driver lives as long as this.
    BITBUCKET_COLD void ask(async_driver& driver) {
        if (done_ || asked_) return;
        asked_ = true;
        ahead_problem_ = prepare();
        if (!ahead_problem_ && !driver.has_loop()) ahead_problem_ = with_operation(without_loop());
        if (ahead_problem_) return;
        ahead_ = std::make_unique<driven_call>(core_, request_, next_, options_.call, driver);
        ahead_->move_on();
    }
    /// The same for a page that the caller has not come to yet, where `walk_options::prefetch` wants that.
    BITBUCKET_COLD void ask_ahead() {
        // Without a loop the caller would wait for a page that nobody may need.
        if (options_.prefetch == 0 || done_ || group_ == nullptr || !group_->is_concurrent()) return;
        ask(group_);
        if (ahead_) group_->hand_over(*ahead_);
    }
    /// Whether `fetch` would not wait.
    [[nodiscard]] bool is_answered() const noexcept {
        return done_ || (asked_ && (ahead_problem_ || ahead_->is_done()));
    }

    /// Fetches the next page into `page`, or returns the error, which ends the walk. Only while not `done()`.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> fetch(const type_descriptor& type, void* page,
                                                            const page_shape& shape, kept_items* kept) {
        result<call_reply> reply = next_reply();
        if (!reply) return fail(reply.error());
        if (kept != nullptr) bound_kept(*kept, reply->http.body.size());
        if (auto failure = core_->decode_reply(request_.about(), *reply, type, page, kept))
            return fail(std::move(*failure));
        current_ = link_of(next_);
        limit_ = rate_limit::of(reply->http.headers, core_->of());
        ++pages_;
        if (has_tokens())
            advance_to(*shape.next);
        else if (request_.about().links == next_links::broken)
            advance_by(shape);
        else
            advance(*shape.next, *reply);
        return std::nullopt;
    }
    /// What the last reply said about the rate limit.
    [[nodiscard]] const rate_limit& limit() const noexcept { return limit_; }

private:
    BITBUCKET_COLD result<call_reply> next_reply() {
        if (!std::exchange(asked_, false)) {
            if (auto problem = prepare()) return *std::move(problem);
            if (group_ == nullptr && options_.prefetch > 0) group_ = std::make_shared<call_group>(*core_);
            if (group_ == nullptr) return run_call(*core_, request_, next_, options_.call);
            // On the connections that this walk has.
            driven_call call(core_, request_, next_, options_.call, *group_);
            group_->begin(call);
            group_->wait_for(call);
            return call.take();
        }
        if (ahead_problem_) return *std::exchange(ahead_problem_, std::nullopt);
        const std::unique_ptr<driven_call> call = std::move(ahead_);
        if (!call->is_done()) group_->wait_for(*call);
        return call->take();
    }

    // Each item keeps the memory of the longest texts that it has held. So all of them keep no more than was read into
    // them, and they are made anew before that is too much.
    BITBUCKET_COLD void bound_kept(kept_items& kept, std::size_t more) {
        read_into_kept_ += more;
        if (read_into_kept_ <= most_read_into_kept) return;
        read_into_kept_ = more;
        kept.drop();
    }

    // Decides the URL of the page to fetch.
    BITBUCKET_COLD std::optional<error> prepare() {
        if (options_.prefetch > 1)
            return with_operation(
                usage_error("walk_options::prefetch must be 0 or 1: only a page tells where the next "
                            "one is"));
        if (bad_next_) return bad_next_;
        if (!started_) {
            if (auto problem = core_->find_usage_error(request_)) return with_operation(*problem);
            first_ = next_ = core_->url_of(request_);
            if (!options_.from.empty()) {
                if (options_.from.is_null())
                    return with_operation(usage_error(std::string("walk_options::from") + is_null_pointer));
                if (has_tokens()) {
                    start_from_token(options_.from.str());
                } else {
                    api_link link = resolve_api_link(core_->base(), first_, options_.from.str());
                    if (!link.problem.empty()) return refuse("the link to start from", link.problem);
                    first_ = next_ = std::move(link.url);
                }
            }
            started_ = true;
        }
        if (pages_ >= core_->options().max_walk_pages)
            return with_operation(
                pagination_error("the walk has reached max_walk_pages, " + std::to_string(pages_) + " pages"));
        if (!seen_.add(next_))
            return with_operation(pagination_error("the next link leads back to a page of this walk"));
        return std::nullopt;
    }

    BITBUCKET_COLD void advance(const std::string& next_of_page, const call_reply& reply) {
        const std::string_view href = trim(next_of_page);
        done_ = href.empty() || pages_ >= options_.max_pages;
        if (href.empty()) return next_.clear();
        const bool is_text = href.front() != not_a_text;
        const api_link link = is_text ? resolve_api_link(core_->base(), next_, href)
                                      : api_link{{}, "it is " + std::string(href.substr(1)) + ", and a link is a text"};
        if (link.problem.empty()) {
            next_ = link.url;
            return;
        }
        // The items of this page come first; the bad link fails where its page would begin.
        bad_next_ = core_->clean(refuse("the next link", link.problem), reply);
        next_ = href;
    }

    // The same for links that are known to be broken. The walk sees all pages and, if a link's number or its leading to
    // the start shows it, asks for none twice: it numbers pages upwards, does not follow a link that leads back, and
    // ends at an empty page.
    BITBUCKET_COLD void advance_by(const page_shape& shape) {
        const std::int64_t asked = broken_links::page_in(next_);
        // Only the link that a walk starts from may lead anywhere.
        const bool is_counted = pages_ > 1 || options_.from.empty();
        number_ = shape.number(asked == 0 && is_counted ? number_ + 1 : asked, core_->options().max_walk_pages);
        broken_links::step to = broken_links::next_of(core_->base(), next_, shape, number_);
        if (!to.link.empty() && !seen_.has(to.link))
            next_ = std::move(to.link);
        else if (to.by_number)
            next_ = broken_links::with_page(asked == 0 ? first_ : next_, number_ + 1);
        else
            next_.clear();
        done_ = next_.empty() || pages_ >= options_.max_pages;
    }

    // Pages that hold the token of the next one instead of a link: it is opaque, and goes into a query option.
    [[nodiscard]] bool has_tokens() const noexcept { return *request_.about().next_option != '\0'; }

    [[nodiscard]] std::string token_prefix() const { return '?' + std::string(request_.about().next_option) + '='; }

    // A URL of such a walk as a link to start from: `?page=TOKEN`, or `?` for the first page.
    [[nodiscard]] BITBUCKET_COLD page_link link_of(const std::string& url) const {
        if (!has_tokens() || url.empty()) return page_link(url);
        const query_option* token = request_.find_option(request_.about().next_option);
        if (token == nullptr) return page_link("?");
        std::string out = token_prefix();
        append_query_text(out, token->value);
        return page_link(std::move(out));
    }

    // Starts from a link of such a walk, or from a token out of a page.
    BITBUCKET_COLD void start_from_token(std::string_view from) {
        if (from == "?") return;
        const std::string prefix = token_prefix();
        go_to(from.starts_with(prefix) ? percent_decode(from.substr(prefix.size())) : std::string(from));
        first_ = next_;
    }

    BITBUCKET_COLD void go_to(std::string token) {
        request_.set_option(request_.about().next_option, std::move(token));
        next_ = core_->url_of(request_);
    }

    BITBUCKET_COLD void advance_to(const std::string& token) {
        done_ = token.empty() || pages_ >= options_.max_pages;
        if (token.empty()) return next_.clear();
        if (token.front() == not_a_text) {
            bad_next_ = with_operation(
                pagination_error("the token of the next page is " + token.substr(1) + ", and a token is a text"));
            return;
        }
        go_to(token);
    }

    BITBUCKET_COLD page_link first_link() {
        if (!options_.from.empty()) return options_.from;
        if (core_->find_usage_error(request_)) return {};
        return link_of(core_->url_of(request_));
    }

    BITBUCKET_COLD std::optional<error> fail(error failure) {
        done_ = true;
        return failure;
    }

    error refuse(const char* what, const std::string& problem) const {
        return with_operation(pagination_error(std::string(what) + " was not followed: " + problem));
    }
    BITBUCKET_COLD error with_operation(const error& from) const {
        call_record record = no_attempt();
        // The path of the walk, where the client can say what it is.
        if (started_) record.path = core_->path_of(first_);
        return with_record(from, request_.about(), record);
    }

    std::shared_ptr<const client_core> core_;
    request_base request_;
    walk_options options_;
    std::string first_;
    std::string next_;
    page_link current_;
    /// Bytes of JSON that were read into items since they were made.
    std::size_t read_into_kept_ = 0;
    seen_links seen_;
    std::size_t pages_ = 0;
    /// The number of the last page fetched, if pages are counted.
    std::int64_t number_ = 0;
    rate_limit limit_;
    std::optional<error> bad_next_;
    /// The request for the next page, if it was begun early: what it runs on, and what is wrong with it already.
    std::shared_ptr<call_group> group_;
    std::unique_ptr<driven_call> ahead_;
    std::optional<error> ahead_problem_;
    bool asked_ = false;
    bool started_ = false;
    bool done_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
