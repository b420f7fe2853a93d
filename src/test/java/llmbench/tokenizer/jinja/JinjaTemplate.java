package llmbench.tokenizer.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A template, read once.
 *
 * <p>Thread-safe. It gives the text that jinja2 3.1 gives with transformers' settings ({@code
 * trim_blocks}, {@code lstrip_blocks}, the immutable sandbox, loop controls, {@code {% generation
 * %}}), or an error that names what is missing or wrong.
 */
public final class JinjaTemplate {

  private final List<Statement> statements;
  private final Supplier<LocalDateTime> now;

  private JinjaTemplate(List<Statement> statements, Supplier<LocalDateTime> now) {
    this.statements = statements;
    this.now = now;
  }

  /**
   * Reads a template.
   *
   * @throws JinjaException when it is none
   */
  public static JinjaTemplate of(String template) {
    return of(template, LocalDateTime::now);
  }

  /** The same, with a clock of its own for {@code strftime_now}. */
  static JinjaTemplate of(String template, Supplier<LocalDateTime> now) {
    Tokens tokens = new Tokens(Lexer.tokens(template));
    try {
      return new JinjaTemplate(List.copyOf(new StatementParser(tokens).template()), now);
    } catch (StackOverflowError e) {
      throw new JinjaException("tags or brackets are nested too deeply to be read")
          .at(tokens.current().line());
    }
  }

  /**
   * The text that it makes.
   *
   * @param variables texts, whole and other numbers, Booleans, {@link None}, lists and maps of them
   * @throws JinjaException when it can't be rendered
   */
  public String render(Map<String, ?> variables) {
    Map<String, Object> all = new HashMap<>(Globals.of(now));
    variables.forEach((name, value) -> all.put(name, Values.of(value)));
    StringBuilder text = new StringBuilder();
    try {
      // What is set at the top hides a variable, and is gone with this rendering.
      Statement.runAll(statements, new Scope(new Scope(all)), text);
    } catch (StackOverflowError e) {
      throw new JinjaException("it calls itself without end, or what it says is nested too deeply");
    }
    return text.toString();
  }
}
