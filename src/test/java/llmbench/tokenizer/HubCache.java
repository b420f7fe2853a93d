package llmbench.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Hugging Face's local cache of hub downloads; read, never written. */
final class HubCache {

  private final Path folder;

  private HubCache(Path folder) {
    this.folder = folder;
  }

  /** The cache where Hugging Face's libraries have it: HF_HUB_CACHE, HF_HOME, or the home's. */
  static HubCache of(Map<String, String> environment, Path home) {
    String cache = environment.get("HF_HUB_CACHE");
    if (cache != null && !cache.isEmpty()) {
      return new HubCache(Path.of(cache));
    }
    String hfHome = environment.get("HF_HOME");
    if (hfHome != null && !hfHome.isEmpty()) {
      return new HubCache(Path.of(hfHome, "hub"));
    }
    return new HubCache(home.resolve(Path.of(".cache", "huggingface", "hub")));
  }

  /** The folder, for messages. */
  Path folder() {
    return folder;
  }

  /** The newest snapshot's directory of {@code org/name} that has a tokenizer.json. */
  Optional<Path> find(String hubId) {
    if (!hubId.matches("[\\w.-]+(/[\\w.-]+)?")) {
      return Optional.empty();
    }
    Path snapshots = folder.resolve("models--" + hubId.replace("/", "--")).resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(snapshots)) {
      return all.filter(snapshot -> Files.isRegularFile(snapshot.resolve("tokenizer.json")))
          .max(Comparator.comparing(HubCache::modified));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.attribute.FileTime modified(Path snapshot) {
    try {
      return Files.getLastModifiedTime(snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
