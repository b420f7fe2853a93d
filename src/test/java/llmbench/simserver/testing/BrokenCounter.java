package llmbench.simserver.testing;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.simserver.config.PromptCounter;

/** For tests: a counter that can't count. */
public final class BrokenCounter {

  private BrokenCounter() {}

  public static PromptCounter of() {
    return of(new AtomicInteger());
  }

  /** The same; {@code asked} says how often it was asked. */
  public static PromptCounter of(AtomicInteger asked) {
    return (PromptCounter)
        Proxy.newProxyInstance(
            PromptCounter.class.getClassLoader(),
            new Class<?>[] {PromptCounter.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              throw new IllegalStateException("no words today");
            });
  }
}
