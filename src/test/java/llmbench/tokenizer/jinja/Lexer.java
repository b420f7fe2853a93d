package llmbench.tokenizer.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into pieces, as jinja2's {@code lexer.py} does with {@code trim_blocks} and
 * {@code lstrip_blocks}: a line break behind a block is dropped, and so are blanks before one from
 * the start of its line; a last line break of the template is dropped.
 */
final class Lexer {

  private static final String S = Spaces.CLASS + "*";
  private static final Pattern RAW =
      Pattern.compile("\\{%([-+]?)" + S + "raw" + S + "(?:-%\\}" + S + "|%\\})");
  private static final Pattern END_RAW =
      Pattern.compile("\\{%([-+]?)" + S + "endraw" + S + "(?:\\+%\\}|-%\\}" + S + "|%\\}\\n?)");
  private static final Pattern END_COMMENT = Pattern.compile("\\+#\\}|-#\\}" + S + "|#\\}\\n?");
  private static final Pattern END_BLOCK = Pattern.compile("\\+%\\}|-%\\}" + S + "|%\\}\\n?");
  private static final Pattern END_VARIABLE = Pattern.compile("-\\}\\}" + S + "|\\}\\}");
  private static final Pattern BLANK = Pattern.compile(Spaces.CLASS + "+");

  /** Taken as a whole, as all that repeats a group here: what may go back nests once a group. */
  private static final String DIGITS = "\\d++(?:_\\d++)*+";

  private static final Pattern FLOAT =
      Pattern.compile("(?<!\\.)D((\\.D)?[eE][+-]?D|\\.D)".replace("D", DIGITS));
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[\\da-fA-F])++"
              + "|[1-9](?:_?\\d)*+|0(?:_?0)*+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int place;
  private int line = 1;
  private boolean atLineStart = true;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String template) {
    String source = template.replace("\r\n", "\n").replace('\r', '\n');
    Lexer lexer =
        new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
    lexer.template();
    return List.copyOf(lexer.tokens);
  }

  private void template() {
    while (place < source.length()) {
      int tag = nextTag();
      if (tag < 0) {
        data(source.substring(place));
        advance(source.length());
      } else {
        tag(tag, source.charAt(tag + 1));
      }
    }
    tokens.add(new Token(Token.Kind.END, "", line));
  }

  private int nextTag() {
    for (int i = source.indexOf('{', place); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "%{#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void tag(int at, char kind) {
    String before = source.substring(place, at);
    Matcher raw = RAW.matcher(source).region(at, source.length());
    if (kind == '%' && raw.lookingAt()) {
      data(stripped(before, raw.group(1), true));
      advance(raw.end());
      raw();
      return;
    }
    String sign = sign(at + 2);
    data(stripped(before, sign, kind != '{'));
    advance(at + 2 + sign.length());
    switch (kind) {
      case '#' -> advance(end(END_COMMENT, "comment").end());
      case '%' -> code(Token.Kind.BLOCK_BEGIN, Token.Kind.BLOCK_END, END_BLOCK);
      default -> code(Token.Kind.VARIABLE_BEGIN, Token.Kind.VARIABLE_END, END_VARIABLE);
    }
  }

  private void raw() {
    Matcher end = end(END_RAW, "raw block");
    data(stripped(source.substring(place, end.start()), end.group(1), true));
    advance(end.end());
  }

  private Matcher end(Pattern pattern, String what) {
    Matcher end = pattern.matcher(source);
    if (!end.find(place)) {
      throw new JinjaException("a " + what + " has no end").at(line);
    }
    return end;
  }

  private String sign(int at) {
    return at < source.length() && "-+".indexOf(source.charAt(at)) >= 0
        ? source.substring(at, at + 1)
        : "";
  }

  /** What is left of a text before a tag. */
  private String stripped(String text, String sign, boolean block) {
    if (sign.equals("-")) {
      return Spaces.stripEnd(text);
    }
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean onlyBlanks = (lineStart > 0 || atLineStart) && Spaces.areAll(text.substring(lineStart));
    return block && sign.isEmpty() && onlyBlanks ? text.substring(0, lineStart) : text;
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      tokens.add(new Token(Token.Kind.DATA, text, line));
    }
  }

  private void advance(int to) {
    line += (int) source.substring(place, to).chars().filter(c -> c == '\n').count();
    atLineStart = to > place ? source.charAt(to - 1) == '\n' : atLineStart;
    place = to;
  }

  private void code(Token.Kind begin, Token.Kind end, Pattern ending) {
    tokens.add(new Token(begin, source.substring(Math.max(0, place - 2), place), line));
    Deque<Character> open = new ArrayDeque<>();
    while (true) {
      Matcher over = at(ending);
      if (open.isEmpty() && over.lookingAt()) {
        tokens.add(new Token(end, over.group().strip(), line));
        advance(over.end());
        return;
      }
      if (place >= source.length()) {
        throw new JinjaException("a tag has no end").at(line);
      }
      piece(open);
    }
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(source).region(place, source.length()).useTransparentBounds(true);
  }

  private void piece(Deque<Character> open) {
    Matcher blank = at(BLANK);
    if (blank.lookingAt()) {
      advance(blank.end());
    } else if (!take(FLOAT, Token.Kind.FLOAT)
        && !take(INTEGER, Token.Kind.INTEGER)
        && !take(NAME, Token.Kind.NAME)
        && !string()) {
      operator(open);
    }
  }

  private boolean take(Pattern pattern, Token.Kind kind) {
    Matcher found = at(pattern);
    if (!found.lookingAt()) {
      return false;
    }
    tokens.add(new Token(kind, found.group(), line));
    advance(found.end());
    return true;
  }

  private boolean string() {
    Matcher found = at(STRING);
    if (!found.lookingAt()) {
      return false;
    }
    String inside = found.group().substring(1, found.group().length() - 1);
    try {
      tokens.add(new Token(Token.Kind.STRING, Escapes.resolved(inside), line));
    } catch (JinjaException e) {
      throw e.at(line);
    }
    advance(found.end());
    return true;
  }

  private void operator(Deque<Character> open) {
    Matcher found = at(OPERATOR);
    if (!found.lookingAt()) {
      throw new JinjaException(
              "unexpected character '" + Character.toString(source.codePointAt(place)) + "'")
          .at(line);
    }
    String operator = found.group();
    char first = operator.charAt(0);
    int opening = "({[".indexOf(first);
    if (opening >= 0) {
      open.push(")}]".charAt(opening));
    } else if (")}]".indexOf(first) >= 0 && (open.isEmpty() || open.pop() != first)) {
      throw new JinjaException("unexpected '" + first + "'").at(line);
    }
    tokens.add(new Token(Token.Kind.OPERATOR, operator, line));
    advance(found.end());
  }
}
