package llmbench.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import llmbench.verdict.FailureKind;
import org.jspecify.annotations.Nullable;

/** Failures as the page reads them: the most frequent kinds, and how many more there are. */
final class FailureData {

  private FailureData() {}

  static List<PageData.Failure> of(List<FailureKind> kinds, PageCaps caps) {
    List<FailureKind> sorted = new ArrayList<>(kinds);
    sorted.sort(Comparator.comparingInt(FailureKind::count).reversed());
    List<PageData.Failure> failures = new ArrayList<>();
    for (FailureKind kind : sorted.subList(0, Math.min(caps.failures(), sorted.size()))) {
      failures.add(
          new PageData.Failure(
              kind.kind(), kind.count(), kind.message(), cut(kind.body(), caps.bodyChars())));
    }
    if (sorted.size() > failures.size()) {
      List<FailureKind> rest = sorted.subList(failures.size(), sorted.size());
      failures.add(
          new PageData.Failure(
              "others",
              rest.stream().mapToInt(FailureKind::count).sum(),
              rest.size() == 1
                  ? "of another kind or message"
                  : String.format(Locale.ROOT, "of %,d other kinds or messages", rest.size()),
              null));
    }
    return failures;
  }

  private static @Nullable String cut(@Nullable String body, int chars) {
    return body == null || chars == 0 ? null : PageCaps.cut(body, chars);
  }
}
