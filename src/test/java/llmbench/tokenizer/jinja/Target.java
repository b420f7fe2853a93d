package llmbench.tokenizer.jinja;

import java.util.List;

/** What can be assigned to: a name, an attribute of a namespace, or several of them. */
@FunctionalInterface
interface Target {

  void assign(Scope scope, Object value);

  static Target name(String name) {
    return (scope, value) -> scope.set(name, value);
  }

  static Target attribute(String namespace, String name) {
    return (scope, value) -> {
      if (!(scope.get(namespace) instanceof Namespace found)) {
        throw new JinjaException("cannot assign attribute on non-namespace object");
      }
      found.attributes().put(Namespace.name(name), value);
    };
  }

  static Target several(List<Target> targets) {
    return (scope, value) -> {
      if (value instanceof Undefined undefined) {
        throw undefined.failed();
      }
      List<Object> items = Values.list(value);
      if (items.size() != targets.size()) {
        throw new JinjaException(
            "%d values can't be given to %d names".formatted(items.size(), targets.size()));
      }
      for (int i = 0; i < items.size(); i++) {
        targets.get(i).assign(scope, items.get(i));
      }
    };
  }
}
