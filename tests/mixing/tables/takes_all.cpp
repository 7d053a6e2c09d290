// SPDX-License-Identifier: MIT
// Takes the member table of every model that an operation returns or sends, and of the models in those. Only compiled,
// never run: its undefined symbols are the tables that the implementing file has to have, and it may define none itself.
#include <bitbucket/one_of.hpp>
#include <bitbucket/operations.hpp>

namespace bb = bitbucket;

namespace {

template <class T>
void take(const void* at);

// In the place of the library's own visitor, which would make the table.
struct takes_members {
    template <class T>
    void operator()(std::string_view, const T& member) {
        take<T>(&member);
    }
    template <class T>
    void sensitive(std::string_view, const T& member) {
        take<T>(&member);
    }
    template <class T>
    void strict(std::string_view, const T& member) {
        take<T>(&member);
    }
    template <class T>
    void needed(std::string_view, const T& member) {
        take<T>(&member);
    }
    void link(std::string_view, const std::string&) {}
    void whole(const bb::json_text&) {}
};

template <class T>
struct value_of {};
template <class T>
    requires requires { typename T::mapped_type; }
struct value_of<T> {
    using type = typename T::mapped_type;
};
template <class T>
struct value_of<std::vector<T>> {
    using type = T;
};
template <template <class> class Wrapper, class T>
    requires bb::detail::is_wrapper<Wrapper<T>> || bb::detail::is_accepted<Wrapper<T>>
struct value_of<Wrapper<T>> {
    using type = T;
};

template <class... Alternatives>
void take_alternatives(const bb::one_of<Alternatives...>* at) {
    (take<Alternatives>(at), ...);
}

template <class T>
void take(const void* at) {
    if constexpr (requires { take_alternatives(static_cast<const T*>(at)); })
        take_alternatives(static_cast<const T*>(at));
    else if constexpr (bb::model<T>) {
        bb::detail::member_table_of<T>(at);
        takes_members member;
        T::visit_members(*static_cast<const T*>(at), member);
    } else if constexpr (requires { typename value_of<T>::type; }) {
        take<typename value_of<T>::type>(at);
    }
}

template <class Operation, class Path, class Result, class... Inputs>
void take_operation(const bb::request<Operation, Path, Result, bb::inputs<Inputs...>>* at) {
    take<Result>(at);
    (take<Inputs>(at), ...);
}
template <class Operation, class Path, class Result, class Input>
void take_operation(const bb::request<Operation, Path, Result, Input>* at) {
    take<Result>(at);
    take<Input>(at);
}

}  // namespace

void take_all() {
    bb::all_operations.for_each([]<class Operation>() { take_operation(static_cast<const Operation*>(nullptr)); });
}
