package llmbench.tokenizer.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% for %}}.
 *
 * @param condition which items count; null for all
 */
record ForLoop(
    Target target,
    Expression items,
    @Nullable Expression condition,
    boolean recursive,
    List<Statement> body,
    List<Statement> otherwise)
    implements Statement {

  @Override
  public Flow run(Scope scope, StringBuilder out) {
    run(scope, out, items.value(scope), 0);
    return Flow.NEXT;
  }

  private void run(Scope scope, StringBuilder out, Object items, int depth0) {
    Loop loop =
        new Loop(passing(scope, items), depth0, arguments -> again(scope, arguments, depth0));
    boolean finishedOne = false;
    Flow flow = Flow.NEXT;
    while (flow != Flow.BREAK && loop.hasNext()) {
      Scope turn = new Scope(scope);
      target.assign(turn, loop.next());
      turn.set("loop", loop);
      flow = Statement.runAll(body, turn, out);
      finishedOne |= flow == Flow.NEXT;
    }
    // As in jinja2, turns that were left early don't count.
    if (!finishedOne) {
      Statement.runAll(otherwise, new Scope(scope), out);
    }
  }

  private Object passing(Scope scope, Object items) {
    Expression test = condition;
    if (test == null) {
      return items;
    }
    return new Lazy(
        new Passing(
            Values.iterator(items),
            item -> {
              Scope turn = new Scope(scope);
              target.assign(turn, item);
              return Values.truth(test.value(turn));
            }));
  }

  private Object again(Scope scope, Arguments arguments, int depth0) {
    if (!recursive) {
      throw new JinjaException("a loop that calls itself must be marked 'recursive'");
    }
    StringBuilder text = new StringBuilder();
    run(scope, text, arguments.bind("loop", List.of("iterable")).required(0), depth0 + 1);
    return text.toString();
  }
}
