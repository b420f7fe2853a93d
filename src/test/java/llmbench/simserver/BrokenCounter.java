package llmbench.simserver;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** For tests: a counter that can't count. */
final class BrokenCounter {

  private BrokenCounter() {}

  static PromptCounter of() {
    return of(new AtomicInteger());
  }

  /** The same; {@code asked} says how often it was asked. */
  static PromptCounter of(AtomicInteger asked) {
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
