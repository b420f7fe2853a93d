package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the code uses is declared in the pom, and with the scope that brings it to whoever uses the
 * artifact: {@code compile}, or {@code provided} for what is in every Gatling project.
 */
class DependenciesTest {

  /** Used without a class of theirs being named. */
  private static final Set<String> AT_RUN_TIME =
      Set.of(
          // Gatling's report, which its plugin starts.
          "io.gatling.highcharts:gatling-charts-highcharts",
          // A script that is put into the page.
          "org.webjars.npm:uplot");

  /** Gatling's own, in the distribution as well, of which only a test of ours names classes. */
  private static final String GATLINGS = "com.typesafe:config";

  /** One artifact that brings the others of its group, in its own version. */
  private static final Map<String, String> WHOLE_GROUPS =
      Map.of(
          "org.junit.", "org.junit.jupiter:junit-jupiter",
          "org.seleniumhq.", "org.seleniumhq.selenium:selenium-chrome-driver");

  private static final Map<String, String> SCOPES = new TreeMap<>();

  /** What is used, with the version on the class path. */
  private static final Map<String, String> VERSIONS = new TreeMap<>();

  /** The poms of Gatling's artifacts that are used. */
  private static final Set<Path> GATLINGS_POMS = new TreeSet<>();

  private static final Set<String> BY_PRODUCT = new TreeSet<>();
  private static final Set<String> BY_TESTS = new TreeSet<>();

  @BeforeAll
  static void readPomAndCode() throws Exception {
    for (Element dependency : dependencies(Path.of("pom.xml"))) {
      boolean said = dependency.getElementsByTagName("scope").getLength() > 0;
      SCOPES.put(name(dependency), said ? text(dependency, "scope") : "compile");
    }
    Map<String, String> artifacts = new HashMap<>();
    for (JavaClass type : OurClasses.ALL) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String used = dependency.getTargetClass().getBaseComponentType().getName();
        String artifact = artifacts.computeIfAbsent(used, DependenciesTest::artifact);
        if (!artifact.isEmpty()) {
          (Product.runs(type.getName()) ? BY_PRODUCT : BY_TESTS).add(artifact);
        }
      }
    }
  }

  @Test
  void whatTheProductUsesIsDeclaredAndComesWithIt() {
    assertThat(BY_PRODUCT).isNotEmpty().isSubsetOf(declared("compile", "provided"));
  }

  @Test
  void whatOnlyTestsUseIsDeclaredAndStaysHere() {
    Set<String> testsOnly = new TreeSet<>(BY_TESTS);
    testsOnly.removeAll(BY_PRODUCT);
    testsOnly.remove(GATLINGS);
    assertThat(testsOnly).isNotEmpty().isSubsetOf(declared("test"));
  }

  @Test
  void whatIsDeclaredIsUsed() {
    Set<String> unused = new TreeSet<>(SCOPES.keySet());
    unused.removeAll(BY_PRODUCT);
    unused.removeAll(BY_TESTS);
    assertThat(unused).isEqualTo(new TreeSet<>(AT_RUN_TIME));
  }

  /** Two versions of one library would meet in a user's project. */
  @Test
  void whatEveryGatlingProjectHasIsOfGatlingsOwnVersion() throws Exception {
    Map<String, String> gatlings = new TreeMap<>();
    for (Path pom : GATLINGS_POMS) {
      for (Element dependency : dependencies(pom)) {
        gatlings.put(name(dependency), text(dependency, "version"));
      }
    }
    gatlings.keySet().retainAll(VERSIONS.keySet());
    assertThat(gatlings).hasSizeGreaterThan(8);
    assertThat(VERSIONS).containsAllEntriesOf(gatlings);
    assertThat(gatlings.keySet()).isSubsetOf(declared("provided", "test"));
  }

  private static Set<String> declared(String... scopes) {
    Set<String> found = new TreeSet<>(SCOPES.keySet());
    found.removeIf(name -> !List.of(scopes).contains(SCOPES.get(name)));
    return found;
  }

  /** The first list of dependencies in a pom. */
  private static List<Element> dependencies(Path pom) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getElementsByTagName("dependencies")
            .item(0)
            .getChildNodes();
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element dependency) {
        found.add(dependency);
      }
    }
    return found;
  }

  private static String name(Element dependency) {
    return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
  }

  private static String text(Element of, String tag) {
    return of.getElementsByTagName(tag).item(0).getTextContent().strip();
  }

  /** {@code group:artifact} of the jar that has a class; empty for the JDK's and ours. */
  private static String artifact(String className) {
    String file = className.replace('.', '/') + ".class";
    URL url = DependenciesTest.class.getClassLoader().getResource(file);
    if (url == null || !url.getProtocol().equals("jar")) {
      return "";
    }
    // …/GROUP/ARTIFACT/VERSION/FILE.jar
    List<String> path = List.of(url.getPath().replaceFirst("!.*", "").split("/", -1));
    String name = path.get(path.size() - 3);
    String group = String.join(".", path.subList(0, path.size() - 3));
    for (Map.Entry<String, String> whole : WHOLE_GROUPS.entrySet()) {
      if (group.contains("." + whole.getKey())) {
        return whole.getValue();
      }
    }
    String artifact =
        SCOPES.keySet().stream()
            .filter(known -> known.endsWith(":" + name))
            .filter(known -> group.endsWith("." + known.replaceFirst(":.*", "")))
            .findFirst()
            .orElse(group.replaceFirst(".*\\.repository\\.", "") + ":" + name);
    VERSIONS.put(artifact, path.get(path.size() - 2));
    if (artifact.startsWith("io.gatling:")) {
      URI jar = URI.create(url.getPath().replaceFirst("!.*", ""));
      GATLINGS_POMS.add(Path.of(URI.create(jar.toString().replaceFirst("[.]jar$", ".pom"))));
    }
    return artifact;
  }
}
