package llmbench.options.table;

import java.util.List;
import java.util.function.UnaryOperator;
import llmbench.options.syntax.ServerUrl;
import llmbench.options.syntax.UrlText;

/** Several servers and models in one run: settings of ours. */
public final class TargetsOptions {

  /** The models that requests name, with their weights. */
  public static final String MODELS = "models";

  /** The servers that requests go to in turn. */
  public static final String BASE_URLS = "base-urls";

  static final List<Option> OURS =
      List.of(
          OurOption.some(
                  BASE_URLS,
                  new ValueType(
                      "http or https URLs without query and without credentials (--header has"
                          + " those), such as http://a:8000 http://b:8000/prefix",
                      TargetsOptions::isServer,
                      UnaryOperator.identity(),
                      UrlText::whyNone))
              .honoured(
                  "URL …: requests go to these servers in turn; [docs/targets.md](targets.md)"),
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

  private static boolean isServer(String text) {
    ServerUrl url = ServerUrl.read(text);
    return url != null && url.authorization() == null;
  }

  private static boolean isWeighted(String word) {
    return word.lastIndexOf('=') > 0
        && ValueType.NAME.fits().test(name(word))
        && ValueType.FACTOR.fits().test(weight(word));
  }
}
