package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code is as {@link RoomMap} has it. */
class RoomsTest {

  private static final Path CODE_ROOT = Path.of("src/test/java/llmbench");
  private static final String PACKAGE = "llmbench";

  /** Rooms that may know Gatling, Scala and Netty. */
  private static final Set<String> KNOW_GATLING =
      Set.of(
          RoomMap.ROOT,
          "llm",
          "llm.chat",
          "injection",
          "launcher",
          "process",
          "target",
          "tokenreport",
          "warmup",
          "run",
          "simserver",
          "simserver.http",
          "simserver.shop",
          "simserver.stream",
          "examples",
          "testing.endtoend");

  /** Rooms that have no clock: they are told times. */
  private static final Set<String> PURE =
      Set.of("timeline", "metrics", "random", "schedule", "conversation");

  private static final Set<String> DOORS =
      Set.of("BenchmarkSimulation.java", "Report.java", "Server.java", "package-info.java");

  /** Tests stand beside the code, and may use what they check against. */
  private static final JavaClasses PRODUCT =
      OurClasses.ALL.that(DescribedPredicate.describe("is no test", type -> !isTest(type)));

  @Test
  void theRootHasNothingButTheDoors() throws IOException {
    try (Stream<Path> files = Files.list(CODE_ROOT)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(DOORS);
    }
  }

  @Test
  void everyPackageIsAKnownRoomAndEveryRoomIsAPackage() {
    Set<String> rooms = new TreeSet<>();
    OurClasses.ALL.forEach(type -> rooms.add(room(type)));
    assertThat(RoomMap.MAY_IMPORT.keySet()).containsExactlyInAnyOrderElementsOf(rooms);
  }

  @Test
  void roomsImportOnlyWhatTheMapAllows() {
    List<String> forbidden = new ArrayList<>();
    for (JavaClass type : PRODUCT) {
      String from = room(type);
      Set<String> allowed = RoomMap.MAY_IMPORT.getOrDefault(from, Set.of());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        String to = isOurs(target) ? room(target) : from;
        if (!to.equals(from) && !allowed.contains(to) && !allowed.contains(RoomMap.ALL)) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  /** A permission that nobody uses is one that somebody will. */
  @Test
  void theMapAllowsNothingThatNobodyImports() {
    Map<String, Set<String>> used = new LinkedHashMap<>();
    for (JavaClass type : PRODUCT) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        if (isOurs(dependency.getTargetClass())) {
          used.computeIfAbsent(room(type), from -> new TreeSet<>())
              .add(room(dependency.getTargetClass()));
        }
      }
    }
    List<String> unused = new ArrayList<>();
    RoomMap.MAY_IMPORT.forEach(
        (from, rooms) ->
            rooms.stream()
                .filter(
                    to ->
                        !to.equals(RoomMap.ALL) && !used.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> unused.add(from + " -> " + to)));
    assertThat(unused).isEmpty();
  }

  @Test
  void roomsHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .assignedFrom(new Rooms())
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
  }

  /** Whole rooms, with the tests in them: what an inner room imports, its outer one does. */
  @Test
  void outerRoomsHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(PACKAGE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
  }

  @Test
  void onlyTheLoadHalfKnowsGatling() {
    List<String> forbidden = new ArrayList<>();
    for (JavaClass type : PRODUCT) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        boolean gatling =
            target.startsWith("io.gatling")
                || target.startsWith("scala")
                || target.startsWith("io.netty");
        if (gatling && !KNOW_GATLING.contains(room(type))) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void whatIsPureHasNoClock() {
    List<String> clocks = new ArrayList<>();
    for (JavaClass type : OurClasses.ALL) {
      if (!PURE.contains(RoomMap.outermost(room(type)))) {
        continue;
      }
      type.getMethodCallsFromSelf().stream()
          .filter(call -> Set.of("nanoTime", "currentTimeMillis", "now").contains(call.getName()))
          .forEach(call -> clocks.add(call.getDescription()));
    }
    assertThat(clocks).isEmpty();
  }

  /** Every room is a slice. */
  private static final class Rooms implements SliceAssignment {

    @Override
    public String getDescription() {
      return "rooms";
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type) ? SliceIdentifier.of(room(type)) : SliceIdentifier.ignore();
    }
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(PACKAGE) || type.getPackageName().startsWith(PACKAGE + ".");
  }

  private static boolean isTest(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getSimpleName().endsWith("Test");
  }

  /** The room of a class: its package below the root. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(PACKAGE) ? RoomMap.ROOT : name.substring(PACKAGE.length() + 1);
  }
}
