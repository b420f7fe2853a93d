package llmbench.llm;

import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.core.session.Session;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * A Gatling protocol by which the {@code llm(...)} requests of a run find who is to be told of
 * them. Populations without it tell nobody.
 *
 * @param observers makes the one of a run; equal ones are the same one
 */
public record LlmProtocol(Observers observers) implements Protocol {

  private static final LlmProtocol NONE = new LlmProtocol(core -> LlmObserver.NONE);

  /** Gatling keeps for each run what this makes. */
  static final ProtocolKey<LlmProtocol, Components> KEY = new Key();

  /** Makes the observer of a run. */
  public interface Observers {

    /** The observer of this run; asked once, before the first user begins. */
    LlmObserver of(CoreComponents run);
  }

  private static final class Key implements ProtocolKey<LlmProtocol, Components> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Protocol> protocolClass() {
      // Scala's Class is not covariant, and Gatling's own protocols cast as well.
      return (Class<Protocol>) (Class<?>) LlmProtocol.class;
    }

    @Override
    public LlmProtocol defaultProtocolValue(GatlingConfiguration configuration) {
      return NONE;
    }

    /** Asked once a run, and its function once for each population. */
    @Override
    public Function1<LlmProtocol, Components> newComponents(CoreComponents core) {
      AtomicReference<@Nullable Components> ofTheRun = new AtomicReference<>();
      return protocol -> {
        if (protocol.equals(NONE)) {
          return new Components(NONE.observers(), LlmObserver.NONE);
        }
        Components one = ofTheRun.get();
        if (one == null) {
          one = new Components(protocol.observers(), protocol.observers().of(core));
          ofTheRun.set(one);
        } else if (!one.observers().equals(protocol.observers())) {
          throw new IllegalArgumentException(
              "two populations of one run have different protocols of llm(...) ("
                  + one.observers()
                  + ", "
                  + protocol.observers()
                  + "): a run has one record; give both the same, or give it to setUp");
        }
        return one;
      };
    }
  }

  /** What a run has of it. */
  record Components(Observers observers, LlmObserver observer) implements ProtocolComponents {

    @Override
    public Function1<Session, Session> onStart() {
      return session -> {
        observer.user(new io.gatling.javaapi.core.Session(session));
        return session;
      };
    }

    @Override
    public Function1<Session, BoxedUnit> onExit() {
      return session -> BoxedUnit.UNIT;
    }
  }
}
