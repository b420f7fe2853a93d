package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Templates and their tags, with jinja2's grammar ({@code parser.py}). */
final class StatementParser extends ExpressionParser {

  private static final Set<String> LEFT_OUT =
      Set.of("autoescape", "block", "extends", "from", "import", "include", "print");

  /** The loops around, within the macro that is being read. */
  private int loops;

  /** The loops around, whatever is between. */
  private int allLoops;

  StatementParser(Tokens tokens) {
    super(tokens);
  }

  List<Statement> template() {
    List<Statement> statements = until();
    if (!tokens.at(Token.Kind.END)) {
      throw tokens.unexpected();
    }
    return statements;
  }

  /** What stands before one of these tags, whose name is the next token then. */
  private List<Statement> until(String... ends) {
    List<Statement> statements = new ArrayList<>();
    while (!tokens.at(Token.Kind.END)) {
      Token token = tokens.next();
      int line = token.line();
      switch (token.kind()) {
        case DATA -> statements.add(text(token.text()));
        case VARIABLE_BEGIN -> {
          Expression value = tuple(true, false);
          tokens.expect(Token.Kind.VARIABLE_END);
          statements.add(located(line, output(value)));
        }
        default -> {
          if (tokens.at(Token.Kind.NAME) && List.of(ends).contains(tokens.current().text())) {
            return statements;
          }
          Statement statement = tag();
          tokens.expect(Token.Kind.BLOCK_END);
          statements.add(located(line, statement));
        }
      }
    }
    if (ends.length > 0) {
      throw new JinjaException(
              "the template ends where {% " + ends[ends.length - 1] + " %} is missing")
          .at(tokens.current().line());
    }
    return statements;
  }

  private static Statement text(String text) {
    return (scope, out) -> {
      out.append(text);
      return Statement.Flow.NEXT;
    };
  }

  private static Statement output(Expression value) {
    return (scope, out) -> {
      out.append(Texts.str(value.value(scope)));
      return Statement.Flow.NEXT;
    };
  }

  private static Statement located(int line, Statement statement) {
    return (scope, out) -> {
      try {
        return statement.run(scope, out);
      } catch (JinjaException e) {
        throw e.at(line);
      }
    };
  }

  private Statement tag() {
    Token name = tokens.expect(Token.Kind.NAME);
    return switch (name.text()) {
      case "if" -> condition();
      case "for" -> loop();
      case "set" -> set();
      case "macro" -> macro();
      case "call" -> call();
      case "filter" -> filterBlock();
      case "with" -> with();
      case "generation" -> generation();
      case "break" -> leaving(name, Statement.Flow.BREAK);
      case "continue" -> leaving(name, Statement.Flow.CONTINUE);
      default -> {
        if (LEFT_OUT.contains(name.text())) {
          throw JinjaException.unsupported("the tag '" + name.text() + "'").at(name.line());
        }
        throw new JinjaException("unknown tag '" + name.text() + "'").at(name.line());
      }
    };
  }

