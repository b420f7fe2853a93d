package llmbench.tokenizer.jinja;

import java.util.List;

/** What writes text, or does something else. */
@FunctionalInterface
interface Statement {

  /** How it goes on behind a statement. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  Flow run(Scope scope, StringBuilder out);

  /** All of them, until one leaves the loop or its turn. */
  static Flow runAll(List<Statement> statements, Scope scope, StringBuilder out) {
    for (Statement statement : statements) {
      Flow flow = statement.run(scope, out);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }
}
