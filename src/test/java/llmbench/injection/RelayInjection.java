package llmbench.injection;

import io.gatling.core.controller.inject.Injection;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * Plays the stages of a {@link StageRelay}. On Gatling's own thread for injections, which comes by
 * each second; what comes next is made on another, so that this one never waits.
 */
final class RelayInjection extends Injection {

  private final Supplier<List<Stage>> source;
  private final StagePopulations populations;
  private final Deque<Stage> stages = new ArrayDeque<>();

  /** Those whose users aren't all through. */
  private final List<Injection> running = new ArrayList<>();

  /** The one that is waited for. */
  private @Nullable Injection main;

  /** What comes behind the last stage; null while that isn't asked for. */
  private @Nullable CompletableFuture<List<Stage>> coming;

  RelayInjection(
      Scenario scenario,
      AtomicLong userIds,
      EventLoopGroup loops,
      StatsEngine stats,
      Supplier<List<Stage>> source,
      StagePopulations populations) {
    super(scenario, userIds, loops, stats);
    this.source = source;
    this.populations = populations;
  }

  @Override
  public void injectBatch(FiniteDuration window) {
    running.stream()
        .filter(each -> !each.isAllUsersScheduled())
        .forEach(each -> each.injectBatch(window));
    running.removeIf(Injection::isAllUsersStopped);
    askWhenOver();
    takeWhatCame();
    while (isMainOver() && !stages.isEmpty()) {
      begin(stages.remove(), window);
    }
  }

  private boolean isMainOver() {
    return main == null || main.isAllUsersStopped();
  }

  private void askWhenOver() {
    if (isMainOver() && stages.isEmpty() && coming == null && !isAllUsersScheduled()) {
      coming =
          CompletableFuture.supplyAsync(source, task -> new Thread(task, "llm-levels").start());
    }
  }

  private void takeWhatCame() {
    if (coming == null || !coming.isDone()) {
      return;
    }
    stages.addAll(coming.join());
    coming = null;
    if (stages.isEmpty()) {
      end();
    }
  }

  /** Gatling's report needs a user; where no stage had one, one comes and leaves. */
  private void end() {
    if (main == null) {
      injectUser(Duration.Zero());
    }
    setAllScheduled();
  }

  private void begin(Stage stage, FiniteDuration window) {
    List<Injection> begun = new ArrayList<>();
    Injection waitedFor = populations.begin(stage.main());
    begun.add(waitedFor);
    stage.beside().forEach(each -> begun.add(populations.begin(each)));
    begun.forEach(each -> each.injectBatch(window));
    running.addAll(begun);
    main = waitedFor;
  }

  @Override
  public void endUser() {
    if (main == null) {
      incrementStoppedUsers();
      return;
    }
    populations.leaver().endUser();
    askWhenOver();
  }

  @Override
  public boolean isAllUsersStopped() {
    return super.isAllUsersStopped() && running.stream().allMatch(Injection::isAllUsersStopped);
  }

  @Override
  public FiniteDuration duration() {
    return Duration.Zero();
  }

  @Override
  public boolean isEmpty() {
    return false;
  }
}
