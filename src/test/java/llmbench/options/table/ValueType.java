package llmbench.options.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.latency.LatencyMetric;
import llmbench.options.slo.Slo;
import llmbench.options.syntax.ProxyUrl;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.RangeRatio;
import org.jspecify.annotations.Nullable;

/**
 * What a value of an option may be.
 *
 * @param expected what was expected, to end "expected …"
 * @param fits whether a value is one
 * @param normal the one spelling of a value that fits
 * @param why what is wrong with a value that doesn't, where that can be told
 */
public record ValueType(
    String expected, Predicate<String> fits, UnaryOperator<String> normal, Reason why) {

  /** Why a value doesn't fit, to follow what was expected; it shows nothing of the value. */
  @FunctionalInterface
  public interface Reason {
    /** The reason; null where what was expected says it all. */
    @Nullable String of(String value);
  }

  private static final int LONGEST_NAME_BYTES = 200;
  private static final Pattern WAVES = Pattern.compile("(\\d+)x");
  private static final Pattern PERCENT = Pattern.compile("\\s*%\\s*$");

  /** A switch: the words true and false. */
  public static final ValueType SWITCH =
      of("true, false or nothing", value -> value.equals("true") || value.equals("false"));

  /** Any text without control characters, empty too. */
  public static final ValueType TEXT = of("a text on one line", ValueType::isPrintable);

  /** A text that isn't empty. */
  public static final ValueType NAME = of("a name", text -> !text.isBlank() && isPrintable(text));

  /** A path of the file system. */
  public static final ValueType PATH = of("a path", ValueType::isPath);

  /** A file's name, below some folder or not, that never leads out of where it is put. */
  public static final ValueType RESULT_NAME =
      of(
          "a file name that stays inside --result-dir, of at most 200 bytes a part",
          ValueType::isInside);

  /** An HTTP proxy. */
  public static final ValueType PROXY =
      of("a proxy such as http://host:8080, or http://user:password@host:8080", ProxyUrl::isUrl);

  /** Any JSON. */
  public static final ValueType JSON = of("JSON", text -> PythonJson.loads(text) != null);

  /** A JSON object. */
  public static final ValueType JSON_OBJECT =
      new ValueType(
          "a JSON object such as {\"top_k\": 5}",
          ValueType::isObject,
          ValueType::sameJson,
          PythonJson::whyNoObject);

  /** A JSON object, or the name of a file that holds one. */
  public static final ValueType OBJECT_OR_FILE =
      new ValueType(
          "a JSON object, or @FILE",
          text -> text.startsWith("@") || isObject(text),
          UnaryOperator.identity(),
          PythonJson::whyNoObject);

  /** KEY=VALUE. */
  public static final ValueType PAIR =
      of(
          "KEY=VALUE (quote a value that holds blanks)",
          text -> text.strip().indexOf('=') > 0 && isPrintable(text));

  /** KEY=VALUE with the name of an HTTP header. */
  public static final ValueType HEADER =
      of(
          "NAME=VALUE, NAME that of an HTTP header (quote a value that holds blanks)",
          Pattern.compile("\\s*[!#$%&'*+.^_`|~\\w-]+\\s*=\\P{Cntrl}*").asMatchPredicate());

  /** METRIC:MILLISECONDS of a metric that may have a limit. */
  public static final ValueType GOODPUT =
      of(
          "METRIC:MILLISECONDS, METRIC one of "
              + LatencyMetric.ids(LatencyMetric.ofRequests())
              + ", MILLISECONDS not negative",
          ValueType::isGoodput);

  /** Limits on statistics, with commas between. */
  public static final ValueType SLOS =
      new ValueType(
          "limits such as p99_ttft<=200ms, mean_tpot<10ms, output_throughput>5000, error_rate<=1%",
          text -> Slo.whyNone(text) == null, ValueType::sameSlos, Slo::whyNone);

  /** Two times, of which the second is not the shorter. */
  public static final ValueType TWO_MILLIS =
      of("two numbers of milliseconds with a comma between, such as 25,50", ValueType::isTwoMillis);

  /** Percentiles with commas between. */
  public static final ValueType PERCENTILES =
      of("percentiles from 0 to 100 with commas between, such as 50,99", ValueType::isPercentiles);

  /** Share by which lengths may differ, one for all or one each for input and output. */
  public static final ValueType RANGE_RATIO =
      new ValueType(
          "a number from 0 to below 1 (vLLM 0.32 also takes {\"input\": r, \"output\": r})",
          text -> RangeRatio.read(text) != null,
          text -> ValueType.isReal(text) ? realText(text) : sameJson(text));

  /** Numbers, infinity included. */
  public static final ValueType NUMBER =
      new ValueType("a number", ValueType::isReal, ValueType::realText);

  /** Rates and the like: numbers above 0, infinity included. */
  public static final ValueType POSITIVE =
      new ValueType("a number above 0, or inf", ValueType::isPositive, ValueType::realText);

  /** Factors: numbers above 0 that have an end. */
  public static final ValueType FACTOR =
      new ValueType(
          "a finite number above 0",
          text -> isPositive(text) && isFinite(text),
          ValueType::realText);

  /** evalscope's rates. */
  public static final ValueType RATE_OR_NONE =
      new ValueType(
          "a finite number above 0, or -1 for no rate",
          text -> isNone(text) || FACTOR.fits().test(text),
          ValueType::realText);

  /** evalscope's rates before 1.14. */
  public static final ValueType WHOLE_RATE_OR_NONE =
      new ValueType(
          "a whole number above 0, or -1 for no rate",
          text -> whole().fits().test(text) && RATE_OR_NONE.fits().test(text),
          whole().normal());

  /** A number of something that is found where none is given. */
  public static final ValueType COUNT_OR_AUTO =
      new ValueType(
          "auto, or " + wholeFrom(0).expected(),
          text -> text.equals("auto") || wholeFrom(0).fits().test(text),
          text -> text.equals("auto") ? text : wholeFrom(0).normal().apply(text));

  /** A number of requests, or how many in each place. */
  public static final ValueType COUNT_OR_WAVES =
      new ValueType(
          "a number of requests, or such as 2x for twice as many as are in flight at once",
          text -> wholeFrom(0).fits().test(WAVES.matcher(text).replaceFirst("$1")),
          text ->
              WAVES.matcher(text).matches()
                  ? wholeFrom(0).normal().apply(WAVES.matcher(text).replaceFirst("$1")) + "x"
                  : wholeFrom(0).normal().apply(text));

  /** Numbers from 0 on. */
  public static final ValueType NOT_NEGATIVE =
      new ValueType(
          "a number from 0 to " + Integer.MAX_VALUE, ValueType::isNotNegative, ValueType::realText);

  /** A share of all. */
  public static final ValueType SHARE =
      new ValueType(
          "a share from 0 to 1, such as 0.1 or 10%", ValueType::isShare, ValueType::plainShare);

  /** Seconds, with or without decimals. */
  public static final ValueType SECONDS =
      new ValueType(
          "seconds from 0 to " + Integer.MAX_VALUE,
          ValueType::isNotNegative,
          ValueType::plainDecimal);

  /** Numbers that JSON can hold. */
  public static final ValueType FINITE =
      new ValueType("a finite number", ValueType::isFinite, ValueType::realText);

  /** A type whose values fail for no reason but that they aren't what was expected. */
  public ValueType(String expected, Predicate<String> fits, UnaryOperator<String> normal) {
    this(expected, fits, normal, value -> null);
  }

  public static ValueType whole() {
    return whole("a whole number", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public static ValueType wholeFrom(long least) {
    return whole(
        "a whole number from " + least + " to " + Integer.MAX_VALUE, least, Integer.MAX_VALUE);
  }

  public static ValueType wholeBetween(long least, long most) {
    return whole("a whole number from " + least + " to " + most, least, most);
  }

  /** One of some words. */
  public static ValueType oneOf(List<String> words) {
    return of("one of " + String.join(", ", words), words::contains);
  }

  /** Whether two values mean the same. */
  public boolean same(String one, String other) {
    return one.equals(other)
        || (fits.test(one) && fits.test(other) && normal.apply(one).equals(normal.apply(other)));
  }

  /** What was expected instead of a value, for a problem; null when it fits. */
  public @Nullable String misfit(String value) {
    if (fits.test(value)) {
      return null;
    }
    String reason = why.of(value);
    return "expected " + expected + (reason == null ? "" : "; " + reason);
  }

  private static ValueType of(String expected, Predicate<String> fits) {
    return new ValueType(expected, fits, UnaryOperator.identity());
  }

  private static ValueType whole(String expected, long least, long most) {
    return new ValueType(
        expected,
        text -> isBetween(PythonNumbers.whole(text), least, most),
        text -> String.valueOf(PythonNumbers.whole(text)));
  }

  private static boolean isBetween(@Nullable BigInteger number, long least, long most) {
    return number != null
        && number.compareTo(BigInteger.valueOf(least)) >= 0
        && number.compareTo(BigInteger.valueOf(most)) <= 0;
  }

  private static boolean isPrintable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isPath(String text) {
    try {
      return !Path.of(text).toString().contains("\0");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Room is left for what we append while we write. */
  private static boolean isInside(String text) {
    if (text.isEmpty()) {
      return true;
    }
    if (!isPath(text) || !isPrintable(text) || text.endsWith("/")) {
      return false;
    }
    Path path = Path.of(text);
    Path normal = path.normalize();
    boolean leaves = path.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty();
    for (Path part : path) {
      leaves |= part.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES;
    }
    return !leaves;
  }

  private static boolean isObject(String text) {
    return PythonJson.whyNoObject(text) == null;
  }

  private static String sameJson(String text) {
    JsonNode node = PythonJson.loads(text);
    return node == null ? text : PythonJson.dumps(node);
  }

  private static boolean isReal(String text) {
    return PythonNumbers.real(text) != null;
  }

  private static boolean isPositive(String text) {
    Double number = PythonNumbers.real(text);
    return number != null && number > 0;
  }

  /** evalscope's word for no limit. */
  private static boolean isNone(String text) {
    Double number = PythonNumbers.real(text);
    return number != null && number == -1;
  }

  private static boolean isFinite(String text) {
    Double number = PythonNumbers.real(text);
    return number != null && Double.isFinite(number);
  }

  private static boolean isNotNegative(String text) {
    Double number = PythonNumbers.real(text);
    return number != null && number >= 0 && number <= Integer.MAX_VALUE;
  }

  private static String realText(String text) {
    Double number = PythonNumbers.real(text);
    return number == null ? text : PythonNumbers.repr(number);
  }

  private static String plainDecimal(String text) {
    Double number = PythonNumbers.real(text);
    return number == null ? text : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static boolean isShare(String text) {
    Double number = PythonNumbers.real(PERCENT.matcher(text).replaceFirst(""));
    double most = PERCENT.matcher(text).find() ? 100 : 1;
    return number != null && number >= 0 && number <= most;
  }

  private static String plainShare(String text) {
    String number = plainDecimal(PERCENT.matcher(text).replaceFirst(""));
    return PERCENT.matcher(text).find()
        ? new BigDecimal(number).movePointLeft(2).stripTrailingZeros().toPlainString()
        : number;
  }

  private static String sameSlos(String text) {
    return Slo.list(text).stream().map(Slo::text).collect(Collectors.joining(","));
  }

  private static boolean isGoodput(String word) {
    int colon = word.indexOf(':');
    if (colon < 0
        || LatencyMetric.ofRequests().stream()
            .noneMatch(metric -> metric.id().equals(word.substring(0, colon)))) {
      return false;
    }
    Double millis = PythonNumbers.real(word.substring(colon + 1));
    return millis != null && millis >= 0;
  }

  private static boolean isTwoMillis(String text) {
    String[] words = text.split(",", -1);
    if (words.length != 2) {
      return false;
    }
    Double low = PythonNumbers.real(words[0]);
    Double high = PythonNumbers.real(words[1]);
    return low != null && high != null && low >= 0 && low <= high && Double.isFinite(high);
  }

  private static boolean isPercentiles(String text) {
    for (String part : text.split(",", -1)) {
      Double percentile = PythonNumbers.real(part);
      if (percentile == null || !(percentile >= 0 && percentile <= 100)) {
        return false;
      }
    }
    return true;
  }
}
