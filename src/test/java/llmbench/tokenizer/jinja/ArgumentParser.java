package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, in parentheses. */
final class ArgumentParser {

  private final ExpressionParser expressions;
  private final Tokens tokens;
  private final List<Expression> positional = new ArrayList<>();
  private final Map<String, Expression> named = new LinkedHashMap<>();
  private @Nullable Expression more;
  private @Nullable Expression moreNamed;

  ArgumentParser(ExpressionParser expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens;
  }

  ArgumentList parse() {
    int line = tokens.current().line();
    tokens.expectOperator("(");
    boolean first = true;
    while (!tokens.skipOperator(")")) {
      if (!first) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(")")) {
          break;
        }
      }
      first = false;
      if (!argument()) {
        throw new JinjaException("invalid syntax for function call expression").at(line);
      }
    }
    return new ArgumentList(positional, named, more, moreNamed);
  }

  /** Reads one; false where it may not stand behind those before it. */
  private boolean argument() {
    if (tokens.skipOperator("*")) {
      boolean allowed = more == null && moreNamed == null;
      more = expressions.expression();
      return allowed;
    }
    if (tokens.skipOperator("**")) {
      boolean allowed = moreNamed == null;
      moreNamed = expressions.expression();
      return allowed;
    }
    if (tokens.at(Token.Kind.NAME) && tokens.look().isOperator("=")) {
      String name = tokens.next().text();
      tokens.next();
      return named.put(name, expressions.expression()) == null && moreNamed == null;
    }
    positional.add(expressions.expression());
    return named.isEmpty() && more == null && moreNamed == null;
  }
}
