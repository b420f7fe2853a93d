package llmbench.testing.mutation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/** One damaged directory or result: what is done to it, and what a report makes of it. */
final class MutatedCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CHANGES = 3;

  private static final List<List<String>> OPTIONS =
      List.of(
          List.of(),
          List.of(),
          List.of("--save-detailed"),
          List.of("--compat", "evalscope-1.14"),
          List.of("--compat", "vllm-0.11", "--compat-errors", "as-the-tool"),
          List.of("--slo", "p99_ttft<=200ms,error_rate<=1%", "--fail-on-doubts"),
          List.of("--goodput", "ttft:200", "e2el:3000"));

  private static final List<String> PRINTED =
      List.of("vllm", "evalscope", "json", "html", "csv", "junit", "markdown", "prometheus");

  private final long seed;
  private final Random random;
  private final Specimen specimen;
  private final Path home;
  private final Victim victim;
  private final List<Path> named;
  private final List<String> kinds = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private MutatedCase(long seed, Random random, Specimen specimen, Victim victim, Path home)
      throws IOException {
    this.seed = seed;
    this.random = random;
    this.specimen = specimen;
    this.victim = victim;
    this.home = home;
    named = specimen.copiedTo(victim.input());
  }

  /** Makes it and damages it, all by the seed. */
  static MutatedCase of(long seed, List<Specimen> specimens, Path home, Path oddities, Path good)
      throws IOException {
    Random random = new Random(seed);
    Specimen specimen = one(specimens, random);
    Path outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("bait.txt"), "not to be touched");
    Files.createDirectory(outside.resolve("bait"));
    Path input = home.resolve("in");
    boolean mayBe = specimen.kind() == Specimen.Kind.RUN && specimen.parts().isEmpty();
    boolean inPlace = (mayBe && random.nextBoolean()) || specimen.kind() == Specimen.Kind.PLAN;
    Path output = inPlace ? input : home.resolve("out");
    Victim victim = new Victim(input, output, outside, oddities, good);
    MutatedCase made = new MutatedCase(seed, random, specimen, victim, home);
    made.damage();
    return made;
  }

  /** What can only be compared is one in four. */
  private static Specimen one(List<Specimen> specimens, Random random) {
    boolean compared = random.nextInt(4) == 0;
    List<Specimen> some =
        specimens.stream()
            .filter(each -> compared == (each.kind() == Specimen.Kind.COMPARED))
            .toList();
    return some.get(random.nextInt(some.size()));
  }

  private void damage() throws IOException {
    int changes = 1 + Math.max(0, random.nextInt(MOST_CHANGES + 2) - 2);
    for (int tries = 0; kinds.size() < changes && tries < 50; tries++) {
      List<Mutation> family = Mutations.FAMILIES.get(random.nextInt(Mutations.FAMILIES.size()));
      Mutation mutation = family.get(random.nextInt(family.size()));
      String where = victim.hasFiles() ? mutation.damage().to(victim, random) : "";
      if (!where.isEmpty()) {
        kinds.add(mutation.kind());
        done.add(mutation.kind() + ": " + where);
      }
    }
  }

  Specimen specimen() {
    return specimen;
  }

  /** Of its damage. */
  List<String> kinds() {
    return kinds;
  }

  /** What is wrong, a line each; empty where all is kept. */
  List<String> faults() {
    return faults;
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + specimen.name() + ", " + String.join("; ", done);
  }

  /** Reports and compares it; the exit statuses of both. */
  int[] run(Path good) throws IOException {
    Surroundings before = Surroundings.of(home, this::mayChange);
    int[] statuses = {2, 2};
    try {
      boolean all = random.nextInt(6) > 0;
      Invocation report = report(all);
      statuses[0] = report.status();
      boolean accounts = all && report.status() != 2 && specimen.kind() != Specimen.Kind.PLAN;
      if (accounts) {
        checkAccount(report);
      }
      Invocation compare = compare(good);
      statuses[1] = compare.status();
      checkComparison(compare, accounts);
    } catch (AssertionError | IOException | RuntimeException e) {
      faults.add(trace(e));
    }
    faults.addAll(before.changes(Surroundings.of(home, this::mayChange)));
    return statuses;
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private Invocation report(boolean all) {
    List<String> arguments = new ArrayList<>(OPTIONS.get(random.nextInt(OPTIONS.size())));
    if (!all) {
      arguments.addAll(List.of("--format", PRINTED.get(random.nextInt(PRINTED.size()))));
    } else if (!victim.output().equals(victim.input())) {
      arguments.addAll(List.of("--output", victim.output().toString()));
    }
    boolean whole = specimen.kind() == Specimen.Kind.PLAN;
    List<Path> reported = whole ? List.of(victim.input()) : named;
    reported.forEach(path -> arguments.add(path.toString()));
    return invoke(arguments);
  }

  private Invocation compare(Path good) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    if (random.nextInt(3) == 0) {
      arguments.addAll(List.of("--html", victim.output().resolve("llm.html").toString()));
    }
    named.forEach(path -> arguments.add(path.toString()));
    arguments.add(good.toString());
    return invoke(arguments);
  }

  private Invocation invoke(List<String> arguments) {
    Invocation invocation = Invocation.of(arguments);
    for (String fault : invocation.faults()) {
      faults.add(fault + "\n" + invocation);
    }
    return invocation;
  }

  /** What a report itself writes, and the folders for it. */
  private boolean mayChange(Path file) {
    Path output = victim.output();
    return file.equals(output)
        || file.equals(output.resolve("js"))
        || Victim.WRITTEN.stream().anyMatch(name -> file.equals(output.resolve(name)));
  }

  /** No request is lost without a word. */
  private void checkAccount(Invocation report) throws IOException {
    checkForms();
    if (specimen.kind() == Specimen.Kind.RESULT) {
      faults.addAll(ResultLosses.of(named.get(0), victim.output(), report));
    } else {
      Account account = Account.of(victim.output());
      faults.addAll(new Losses(specimen, victim, named, account).unsaid());
    }
  }

  private void checkComparison(Invocation compare, boolean accounts) throws IOException {
    if (compare.status() == 2) {
      return;
    }
    if (accounts && specimen.kind() == Specimen.Kind.RUN) {
      List<String> losses = Account.of(victim.output()).losses();
      for (String loss : losses) {
        if (!compare.out().contains(loss)) {
          faults.add("the comparison does not say: " + loss + "\n" + compare.out());
        }
      }
      if (compare.status() != (losses.isEmpty() ? 0 : 1)) {
        faults.add("the comparison ends with " + compare.status() + ", and lost are " + losses);
      }
    }
    if (specimen.kind() == Specimen.Kind.COMPARED) {
      faults.addAll(ResultLosses.of(named.get(0), compare));
    }
  }

  /** What is written is what its name says, whatever stands in it. */
  private void checkForms() throws IOException {
    for (String name : Victim.WRITTEN) {
      Path file = victim.output().resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = Files.readAllBytes(file);
        try {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
          if (name.endsWith(".json")) {
            JSON.readTree(bytes);
          } else if (name.endsWith(".xml")) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
          }
        } catch (CharacterCodingException | SAXException | ParserConfigurationException e) {
          faults.add(name + " is not what it should be: " + e);
        } catch (IOException e) {
          faults.add(name + " can't be read: " + e.getMessage());
        }
      }
    }
  }

  /** Takes it away again. */
  void remove() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
