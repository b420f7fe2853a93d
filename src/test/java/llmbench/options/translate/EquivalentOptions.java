package llmbench.options.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Given;
import llmbench.options.given.Level;
import llmbench.options.given.Problems;
import llmbench.options.table.EvalscopeLoadOptions;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/**
 * Settings under the other tool's names, made options of the tool whose requests are sent: {@code
 * -Dllm.parallel=50} is {@code --max-concurrency 50} for vLLM's. What isn't the same in both is
 * refused, with what to give instead.
 */
public final class EquivalentOptions {

  static final String EVALSCOPE = "-Dllm.compat=" + ToolVersion.Tool.EVALSCOPE.newest().label();
  private static final String VLLM = "-Dllm.compat=" + ToolVersion.Tool.VLLM.newest().label();

  /** The dataset that both tools have under one name. */
  private static final String RANDOM = "random";

  private final ToolVersion compat;
  private final Problems problems;
  private final UrlNames urls;
  private final LengthNames lengths;
  private final BodyFields fields;

  public EquivalentOptions(ToolVersion compat, Problems problems) {
    this.compat = compat;
    this.problems = problems;
    urls = new UrlNames(compat, problems);
    lengths = new LengthNames(compat, problems);
    fields = new BodyFields(compat, problems);
  }

  /**
   * The other tool's option of that name, if it can be said in options of this version; null when
   * there is none.
   */
  public static @Nullable Option find(ToolVersion compat, String name) {
    boolean known =
        CrossToolOptions.same(compat, name) != null || CrossToolOptions.isTranslated(compat, name);
    return known ? CrossToolOptions.ofOtherTool(compat, name) : null;
  }

  /**
   * Whether a setting's name is taken for the other tool's option, although this version has one of
   * that name: evalscope's port is that of a server that it would start itself.
   */
  public static boolean isForeign(ToolVersion compat, String name) {
    return compat.tool() == ToolVersion.Tool.EVALSCOPE && name.equals("port");
  }

  /**
   * What a place gives, by this version's names.
   *
   * @param all its settings, some of them options of the other tool
   * @param under what counts where it gives nothing
   */
  public Map<String, Given> level(List<Given> all, Map<String, Given> under) {
    List<Given> own = new ArrayList<>();
    List<Given> foreign = new ArrayList<>();
    for (Given given : all) {
      Option same = CrossToolOptions.same(compat, given.option().name());
      if (given.option().isKnownTo(compat)) {
        own.add(given);
      } else if (same != null) {
        renamed(given, same, own);
      } else {
        String misfit = given.misfit();
        if (misfit == null) {
          foreign.add(given);
        } else {
          problems.add(given, misfit);
        }
      }
    }
    List<Given> inBody = new ArrayList<>();
    foreign.forEach(given -> translate(given, own, inBody));
    lengths.translate(foreign, own);
    urls.split(foreign, own);
    Map<String, Given> level = Level.of(own, false, problems);
    urls.join(foreign, level, under);
    fields.merge(inBody, level, under);
    return level;
  }

  /** Another name only; of several values the other tool may have none that this one hasn't. */
  private void renamed(Given given, Option same, List<Given> own) {
    if (same.arity().isMany() || given.words().size() == 1) {
      own.add(given.as(same, given.words()));
    } else if (same.name().equals("random-output-len")) {
      problems.add(
          given, "expected one value; vLLM varies it by -Dllm.random-range-ratio, or " + EVALSCOPE);
    } else {
      problems.add(given, EvalscopeLoadOptions.ONE_RUN);
    }
  }

  private void translate(Given given, List<Given> own, List<Given> inBody) {
    switch (given.option().name()) {
      case "rate" -> rate(given, "-1", "request-rate", "inf", own);
      case "request-rate" -> rate(given, "inf", "rate", "-1", own);
      case "dataset" -> dataset(given, "dataset-name", EVALSCOPE, own);
      case "dataset-name" -> dataset(given, "dataset", VLLM, own);
      case "api" -> only(given, "openai", "the API of the backends that are honoured");
      case "stream" -> only(given, "true", "vLLM bench always streams");
      case "burstiness" -> only(given, "1.0", "evalscope's gaps are a Poisson process");
      default -> {
        if (BodyFields.isField(given.option().name())) {
          inBody.add(given);
        }
      }
    }
  }

  private void rate(Given given, String none, String name, String noneHere, List<Given> own) {
    if (given.words().size() > 1) {
      problems.add(given, EvalscopeLoadOptions.ONE_RUN);
      return;
    }
    boolean unlimited = given.option().type().same(none, given.word());
    own.add(given.as(option(compat, name), List.of(unlimited ? noneHere : given.word())));
  }

  private void dataset(Given given, String name, String instead, List<Given> own) {
    if (given.word().equals(RANDOM)) {
      own.add(given.as(option(compat, name), given.words()));
    } else {
      problems.add(
          given, "random is the only dataset that both tools have; for another give " + instead);
    }
  }

  /** A value that says what is done in any case. */
  private void only(Given given, String value, String why) {
    if (!given.option().type().same(value, given.word())) {
      problems.add(given, "expected " + value + ": " + why);
    }
  }

  /** An option that a version is known to have. */
  static Option option(ToolVersion compat, String name) {
    Option option = Catalog.find(compat, name);
    if (option == null) {
      throw new IllegalArgumentException(compat.label() + " has no --" + name);
    }
    return option;
  }
}
