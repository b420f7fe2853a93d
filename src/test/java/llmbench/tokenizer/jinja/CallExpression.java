package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.Map;

/** A call: of a macro, a method or a function. */
record CallExpression(Expression callee, ArgumentList arguments) implements Expression {

  @Override
  public Object value(Scope scope) {
    return call(callee.value(scope), arguments.values(scope));
  }

  /** The call of a call block, which hands over what stands between its ends. */
  Object valueWith(Scope scope, Object caller) {
    return call(callee.value(scope), arguments.values(scope).with("caller", caller));
  }

  private static Object call(Object callee, Arguments arguments) {
    if (callee instanceof Undefined undefined) {
      throw undefined.failed();
    }
    if (callee instanceof Callable callable) {
      return callable.call(arguments);
    }
    throw new JinjaException("a " + Values.typeName(callee) + " can't be called");
  }

  /** For a filter without arguments. */
  static final ArgumentList NOTHING = new ArgumentList(List.of(), Map.of(), null, null);
}
