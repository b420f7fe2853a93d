package llmbench.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import llmbench.files.IoReason;

/**
 * The files of hubs, on this machine: those that a hub's own libraries have brought, too. A list of
 * files is asked for once.
 */
public final class HubFiles {

  private static final String OFFLINE = "HF_HUB_OFFLINE";
  private static final List<String> YES = List.of("1", "true", "yes", "on");

  private final Map<String, String> environment;
  private final Path home;
  private final Consumer<String> say;
  private final Map<HubRepository, HubList> lists = new ConcurrentHashMap<>();

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
  public HubFiles(Map<String, String> environment, Path home, Consumer<String> say) {
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
    HubCache cache = cache(file.repository());
    Optional<Path> kept = cache.kept(file.path());
    if (kept.isPresent()) {
      return kept.get();
    }
    forbid("The " + file + " isn't");
    return trying(file.toString(), () -> new Download(file, environment, say).into(cache.folder()));
  }

  /**
   * Some files of a dataset, of one state of it; empty where it has none of them. They are not
   * downloaded. Offline they are those that the cache has.
   *
   * @param choice those that are wanted of the paths of all
   * @throws HubException when what there is can't be had; the message says why
   */
  public List<HubFile> files(HubRepository repository, UnaryOperator<List<String>> choice) {
    if (mayDownload()) {
      HubList list = lists.computeIfAbsent(repository, this::list);
      return list.state().files(choice.apply(list.paths()));
    }
    List<HubFile> kept = cache(repository).files(choice);
    if (kept.isEmpty()) {
      forbid("The files that are wanted of " + repository + " aren't");
    }
    return kept;
  }

  /** Where a file of {@link #files} is, or will be once it is downloaded. */
  public Path place(HubFile file) {
    return cache(file.repository()).place(file.path());
  }

  private HubList list(HubRepository repository) {
    return trying("list of files of " + repository, () -> HubList.of(repository, environment));
  }

  private HubCache cache(HubRepository repository) {
    return new HubCache(repository, repository.hub().cache(environment, home));
  }

  /** What may need the network. */
  private interface Asking<T> {
    T ask() throws IOException;
  }

  private static <T> T trying(String what, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (HubException e) {
      throw new HubException(e.getMessage() + byHand(), e);
    } catch (UncheckedIOException e) {
      throw failed(what, IoReason.cause(e));
    } catch (IOException e) {
      throw failed(what, e);
    }
  }

  private static HubException failed(String what, IOException e) {
    return new HubException(
        "The " + what + " can't be downloaded: " + IoReason.of(e) + "." + byHand(), e);
  }

  private static String byHand() {
    return " Download it by hand, and give it with --dataset-path.";
  }

  /** Says why nothing may be downloaded, if so. */
  private void forbid(String what) {
    if (mayDownload()) {
      return;
    }
    String why =
        given(OFFLINE).isEmpty()
            ? "nothing is downloaded in CI (the variable CI is set; " + OFFLINE + "=0 allows it)."
            : OFFLINE + " forbids downloading.";
    throw new HubException(what + " in the cache, and " + why + byHand(), true);
  }

  private boolean mayDownload() {
    String offline = given(OFFLINE);
    return !YES.contains(offline.isEmpty() ? given("CI") : offline);
  }

  private String given(String variable) {
    return environment.getOrDefault(variable, "").strip().toLowerCase(Locale.ROOT);
  }
}
