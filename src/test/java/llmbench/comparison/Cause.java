package llmbench.comparison;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A known cause why figures of two columns differ: which figures it touches, and whether it applies
 * to a pair. All of them are in {@link Causes}.
 */
public final class Cause {

  /** What a cause means for a figure that it touches. */
  public enum Kind {
    /** Another question was asked: the figures can't be compared, whatever they are. */
    CONDITION,
    /** More or less was asked of the server: what that did to the figure is the answer. */
    LOAD,
    /** The same name means something else: figures that differ can't be compared. */
    DEFINITION,
    /** The same is meant and was measured otherwise: the figures differ, and this may be why. */
    CLIENT
  }

  private final Kind kind;
  private final Set<Figure> touched;
  private final Function<Pair, Optional<String>> sentence;

  Cause(Kind kind, Set<Figure> touched, Function<Pair, Optional<String>> sentence) {
    this.kind = kind;
    this.touched = touched;
    this.sentence = sentence;
  }

  /** What it means for a figure. */
  public Kind kind() {
    return kind;
  }

  boolean touches(Figure figure) {
    return touched.contains(figure);
  }

  /** What is so, in one sentence; empty when it is not. */
  Optional<String> of(Pair pair) {
    return sentence.apply(pair);
  }
}
