package llmbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import llmbench.files.IoReason;

/** The files of hubs, on this machine: those that a hub's own libraries have brought, too. */
public final class HubFiles {

  private final Map<String, String> environment;
  private final Path home;
  private final Consumer<String> say;

  /** Those that this process's user has or may have. */
  public static HubFiles ofProcess(Consumer<String> say) {
    return new HubFiles(System.getenv(), Path.of(System.getProperty("user.home")), say);
  }

  /**
   * Files of hubs.
   *
   * @param environment in which caches, endpoints and tokens are named
   * @param home of the user
   * @param say is told of a download, a line before it begins and one behind it
   */
  HubFiles(Map<String, String> environment, Path home, Consumer<String> say) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.say = say;
  }

  /**
   * Where a file is, downloaded if it isn't there.
   *
   * @throws HubException when it can't be had; the message says why
   */
  public Path get(HubFile file) {
    Path cache = file.hub().cache(environment, home);
    Optional<Path> kept = kept(file, cache);
    if (kept.isPresent()) {
      return kept.get();
    }
    if (isOffline()) {
      throw new HubException(
          "The "
              + file
              + " isn't in the cache at "
              + cache
              + ", and HF_HUB_OFFLINE forbids"
              + " downloading it."
              + byHand());
    }
    try {
      return new Download(file, environment, say).into(cache);
    } catch (HubException e) {
      throw new HubException(e.getMessage() + byHand(), e);
    } catch (IOException e) {
      throw new HubException(
          "The " + file + " can't be downloaded: " + IoReason.of(e) + "." + byHand(), e);
    }
  }

  private static String byHand() {
    return " Download it by hand, and give it with --dataset-path.";
  }

  private boolean isOffline() {
    String offline = environment.getOrDefault("HF_HUB_OFFLINE", "").toLowerCase(Locale.ROOT);
    return List.of("1", "true", "yes", "on").contains(offline);
  }

  private static Optional<Path> kept(HubFile file, Path cache) {
    return revisions(file, cache)
        .map(revision -> file.hub().folder(cache, file.dataset(), revision).resolve(file.path()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The main one first. A cache that keeps one state has a folder whatever the revision. */
  private static Stream<String> revisions(HubFile file, Path cache) {
    Path snapshots =
        Objects.requireNonNull(file.hub().folder(cache, file.dataset(), "any").getParent());
    Stream<String> main = Stream.empty();
    try {
      Path ref = snapshots.resolveSibling("refs").resolve("main");
      main = Stream.of(Files.readString(ref).strip());
    } catch (IOException e) {
      // Then any of those that are there.
    }
    try (Stream<Path> all = Files.list(snapshots)) {
      List<String> names = all.map(each -> each.getFileName().toString()).sorted().toList();
      return Stream.concat(main, names.stream());
    } catch (IOException e) {
      return main;
    }
  }
}
