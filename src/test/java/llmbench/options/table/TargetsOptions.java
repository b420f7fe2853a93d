package llmbench.options.table;

import java.util.List;
import java.util.function.UnaryOperator;

/** Several models in one run: a setting of ours. */
public final class TargetsOptions {

  /** The models that requests name, with their weights. */
  public static final String MODELS = "models";

  static final List<Option> OURS =
      List.of(
          OurOption.some(
                  MODELS,
                  new ValueType(
                      "NAME=WEIGHT, WEIGHT a finite number above 0, such as big=3",
                      TargetsOptions::isWeighted,
                      UnaryOperator.identity()))
              .honoured(
                  "NAME=WEIGHT …: each measured request names one of these models, drawn by weight"
                      + " from the run's seed; [docs/targets.md](targets.md)"));

  private TargetsOptions() {}

  /** The model of NAME=WEIGHT; a name may have an equals sign itself. */
  public static String name(String word) {
    return word.substring(0, word.lastIndexOf('=')).strip();
  }

  /** The weight of NAME=WEIGHT, as it is written. */
  public static String weight(String word) {
    return word.substring(word.lastIndexOf('=') + 1).strip();
  }

  private static boolean isWeighted(String word) {
    return word.lastIndexOf('=') > 0
        && ValueType.NAME.fits().test(name(word))
        && ValueType.FACTOR.fits().test(weight(word));
  }
}
