// SPDX-License-Identifier: MIT
// driven_call: a call that a loop moves on, beside others. It owns what it sends.
#pragma once

#include "../../transport_loop.hpp"
#include "running_call.hpp"

namespace bitbucket::inline BITBUCKET_ABI::detail {

class driven_call;

/// What moves calls on.
class call_driver {
public:
    virtual ~call_driver() = default;

    /// Sends what the call's `sending()` says, and tells the call how that ended, but not before this returns.
    virtual void send(driven_call& call) = 0;
    /// Calls `move_on` of the call after that time, or when the call is cancelled.
    virtual void wait(std::chrono::milliseconds time, driven_call& call) = 0;
    /// The call is done.
    virtual void finished(driven_call& call) = 0;
    /// Forgets the call, whose listener must not be told any more.
    virtual void forget(driven_call& call) noexcept = 0;

protected:
    call_driver() = default;
    call_driver(const call_driver&) = default;
    call_driver& operator=(const call_driver&) = default;
};

class driven_call final : public transfer_listener {
public:
    /// A checked request. Does nothing before `move_on`.
    BITBUCKET_COLD driven_call(std::shared_ptr<const client_core> core, request_base request, std::string url,
                               call_options options, call_driver& driver)
        : core_(std::move(core)),
          driver_(driver),
          request_(std::move(request)),
          options_(std::move(options)),
          call_(std::in_place, *core_, request_, std::move(url), options_) {}
    /// A request that cannot be sent: it is done already.
    BITBUCKET_COLD driven_call(std::shared_ptr<const client_core> core, request_base request, error why,
                               call_driver& driver)
        : core_(std::move(core)), driver_(driver), request_(std::move(request)), result_(std::move(why)) {}
    driven_call(const driven_call&) = delete;
    driven_call& operator=(const driven_call&) = delete;
    ~driven_call() override {
        if (is_done()) return;
        driver_.forget(*this);
        call_->give_up();
    }

    [[nodiscard]] bool is_done() const noexcept { return result_.has_value() || thrown_ != nullptr; }
    [[nodiscard]] const cancel_token& cancel() const noexcept { return options_.cancel; }
    [[nodiscard]] observed_send& sending() noexcept { return call_->sending(); }

    /// Nobody has driven it for that long.
    void was_left_alone(std::chrono::steady_clock::duration time) noexcept {
        if (call_ && call_->is_sending()) call_->sending().was_left_alone(time);
    }

    /// Goes on until something has to be sent or waited for, or until the call is done.
    BITBUCKET_COLD void move_on() {
        if (is_done()) return driver_.finished(*this);
        guarded([this] {
            const call_step step = call_->next();
            if (step.kind == call_step::type::send) return driver_.send(*this);
            if (step.kind == call_step::type::wait) return driver_.wait(step.time, *this);
            result_.emplace(call_->finish());
        });
        if (is_done()) driver_.finished(*this);
    }

    /// The same to the end, for a transport that has no loop.
    BITBUCKET_COLD void run_alone() {
        if (!is_done()) guarded([this] { result_.emplace(run_to_end(*call_, *core_, options_)); });
        driver_.finished(*this);
    }

    BITBUCKET_COLD void on_reply(http_response reply) override {
        guarded([&] { call_->note(sending().end(std::move(reply))); });
        move_on_unless_thrown();
    }
    BITBUCKET_COLD void on_failure(std::exception_ptr why) override {
        guarded([&] {
            try {
                std::rethrow_exception(std::move(why));
            } catch (...) {
                call_->note(sending().end(sending().failure_in_flight()));
            }
        });
        move_on_unless_thrown();
    }
    void on_time() override { move_on(); }

    /// The outcome of a call that is done. Throws what its source or receiver has thrown.
    [[nodiscard]] BITBUCKET_COLD result<call_reply> take() {
        if (thrown_ != nullptr) std::rethrow_exception(thrown_);
        return *std::move(result_);
    }
    /// The same, decoded into a target; the error, if there is one.
    [[nodiscard]] BITBUCKET_COLD std::optional<error> finish(const reply_target& target) {
        const result<call_reply> reply = take();
        if (!reply) return reply.error();
        return core_->decode_result(request_.about(), *reply, target);
    }

private:
    // What ends more than this call is kept for whoever takes its outcome, so that the others go on.
    template <class Function>
    BITBUCKET_COLD void guarded(Function&& function) {
        try {
            function();
        } catch (const forced_unwind&) {
            throw;
        } catch (...) {
            thrown_ = std::current_exception();
        }
    }
    void move_on_unless_thrown() {
        if (thrown_ != nullptr) return driver_.finished(*this);
        move_on();
    }

    std::shared_ptr<const client_core> core_;
    call_driver& driver_;
    request_base request_;
    call_options options_;
    std::optional<running_call> call_;
    std::optional<result<call_reply>> result_;
    std::exception_ptr thrown_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
