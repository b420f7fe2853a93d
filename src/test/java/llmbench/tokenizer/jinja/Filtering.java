package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.function.Consumer;

/** The text of a block, as the value that its filters are given. */
final class Filtering implements Expression {

  /** No template can have a variable of this name. */
  private static final String TEXT = "text of the block";

  @Override
  public Object value(Scope scope) {
    return scope.get(TEXT);
  }

  /** Renders the block, then hands over the scope in which this has its text for a value. */
  Statement.Flow run(List<Statement> body, Scope scope, Consumer<Scope> then) {
    StringBuilder text = new StringBuilder();
    Statement.Flow flow = Statement.runAll(body, new Scope(scope), text);
    if (flow == Statement.Flow.NEXT) {
      Scope inner = new Scope(scope);
      inner.set(TEXT, text.toString());
      then.accept(inner);
    }
    return flow;
  }
}
