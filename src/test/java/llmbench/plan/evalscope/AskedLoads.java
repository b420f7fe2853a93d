package llmbench.plan.evalscope;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.options.Pace;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ArrivalOptions;
import llmbench.plan.PlanException;

/**
 * The lists of loads that a command line of evalscope has, one value or more in each. What the tool
 * refuses is refused in its own words: {@code _validate_sweep_params()} of {@code arguments.py} in
 * {@code evalscope/perf} 1.14.1.
 */
record AskedLoads(Settings settings) {

  private static final String NUMBER = "number";
  private static final String PARALLEL = "parallel";
  private static final String RATE = "rate";

  /** The dataset that says itself when its requests are sent. */
  private static final String TIMED = "workload_trace";

  /** Whether the tool's version has sweeps and searches as they are here. */
  boolean isOfThisTool() {
    return settings.compat().tool() == ToolVersion.Tool.EVALSCOPE
        && settings.compat().atLeast(ToolVersion.EVALSCOPE_1_14);
  }

  /** Whether a value can't be one, which whoever reads the options of one run will say. */
  boolean isBroken() {
    return Stream.of(NUMBER, PARALLEL, RATE)
        .anyMatch(name -> settings.isGiven(name) && settings.words(name).isEmpty());
  }

  boolean isOpenLoop() {
    return settings.isOn(ArrivalOptions.OPEN_LOOP);
  }

  /** What a sweep varies beside the number: the option's name. */
  String swept() {
    return isOpenLoop() ? RATE : PARALLEL;
  }

  List<Integer> numbers() {
    return wholes(NUMBER);
  }

  /** As Python has them: {@code 2.0}. */
  List<String> rates() {
    return texts(RATE).stream()
        .map(text -> PythonNumbers.repr(Objects.requireNonNull(PythonNumbers.real(text))))
        .toList();
  }

  /** The values of what is swept, as Python writes them. */
  List<String> pressures() {
    return isOpenLoop() ? rates() : wholes(PARALLEL).stream().map(String::valueOf).toList();
  }

  /** How many at once, of the first level. */
  int parallel() {
    return wholes(PARALLEL).get(0);
  }

  /**
   * Refuses lists that are no pairs.
   *
   * @throws PlanException in the tool's own words
   */
  void check() {
    if (numbers().size() != pressures().size()) {
      String wrong =
          isOpenLoop()
              ? "In open-loop mode the length of --number and --rate must match, but got number:"
                  + " %s and rate: %s"
              : "The length of number and parallel should be the same, but got number: %s and"
                  + " parallel: %s";
      throw new PlanException(
          wrong.formatted(numbers(), pressures())
              + ".\nEach level of a sweep takes one value of both lists: give as many of each.");
    }
    boolean unpaced = pressures().contains(PythonNumbers.repr(Pace.NO_RATE));
    if (isOpenLoop() && unpaced && !TIMED.equals(settings.text("dataset"))) {
      throw new PlanException(
          "In open-loop mode all --rate values must be > 0, but got: "
              + pressures()
              + ".\nOnly the rate says there when requests are sent: give one for each level.");
    }
  }

  private List<Integer> wholes(String name) {
    return texts(name).stream()
        .map(text -> Objects.requireNonNull(PythonNumbers.whole(text)))
        .map(BigInteger::intValueExact)
        .toList();
  }

  private List<String> texts(String name) {
    List<String> words = settings.words(name);
    return words.isEmpty() ? List.of(settings.required(name)) : words;
  }
}
