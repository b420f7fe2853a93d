package llmbench.testing.house;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is in the jars that others get: {@code mvn install -Plibrary} has just made them. */
@Tag("library")
class ArtifactTest {

  private static final Path CLASSES = Path.of("target/test-classes");
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String OURS = "llm-bench/";

  @Test
  void theArtifactIsTheProductAndNothingElse() throws IOException {
    Set<String> product = product(CLASSES, ".class");
    product.addAll(resources());
    product.add("llmbench.properties");
    assertThat(contents("library.jar")).containsExactlyInAnyOrderElementsOf(product);
  }

  @Test
  void itsSourcesAreThoseOfTheArtifact() throws IOException {
    Set<String> product = product(SOURCES, ".java");
    product.addAll(resources());
    product.add("llmbench.properties");
    assertThat(contents("library.sources")).containsExactlyInAnyOrderElementsOf(product);
  }

  /** They would change the settings of a user's project. */
  @Test
  void nothingInItIsReadByGatlingOrLogback() throws IOException {
    for (String jar : Set.of("library.jar", "library.sources")) {
      assertThat(contents(jar)).isNotEmpty().noneMatch(name -> name.matches(".*[.](conf|xml)"));
    }
  }

  @Test
  void itSaysItsLicenceAndItsVersion() throws IOException {
    try (ZipFile jar = new ZipFile(property("library.jar"))) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "llmbench.properties"))
          .contains("version=")
          .contains("gatling=")
          .doesNotContain("${");
    }
  }

  private static String text(ZipFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(requireNonNull(jar.getEntry(name), name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Files of a jar, but for what Maven says of it. */
  private static Set<String> contents(String jar) throws IOException {
    try (ZipFile zip = new ZipFile(property(jar))) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .filter(name -> !name.startsWith("META-INF/"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> product(Path root, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("llmbench"))) {
      return files
          .map(file -> name(root, file))
          .filter(name -> name.endsWith(suffix))
          .filter(name -> Product.has(name.replace(suffix, "").replace('/', '.')))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> resources() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES.resolve(OURS))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> name(RESOURCES, file))
          .collect(Collectors.toSet());
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static String property(String name) {
    return requireNonNull(
        System.getProperty(name), name + " is not set: run mvn install -Plibrary");
  }
}
