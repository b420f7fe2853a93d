package llmbench.tokenizer.jinja;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The names that the macros that are being read have in their bodies. */
final class NamesUsed {

  private final Deque<Set<String>> macros = new ArrayDeque<>();

  void enter() {
    macros.push(new HashSet<>());
  }

  Set<String> leave() {
    return Set.copyOf(macros.pop());
  }

  void add(String name) {
    macros.forEach(names -> names.add(name));
  }
}
