package llmbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The map of the rooms: who may import whom. Data flows one way; the files are the seam. */
class RoomsTest {

  private static final String ROOT = "llmbench";

  /** Room → rooms it may import. The root wires all of them. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("options", Set.of()),
          Map.entry("browser", Set.of("report.html")),
          Map.entry("tokenizer", Set.of()),
          Map.entry("dataset", Set.of("options", "tokenizer")),
          Map.entry("request", Set.of("options", "dataset")),
          Map.entry("timeline", Set.of()),
          Map.entry("llm", Set.of("timeline")),
          Map.entry("injection", Set.of("options", "dataset", "request", "timeline", "llm")),
          Map.entry("examples", Set.of("llm", "injection")),
          Map.entry("recorder", Set.of("timeline")),
          Map.entry("progress", Set.of("timeline", "metrics")),
          Map.entry("bench", Set.of("timeline", "recorder")),
          Map.entry("runlog", Set.of("timeline")),
          Map.entry("metrics", Set.of("timeline")),
          Map.entry("comparison", Set.of("timeline", "runlog", "metrics")),
          Map.entry("verdict", Set.of("options", "timeline", "runlog", "metrics")),
          Map.entry("report.vllm", Set.of("options", "runlog", "metrics", "verdict")),
          Map.entry("report.verdict", Set.of("options", "verdict")),
          Map.entry("report.junit", Set.of("options", "timeline", "verdict")),
          Map.entry(
              "report.markdown",
              Set.of("options", "timeline", "runlog", "metrics", "comparison", "verdict")),
          Map.entry("report.csv", Set.of("timeline", "metrics")),
          Map.entry("report.prometheus", Set.of("options", "runlog", "metrics", "verdict")),
          Map.entry("report.compare", Set.of("comparison")),
          Map.entry("report.evalscope", Set.of("metrics")),
          Map.entry(
              "report.html",
              Set.of(
                  "options",
                  "timeline",
                  "metrics",
                  "verdict",
                  "comparison",
                  "report.vllm",
                  "report.evalscope",
                  "report.compare")),
          Map.entry("report.jenkins", Set.of("runlog", "metrics")),
          Map.entry("simserver", Set.of("tokenizer", "metrics")));

  /** Rooms that may know Gatling, Scala and Netty. */
  private static final Set<String> KNOW_GATLING =
      Set.of("", "llm", "injection", "simserver", "examples");

  private static final JavaClasses CODE = new ClassFileImporter().importPackages(ROOT);

  @Test
  void everyPackageIsAKnownRoom() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CODE) {
      rooms.add(room(type));
    }
    rooms.remove("");
    assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
  }

  @Test
  void roomsImportOnlyWhatTheMapAllows() {
    List<String> forbidden = new ArrayList<>();
    for (JavaClass type : CODE) {
      String from = room(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (from.isEmpty() || isTest(type) || !isOurs(target)) {
          continue;
        }
        String to = room(target);
        if (!to.equals(from) && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void roomsHaveNoCycles() {
    SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void onlyTheLoadHalfKnowsGatling() {
    List<String> forbidden = new ArrayList<>();
    for (JavaClass type : CODE) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        boolean gatling =
            target.startsWith("io.gatling")
                || target.startsWith("scala")
                || target.startsWith("io.netty");
        if (gatling && !isTest(type) && !KNOW_GATLING.contains(room(type))) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void timelineAndMetricsHaveNoClock() {
    List<String> clocks = new ArrayList<>();
    for (JavaClass type : CODE) {
      if (!Set.of("timeline", "metrics").contains(room(type))) {
        continue;
      }
      type.getMethodCallsFromSelf().stream()
          .filter(call -> Set.of("nanoTime", "currentTimeMillis", "now").contains(call.getName()))
          .forEach(call -> clocks.add(call.getDescription()));
    }
    assertThat(clocks).isEmpty();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** Tests stand beside the code and may use what they check against. */
  private static boolean isTest(JavaClass type) {
    return outermost(type).getSimpleName().endsWith("Test");
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  /** The room of a class: its package below the root; empty for the root itself. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
