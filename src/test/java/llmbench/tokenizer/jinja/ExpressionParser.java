package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Expressions, with jinja2's grammar ({@code parser.py}, from {@code parse_condexpr} on). */
class ExpressionParser {

  private static final Set<Token.Kind> ARGUMENT_STARTS =
      Set.of(Token.Kind.NAME, Token.Kind.STRING, Token.Kind.INTEGER, Token.Kind.FLOAT);

  final Tokens tokens;
  final NamesUsed used = new NamesUsed();

  /** How many ifs are around: within one, an unknown filter is an error only when it is used. */
  int soft;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression chosen = value;
      Expression test = or();
      Expression other =
          tokens.skipName("else")
              ? expression()
              : scope -> new Undefined("the inline if-expression has no else");
      value = scope -> Values.truth(test.value(scope)) ? chosen.value(scope) : other.value(scope);
    }
    return value;
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      Expression first = left;
      Expression second = and();
      left =
          scope -> {
            Object value = first.value(scope);
            return Values.truth(value) ? value : second.value(scope);
          };
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      Expression first = left;
      Expression second = not();
      left =
          scope -> {
            Object value = first.value(scope);
            return Values.truth(value) ? second.value(scope) : value;
          };
    }
    return left;
  }

  private Expression not() {
    if (tokens.skipName("not")) {
      Expression value = not();
      return scope -> !Values.truth(value.value(scope));
    }
    return comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<Comparison> rest = new ArrayList<>();
    for (Comparison.Kind kind = comparing(); kind != null; kind = comparing()) {
      rest.add(new Comparison(kind, sum()));
    }
    return rest.isEmpty() ? first : scope -> Comparison.chain(first, rest, scope);
  }

  private Comparison.@Nullable Kind comparing() {
    if (tokens.skipName("in")) {
      return Comparison.Kind.IN;
    }
    if (tokens.atName("not") && tokens.look().isName("in")) {
      tokens.next();
      tokens.next();
      return Comparison.Kind.NOT_IN;
    }
    Comparison.Kind kind =
        tokens.at(Token.Kind.OPERATOR) ? Comparison.Kind.of(tokens.current().text()) : null;
    if (kind != null) {
      tokens.next();
    }
    return kind;
  }

  private interface Operand {
    Expression parse();
  }

  private Expression operation(Map<String, BinaryOperator<Object>> operators, Operand operand) {
    Expression left = operand.parse();
    while (tokens.at(Token.Kind.OPERATOR)) {
      BinaryOperator<Object> operator = operators.get(tokens.current().text());
      if (operator == null) {
        break;
      }
      tokens.next();
      left = operated(operator, left, operand.parse());
    }
    return left;
  }

  private static Expression operated(
      BinaryOperator<Object> operator, Expression left, Expression right) {
    return scope -> operator.apply(left.value(scope), right.value(scope));
  }

  private Expression sum() {
    return operation(Numbers.SUMS, this::concatenation);
  }

  private Expression concatenation() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : scope -> Texts.concatenated(values(parts, scope));
  }

  private Expression product() {
    return operation(Numbers.PRODUCTS, () -> operation(Numbers.POWERS, () -> unary(true)));
  }

  private Expression unary(boolean withFilters) {
    Expression value;
    if (tokens.skipOperator("-")) {
      Expression of = unary(false);
      value = scope -> Numbers.negative(of.value(scope));
    } else if (tokens.skipOperator("+")) {
      Expression of = unary(false);
      value = scope -> Numbers.positive(of.value(scope));
    } else {
      value = primary();
    }
    value = postfix(value);
    return withFilters ? filters(value) : value;
  }

  private Expression primary() {
    Token token = tokens.current();
    switch (token.kind()) {
      case NAME -> {
        tokens.next();
        return name(token);
      }
      case STRING -> {
        StringBuilder text = new StringBuilder();
        while (tokens.at(Token.Kind.STRING)) {
          text.append(tokens.next().text());
        }
        return constant(text.toString());
      }
      case INTEGER, FLOAT -> {
        return constant(Literals.number(tokens.next()));
      }
      default -> {
        return bracketed();
      }
    }
  }

  private Expression bracketed() {
    if (tokens.skipOperator("(")) {
      Expression inside = tuple(true, true);
      tokens.expectOperator(")");
      return inside;
    }
    if (tokens.skipOperator("[")) {
      List<Expression> items = listed("]");
      return scope -> values(items, scope);
    }
    if (tokens.skipOperator("{")) {
      return dict();
    }
    throw tokens.unexpected();
  }

  private Expression name(Token token) {
    Object known = Literals.CONSTANTS.get(token.text());
    if (known != null) {
      return constant(known);
    }
    String name = Literals.identifier(token);
    used.add(name);
    return scope -> scope.get(name);
  }

  private static Expression constant(Object value) {
    return scope -> value;
  }

  private static List<Object> values(List<Expression> items, Scope scope) {
    List<Object> values = new ArrayList<>();
    items.forEach(item -> values.add(item.value(scope)));
    return values;
  }

  private List<Expression> listed(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator(end)) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(end)) {
          break;
        }
      }
      items.add(expression());
    }
    return items;
  }

  private Expression dict() {
    Map<Expression, Expression> pairs = new LinkedHashMap<>();
    while (!tokens.skipOperator("}")) {
      if (!pairs.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("}")) {
          break;
        }
      }
      Expression key = expression();
      tokens.expectOperator(":");
      pairs.put(key, expression());
    }
    return scope -> {
      Map<Object, Object> dict = new LinkedHashMap<>();
      pairs.forEach((key, value) -> dict.put(Dicts.key(key.value(scope)), value.value(scope)));
      return dict;
    };
  }

  /** An expression, or several with commas between them, which make a tuple. */
  Expression tuple(boolean withIf, boolean inParentheses) {
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (!endsTuple()) {
      items.add(withIf ? expression() : or());
      comma = tokens.skipOperator(",");
      if (!comma) {
        break;
      }
    }
    if (items.size() == 1 && !comma) {
      return items.get(0);
    }
    if (items.isEmpty() && !inParentheses) {
      throw tokens.unexpected();
    }
    return scope -> new Tuple(values(items, scope));
  }

  private boolean endsTuple() {
    return tokens.at(Token.Kind.VARIABLE_END)
        || tokens.at(Token.Kind.BLOCK_END)
        || tokens.atOperator(")")
        || tokens.atName("recursive");
  }

  private Expression postfix(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.atOperator(".") || tokens.atOperator("[")) {
        value = subscript(value);
      } else if (tokens.atOperator("(")) {
        value = new CallExpression(value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expression subscript(Expression of) {
    if (tokens.next().isOperator(".")) {
      Token name = tokens.next();
      if (name.kind() == Token.Kind.INTEGER) {
        Object index = Literals.number(name);
        return scope -> Attributes.item(of.value(scope), index);
      }
      if (name.kind() != Token.Kind.NAME) {
        throw new JinjaException("expected name or number").at(name.line());
      }
      return scope -> Attributes.attribute(of.value(scope), name.text());
    }
    List<Expression> keys = new ArrayList<>(List.of(key()));
    while (tokens.skipOperator(",")) {
      keys.add(key());
    }
    tokens.expectOperator("]");
    Expression key = keys.size() == 1 ? keys.get(0) : scope -> new Tuple(values(keys, scope));
    return scope -> Attributes.item(of.value(scope), key.value(scope));
  }

  private Expression key() {
    Expression from = tokens.atOperator(":") ? null : expression();
    if (from != null && !tokens.atOperator(":")) {
      return from;
    }
    tokens.expectOperator(":");
    Expression to = sliceEnds() ? null : expression();
    Expression step = tokens.skipOperator(":") && !sliceEnds() ? expression() : null;
    return scope -> new Items.Slice(bound(from, scope), bound(to, scope), bound(step, scope));
  }

  private static @Nullable Object bound(@Nullable Expression bound, Scope scope) {
    return bound == null ? null : Items.Slice.given(bound.value(scope));
  }

  private boolean sliceEnds() {
    return tokens.atOperator(":") || tokens.atOperator("]") || tokens.atOperator(",");
  }

  private Expression filters(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.atOperator("|")) {
        value = filter(value);
      } else if (tokens.skipName("is")) {
        value = test(value);
      } else if (tokens.atOperator("(")) {
        value = new CallExpression(value, arguments());
      } else {
        return value;
      }
    }
  }

  /** The filter that follows. */
  Expression filter(Expression of) {
    tokens.expectOperator("|");
    return namedFilter(of);
  }

  Expression namedFilter(Expression of) {
    Token name = tokens.expect(Token.Kind.NAME);
    Filters.Filter filter = Filters.named(dotted(name), name.line(), soft > 0);
    ArgumentList arguments = tokens.atOperator("(") ? arguments() : CallExpression.NOTHING;
    return scope -> filter.apply(of.value(scope), arguments.values(scope));
  }

  private String dotted(Token name) {
    StringBuilder whole = new StringBuilder(name.text());
    while (tokens.skipOperator(".")) {
      whole.append('.').append(tokens.expect(Token.Kind.NAME).text());
    }
    return whole.toString();
  }

  private Expression test(Expression of) {
    boolean negated = tokens.skipName("not");
    Token name = tokens.expect(Token.Kind.NAME);
    Checks.Check check = Checks.named(dotted(name), name.line(), soft > 0);
    ArgumentList arguments = testArguments();
    return scope -> check.holds(of.value(scope), arguments.values(scope)) != negated;
  }

  private ArgumentList testArguments() {
    Token token = tokens.current();
    if (token.isOperator("(")) {
      return arguments();
    }
    boolean starts =
        ARGUMENT_STARTS.contains(token.kind()) || token.isOperator("[") || token.isOperator("{");
    if (!starts || token.isName("else") || token.isName("or") || token.isName("and")) {
      return CallExpression.NOTHING;
    }
    if (token.isName("is")) {
      throw new JinjaException("you cannot chain multiple tests with is").at(token.line());
    }
    return new ArgumentList(List.of(postfix(primary())), Map.of(), null, null);
  }

  private ArgumentList arguments() {
    return new ArgumentParser(this).parse();
  }
}