  /** What stands between here and one of these tags. */
  private List<Statement> body(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Token.Kind.BLOCK_END);
    return until(ends);
  }

  /** The same, of which filters must be known even if it is never run. */
  private List<Statement> hardBody(String... ends) {
    int before = soft;
    soft = 0;
    List<Statement> body = body(ends);
    soft = before;
    return body;
  }

  private Statement leaving(Token name, Statement.Flow flow) {
    if (loops == 0) {
      throw new JinjaException("'" + name.text() + "' outside of a loop").at(name.line());
    }
    return (scope, out) -> flow;
  }

  private Statement condition() {
    soft++;
    Expression test = tuple(false, false);
    List<Statement> then = body("elif", "else", "endif");
    Token end = tokens.next();
    List<Statement> otherwise = List.of();
    if (end.isName("elif")) {
      otherwise = List.of(condition());
    } else if (end.isName("else")) {
      otherwise = body("endif");
      tokens.next();
    }
    soft--;
    List<Statement> other = otherwise;
    return (scope, out) ->
        Statement.runAll(Values.truth(test.value(scope)) ? then : other, scope, out);
  }

  private Statement loop() {
    allLoops++;
    Target target = target(false);
    if (!tokens.skipName("in")) {
      throw tokens.unexpected();
    }
    Expression items = tuple(false, false);
    Expression test = tokens.skipName("if") ? expression() : null;
    boolean recursive = tokens.skipName("recursive");
    loops++;
    List<Statement> body = hardBody("endfor", "else");
    loops--;
    List<Statement> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = hardBody("endfor");
      tokens.next();
    }
    allLoops--;
    return new ForLoop(target, items, test, recursive, body, otherwise);
  }

  private Target target(boolean namespaces) {
    List<Target> targets = new ArrayList<>();
    boolean comma = false;
    while (!tokens.atName("in") && !tokens.at(Token.Kind.BLOCK_END)) {
      targets.add(oneTarget(namespaces));
      comma = tokens.skipOperator(",");
      if (!comma) {
        break;
      }
    }
    if (targets.isEmpty()) {
      throw tokens.unexpected();
    }
    return targets.size() == 1 && !comma ? targets.get(0) : Target.several(targets);
  }

  private Target oneTarget(boolean namespaces) {
    if (tokens.skipOperator("(")) {
      Target inner = target(namespaces);
      tokens.expectOperator(")");
      return inner;
    }
    Token token = tokens.expect(Token.Kind.NAME);
    String name = Literals.identifier(token);
    if (namespaces && tokens.skipOperator(".")) {
      return Target.attribute(name, tokens.expect(Token.Kind.NAME).text());
    }
    if (Literals.CONSTANTS.containsKey(name)) {
      throw new JinjaException("can't assign to '" + name + "'").at(token.line());
    }
    if (name.equals("loop") && allLoops > 0) {
      throw new JinjaException("can't assign to special loop variable").at(token.line());
    }
    return Target.name(name);
  }

  private Statement set() {
    Target target = target(true);
    if (tokens.skipOperator("=")) {
      Expression value = tuple(true, false);
      return (scope, out) -> {
        target.assign(scope, value.value(scope));
        return Statement.Flow.NEXT;
      };
    }
    Filtering filtering = new Filtering();
    Expression value = filtering;
    while (tokens.atOperator("|")) {
      value = filter(value);
    }
    List<Statement> body = hardBody("endset");
    tokens.next();
    Expression whole = value;
    return (scope, out) ->
        filtering.run(body, scope, inner -> target.assign(scope, whole.value(inner)));
  }

  private Statement filterBlock() {
    Filtering filtering = new Filtering();
    Expression value = namedFilter(filtering);
    while (tokens.atOperator("|")) {
      value = filter(value);
    }
    List<Statement> body = hardBody("endfilter");
    tokens.next();
    Expression whole = value;
    return (scope, out) ->
        filtering.run(body, scope, inner -> out.append(Texts.str(whole.value(inner))));
  }

  private Statement with() {
    List<Target> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.at(Token.Kind.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(oneTarget(false));
      tokens.expectOperator("=");
      values.add(expression());
    }
    List<Statement> body = hardBody("endwith");
    tokens.next();
    return (scope, out) -> {
      Scope inner = new Scope(scope);
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(inner, values.get(i).value(scope));
      }
      return Statement.runAll(body, inner, out);
    };
  }

  /** Transformers' own tag: what the assistant wrote. Its body is rendered, as by a macro. */
  private Statement generation() {
    MacroBody body = macroBody(List.of(), "endgeneration");
    return (scope, out) -> {
      out.append(Texts.str(body.in(scope, "generation").call(Arguments.NONE)));
      return Statement.Flow.NEXT;
    };
  }

  private Statement macro() {
    Token name = tokens.expect(Token.Kind.NAME);
    MacroBody body = macroBody(parameters(), "endmacro");
    return (scope, out) -> {
      scope.set(name.text(), body.in(scope, name.text()));
      return Statement.Flow.NEXT;
    };
  }

  private Statement call() {
    List<Macro.Parameter> parameters =
        tokens.atOperator("(") ? parameters() : List.<Macro.Parameter>of();
    if (!(expression() instanceof CallExpression call)) {
      throw new JinjaException("expected call").at(tokens.current().line());
    }
    MacroBody body = macroBody(parameters, "endcall");
    return (scope, out) -> {
      out.append(Texts.str(call.valueWith(scope, body.in(scope, "caller"))));
      return Statement.Flow.NEXT;
    };
  }

  private List<Macro.Parameter> parameters() {
    List<Macro.Parameter> parameters = new ArrayList<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String name = Literals.identifier(tokens.expect(Token.Kind.NAME));
      @Nullable Expression standard = tokens.skipOperator("=") ? expression() : null;
      boolean lacks =
          standard == null
              && !parameters.isEmpty()
              && parameters.get(parameters.size() - 1).standard() != null;
      if (lacks) {
        throw new JinjaException("non-default argument follows default argument")
            .at(tokens.current().line());
      }
      parameters.add(new Macro.Parameter(name, standard));
    }
    return parameters;
  }

  private record MacroBody(
      List<Macro.Parameter> parameters, Set<String> uses, List<Statement> statements) {

    Macro in(Scope scope, String name) {
      return new Macro(name, parameters, uses, statements, scope);
    }
  }

  private MacroBody macroBody(List<Macro.Parameter> parameters, String end) {
    int outerLoops = loops;
    loops = 0;
    used.enter();
    List<Statement> body = hardBody(end);
    Set<String> uses = used.leave();
    loops = outerLoops;
    tokens.next();
    return new MacroBody(parameters, uses, body);
  }
}
