package llmbench.testing.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests that a report has not, and whether it says so: counted once more, from what lies there.
 */
final class Losses {

  /** What is larger was made so, and has no requests. */
  private static final long MOST_READ = 16 << 20;

  private final Specimen specimen;
  private final Victim victim;
  private final List<Path> named;
  private final Account account;
  private final List<String> unsaid = new ArrayList<>();

  Losses(Specimen specimen, Victim victim, List<Path> named, Account account) {
    this.specimen = specimen;
    this.victim = victim;
    this.named = named;
    this.account = account;
  }

  /** What is not said. */
  List<String> unsaid() throws IOException {
    switch (specimen.kind()) {
      case RUN -> ofRun();
      case LOG -> ofLog();
      case RESULT, PLAN, COMPARED -> {}
    }
    return unsaid;
  }

  private void ofRun() throws IOException {
    int lines = 0;
    boolean counted = specimen.requests() > 0;
    for (Path directory : named) {
      Path file = directory.resolve("requests.jsonl");
      if (!Files.isRegularFile(file)) {
        // The log alone is left, and that is said.
        expect(account.has("log-only"), "there is no requests.jsonl");
        return;
      }
      if (Files.size(file) > MOST_READ) {
        return;
      }
      lines += Account.lines(file);
      counted &= isAsItWas(directory.resolve("run.json"));
    }
    long unreadable = account.unreadable();
    expect(
        account.requests() + unreadable == lines,
        lines + " lines, " + account.requests() + " requests, " + unreadable + " unreadable");
    int doubled = account.requests() - account.distinct();
    if (named.size() == 1) {
      expect(
          account.sum("requests-doubled", "doubled") == doubled,
          doubled + " are there twice, said are " + account.figures("requests-doubled"));
    }
    if (counted && named.size() == 1) {
      missing(specimen.requests() - account.distinct(), unreadable);
    } else if (counted) {
      // Each directory begins with index 0.
      long there = account.requests() - account.sum("requests-doubled", "doubled");
      long missing = (long) specimen.requests() * named.size() - there;
      long surplus = account.sum("requests-surplus", "surplus");
      expect(
          missing + surplus <= unreadable + account.sum("requests-missing", "missing"),
          missing + " are missing, said are " + account.figures("requests-missing"));
    }
  }

  private void missing(long missing, long unreadable) {
    expect(
        missing <= unreadable || account.sum("requests-missing", "missing") == missing,
        missing + " are missing, said are " + account.figures("requests-missing"));
    expect(
        missing >= 0 || account.sum("requests-surplus", "surplus") == -missing,
        -missing + " are too many, said are " + account.figures("requests-surplus"));
  }

  private void ofLog() throws IOException {
    if (isAsItWas(named.get(0).resolve("run.json"))) {
      missing(Math.max(0, specimen.requests() - account.requests()), 0);
    } else {
      expect(
          account.has("run-file-missing") || account.has("unreadable") || isReadable("run.json"),
          "run.json is another");
    }
  }

  private boolean isReadable(String name) throws IOException {
    try {
      return ResultLosses.JSON.readTree(Files.readAllBytes(named.get(0).resolve(name))).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private boolean isAsItWas(Path file) throws IOException {
    return Files.isRegularFile(file)
        && Files.isReadable(file)
        && Arrays.equals(
            Files.readAllBytes(file),
            Files.readAllBytes(specimen.originalOf(file, victim.input())));
  }

  private void expect(boolean kept, String otherwise) {
    if (!kept) {
      unsaid.add("not said: " + otherwise);
    }
  }
}
